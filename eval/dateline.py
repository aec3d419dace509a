"""Scores reading datelines: their place and day, on wire reports whose datelines are known.

    eval/dateline.py PROGRAM DATA_FOLDER [--show N]

PROGRAM is acta-tokens. te3_silver_wire.jsonl has its datelines apart; they are put before the text in the forms that
agencies use (turn by turn "PLACE, day (AGENCY) -- ", " - ", "—"), under the headline where there is one. In
reuters_dateline.jsonl the text begins with its dateline. A false alarm is a dateline found in the same report once
its own has been taken away.
"""
import argparse
import json
import pathlib
import re
import subprocess

MARKS = [" -- ", " - ", " – ", " — ", "—"]


def ask(program, rows):
    text = "".join(json.dumps(row) + "\n" for row in rows)
    out = subprocess.run([program, "--jsonl", "--report"], input=text.encode(), stdout=subprocess.PIPE, check=True).stdout
    return [json.loads(line) for line in out.splitlines()]


def plain(text):
    return re.sub(r"\s+", " ", text or "").strip(" ,")


def percent(right, all_):
    return f"{100 * right / max(all_, 1):.2f}% ({right} of {all_})"


def score_wire(program, path, show):
    rows = [json.loads(line) for line in path.open(encoding="utf-8")]
    asked = [{"id": r["id"], "text": (r["title"] + "\n\n" if r["title"] else "") + r["dateline"] + MARKS[i % len(MARKS)] + r["text"]}
             for i, r in enumerate(rows)]
    places = days = known = 0
    for r, q, a in zip(rows, asked, ask(program, asked)):
        wanted = r["dateline_place"] or re.split(r",?\s*(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)", r["dateline"])[0]
        place_right, day_right = plain(a["place"]) == plain(wanted), a["date"] == r["dct"]
        known += 1
        places += place_right
        days += day_right
        if show and not (place_right and day_right):
            show -= 1
            print("  wrong:", q["text"][:160].replace("\n", "⏎"), "→", a["dateline"], "|", a["place"], "|", a["date"], "wanted", wanted, r["dct"])
    print(f"{path.name} place {percent(places, known)}  day {percent(days, known)}")
    bare = [{"id": r["id"], "text": r["text"]} for r in rows]
    found = [(q, a) for q, a in zip(bare, ask(program, bare)) if a["place"]]
    for q, a in found[:show]:
        print("  found:", a["dateline"], "in", q["text"][:100].replace("\n", "⏎"))
    print(f"{path.name} with its dateline taken away, one is found in {percent(len(found), len(bare))}")


def score_reuters(program, path, show):
    rows = [json.loads(line) for line in path.open(encoding="utf-8")]
    places = days = 0
    for r, a in zip(rows, ask(program, [{"id": r["id"], "text": r["text"]} for r in rows])):
        right = plain(a["place"]) == plain(r["dateline"]["place"]), plain(a["day"]) == plain(r["dateline"]["day"])
        places += right[0]
        days += right[1]
        if show and not all(right):
            show -= 1
            print("  wrong:", r["text"][:90], "→", a["dateline"], "|", a["place"], "|", a["day"], "wanted", r["dateline"])
    print(f"{path.name} place {percent(places, len(rows))}  day {percent(days, len(rows))}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("program")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--show", type=int, default=0, help="print so many errors of each kind")
    options = parser.parse_args()
    score_wire(options.program, options.folder / "te3_silver_wire.jsonl", options.show)
    score_reuters(options.program, options.folder / "reuters_dateline.jsonl", options.show)


if __name__ == "__main__":
    main()
