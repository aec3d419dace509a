#!/usr/bin/env python3
"""What a first filter would skip, and lose: sentences, or whole reports, passed over before the model sees them.

usage: filter.py DATA

The filter is a logistic regression over a sentence's words, their first six letters, and pairs of neighbours, learnt from the corpus's train split (does
the sentence tell an event?). A sentence below a threshold is skipped; a report is skipped where all its sentences are below one. Thresholds are chosen on
the dev split by the share of its events that may be lost. Standard library only; a minute.
"""
import glob
import json
import math
import os
import re
import subprocess
import sys
import zlib

import acta
import told

sys.path.insert(0, os.path.join(acta.ROOT, "tools"))
import corpus  # noqa: E402  (the project's reader of its own corpus)

SLOTS, PASSES, RATE, HELD = 1 << 18, 4, 0.3, 1e-6
LOSSES = (0.0025, 0.005, 0.01, 0.02, 0.05)
STEPS = {"wire": 4, "copies": 12}    # every so many reports of the large sets


def split_sentences(rows):
    """{report id: [(from, to, words)]}, cut as acta cuts them."""
    given = "".join(json.dumps({"id": r["id"], "text": r["text"]}) + "\n" for r in rows)
    program = os.path.join(os.path.dirname(acta.command()), "tools", "acta-tokens")
    done = subprocess.run([program, "--jsonl", "--report"], input=given.encode(), stdout=subprocess.PIPE, check=True)
    found = {r["id"]: r["sentences"] for r in map(json.loads, done.stdout.decode().splitlines())}
    return {r["id"]: [(s["start"], s["end"], [r["text"][a:b] for a, b in s["words"]]) for s in found[r["id"]]] for r in rows}


def slots(words):
    words = [re.sub(r"\d", "0", w.lower()) for w in words]
    names = {f"n{min(len(words) // 5, 8)}", *("w" + w for w in words), *("p" + w[:6] for w in words if len(w) > 6),
             *(f"b{a} {b}" for a, b in zip(words, words[1:]))}
    return sorted({zlib.crc32(n.encode()) % SLOTS for n in names})


def prepare(rows):
    """[[(slots, events told)] of each report]; rows: {id, text, told: [where each event is told]}."""
    cut = split_sentences(rows)
    return [[(slots(words), sum(a <= at < b for at in r.get("told", ()))) for a, b, words in cut[r["id"]]] for r in rows]


def learn(reports):
    """Weights by AdaGrad, sentences in an order that only their number makes."""
    sentences = [s for r in reports for s in r]
    weight, slope = [0.0] * SLOTS, [1e-6] * SLOTS
    for turn in range(PASSES):
        for n in sorted(range(len(sentences)), key=lambda i: zlib.crc32(b"%d %d" % (turn, i))):
            at, events = sentences[n]
            wrong = 1 / (1 + math.exp(-sum(weight[k] for k in at))) - (events > 0)
            for k in at:
                pull = wrong + HELD * weight[k]
                slope[k] += pull * pull
                weight[k] -= RATE * pull / math.sqrt(slope[k])
    return weight


def weigh(reports, weight):
    """[[(score, events)]]"""
    return [[(sum(weight[k] for k in at), events) for at, events in r] for r in reports]


def by_report(reports):
    """Each report as one: the highest score, all events, how many sentences."""
    return [(max(s for s, _ in r), sum(e for _, e in r), len(r)) for r in reports if r]


def threshold(pairs, loss):
    """The highest below which no more than that share of the events is told; pairs: (score, events)."""
    allowed, lost = loss * sum(e for _, e in pairs), 0
    for score, events in sorted(pairs):
        lost += events
        if lost > allowed:
            return score
    return math.inf


def skipped(reports, at, whole):
    """(share of sentences skipped, share of events lost)"""
    items = by_report(reports) if whole else [(s, e, 1) for r in reports for s, e in r]
    sentences, events = sum(n for _, _, n in items), sum(e for _, e, _ in items)
    return sum(n for s, _, n in items if s < at) / max(1, sentences), sum(e for s, e, _ in items if s < at) / max(1, events)


def own(split):
    files = sorted(glob.glob(os.path.join(acta.ROOT, "corpus", "*.txt")))
    for r in (r.as_json() for f in files for r in corpus.read(f)):
        if corpus.split_of(r["id"]) == split:
            yield dict(id=r["id"], text=r["text"], told=[s[0] for x in r["records"] if x["kind"] == "event" for s in [x["trigger"], *x["also"]]])


def gold(data):
    folder = os.path.join(data, "..", "reports", "gold")
    for path in sorted(glob.glob(os.path.join(folder, "*.json"))):
        with open(path, encoding="utf-8") as f, open(path[:-5] + ".txt", encoding="utf-8") as t:
            text, annotation = t.read(), json.load(f)
        where = [text.find(e.get("where") or e.get("trigger") or "\0") for e in annotation["events"]]
        yield dict(id=path, text=text, told=[at for at in where if at >= 0])


def plain(data, step, *path):
    return [dict(id=str(n), text=r["text"]) for n, r in enumerate(acta.read_jsonl(data, *path)[::step])]


def sets(data):
    harmless = [r for r in acta.read_jsonl(data, "wire", "clean_news.jsonl") if told.topic_of(r["text"])]
    return {"own test": list(own("test")), "hand-coded": list(gold(data)), "wire": plain(data, STEPS["wire"], "wire", "te3_silver_wire.jsonl"),
            "Nigerian news": plain(data, STEPS["copies"], "copies", "news.jsonl"),
            "sport, business, science": [dict(id=str(n), text=r["text"]) for n, r in enumerate(harmless)]}


def measure(data):
    """Yields (whole reports?, share of dev's events that may be lost, {set: (skipped, lost)})."""
    weight = learn(prepare(list(own("train"))))
    dev = weigh(prepare(list(own("dev"))), weight)
    weighed = {name: weigh(prepare(rows), weight) for name, rows in sets(data).items()}
    for whole in (False, True):
        pairs = [(s, e) for s, e, _ in by_report(dev)] if whole else [p for r in dev for p in r]
        for loss in LOSSES:
            at = threshold(pairs, loss)
            yield whole, loss, {name: skipped(reports, at, whole) for name, reports in weighed.items()}


def rows(data):
    """For eval.py: at one event in a hundred lost on dev."""
    out = []
    for whole, loss, found in measure(data):
        if loss == 0.01:
            name = "first filter, whole reports" if whole else "first filter, sentences"
            out += [(name, f"{s}, skipped", share) for s, (share, _) in found.items()]
            out += [(name, f"{s}, lost", lost) for s, (_, lost) in found.items() if s in ("own test", "hand-coded")]
    return out


def main():
    for whole, loss, found in measure(sys.argv[1]):
        print("reports  " if whole else "sentences", f"dev loses {loss:.2%}:", *(f"{name} {share:.1%}" + (f" (loses {lost:.1%})" if name in ("own test", "hand-coded") else "")
                                                                                  for name, (share, lost) in found.items()), sep="  ")


if __name__ == "__main__":
    main()
