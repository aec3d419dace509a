#!/usr/bin/env python3
"""Write seeds for a fuzzer, each behind one byte of choices: the reports of the corpus, some of them spoilt, or pages of the web.

usage: seeds.py OUT_FOLDER [pages]
"""
import glob
import os
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(ROOT, "tools"))
import corpus  # noqa: E402

SPOIL = (lambda b: b, lambda b: b.decode().encode("utf-16"), lambda b: b.replace(b" ", b"\xa0"), lambda b: b[: len(b) // 2] + b"\xe2\x80",
         lambda b: b.replace(b"\n", b"\r\n"), lambda b: b.replace(b"e", b"\x00"), lambda b: b.upper(), lambda b: b.replace(b". ", b"\xef\xbf\xbd"))


def main(out, every=7):
    os.makedirs(out, exist_ok=True)
    reports = [r.as_json() for f in sorted(glob.glob(os.path.join(ROOT, "corpus", "*.txt"))) for r in corpus.read(f)]
    for n, report in enumerate(reports[::every]):
        with open(os.path.join(out, report["id"]), "wb") as f:
            f.write(bytes([n * 37 % 256]) + SPOIL[n % len(SPOIL)](report["text"].encode()))


def pages(out):
    """The odd pages of the tests, and one of each layout that eval/pages makes."""
    os.makedirs(out, exist_ok=True)
    sys.path.insert(0, os.path.join(ROOT, "eval", "pages"))
    import make
    odd = sorted(glob.glob(os.path.join(ROOT, "test", "pages", "*.html")))
    given = [(os.path.basename(path), open(path, "rb").read()) for path in odd] + [(name, page) for name, page, _ in make.pages(1)]
    for n, (name, page) in enumerate(given):
        with open(os.path.join(out, name), "wb") as f:
            f.write(bytes([n % 8]) + page)


if __name__ == "__main__":
    (pages if "pages" in sys.argv[2:] else main)(sys.argv[1])
