#!/usr/bin/env python3
"""Choose the reports of the sample archive out of the corpus and write them, one JSON object a line.

usage: sample.py > examples/sample/reports.jsonl

Stories told by several reports are taken whole: the ledger stories ws-01, ws-02 and ws-11 (the last two speak of one agreement), and wx-01 to wx-03,
whose events are told again from report to report. To them come reports that add most of what the sample does not have yet: years,
countries, types of event. A few reports are there twice, as a paper reprints an agency: under another name, without the last paragraph.
"""
import glob
import hashlib
import json
import os
import sys

import corpus

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
STORIES = ("ws-01", "ws-02", "ws-11", "wx-01", "wx-02", "wx-03")
SINGLES, LEAST_BYTES = 84, 700
PAPERS = ("Harbour Courier", "Northern Observer", "The Evening Ledger")
REPRINTED = ("wx-0101", "wx-0203", "ws-0203", "ws-0101", "wx-0302", "wx-0208")


def reports():
    for path in sorted(glob.glob(os.path.join(ROOT, "corpus", "*.txt"))):
        for report in corpus.read(path):
            if report.head.get("id") and report.head.get("published") and not report.errors:
                yield os.path.basename(path)[:-4], report


def facts(report):
    """What a report would add to the sample: its year, and the types, modes and countries of its events."""
    found = {("year", report.head["published"][:4])}
    for record in report.records:
        if record.get("kind") != "event":
            continue
        found.add(("type", record.get("event")))
        found |= {("mode", record.get("event"), mode) for mode in record.get("mode", [])}
        for party in record.get("actor", []) + record.get("recipient", []) + [record.get("event_loc") or {}]:
            country = party.get("code") or party.get("country")
            if country:
                found |= {("country", country), ("country and type", country, record.get("event"))}
    return found


def chance(report):
    return hashlib.sha256(report.head["id"].encode()).hexdigest()


def spread(candidates, wanted):
    """Reports chosen one after the other, each for what it adds most of."""
    candidates, have, chosen = sorted(((r, facts(r)) for r in candidates), key=lambda c: chance(c[0])), set(), []
    while len(chosen) < wanted and candidates:
        best = max(candidates, key=lambda c: len(c[1] - have))
        candidates.remove(best)
        have |= best[1]
        chosen.append(best[0])
    return chosen


def reprint(report, paper):
    """As papers print what an agency sent: cut from the end, a day later at most."""
    paragraphs = report.text.rstrip("\n").split("\n\n")
    return {"id": report.head["id"] + "-reprint", "text": "\n\n".join(paragraphs[:-1]) + "\n", "published": report.head["published"], "publisher": paper}


def main():
    every = list(reports())
    stories = [r for name, r in every if name in STORIES]
    singles = spread([r for name, r in every if not name.startswith(("ws-", "wx-", "nearmiss")) and len(r.text) >= LEAST_BYTES], SINGLES)
    rows = [{"id": r.head["id"], "text": r.text, "published": r.head["published"]} for r in stories + singles]
    rows += [reprint(r, PAPERS[i % len(PAPERS)]) for i, r in enumerate(r for r in stories if r.head["id"] in REPRINTED)]
    for row in sorted(rows, key=lambda row: (row["published"], row["id"])):
        print(json.dumps(row, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
