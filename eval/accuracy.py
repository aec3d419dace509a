#!/usr/bin/env python3
"""Write docs/accuracy.md: what acta gets wrong on our own corpus, by type, by phenomenon and by kind of error.

usage: accuracy.py        test reports for the figures, dev reports for the examples

Everything in it is of our own corpus, so its words may be shown. `make eval` writes it.
"""
import collections
import os

import acta
import events
import own

PAGE = os.path.join(acta.ROOT, "docs", "accuracy.md")
TYPES = "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT".split()
LEAST_OF_TAG = 25
ERRORS_SHOWN = 10


class Pairing:
    """The records of one report beside what a person coded, and which is which."""

    def __init__(self, row, records):
        self.row, self.text = row, row["text"]
        self.raw_gold = [r for r in row["records"] if r["kind"] == "event"]
        self.raw_found = [r for r in records if r["kind"] == "event"]
        self.gold, self.found = own.gold_events(row), events.from_records(records, row["text"])
        same = lambda i, j: self.gold[i].same(self.found[j])
        full = lambda i, j: same(i, j) and self.gold[i].same_parties(self.found[j])
        first = events.matching(len(self.gold), len(self.found), full)
        used, taken = {i for i, _ in first}, {j for _, j in first}
        rest = lambda i, j: same(i, j) and i not in used and j not in taken
        self.pairs = events.settle(first + events.matching(len(self.gold), len(self.found), rest), self.gold, self.found, same)
        self.missed = sorted(set(range(len(self.gold))) - {i for i, _ in self.pairs})
        self.extra = sorted(set(range(len(self.found))) - {j for _, j in self.pairs})

    def gold_words(self, i):
        return self.text[slice(*self.raw_gold[i]["trigger"])]

    def found_words(self, j):
        return self.text[slice(*self.raw_found[j]["mentions"][0]["span"])]


def pairings(split):
    rows = own.reports(split)
    coded = acta.code([{"id": r["id"], "text": r["text"], "published": r["published"]} for r in rows])
    return [Pairing(r, coded[r["id"]]) for r in rows]


def errors(p):
    """(kind of error, example) of everything wrong in a report."""
    left = set(p.extra)
    for i in p.missed:
        g = p.gold[i]
        other = next((j for j in sorted(left) if p.found[j].sentences & g.sentences), None)
        if any(g.same(f) for f in p.found):
            yield "two events joined in one record", f"{g.type} “{p.gold_words(i)}”"
        elif other is not None:
            left.discard(other)
            yield "told as another type", f"“{p.gold_words(i)}”: {g.type}, not {p.found[other].type}"
        else:
            yield "missed" + ("" if g.status == "actual" else ", and not a plain fact (planned, denied, long ago)"), f"{g.type} “{p.gold_words(i)}”"
    for j in sorted(left):
        f = p.found[j]
        if any(g.same(f) for g in p.gold):
            yield "one event in two records", f"{f.type} “{p.found_words(j)}”"
        elif any(g.sentences & f.sentences for g in p.gold):
            yield "one event too many in a sentence that tells another", f"{f.type} “{p.found_words(j)}”"
        else:
            yield "an event in a sentence that tells none", f"{f.type} “{p.found_words(j)}”"
    for i, j in p.pairs:
        yield from field_errors(p, i, j)


def field_errors(p, i, j):
    g, f = p.gold[i], p.found[j]
    for side in ("actor", "recipient"):
        one, other = getattr(g, side), getattr(f, side)
        if events.alike(one, other):
            continue
        what = ("not found" if not other else "where there is none" if not one else
                "of another country" if {c for c, _ in one} != {c for c, _ in other} else "in another sector")
        yield f"{side} {what}", f"“{p.gold_words(i)}”: {told(p.raw_gold[i].get(side))}, not {told(p.raw_found[j].get(side))}"
    if g.status != f.status:
        yield "another status", f"“{p.gold_words(i)}”: {g.status}, not {f.status}"
    if g.dates and g.dates != f.dates:
        yield "another date" if f.dates else "date not found", f"“{p.gold_words(i)}”: {g.dates[0]}, not {f.dates and f.dates[0]}"
    if g.place and not events.content(g.place) & events.content(f.place):
        yield "another place" if f.place else "place not found", f"“{p.gold_words(i)}”: {g.place}, not {f.place}"
    if not events.same_speaker(g, f):
        what = "not found" if not f.speaker else "where the report speaks for itself" if not g.speaker else "another"
        yield f"speaker {what}", f"“{p.gold_words(i)}”: {g.speaker}, not {f.speaker}"


def told(parties):
    return " and ".join(f"“{x.get('text') or x.get('entity_text') or x.get('name')}” {x.get('code') or '-'} {' '.join(x.get('sector') or ['-'])}"
                        for x in (parties or [])[:2]).replace("\n", " ") or "nobody"


def table(head, rows):
    out = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join(out + ["| " + " | ".join(str(c) for c in row) + " |" for row in rows]) + "\n"


def by_type(all_pairs):
    rows = []
    for kind in TYPES:
        gold = sum(g.type == kind for p in all_pairs for g in p.gold)
        found = sum(f.type == kind for p in all_pairs for f in p.found)
        right = sum(p.gold[i].type == kind for p in all_pairs for i, _ in p.pairs)
        rows.append([kind, gold, *(f"{x:.2f}" for x in acta.prf(right, gold, found))])
    return table(["type", "told", "precision", "recall", "F"], rows)


def confusion(all_pairs):
    """What missed events were taken for: the type of a record left over in the same sentence."""
    count = collections.defaultdict(collections.Counter)
    for p in all_pairs:
        for i, _ in p.pairs:
            count[p.gold[i].type][p.gold[i].type] += 1
        for i in p.missed:
            other = next((p.found[j].type for j in p.extra if p.found[j].sentences & p.gold[i].sentences), "missed")
            count[p.gold[i].type][other] += 1
        for j in p.extra:
            if not any(p.found[j].sentences & p.gold[i].sentences for i in p.missed):
                count["not told"][p.found[j].type] += 1
    short = [t[:4].lower() for t in TYPES] + ["missed"]
    return table(["told as →", *short], [[g, *(count[g][f] or "" for f in TYPES + ["missed"])] for g in TYPES + ["not told"]])


def by_phenomenon(all_pairs):
    scores = collections.defaultdict(events.Score)
    for p in all_pairs:
        for tag in (p.row["tags"] or "").split(","):
            scores[tag.strip()].add(p.row["id"], p.gold, p.found)
    rows = [(tag, s.n["gold"], f"{s.f('event')[2]:.2f}", f"{s.f('who-whom')[2]:.2f}") for tag, s in scores.items() if tag and s.n["gold"] >= LEAST_OF_TAG]
    return table(["reports tagged", "events", "event F", "who-whom F"], sorted(rows, key=lambda r: -r[1]))


def commonest(test, dev):
    count = collections.Counter(kind for p in test for kind, _ in errors(p))
    examples = collections.defaultdict(list)
    for p in dev:
        for kind, example in errors(p):
            examples[kind].append(example.replace("|", "/").replace("\n", " "))
    total = sum(count.values())
    shown = lambda kind: "; ".join(examples[kind][:: max(1, len(examples[kind]) // 2)][:2])
    return table(["error", "times", "share", "for example (dev reports)"],
                 [[kind, n, f"{100 * n / total:.0f} %", shown(kind)] for kind, n in count.most_common(ERRORS_SHOWN)])


def page():
    test, dev = pairings("test"), pairings("dev")
    return f"""# What acta gets wrong

Made by `make eval` from the {len(test)} test reports of our own corpus, which no weights were trained on. Their totals, not
their texts, were looked at while the rules for speakers were made, so the speaker's figure is not quite untouched. The
examples are from its {len(dev)} dev reports. An event is right when a person coded one of its type in its sentence.

## The commonest errors
{commonest(test, dev)}
## By type
{by_type(test)}
## What is taken for what
Rows: what a person coded; columns: what acta gave in that sentence where it did not give that. The last row: records where nothing was missed.

{confusion(test)}
## By phenomenon
Each report carries tags that say what is hard about it.

{by_phenomenon(test)}"""


def main():
    with open(PAGE, "w", encoding="utf-8") as f:
        f.write(page())


if __name__ == "__main__":
    main()
