#!/usr/bin/env python3
"""Refresh what README.md shows of acta itself: a record, the reasons for it, the scores of SCORES.tsv.

usage: readme.py        after `make` and `make eval`; each part stands between <!-- NAME --> and <!-- /NAME -->
"""
import json
import os
import re
import subprocess

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
ACTA = os.environ.get("ACTA") or os.path.join(ROOT, "build", "acta")
REPORT, SHOWN = "demo/report.txt", "ASSAULT"       # the event of this type is the one shown


def acta(*words):
    return subprocess.run([ACTA, *words], cwd=ROOT, stdout=subprocess.PIPE, check=True).stdout.decode()


def record():
    event = next(e for e in map(json.loads, acta("code", "--kind", "event", REPORT).splitlines()) if e["event"] == SHOWN)
    fields = ",\n ".join(f"{json.dumps(k)}: {json.dumps(v, ensure_ascii=False)}" for k, v in event.items())
    return event["id"], "```json\n{" + fields + "}\n```"


def reasons(event):
    return "```\n" + acta("explain", "--colour", "never", REPORT, event).strip() + "\n```"


# Row: what, measure, [(set, measure of SCORES.tsv)], what to compare with
TABLE = [
    ("14 agency reports coded by hand", "event: type, and told in the same sentence, F1", [("hand-coded reports", "event F")], "two people .97"),
    ("", "who did it to whom as well, F1", [("hand-coded reports", "who-whom F")], "two people .84"),
    ("", "date, place, speaker right, of events found", [("hand-coded reports", f"field {f}") for f in ("date", "place", "speaker")], "two people .81 .87 .87"),
    ("PLOVER root type between a given source and target (PLV)", "macro-F1", [("PLV", "root macro-F1")], "zero-shot PLOVER .743"),
    ("our corpus, test split", "event F1, who-whom F1", [("own corpus, test", "event F"), ("own corpus, test", "who-whom F")], "two people, most differences settled {two coders, own corpus|event F} {two coders, own corpus|who-whom F}; blind .84 .68 and .88 .74"),
    ("agreements, obligations, claims, our test split", "F1", [("ledger, own corpus, test", f"{k} F") for k in ("agreement", "obligation", "claim")], ""),
    ("attributions, PolNeAR dev: what is said, who says it", "partial F1", [("PolNeAR dev", "content partial F1"), ("PolNeAR dev", "source partial F1")], ""),
    ("where the act was (not where it was reported)", "right", [("event places", "right")], ""),
    ("parsing raw text, UD EWT and GUM dev", "LAS F1", [("UD EWT dev, raw text", "LAS F1"), ("UD GUM dev, raw text", "LAS F1")], ""),
    ("names, UNER EWT dev", "F1", [("UNER EWT dev", "name F1")], ""),
    ("time expressions, TimeBank and AQUAINT", "strict F1", [("TimeBank", "strict F1"), ("AQUAINT", "strict F1")], "HeidelTime .849 .810"),
    ("", "value F1", [("TimeBank", "value F1"), ("AQUAINT", "value F1")], "HeidelTime .792 .730"),
    ("gold place names, LGL, GeoVirus, GeoWebNews (those with an id)", "within 161 km",
     [("LGL", "within 161 km"), ("GeoVirus", "within 161 km"), ("GeoWebNews", "with an id within 161 km")], "Mordecai 3 .827, –, .941"),
]


def scores():
    found = {}
    with open(os.path.join(ROOT, "SCORES.tsv"), encoding="utf-8") as f:
        for row in (line.rstrip("\n").split("\t") for line in f if not line.startswith("#")):
            found[row[1], row[2]] = row[3]
    lines = ["| what | measure | acta | to compare |", "|---|---|---|---|"]
    for what, measure, keys, other in TABLE:
        if any(k in found for k in keys):
            other = re.sub(r"\{(.*?)\|(.*?)\}", lambda m: found.get((m[1], m[2]), "?").removeprefix("0"), other)
            lines.append(f"| {what} | {measure} | {' '.join(found.get(k, '?').removeprefix('0') for k in keys)} | {other} |")
    return "\n".join(lines)


def main():
    path = os.path.join(ROOT, "README.md")
    with open(path, encoding="utf-8") as f:
        text = f.read()
    event, shown = record()
    for name, part in (("record", shown), ("reasons", reasons(event)), ("scores", scores())):
        marks = re.compile(f"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.S)
        text = marks.sub(lambda m, part=part: m.group(1) + part + "\n" + m.group(2), text)
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)


if __name__ == "__main__":
    main()
