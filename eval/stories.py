#!/usr/bin/env python3
"""The joined ledger: are the agreements and undertakings of twelve stories joined across reports as a reader joins them?

usage: stories.py [--details]

Each story of corpus/ws-*.txt is one agreement over months, told by several reports; corpus/stories.tsv says which records are the same.
The hand-made records of all stories go through `acta ledger --json` in one stream, so that stories must be told apart as well. Pairs of
records joined, against pairs that a reader joins: precision and recall over agreements, and over obligations.
"""
import collections
import itertools
import json
import os
import subprocess
import sys

import acta
import own

TABLE = os.path.join(acta.ROOT, "corpus", "stories.tsv")
SAME_ACROSS = {("ws-11", "a2"): ("ws-02", "a1"), ("ws-11", "a1"): ("ws-02", "a2")}  # told in both stories: the table's head says so


def joint_ids():
    """{record id: joint id}; records are called REPORT-A1 as acta calls them."""
    with open(TABLE, encoding="utf-8") as f:
        rows = [line.rstrip("\n").split("\t") for line in f if not line.startswith("#")]
    return {f"{report}-{record}": SAME_ACROSS.get((story, joint), (story, joint)) for story, report, record, joint in rows}


def party(mention):
    out = {"entity_text": mention["text"], "span": mention["span"], "code": mention.get("code") or ""}
    return dict(out, sector=mention["sector"]) if mention.get("sector") else out


def parties(record, field):
    return [party(m) for m in record.get(field) or []]


def day(date):
    return {k: date[k] for k in ("date", "enddate") if date and date.get(k)}


def as_coded(report):
    """The hand-made agreements, obligations and claims of a report in the form of acta's own records."""
    text, name = report["text"], report["id"]
    words = lambda span: text[slice(*span)].replace("\n", " ")
    yield {"kind": "document", "id": name, "published": report["published"], "language": "en"}
    claims = 0
    for r in report["records"]:
        if r["kind"] == "agreement":
            told = [r["name"], *r["also"]]
            yield {"kind": "agreement", "id": f"{name}-{r['id']}", "doc": name, "name": words(r["name"]), "parties": parties(r, "party"),
                   "mediator": parties(r, "mediator"), **day(r.get("date")), "mentions": [{"sentence": 0, "span": s} for s in told]}
        elif r["kind"] == "obligation":
            where = {"agreement": f"{name}-{r['agreement']}"} if r.get("agreement") else {}
            yield {"kind": "obligation", "id": f"{name}-{r['id']}", "doc": name, **where, "obligor": parties(r, "obligor"),
                   "beneficiary": parties(r, "beneficiary"), "action": words(r["action"]), "type": r["type"],
                   "mentions": [{"sentence": 0, "span": r["action"]}]}
        elif r["kind"] == "claim":
            claims += 1
            yield {"kind": "claim", "id": f"{name}-C{claims}", "doc": name, "obligation": f"{name}-{r['obligation']}", "verdict": r["verdict"],
                   "words": words(r["words"]), "said_by": parties(r, "said_by"), **day(r.get("date"))}


def joined(records):
    """Groups of record ids that `acta ledger` makes one: (agreements, obligations)."""
    given = "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records)
    done = subprocess.run([acta.command(), "ledger", "--json"], input=given.encode(), stdout=subprocess.PIPE, check=True)
    lines = [json.loads(line) for line in done.stdout.decode().splitlines()]
    ids = lambda told: [t["id"] for t in told]
    return [ids(x["told"]) for x in lines if "told" in x], [ids(o["told"]) for x in lines for o in x.get("obligations", [])]


def pairs(groups):
    return {frozenset(p) for g in groups for p in itertools.combinations(sorted(g), 2)}


def same(gold, ids):
    groups = collections.defaultdict(list)
    for record in ids:
        groups[gold[record]].append(record)
    return pairs(groups.values())


def judged():
    """{"agreements" or "obligations": (pairs that a reader joins, pairs that acta joins)}"""
    gold = joint_ids()
    stories = [r for split in ("train", "dev", "test") for r in own.reports(split) if r["id"].startswith("ws-")]
    found = joined([x for r in sorted(stories, key=lambda r: r["published"]) for x in as_coded(r)])
    out = {}
    for name, letter, groups in zip(("agreements", "obligations"), "AO", found):
        told = [i for i in gold if i.rsplit("-", 1)[1][0] == letter]
        out[name] = same(gold, told), {p for p in pairs(groups) if all(i in gold for i in p)}
    return out


def rows(_data):
    return [("twelve stories", f"{name} joined {k}", v) for name, (want, got) in judged().items()
            for k, v in zip("PRF", acta.prf(len(want & got), len(want), len(got)))]


def main():
    for _, measure, value in rows(None):
        print(f"{measure:26} {value:.3f}")
    if "--details" in sys.argv:
        for name, (want, got) in judged().items():
            for what, some in (("not joined", want - got), ("wrongly joined", got - want)):
                for p in sorted(map(sorted, some)):
                    print(name, what, *p)


if __name__ == "__main__":
    main()
