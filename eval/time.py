#!/usr/bin/env python3
"""Time expressions against TIMEX3: strict and relaxed spans, type and value, as TempEval-3 scores them.

    python3 eval/time.py [--tool build/tools/acta-times] [--errors N] FILE.jsonl ...

Each line of a file holds text, dct and timex [{start, end, type, value}]. Strict: the very span. Relaxed: an overlap.
Value: relaxed spans whose value is right too (precision over what was found, recall over what was asked).
"""
import argparse
import json
import subprocess
import sys
import time


def run(tool, rows):
    """Times per document id order, and documents a second."""
    lines = "".join(json.dumps({"id": i, "text": r["text"], "dct": r["dct"]}) + "\n" for i, r in enumerate(rows))
    began = time.perf_counter()
    out = subprocess.run([tool], input=lines.encode(), stdout=subprocess.PIPE, check=True).stdout
    seconds = time.perf_counter() - began
    return [json.loads(line)["times"] for line in out.splitlines()], len(rows) / seconds


def match(gold, found):
    """Pairs of overlapping spans, each used once, exact ones first."""
    pairs, free = [], list(found)
    for g in gold:
        exact = next((f for f in free if f["start"] == g["start"] and f["end"] == g["end"]), None)
        if exact:
            pairs.append((g, exact))
            free.remove(exact)
    done = {id(g) for g, _ in pairs}
    for g in gold:
        if id(g) in done:
            continue
        near = next((f for f in free if f["start"] < g["end"] and g["start"] < f["end"]), None)
        if near:
            pairs.append((g, near))
            free.remove(near)
    return pairs, free


def f1(hits, found, asked):
    precision, recall = hits / max(found, 1), hits / max(asked, 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def score(rows, results, errors):
    count = dict.fromkeys(("gold", "found", "strict", "relaxed", "type", "value"), 0)
    shown = 0
    for row, found in zip(rows, results):
        gold = row["timex"]
        pairs, spare = match(gold, found)
        count["gold"] += len(gold)
        count["found"] += len(found)
        count["relaxed"] += len(pairs)
        for g, f in pairs:
            strict = (g["start"], g["end"]) == (f["start"], f["end"])
            value = g.get("value", "") == f["value"]
            count["strict"] += strict
            count["type"] += g["type"] == f["type"]
            count["value"] += value
            if errors and not (strict and value):
                errors -= 1
                print(f"  {'value' if strict else 'span '} {row['dct'][:10]} {g['text']!r} {g.get('value')} <> "
                      f"{row['text'][f['start']:f['end']]!r} {f['value']} [{f['rule']}]")
        missed = [g for g in gold if not any(g is p for p, _ in pairs)]
        for kind, items in (("miss ", missed), ("extra", spare)):
            for t in items:
                if errors:
                    errors -= 1
                    before, after = row["text"][max(0, t["start"] - 40):t["start"]], row["text"][t["end"]:t["end"] + 30]
                    print(f"  {kind} {row['dct'][:10]} {before!r} [[{row['text'][t['start']:t['end']]}]] {after!r} "
                          f"{t.get('value')} {t.get('rule', '')}")
    return count


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="+")
    parser.add_argument("--tool", default="build/tools/acta-times")
    parser.add_argument("--errors", type=int, default=0, help="print so many errors a file")
    args = parser.parse_args()
    for name in args.files:
        rows = [json.loads(line) for line in open(name, encoding="utf-8")]
        results, speed = run(args.tool, rows)
        count = score(rows, results, args.errors)
        print(f"{name}: {len(rows)} documents, {count['gold']} expressions, {speed:.0f} documents/s")
        for kind in ("strict", "relaxed", "type", "value"):
            p, r, f = f1(count[kind], count["found"], count["gold"])
            print(f"  {kind:8} P {p:.3f}  R {r:.3f}  F1 {f:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
