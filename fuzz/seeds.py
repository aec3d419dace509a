#!/usr/bin/env python3
"""Write seeds for a fuzzer, each behind one byte of choices: the reports of the corpus, some of them spoilt; pages
of the web; or files that the command reads, as text, lines, pages and web archives, packed and not; or files of types, and examples of them,
which need no choices.

usage: seeds.py OUT_FOLDER [pages|inputs|types]
"""
import glob
import gzip
import json
import os
import struct
import sys
import zlib

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
    given = [(name, page) for name, page, _ in make.pages(1)]
    for path in odd:
        with open(path, "rb") as f:
            given.append((os.path.basename(path), f.read()))
    for n, (name, page) in enumerate(given):
        with open(os.path.join(out, name), "wb") as f:
            f.write(bytes([n % 8]) + page)


def record(block, kind="response", content="application/http; msgtype=response"):
    return (f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Target-URI: http://example.org/\r\nContent-Type: {content}\r\n"
            f"Content-Length: {len(block)}\r\n\r\n").encode() + block + b"\r\n\r\n"


def answers(page):
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=UTF-8\r\n"
    chunks = b"".join(b"%x\r\n%s\r\n" % (len(page[i:i + 64]), page[i:i + 64]) for i in range(0, len(page), 64)) + b"0\r\n\r\n"
    yield head + b"\r\n" + page
    yield head + b"Transfer-Encoding: chunked\r\n\r\n" + chunks
    yield head + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(page)
    yield head + b"Content-Encoding: deflate\r\n\r\n" + zlib.compress(page)


def inputs(out, every=300):
    os.makedirs(out, exist_ok=True)
    reports = [r.as_json() for f in sorted(glob.glob(os.path.join(ROOT, "corpus", "*.txt"))) for r in corpus.read(f)]
    for n, report in enumerate(reports[::every]):
        text = report["text"][:600]
        page = f"<!doctype html><html><head><title>A page</title></head><body><article><p>{text}</p></article></body></html>".encode()
        row = json.dumps({"id": report["id"], "text": text, "title": "A title"}).encode() + b"\n"
        archive = [record(b"a: b\r\n", "warcinfo", "application/warc-fields")] + [record(a) for a in answers(page)]
        for kind, content in (("text", text.encode()), ("rows", row * 2 + row[:50]), ("blank", b"\n\n" + row), ("page", page), ("archive", b"".join(archive)),
                              ("rows.gz", gzip.compress(row) * 2), ("archive.gz", b"".join(gzip.compress(r) for r in archive)),
                              ("dictionary", b"\x5d\x2a\x4d\x18\x10\0\0\0" + bytes(16) + b"\x28\xb5\x2f\xfd\x20\x01\x09\0\0a")):
            with open(os.path.join(out, f"{n}.{kind}"), "wb") as f:
                f.write(bytes([n * 37 % 256]) + content)


def container(sections):
    """The form of src/base/datafile.h, of (name, type, dimensions, bytes). The fuzzer puts size and checksum right."""
    head = b"ACTADAT\n" + struct.pack("<II", 1, len(sections)) + bytes(48)
    at, entries, body = 64 + 128 * len(sections), b"", b""
    for name, kind, dims, content in sections:
        entries += name.encode().ljust(64, b"\0") + struct.pack("<II4QQQ8x", kind, len(dims), *(dims + [0] * (4 - len(dims))), at + len(body), len(content))
        body += content + bytes(-len(content) % 64)
    return head + entries + body


def types(out):
    os.makedirs(out, exist_ok=True)
    whole = container([("types.about", 0, [5], b"what\n"), ("types.head", 3, [3], struct.pack("<3I", 1, 77, 0)),
                       ("types.names", 0, [8], b"down\nup\n"), ("types.weight", 1, [2, 2], struct.pack("<4f", 1, 2, 3, 4)),
                       ("types.bias", 1, [2], struct.pack("<2f", 0, 1))])
    examples = b"type\ttext\narrest\tPolice [[arrested]] two.\n# no\n" + b'{"type": "a", "text": "[[b]] c"}\r\nx\n\ty\na\t[[b\n'
    for name, content in (("types", whole), ("short", whole[:700]), ("examples", examples)):
        with open(os.path.join(out, name), "wb") as f:
            f.write(content)


if __name__ == "__main__":
    {"pages": pages, "inputs": inputs, "types": types}.get(" ".join(sys.argv[2:]), main)(sys.argv[1])
