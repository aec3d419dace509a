"""Run acta on many texts, and the small arithmetic that all scorers share. Standard library only."""
import json
import os
import subprocess

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def command():
    """The acta to measure: $ACTA, else the built one."""
    return os.environ.get("ACTA") or os.path.join(ROOT, "build", "acta")


def run(arguments, rows):
    """The JSON objects acta prints for JSONL rows {id, text, published?}. Sentences on their own may be too short to show their language."""
    given = "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows)
    done = subprocess.run([command(), *arguments, "--any-language", "--jsonl", "-"], input=given.encode(), stdout=subprocess.PIPE, check=True)
    return [json.loads(line) for line in done.stdout.decode().splitlines() if line]


def code(rows, *more):
    """{report id: its records}"""
    out = {r["id"]: [] for r in rows}
    for record in run(["code", *more], rows):
        out[record.get("doc") or record["id"]].append(record)
    return out


def parse(rows, *more):
    """{report id: its reading}"""
    return {r["doc"]: r for r in run(["parse", "--json", *more], rows)}


def read_jsonl(*path):
    with open(os.path.join(*path), encoding="utf-8") as f:
        return [json.loads(line) for line in f if line.strip()]


def prf(right, gold, predicted):
    p, r = right / predicted if predicted else 0.0, right / gold if gold else 0.0
    return p, r, 2 * p * r / (p + r) if p + r else 0.0


def macro_f1(pairs, labels):
    """Mean over labels of the F1 of (gold, predicted) pairs."""
    total = 0.0
    for label in labels:
        total += prf(sum(g == p == label for g, p in pairs), sum(g == label for g, _ in pairs), sum(p == label for _, p in pairs))[2]
    return total / len(labels)
