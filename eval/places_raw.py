#!/usr/bin/env python3
"""Place names found in raw text and resolved: the share of the gold names that have their very GeoNames id.

usage: places_raw.py DATA

LGL and GeoWebNews together. Asked are the gold names that have an id, but for demonyms ("Egyptian"), which are no places here. Found: a
place name of acta's shares a character with the gold name.
"""
import os
import sys

import acta

DEMONYMS = os.path.join(acta.ROOT, "data", "tables", "demonyms.tsv")


def demonyms():
    with open(DEMONYMS, encoding="utf-8") as f:
        return {name.strip().lower() for line in f if not line.startswith("#") for name in line.split("\t")[0].split("|")}


def asked(row, leave_out):
    for t in row["toponyms"]:
        if t.get("geonames_id") and t.get("is_toponym", True) and row["text"][t["start"]:t["end"]].lower() not in leave_out:
            yield t


def answer(places, gold):
    """The place on the gold name, else the first that overlaps it, or None."""
    over = [p for p in places if p["span"][0] < gold["end"] and gold["start"] < p["span"][1]]
    return min(over, key=lambda p: p["span"] != [gold["start"], gold["end"]], default=None)


def score(data):
    """names asked, found, with the very id"""
    leave_out, n, found, right = demonyms(), 0, 0, 0
    for name in ("lgl.jsonl", "geowebnews.jsonl"):
        rows = acta.read_jsonl(data, "place", name)
        read = acta.parse([{"id": r["id"], "text": r["text"]} for r in rows])
        for row in rows:
            places = [p["place"] for p in read[row["id"]]["places"]]
            for gold in asked(row, leave_out):
                place = answer(places, gold)
                n += 1
                found += place is not None
                right += place is not None and place.get("resolution") != "near" and place.get("geonameid") == int(gold["geonames_id"])
    return n, found, right


def rows(data):
    n, found, right = score(data)
    return [("LGL and GeoWebNews, raw text", "name found", found / n), ("LGL and GeoWebNews, raw text", "found and exact id", right / n)]


def main():
    n, found, right = score(sys.argv[1])
    print(f"{n} names, found {found / n:.3f}, found and exact id {right / n:.3f}")


if __name__ == "__main__":
    main()
