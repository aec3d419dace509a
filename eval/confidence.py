#!/usr/bin/env python3
"""Is an event of confidence .8 right four times out of five? Expected calibration error on our own corpus.

usage: confidence.py [dev|test] [--bins]     the error; and how many were right in each tenth
       confidence.py fit                     fit data/tables/confidence.tsv to the dev reports, then build again

An event is right when the report has one of its type in its sentence, and no likelier record took it (the matching of events.py).
Expected calibration error: the mean, over the records in ten bins of equal width, of | share right - mean confidence |. It is
taken over the records that acta gives when nothing is said, and over all from confidence .05 on.
The fit is Platt's (1999), one slope for all types and an offset for each, drawn to the common one by the weight of 20 records.
"""
import math
import os
import sys

import acta
import events
import own

TABLE = os.path.join(acta.ROOT, "data", "tables", "confidence.tsv")
ALL = ("--min-confidence", "0.05")


def judged(split, *asked):
    """[(type, confidence, right)] of every record that acta gives, asked so."""
    rows = own.reports(split)
    coded = acta.code([{"id": r["id"], "text": r["text"], "published": r["published"]} for r in rows], *asked)
    out = []
    for r in rows:
        gold = own.gold_events(r)
        records = [x for x in coded[r["id"]] if x["kind"] == "event"]
        found = events.from_records(coded[r["id"]], r["text"])
        order = sorted(range(len(found)), key=lambda i: -records[i]["confidence"])  # the likelier ones choose first
        taken = {p for p, _ in events.matching(len(order), len(gold), lambda p, g: gold[g].same(found[order[p]]))}
        out += [(records[i]["event"], records[i]["confidence"], n in taken) for n, i in enumerate(order)]
    return out


def error(rows, bins=10):
    """(expected calibration error, [(records, mean confidence, share right)])"""
    table = []
    for b in range(bins):
        inside = [(c, ok) for _, c, ok in rows if min(int(c * bins), bins - 1) == b]
        n = len(inside)
        table.append((n, sum(c for c, _ in inside) / max(1, n), sum(ok for _, ok in inside) / max(1, n)))
    return sum(n * abs(mean - right) for n, mean, right in table) / max(1, len(rows)), table


def raw(confidence, scale):
    """The log odds of the model's probability behind a confidence."""
    slope, offset = scale
    c = min(max(confidence, 1e-6), 1 - 1e-6)
    return (math.log(c / (1 - c)) - offset) / slope


def read_table():
    with open(TABLE, encoding="utf-8") as f:
        cells = [line.rstrip("\n").split("\t") for line in f if not line.startswith("#")]
    return {name: (int(slope) / 1000, int(offset) / 1000) for name, slope, offset in cells}


def fit(rows, scales, steps=4000, rate=0.5, prior=20):
    """{type: (slope, offset)} by plain gradient descent on the log loss."""
    data = [(kind, raw(c, scales[kind]), ok) for kind, c, ok in rows]
    slope, common, offsets = 1.0, 0.0, dict.fromkeys(scales, 0.0)
    counts = {k: sum(kind == k for kind, _, _ in data) + prior for k in scales}
    for _ in range(steps):
        by_slope, by_common, by_type = 0.0, 0.0, dict.fromkeys(scales, 0.0)
        for kind, x, ok in data:
            miss = 1 / (1 + math.exp(-(slope * x + common + offsets[kind]))) - ok
            by_slope += miss * x
            by_common += miss
            by_type[kind] += miss
        slope -= rate * by_slope / (4 * len(data))
        common -= rate * by_common / len(data)
        for k in offsets:
            offsets[k] -= rate * (by_type[k] + prior * offsets[k] / 4) / counts[k]
    return {k: (slope, common + offsets[k]) for k in scales}


def write_table(scales):
    with open(TABLE, encoding="utf-8") as f:
        head = [line for line in f if line.startswith("#")]
    with open(TABLE, "w", encoding="utf-8") as f:
        f.writelines(head + [f"{kind}\t{round(1000 * slope)}\t{round(1000 * offset)}\n" for kind, (slope, offset) in scales.items()])


def rows(_data):
    return [("own corpus, test", f"calibration error, {what}", error(judged("test", *asked))[0])
            for what, asked in (("records given", ()), ("all records", ALL))]


def main():
    if "fit" in sys.argv:
        write_table(fit(judged("dev", "--min-confidence", "0"), read_table()))
        return
    e, table = error(judged("dev" if "dev" in sys.argv else "test", *ALL))
    print(f"expected calibration error {e:.3f}")
    if "--bins" in sys.argv:
        for n, mean, right in table:
            print(f"{n:5} records, confidence {mean:.2f}, right {right:.2f}")


if __name__ == "__main__":
    main()
