#!/usr/bin/env python3
"""Are events that several reports tell joined into one happening, and others kept apart?

usage: happenings.py [--details | --fit]

The stories of corpus/wx-*.txt tell some events in several reports; corpus/happenings.tsv says which are the same. All their tellings go
through src/merge/across.c in one stream (build/tools/acta-across), twice: the hand-made events, so that joining alone is measured, and
the events that acta finds in the text, matched with the hand-made ones. B-cubed (Bagga and Baldwin 1998): for every hand-made
telling, which part of its joined group is right, and which part of its true group was found. Every hand-made event takes part, also
those that one report alone tells; "told again" counts the tellings in the table alone, which is the harder measure.
--details prints what was joined wrongly and what was not joined; --fit prints the weights that the dev stories give.
"""
import collections
import csv
import glob
import json
import os
import re
import subprocess
import sys

import acta
import events
import own

TABLE = os.path.join(acta.ROOT, "corpus", "happenings.tsv")
AROUND = 160                         # characters before and after a mention that count as the words around it
QUOTE = re.compile(r'"([^"]*)"(?:#(\d+))?(?:\s+in\s+"([^"]*)")?')


def tool():
    return os.path.join(os.path.dirname(acta.command()), "tools", "acta-across")


def stories():
    files = sorted(glob.glob(os.path.join(acta.ROOT, "corpus", "wx-*.txt")))
    return [r.as_json() for f in files for r in own.corpus.read(f)]


def table():
    with open(TABLE, encoding="utf-8") as f:
        return [row for row in csv.reader(f, delimiter="\t", quoting=csv.QUOTE_NONE) if row and not row[0].startswith("#")]


def place_of(text, quoted):
    """Where the quoted words stand, as corpus files quote: "words", "words"#2, "words" in "a longer stretch"."""
    words, nth, within = QUOTE.match(quoted).groups()
    loose = lambda s: r"\s+".join(map(re.escape, s.split()))
    base = re.search(loose(within), text).start() if within else 0
    found = [m.start() + base for m in re.finditer(loose(words), text[base:])]
    return found[int(nth or 1) - 1]


def tellings_of(report):
    return [r for r in report["records"] if r["kind"] == "event"]


def true_groups(reports):
    """({telling id: happening}, {story: split}); an event that is not in the table is a happening of its own."""
    by_id = {r["id"]: r for r in reports}
    gold = {f"{r['id']}-{i}": f"{r['id']}-{i}" for r in reports for i in range(len(tellings_of(r)))}
    splits = {}
    for happening, split, report, trigger in table():
        if report not in by_id:
            continue
        splits[report[:5]] = split
        at = place_of(by_id[report]["text"], trigger)
        starts = [e["trigger"][0] for e in tellings_of(by_id[report])]
        gold[f"{report}-{starts.index(at)}"] = happening
    return gold, splits


# ---- Tellings as the archive gives them to the joining ----

def around(text, span):
    return text[max(0, span[0] - AROUND): span[1] + AROUND]


def place(loc):
    """The fields of a place; a whole country has no point."""
    if not loc:
        return {}
    out = {"place": loc.get("name") or loc.get("text"), "country": loc.get("country"), "province": loc.get("province"), "geonameid": loc.get("geonameid")}
    if loc.get("lat") is not None:
        out.update(lat=loc["lat"], lon=loc["lon"])
    return {k: v for k, v in out.items() if v is not None}


def party(p, actor, name):
    out = {"actor": actor, "code": p.get("code"), "sector": (p.get("sector") or [None])[0], "name": name}
    return {k: v for k, v in out.items() if v is not None}


def telling(name, e, loc, parties, triggers, told):
    out = {"telling": name, "type": e["event"], "mode": (e.get("mode") or [None])[0], "status": e.get("status") or "actual", "parties": parties,
           "date": e.get("date"), "enddate": e.get("enddate"), "granularity": e.get("granularity"), **place(loc),
           "figures": {k: v for k, v in (e.get("size") or {}).items() if k in events.SIZES}, "triggers": triggers, "told": told}
    return {k: v for k, v in out.items() if v is not None}


def countries():
    """English names of countries: a gold place of such a name is the whole country."""
    with open(os.path.join(acta.ROOT, "data", "tables", "countries.tsv"), encoding="utf-8") as f:
        return {cell.lower() for line in f if not line.startswith("#") for cell in re.split(r"[\t|;]", line.strip())}


def by_hand(report, known_countries):
    """The tellings of a report, by its hand-made records."""
    text = report["text"]
    entities = [r for r in report["records"] if r["kind"] == "entity"]
    names = {tuple(a): e["name"] for e in entities for a in e["alias"]}
    yield {"report": report["id"], "published": report["published"], "topic": " ".join([text.split("\n")[0], *(e["name"] for e in entities)])}
    for i, e in enumerate(tellings_of(report)):
        date, loc = e.get("date") or {}, e.get("place")
        if loc and (loc.get("name") or loc["text"]).lower() not in known_countries:
            loc = dict(loc, lat=0, lon=0)    # a place, but it is not known where
        parties = [party(p, side == "actor", names.get(tuple(p["span"]), p["text"])) for side in ("actor", "recipient") for p in e.get(side) or []]
        words = " ".join(text[slice(*s)] for s in [e["trigger"], *e["also"]])
        yield telling(f"{report['id']}-{i}", dict(e, **{k: date.get(k) for k in ("date", "enddate", "granularity")}), loc, parties, words,
                      around(text, e["trigger"]))


def by_acta(report, records):
    """The tellings of a report, by what acta finds; and for each the hand-made telling that it is, if it is any."""
    text, found = report["text"], [r for r in records if r["kind"] == "event"]
    document = next((r for r in records if r["kind"] == "document"), {})
    topic = [document.get("title") or "", *(r["name"] for r in records if r["kind"] == "entity")]
    lines = [{"report": report["id"], "published": document.get("published") or report["published"], "topic": " ".join(topic)}]
    for e in found:
        parties = [party(p, side == "actor", p.get("name") or p.get("entity_text")) for side in ("actor", "recipient") for p in e.get(side) or []]
        lines.append(telling(e["id"], e, e.get("event_loc"), parties, " ".join(e["event_text"]), around(text, e["mentions"][0]["span"])))
    return lines, match(report, found)


def match(report, found):
    """{acta's event id: hand-made telling id}: words in common first, then one type in one sentence; each at most once."""
    hand, text = tellings_of(report), report["text"]
    spans = events.sentences(text)
    said = lambda spans_of: set().union(*(events.told_in(spans, *s) for s in spans_of))
    of_hand, of_acta = [[e["trigger"], *e["also"]] for e in hand], [[m["span"] for m in e["mentions"]] for e in found]

    def likeness(i, k):
        same_type = hand[i]["event"] == found[k]["event"]
        overlap = any(a < d and c < b for a, b in of_hand[i] for c, d in of_acta[k])
        main = any(hand[i]["trigger"][0] < d and c < hand[i]["trigger"][1] for c, d in of_acta[k])
        shared = bool(said(of_hand[i]) & said(of_acta[k]))
        return (4 * same_type + 2 * overlap + main) if overlap or (same_type and shared) else 0

    ranked = sorted(((likeness(i, k), -i, -k) for i in range(len(hand)) for k in range(len(found))), reverse=True)
    out, taken = {}, set()
    for value, i, k in ranked:
        if value > 0 and -i not in taken and found[-k]["id"] not in out:
            out[found[-k]["id"]] = f"{report['id']}-{-i}"
            taken.add(-i)
    return out


def across(lines, *options):
    done = subprocess.run([tool(), *options], input="".join(json.dumps(line) + "\n" for line in lines).encode(), stdout=subprocess.PIPE, check=True)
    return [line.split("\t") for line in done.stdout.decode().splitlines()]


# ---- Scores ----

def b_cubed(gold, found, counted):
    """Precision, recall, F over the tellings in `counted`; gold and found: {telling: group}."""
    true, made = collections.defaultdict(set), collections.defaultdict(set)
    for t, g in gold.items():
        true[g].add(t)
    for t, g in found.items():
        made[g].add(t)
    p = r = 0.0
    for t in counted:
        shared = len(true[gold[t]] & made[found[t]])
        p += shared / len(made[found[t]])
        r += shared / len(true[gold[t]])
    n = len(counted) or 1
    p, r = p / n, r / n
    return p, r, 2 * p * r / (p + r) if p + r else 0.0


class Judged:
    """Gold groups, joined groups and which tellings belong to a split, of the hand-made events or of acta's."""

    def __init__(self, gold, found, splits):
        self.gold, self.found, self.splits = gold, found, splits
        self.listed = {t for t, g in gold.items() if re.fullmatch(r"H\d+", g)}

    def of(self, split, listed):
        some = [t for t in self.found if t in self.gold and self.splits.get(t[:5]) == split and (t in self.listed or not listed)]
        return b_cubed({t: g for t, g in self.gold.items() if t in self.found}, self.found, some)


def judge_by_hand(reports, gold, splits):
    known = countries()
    found = dict(across([line for r in reports for line in by_hand(r, known)]))
    return Judged(gold, found, splits)


def coded(reports):
    return acta.code([{"id": r["id"], "text": r["text"], "published": r["published"]} for r in reports])


def judge_raw(reports, gold, splits):
    """acta's events that match a hand-made one stand for it; how many hand-made tellings are found at all is told beside."""
    records = coded(reports)
    made = [by_acta(r, records[r["id"]]) for r in reports]
    groups = dict(across([line for lines, _ in made for line in lines]))
    named = {a: g for _, matched in made for a, g in matched.items()}
    found = {named.get(a, a): group for a, group in groups.items()}
    return Judged(gold, found, splits)


def judged():
    reports = stories()
    gold, splits = true_groups(reports)
    return gold, splits, judge_by_hand(reports, gold, splits), judge_raw(reports, gold, splits)


def rows(_data):
    gold, splits, hand, raw = judged()
    out = []
    for split in ("dev", "test"):
        for name, what in (("by hand", hand), ("from text", raw)):
            for kind, listed in (("all events", False), ("told again", True)):
                values = what.of(split, listed)
                out += [(f"happenings, {split}, events {name}", f"{kind} B3 {k}", v) for k, v in zip("PRF", values)]
        asked = [t for t in gold if splits.get(t[:5]) == split]
        out.append((f"happenings, {split}, events from text", "events found", sum(t in raw.found for t in asked) / (len(asked) or 1)))
    return out


def main():
    if "--fit" in sys.argv:
        import happenings_fit
        return happenings_fit.main()
    if "--details" not in sys.argv:
        for where, measure, value in rows(None):
            print(f"{where:40} {measure:18} {value:.3f}")
        return
    for what in judged()[2:]:
        details(what)


def details(judged_one):
    gold, found = judged_one.gold, judged_one.found
    made, true = collections.defaultdict(list), collections.defaultdict(list)
    for t, g in found.items():
        if judged_one.splits.get(t[:5]) == "dev":
            made[g].append(t)
            true[gold.get(t, t)].append(t)
    for g, members in true.items():
        if len({found[t] for t in members}) > 1:
            print("apart", g, *(f"{t}:{found[t]}" for t in members))
    for g, members in made.items():
        if len({gold.get(t, t) for t in members}) > 1:
            print("joined", g, *(f"{t}:{gold.get(t, t)}" for t in members))
    print()


if __name__ == "__main__":
    main()
