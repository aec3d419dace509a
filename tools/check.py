#!/usr/bin/env python3
"""Checks of the source that no compiler makes. Prints what is wrong, one line each, and exits 1 if anything is.

usage: check.py

- includes point only back along the journey, and the command includes the public header alone
- no loose end is marked in the code, and the public library neither prints nor ends the process
- the manual page names every command and every option, and no others
- tests are listed in the build, and nothing of this machine stands in a tracked file
"""
import os
import re
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
JOURNEY = "base nn page report text parse entity event voice when where who ledger merge write store".split()
# These three hold the journey together: doc.h and coder.h are seen by every stage, acta.c and model.c see every stage.
SHARED, WHOLE = {"doc.h", "coder.h", "acta.h"}, {"acta.c", "model.c", "coder.h"}
# coder.h names what a model holds, so a stage that needs the model sees these headers through it.
FORBIDDEN = re.compile(r"\b(?:printf|puts|putchar|exit|abort|getenv|setlocale|fprintf|perror)\s*\(")
LOOSE = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b")


def read(path):
    with open(os.path.join(ROOT, path), encoding="utf-8") as f:
        return f.read()


def files(folder, *endings):
    for where, _, names in os.walk(os.path.join(ROOT, folder)):
        for name in sorted(names):
            if name.endswith(endings):
                yield os.path.relpath(os.path.join(where, name), ROOT)


def without_comments(text):
    return re.sub(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"', lambda m: "\n" * m.group().count("\n") if m.group()[0] == "/" else '""', text, flags=re.S)


def includes():
    for path in files("src", ".c", ".h", ".def"):
        parts = path.split(os.sep)
        for n, line in enumerate(read(path).split("\n"), 1):
            m = re.match(r'\s*#\s*include\s+"([^"]+)"', line)
            if not m or m.group(1) in SHARED:
                continue
            target = m.group(1).split("/")
            if len(parts) == 2:
                if parts[1] == "doc.h" and target[0] != "base":
                    yield f"{path}:{n}: doc.h may include base/ alone"
                elif parts[1] not in WHOLE | SHARED:
                    yield f"{path}:{n}: what file is this? only {', '.join(sorted(WHOLE | SHARED))} stand beside the stages"
            elif len(target) < 2 or target[0] not in JOURNEY:
                yield f"{path}:{n}: includes {m.group(1)}, which is in no folder of the journey"
            elif JOURNEY.index(target[0]) > JOURNEY.index(parts[1]):
                yield f"{path}:{n}: {parts[1]} comes before {target[0]}, so it may not include {m.group(1)}"
    inside = {os.path.basename(p) for p in files("cli", ".h", ".def")} | {"acta.h"}
    for path in files("cli", ".c", ".h"):
        for n, line in enumerate(read(path).split("\n"), 1):
            m = re.match(r'\s*#\s*include\s+"([^"]+)"', line)
            if m and m.group(1) not in inside:
                yield f"{path}:{n}: the command sees acta.h alone, not {m.group(1)}"


def loose_ends():
    for folder in ("src", "cli", "include", "test", "fuzz", "bench", "tools", "eval", "train"):
        for path in files(folder, ".c", ".h", ".def", ".py"):
            if path == os.path.join("tools", "check.py"):
                continue
            for n, line in enumerate(read(path).split("\n"), 1):
                if LOOSE.search(line):
                    yield f"{path}:{n}: a loose end: {line.strip()[:60]}"


def library_is_quiet():
    for path in files("src", ".c", ".h"):
        for n, line in enumerate(without_comments(read(path)).split("\n"), 1):
            if FORBIDDEN.search(line):
                yield f"{path}:{n}: the library does not print, end the process or read the environment: {line.strip()[:60]}"


def manual():
    source, page = read("cli/options.c") + read("cli/main.c"), read("docs/acta.1.scd")
    table = re.search(r"} options\[\] = \{(.*?)\n\};", source, re.S).group(1)
    options = set(re.findall(r"\{'.', \"([a-z-]+)\"", table))
    told = set(re.findall(r"\*--([a-z-]+)\*", page))
    commands = set(re.findall(r'^    \{"([a-z-]+)", "', read("cli/main.c"), re.M))
    for name in sorted(options ^ told):
        yield f"docs/acta.1.scd: --{name} stands in {'the program' if name in options else 'the manual'} alone"
    for name in sorted(commands):
        if f"*acta {name}*" not in page:
            yield f"docs/acta.1.scd: no synopsis of acta {name}"


def tests_are_built():
    listed = read("test/meson.build")
    for path in files("test", ".c"):
        name = re.match(r"test/test_(\w+)\.c$", path)
        if name and f"'{name.group(1)}'" not in listed:
            yield f"{path}: not in test/meson.build"


def speaks_of_itself():
    paths = subprocess.run(["git", "ls-files"], cwd=ROOT, stdout=subprocess.PIPE, check=False).stdout.decode().split("\n")
    places = re.compile(r"(?<![\w.])/(?:work|tmp(?!/[\w.-]*X{6})|home|root)/\w")
    for path in paths:
        if not path.endswith((".c", ".h", ".py", ".md", ".scd", ".def", ".tsv", ".build", ".sh")) or not os.path.exists(os.path.join(ROOT, path)):
            continue
        if path == os.path.join("tools", "check.py"):
            continue
        for n, line in enumerate(read(path).split("\n"), 1):
            if places.search(line):
                yield f"{path}:{n}: a path of one machine: {line.strip()[:60]}"


def main():
    wrong = [w for rule in (includes, loose_ends, library_is_quiet, manual, tests_are_built, speaks_of_itself) for w in rule()]
    print(*wrong, sep="\n") if wrong else print("check: all in order")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
