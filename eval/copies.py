#!/usr/bin/env python3
"""Are reprints found, and told from reports that share some text?

usage: copies.py DATA [--details]

DATA/copies/news.jsonl: 7.6k reports of 24 Nigerian outlets; pairs.tsv: pairs of them with the Jaccard and the containment of their five-word
shingles (`[a-z0-9]+` of the text in lower case, without the title). The list holds pairs of two different outlets at most three
days apart, and leaves others out, however alike: only such pairs are judged here, and a pair that is not on the list is no copy.

  Jaccard >= .5   two reports are said to be copies where acta's own similarity is .5 or more; precision and recall
  stories         pairs of one story as `acta copies` gives them, copies with a cut tail and copies of copies among them: recall of the same
                  pairs, and how many of the pairs share half or a fifth of their text
  .2 to .5        how many pairs are said to be copies; how many of those nearly contained in one another (containment >= .8)
  planted         500 reports, changed by this program as outlets change them: is each found to be a copy of what it came from? And
                  new reports that end with a third of an old one: is any?
  speed           reports a second of processor time, `acta copies` from reading to writing
"""
import collections
import datetime
import itertools
import json
import os
import random
import resource
import subprocess
import sys

import acta

DAYS = 3
PLANTED = 500


def read(data):
    """({id: report}, {pair: (jaccard, containment)})"""
    reports = {r["id"]: r for r in acta.read_jsonl(data, "copies", "news.jsonl")}
    with open(os.path.join(data, "copies", "pairs.tsv"), encoding="utf-8") as f:
        rows = [line.split() for line in f][1:]
    return reports, {frozenset(ids): (float(j), float(c)) for j, c, *ids in rows}


def lines(reports):
    return "".join(json.dumps({"id": r["id"], "published": r["dct"], "text": r["text"]}, ensure_ascii=False) + "\n" for r in reports).encode()


def compared(reports):
    """{pair: (similarity, said to be a copy)} of the pairs that acta compares"""
    tool = os.path.join(os.path.dirname(acta.command()), "tools", "acta-copies")
    out = subprocess.run([tool], input=lines(reports), stdout=subprocess.PIPE, check=True).stdout.decode()
    rows = [line.split("\t") for line in out.splitlines()]
    return {frozenset(r[:2]): (float(r[2]), r[5] == "1") for r in rows}


def copies(reports):
    """({copy: original}, seconds of processor time)"""
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    out = subprocess.run([acta.command(), "copies", "--jsonl", "-"], input=lines(reports), stdout=subprocess.PIPE, check=True).stdout.decode()
    spent = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
    return dict(line.split("\t")[:2] for line in out.splitlines()), spent


def stories(copy_of):
    members = collections.defaultdict(list)
    for copy, original in copy_of.items():
        members[original].append(copy)
    return {frozenset(p) for first, rest in members.items() for p in itertools.combinations([first, *rest], 2)}


def listable(reports):
    """Could the list hold this pair?"""
    day = {i: datetime.date.fromisoformat(r["dct"]) for i, r in reports.items()}

    def may(pair):
        a, b = pair
        return reports[a]["source"] != reports[b]["source"] and abs((day[a] - day[b]).days) <= DAYS
    return may


# ---- Reports changed as outlets change them ----

def other_headline(text, chance):
    return f"{chance.choice(['BREAKING', 'UPDATED', 'Exclusive'])}: what we know so far\n\nBy Our Correspondent, Abuja (Agency Report) - {text}\n\nShare this article:\n"


def cut(text, chance):
    words = text.split(" ")
    return " ".join(words[:int(len(words) * chance.uniform(0.35, 0.75))])


def damaged(text, chance):
    out = bytearray(text.encode())
    for _ in range(len(out) // 200):
        out[chance.randrange(len(out))] = 0x81
    return out.decode("utf-8", "replace").replace("’", "â€™").upper()


def follow_up(text, chance, others):
    """A new report that ends with the last third of an old one."""
    words, new = text.split(" "), chance.choice(others).split(" ")
    return " ".join(new[:len(words)]) + "\n\n" + " ".join(words[len(words) * 2 // 3:])


def plant(reports):
    """{what: share said to be copies of what they were made of}"""
    chance = random.Random(1)
    long = [r for r in reports.values() if len(r["text"].split()) >= 150]
    some, texts = chance.sample(sorted(long, key=lambda r: r["id"]), PLANTED), [r["text"] for r in long]
    made = {"headline and credits changed": other_headline, "tail cut": cut, "damaged, in capitals": damaged,
            "follow-up, marked wrongly": lambda text, c: follow_up(text, c, texts)}
    out = {}
    for what, change in made.items():
        later = [{"id": f"later-{r['id']}", "dct": "2023-01-01", "text": change(r["text"], chance)} for r in some]
        found, _ = copies(some + later)
        # The reports may be copies of one another: what counts is that a report and what was made of it are in one story.
        one = sum(found.get(f"later-{r['id']}", "-") in (r["id"], found.get(r["id"])) for r in some)
        out[what] = one / len(some)
    return out


def score(data):
    reports, listed = read(data)
    may, pairs = listable(reports), compared(reports.values())
    alike = {p for p, (j, _) in listed.items() if j >= 0.5}
    said = {p for p, (similarity, _) in pairs.items() if similarity >= 0.5 and may(p)}
    marked = {p for p, (_, copy) in pairs.items() if copy}
    copy_of, spent = copies(reports.values())
    story = {p for p in stories(copy_of) if may(p)}
    some = {p for p, (j, _) in listed.items() if 0.2 <= j < 0.5}
    within = {p for p in some if listed[p][1] >= 0.8}
    share = lambda part, whole: len(part & whole) / len(whole)
    rows = [("Jaccard >= .5 P", share(alike, said)), ("Jaccard >= .5 R", share(said, alike)),
            ("stories, Jaccard >= .5 R", share(story, alike)), ("stories, pairs >= .5", share(alike, story)),
            ("stories, pairs >= .2", share(alike | some, story)),
            ("Jaccard .2-.5 marked", share(marked, some)), ("of these contained, marked", share(marked, within)),
            ("marked, contained >= .7", sum(listed[p][1] >= 0.7 for p in marked & some) / len(marked & some)),
            ("reports/s", int(len(reports) / spent))]
    rows += [(f"planted: {what}", value) for what, value in plant(reports).items()]
    return rows, {"missed": alike - said, "too many": said - alike}, reports


def rows(data):
    return [("copies, news", measure, value) for measure, value in score(data)[0]]


def main():
    made, wrong, reports = score(sys.argv[1])
    for measure, value in made:
        print(f"{measure:40} {value:.3f}" if isinstance(value, float) else f"{measure:40} {value}")
    for what, some in wrong.items():
        for pair in some if "--details" in sys.argv else []:
            print(what, *(f"{i} {reports[i]['source']} {reports[i]['title'][:60]!r}" for i in sorted(pair)))


if __name__ == "__main__":
    main()
