#!/usr/bin/env python3
"""Parsing from raw text: UD EWT dev and GUM dev (open genres), as CoNLL 2018 scores it.

usage: parse.py DATA

The documents are given as plain text. Words are matched by the characters they cover; a word counts for UPOS when matched and
tagged alike, for UAS when its head is matched with the gold head, for LAS when besides the relations agree up to the colon. F1 over
the words of both sides, so wrong sentence and word borders cost too.
"""
import collections
import os
import sys

import acta

SETS = {"EWT": ("ud", "en_ewt-ud-dev.conllu"), "GUM": ("ud", "en_gum-ud-dev.open.conllu")}
Word = collections.namedtuple("Word", "span upos head rel")      # head: index into the document's words, None at a root


def sentences(path):
    """(comments, rows) of each sentence."""
    comments, rows = {}, []
    with open(path, encoding="utf-8") as f:
        for line in f:
            line = line.rstrip("\n")
            if line.startswith("#"):
                key, _, value = line[1:].partition("=")
                comments[key.strip()] = value.strip()
            elif line:
                rows.append(line.split("\t"))
            elif rows:
                yield comments, rows
                comments, rows = {}, []


def spans_of(surface, forms, start):
    """A span for each word of a token: cut where the forms say, else all words share the token's span, told apart by number."""
    if "".join(forms) == surface:
        out = []
        for form in forms:
            out.append((start, start + len(form)))
            start += len(form)
        return out
    return [(start, start + len(surface), n) for n in range(len(forms))]


def add_sentence(text, words, rows, gap):
    """Append the sentence's text and words; returns (text, whether white space follows)."""
    text += gap
    first, spaced, n = len(words), True, 0
    rows = [r for r in rows if "." not in r[0]]
    while n < len(rows):
        token = rows[n]
        if "-" in token[0]:
            low, high = map(int, token[0].split("-"))
            parts = rows[n + 1: n + 2 + high - low]
            n += len(parts) + 1
        else:
            parts = [token]
            n += 1
        spans = spans_of(token[1], [p[1] for p in parts], len(text))
        for p, span in zip(parts, spans):
            words.append(Word(span, p[3], first + int(p[6]) - 1 if p[6] != "0" else None, p[7].split(":")[0]))
        text += token[1]
        spaced = "SpaceAfter=No" not in token[9]
        if spaced and n < len(rows):
            text += " "
    return text, spaced


def documents(path):
    """{id: (text, gold words)}"""
    out, name, text, words, spaced = {}, None, "", [], False
    for comments, rows in sentences(path):
        if "newdoc id" in comments:
            if name:
                out[name] = (text, words)
            name, text, words, spaced = comments["newdoc id"], "", [], False
        new_paragraph = any(k == "newpar" or k.startswith("newpar ") for k in comments)
        gap = "" if not text else "\n\n" if new_paragraph else " " if spaced else ""
        text, spaced = add_sentence(text, words, rows, gap)
    out[name] = (text, words)
    return out


def system_words(reading):
    words = []
    for sentence in reading["sentences"]:
        first = len(words)
        for t in sentence["tokens"]:
            words.append(Word(tuple(t["span"]), t["upos"], first + t["head"] - 1 if t["head"] else None, t["rel"].split(":")[0]))
    return words


def count(gold, system, totals):
    where = {w.span: n for n, w in enumerate(system)}
    partner = {n: where[w.span] for n, w in enumerate(gold) if w.span in where}
    totals["gold"] += len(gold)
    totals["system"] += len(system)
    totals["words"] += len(partner)
    for g, s in partner.items():
        a, b = gold[g], system[s]
        head_right = b.head is None if a.head is None else partner.get(a.head, -1) == b.head
        totals["UPOS"] += a.upos == b.upos
        totals["UAS"] += head_right
        totals["LAS"] += head_right and a.rel == b.rel


def score(path):
    docs, totals = documents(path), collections.Counter()
    read = acta.parse([{"id": name, "text": text} for name, (text, _) in docs.items()])
    for name, (_, gold) in docs.items():
        count(gold, system_words(read[name]), totals)
    return {k: acta.prf(totals[k], totals["gold"], totals["system"])[2] for k in ("words", "UPOS", "UAS", "LAS")}


def rows(data):
    """[(set, measure, value)]"""
    return [(f"UD {name} dev, raw text", f"{k} F1", v) for name, path in SETS.items() for k, v in score(os.path.join(data, *path)).items()]


def main():
    for row in rows(sys.argv[1]):
        print("%-28s %-10s %.4f" % row)


if __name__ == "__main__":
    main()
