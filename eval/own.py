#!/usr/bin/env python3
"""Score acta against a split of our own corpus, as a whole and by phenomenon (the reports' tags).

usage: own.py [dev|test] [--details]
"""
import collections
import glob
import os
import sys

import acta
import events

sys.path.insert(0, os.path.join(acta.ROOT, "tools"))
import corpus  # noqa: E402  (the project's reader of its own corpus)


def reports(split):
    files = sorted(glob.glob(os.path.join(acta.ROOT, "corpus", "*.txt")))
    rows = [r.as_json() for f in files for r in corpus.read(f)]
    return [r for r in rows if corpus.split_of(r["id"]) == split]


def gold_events(report):
    spans, out = events.sentences(report["text"]), []
    for r in report["records"]:
        if r["kind"] == "event":
            told = set().union(*(events.told_in(spans, *s) for s in [r["trigger"], *r["also"]]))
            e = dict(r, **(r.get("date") or {}))
            if "date" in r and "date" not in r["date"]:
                e["date"] = None
            speakers = [s["text"] for s in r["said_by"]]
            out.append(events.make(e, r.get("place"), speakers[0] if speakers else None, told))
    return out


def score(split):
    """(score of all, {tag: score})"""
    rows = reports(split)
    coded = acta.code([{"id": r["id"], "text": r["text"], "published": r["published"]} for r in rows])
    whole, tagged = events.Score(), collections.defaultdict(events.Score)
    for r in rows:
        gold, found = gold_events(r), events.from_records(coded[r["id"]], r["text"])
        for s in [whole] + [tagged[t.strip()] for t in (r["tags"] or "").split(",") if t.strip()]:
            s.add(r["id"], gold, found)
    return whole, tagged


def main():
    whole, tagged = score(next((a for a in sys.argv[1:] if a in ("dev", "test")), "dev"))
    print(whole.table())
    for tag, s in sorted(tagged.items(), key=lambda t: -t[1].n["gold"]):
        print("  %-16s event F %.2f  who-whom F %.2f  gold %d" % (tag, s.f("event")[2], s.f("who-whom")[2], s.n["gold"]))
    if "--details" in sys.argv:
        for miss in whole.misses:
            print(*miss)


if __name__ == "__main__":
    main()
