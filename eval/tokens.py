"""Scores cutting text into words and sentences, from raw text, against Universal Dependencies treebanks.

    eval/tokens.py PROGRAM DATA_FOLDER [--show N] [--file NAME]

PROGRAM is acta-tokens. The raw text is rebuilt from the CoNLL-U files (SpaceAfter=No, newpar, newdoc), given to the
program document by document, and spans are compared by the visible characters they cover, as in the CoNLL 2018 shared
task: a word counts if both its ends agree, and so does a sentence.
"""
import argparse
import collections
import json
import pathlib
import subprocess

FILES = ["en_ewt-ud-dev.conllu", "en_gum-ud-dev.open.conllu"]


def read_documents(path):
    """Yields (id, text, words, sentences); spans are (from, to) in the text. A paragraph ends in a blank line."""
    name, text, words, sentences = None, "", [], []
    start, skip, gap, mwt_gap = 0, 0, "", ""

    def close():
        nonlocal start
        if len(words) > start:
            sentences.append((words[start][0], words[-1][1]))
            start = len(words)

    for line in path.open(encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("# newdoc"):
            if words:
                yield name, text, words, sentences
            name, text, words, sentences, start, gap = line.split("=")[-1].strip(), "", [], [], 0, ""
        elif line.startswith("# newpar") and "newpar_block" not in line:
            gap = "\n\n" if words else ""
        elif not line:
            close()
            skip = 0
        elif not line.startswith("#"):
            cell = line.split("\t")
            if "." in cell[0]:
                continue
            space = "" if "SpaceAfter=No" in cell[9] else " "
            if "-" in cell[0]:
                skip, mwt_gap = int(cell[0].split("-")[1]), space
                continue
            number = int(cell[0])
            text += gap + cell[1]
            words.append((len(text) - len(cell[1]), len(text)))
            gap = mwt_gap if number == skip else "" if number < skip else space
    if words:
        yield name, text, words, sentences


def ask(program, documents):
    rows = "".join(json.dumps({"id": d[0], "text": d[1]}) + "\n" for d in documents)
    out = subprocess.run([program, "--jsonl"], input=rows.encode(), stdout=subprocess.PIPE, check=True).stdout
    return [json.loads(line)["sentences"] for line in out.splitlines()]


def f1(right, found, gold):
    return 200.0 * right / (found + gold) if found + gold else 0.0


def show_errors(kind, text, gold, found, tally):
    for a, b in sorted(gold - found):
        if kind == "word":
            near = " ".join(text[x:y] for x, y in sorted(found) if x < b and y > a)
            tally[f"{text[a:b]!r} as {near!r}"] += 1
        else:
            around = text[max(0, a - 30):a] + "|" + text[a:a + 30] + " … " + text[max(a, b - 40):b] + "|" + text[b:b + 30]
            tally["missed: " + repr(around)] += 1


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("program")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--show", type=int, default=0, help="print so many errors of each kind")
    parser.add_argument("--file", action="append", help="score this file instead of the dev sets")
    options = parser.parse_args()
    for name in options.file or FILES:
        documents = list(read_documents(options.folder / name))
        counts = collections.defaultdict(lambda: [0, 0, 0])
        tallies = {"word": collections.Counter(), "sentence": collections.Counter()}
        for (_, text, words, sentences), answer in zip(documents, ask(options.program, documents)):
            spans = {"word": ({tuple(w) for w in words}, {tuple(w) for s in answer for w in s["words"]}),
                     "sentence": (set(sentences), {(s["start"], s["end"]) for s in answer})}
            for kind, (gold, found) in spans.items():
                for i, n in enumerate((len(gold & found), len(found), len(gold))):
                    counts[kind][i] += n
                if options.show:
                    show_errors(kind, text, gold, found, tallies[kind])
        for kind, (right, found, gold) in counts.items():
            print(f"{name} {kind} F1 {f1(right, found, gold):.2f}  ({right} right, {found} found, {gold} there)")
        for kind, tally in tallies.items():
            for example, n in tally.most_common(options.show):
                print(f"  {kind} {n}x {example}")


if __name__ == "__main__":
    main()
