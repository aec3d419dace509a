#!/usr/bin/env python3
"""Score who says so: the attributions that `acta parse --json` lists, and the chains of speakers behind events.

usage: voice.py DATA [dev|train] [--first N] [--details]     attributions of DATA/attribution/polnear_SPLIT.jsonl: measure only
       voice.py --chains [dev|test|train] [--details]        speakers of our own corpus

Attributions. A token is a run of letters and digits. Hand-coded and found attributions are paired by their content: one with one, the
pairs that share most tokens first (a shared cue word breaks ties); a pair shares at least one token. Punctuation counts nowhere.
  content exact F1    a pair is right when both have the same content tokens
  content partial F1  PARC's relaxed measure: a pair adds (tokens shared / tokens found) to what is right of the found, and
                      (tokens shared / tokens hand-coded) to what is right of the hand-coded; P and R are these over all found and all coded
  source partial F1   of pairs alone, the same sums over source tokens; a side without source asks for nothing, and what the other
                      side has there is wrong
  cue F1              of pairs alone, the same sums over cue tokens

Chains. Events of our corpus are matched as in events.py. Asked are matched events that have a speaker on either side.
  innermost right     the first speakers share a word that counts, or neither side has one
  chain right         of events with a chain of two or more by hand: as many speakers, each sharing a word with his like
Standard library only.
"""
import collections
import os
import re
import sys

import acta
import events
import own

TOKEN = re.compile(r"\w+")


class Tokens:
    """Which tokens of a text a list of spans touches."""

    def __init__(self, text):
        self.at, self.bounds = {}, []
        for i, m in enumerate(TOKEN.finditer(text)):
            self.bounds.append(m.span())
            for c in range(*m.span()):
                self.at[c] = i

    def of(self, spans):
        return frozenset(self.at[c] for a, b in spans for c in range(a, b) if c in self.at)


def found_attributions(reading, tokens):
    out = []
    for s in reading["speakers"]:
        source = [s["source_span"]] if "source_span" in s else []
        out.append({"source": tokens.of(source), "cue": tokens.of([s["cue_span"]]), "content": tokens.of(s.get("content_spans") or [s["content_span"]])})
    return out


def gold_attributions(row, tokens):
    return [{k: tokens.of(a[k]) for k in ("source", "cue", "content")} for a in row["attributions"]]


def paired(gold, found):
    """One with one, those that share most content first."""
    holds = collections.defaultdict(set)
    for j, f in enumerate(found):
        for t in f["content"]:
            holds[t].add(j)
    ranked = []
    for i, g in enumerate(gold):
        for j in set().union(*(holds[t] for t in g["content"])):
            f = found[j]
            shared = len(g["content"] & f["content"])
            like = 2 * shared / (len(g["content"]) + len(f["content"]))
            ranked.append((-like, -len(g["cue"] & f["cue"]), i, j))
    pairs, used_i, used_j = [], set(), set()
    for _, _, i, j in sorted(ranked):
        if i not in used_i and j not in used_j:
            pairs.append((i, j))
            used_i.add(i)
            used_j.add(j)
    return pairs


class Sums:
    def __init__(self):
        self.right_found = self.right_gold = self.found = self.gold = 0.0

    def pair(self, gold, found):
        shared = len(gold & found)
        self.right_found += shared / len(found) if found else 0
        self.right_gold += shared / len(gold) if gold else 0

    def asked(self, gold, found):
        self.gold += gold
        self.found += found

    def prf(self):
        p = self.right_found / self.found if self.found else 0.0
        r = self.right_gold / self.gold if self.gold else 0.0
        return p, r, 2 * p * r / (p + r) if p + r else 0.0


class Attributions:
    def __init__(self):
        self.exact, self.content, self.source, self.cue, self.details = Sums(), Sums(), Sums(), Sums(), []

    def add(self, row, reading):
        tokens = Tokens(row["text"])
        gold, found = gold_attributions(row, tokens), found_attributions(reading, tokens)
        pairs = paired(gold, found)
        for sums in (self.exact, self.content):
            sums.asked(len(gold), len(found))
        for i, j in pairs:
            g, f = gold[i], found[j]
            self.content.pair(g["content"], f["content"])
            if g["content"] == f["content"]:
                self.exact.pair(g["content"], f["content"])
            for what, sums in (("source", self.source), ("cue", self.cue)):
                sums.asked(bool(g[what]), bool(f[what]))
                sums.pair(g[what], f[what])
        self.note(row, tokens, gold, found, pairs)

    def note(self, row, tokens, gold, found, pairs):
        def words(a):
            return " | ".join(k + ": " + " ".join(row["text"][slice(*tokens.bounds[t])] for t in sorted(a[k])) for k in ("source", "cue", "content"))
        for i, j in pairs:
            kind = "same" if gold[i] == found[j] else "part"
            self.details.append((row["id"], kind, words(gold[i]), words(found[j])))
        self.details += [(row["id"], "miss", words(g), "") for i, g in enumerate(gold) if i not in {p for p, _ in pairs}]
        self.details += [(row["id"], "extra", "", words(f)) for j, f in enumerate(found) if j not in {p for _, p in pairs}]

    def rows(self):
        out = [("content exact F1", self.exact.prf()[2])]
        out += [(f"content partial {k}", v) for k, v in zip(("P", "R", "F1"), self.content.prf())]
        return out + [("source partial F1", self.source.prf()[2]), ("cue F1", self.cue.prf()[2])]


def attributions(data, split="dev", first=None):
    rows = acta.read_jsonl(data, "attribution", f"polnear_{split}.jsonl")[:first]
    readings = acta.parse([{"id": r["id"], "text": r["text"]} for r in rows])
    result = Attributions()
    for r in rows:
        result.add(r, readings[r["id"]])
    return result


class Chains(events.Score):
    """The score of events, and of the chains of those that match."""

    def fields(self, g, c):
        super().fields(g, c)
        n = self.n
        right = chain_right(g.chain, c.chain)
        inner = events.same_speaker(g, c)
        if len(g.chain) > 1:
            n["long"] += 1
            n["long", "right"] += right
            n["long", "inner"] += inner
        if (g.chain or c.chain) and not (right and inner):
            self.wrong.append((self.now, g.type, " < ".join(g.chain) or "-", " < ".join(c.chain) or "-", g.trigger))

    def begin(self, name):
        self.now = name

    wrong, now = (), ""


def chain_right(gold, coded):
    return len(gold) == len(coded) and all(events.content(a) & events.content(b) for a, b in zip(gold, coded))


def with_chains(made, chains, triggers):
    for e, chain, trigger in zip(made, chains, triggers):
        e.chain, e.trigger = chain, trigger
    return made


def chains(split):
    rows = own.reports(split)
    coded = acta.code([{"id": r["id"], "text": r["text"], "published": r["published"]} for r in rows])
    whole = Chains()
    whole.wrong = []
    for r in rows:
        told = [e for e in r["records"] if e["kind"] == "event"]
        found = [e for e in coded[r["id"]] if e["kind"] == "event"]
        gold = with_chains(own.gold_events(r), [[s["text"] for s in e["said_by"]] for e in told], [r["text"][slice(*e["trigger"])] for e in told])
        ours = with_chains(events.from_records(found, r["text"]),
                           [[s.get("entity_text") or s.get("name") or "" for s in e.get("said_by") or []] for e in found], [e["event_text"] for e in found])
        whole.begin(r["id"])
        whole.add(r["id"], gold, ours)
    return whole


def chain_rows(whole):
    n = whole.n
    return [("innermost speaker", whole.share("speaker")), ("chain of two or more", n["long", "right"] / n["long"] if n["long"] else 0.0),
            ("chains of two or more asked", n["long"])]


def rows(data):
    """For eval.py."""
    out = [("PolNeAR dev", measure, value) for measure, value in attributions(data).rows()]
    for split in ("dev", "test"):
        out += [(f"own corpus, {split}", measure, value) for measure, value in chain_rows(chains(split))]
    return out


def main():
    words = [a for a in sys.argv[1:] if not a.startswith("--")]
    first = int(words.pop(words.index(next(w for w in words if w.isdigit())))) if "--first" in sys.argv else None
    split = next((w for w in words if w in ("dev", "test", "train")), "dev")
    if "--chains" in sys.argv:
        whole = chains(split)
        shown, details = chain_rows(whole), whole.wrong
    else:
        result = attributions(words[0], split, first)
        shown, details = result.rows(), result.details
    for measure, value in shown:
        print(f"{measure:28} {value:.3f}" if isinstance(value, float) else f"{measure:28} {value}")
    if "--details" in sys.argv:
        for d in details:
            print("\n\t".join(d) if "--chains" not in sys.argv else "  ".join(d))


if __name__ == "__main__":
    main()
