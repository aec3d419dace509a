#!/usr/bin/env python3
"""All scores of the built acta: one table on standard output, SCORES.tsv, and docs/accuracy.md.

usage: eval.py DATA [SCORER…]

DATA is the folder of measuring sets; what a set is called there is told by each scorer. Named scorers are run alone, and then
SCORES.tsv keeps the other lines. The last column is what others reach on the same set, or what two people reach who code it
independently; where there is nothing of the kind it is empty.
"""
import os
import re
import subprocess
import sys

import accuracy
import acta
import agreement
import aliases
import confidence
import coref
import copies
import direction
import eventplace
import filter as first_filter
import happenings
import ledger
import mentions
import own
import owntypes
import page
import parse
import places_raw
import plv
import reports
import seed
import stories
import voice
import told

SCORES = os.path.join(acta.ROOT, "SCORES.tsv")
# (set, measure): what to hold the figure against. Two coders: agreement of two independent hand codings of the same reports.
ANCHORS = {
    ("hand-coded reports", "event F"): "two coders .97",
    ("hand-coded reports", "who-whom F"): "two coders .84",
    ("hand-coded reports", "field date"): "two coders .81",
    ("hand-coded reports", "field place"): "two coders .87",
    ("hand-coded reports", "field speaker"): "two coders .87",
    ("PLV", "root macro-F1"): "zero-shot PLOVER .743",
    ("AW", "direction F1"): "Universal PETRARCH .67",
    ("TimeBank", "strict F1"): "HeidelTime .849",
    ("TimeBank", "value F1"): "HeidelTime .792",
    ("AQUAINT", "strict F1"): "HeidelTime .810",
    ("AQUAINT", "value F1"): "HeidelTime .730",
    ("LGL", "exact id"): "Mordecai 3 .794",
    ("LGL", "within 161 km"): "Mordecai 3 .827",
    ("GeoWebNews", "with an id within 161 km"): "Mordecai 3 .941",
    ("LGL and GeoWebNews, raw text", "found and exact id"): "Mordecai 3.5 .586",
    ("pages, layouts seen", "token F"): "trafilatura .845",
    ("pages, layouts held out", "token F"): "trafilatura .868",
}


def tool(*words):
    """What a scorer that is a program of its own prints."""
    done = subprocess.run([sys.executable, *words], stdout=subprocess.PIPE, cwd=acta.ROOT, check=True)
    return done.stdout.decode()


def program(name):
    return os.path.join(os.path.dirname(acta.command()), "tools", name)


def share(text):
    """97.3 or 97.3 % or .973 as a number up to one."""
    value = float(text.rstrip("% "))
    return value / 100 if value > 1 or text.endswith("%") else value


def tokens(data):
    out = tool("eval/tokens.py", program("acta-tokens"), os.path.join(data, "ud"))
    found = re.findall(r"^(\S+) (\w+) F1 ([\d.]+)", out, re.M)
    return [(f"UD {'EWT' if 'ewt' in name else 'GUM'} dev, raw text", f"{kind} F1", share(value)) for name, kind, value in found]


def dateline(data):
    out = tool("eval/dateline.py", program("acta-tokens"), os.path.join(data, "wire"))
    found = re.findall(r"^(\S+) place ([\d.]+ ?%?).*?day ([\d.]+ ?%?)", out, re.M)
    return [(name.removesuffix(".jsonl"), f"dateline {what}", share(value)) for name, *values in found for what, value in zip(("place", "day"), values)]


def times(data):
    out, rows = [], []
    for name, path in (("TimeBank", "timebank.jsonl"), ("AQUAINT", "aquaint.jsonl")):
        out = tool("eval/time.py", "--tool", program("acta-times"), os.path.join(data, "time", path))
        rows += [(name, f"{kind} F1", float(f)) for kind, f in re.findall(r"^\s+(strict|relaxed|value)\s.*F1 ([\d.]+)", out, re.M)]
    return rows


def data_file():
    """The data file of the build that is measured."""
    return os.environ.get("ACTA_DATA") or os.path.join(os.path.dirname(acta.command()), "acta.data")


def places(data):
    rows = []
    for name, path in (("LGL", "lgl.jsonl"), ("GeoVirus", "geovirus.jsonl"), ("GeoWebNews", "geowebnews.jsonl")):
        out = tool("eval/place.py", "--tool", program("acta-places"), "--data", data_file(), os.path.join(data, "place", path))
        rows += [(name, measure, float(value)) for measure, value in re.findall(r"(exact id|with an id within 161 km|within 161 km) ([\d.]+)", out)]
    return rows


def actors(data):
    out = tool("eval/actor.py", data, "--tool", program("acta-who"), "--data", data_file())
    return [("actor phrases", kind, share(value)) for kind, value in re.findall(r"(country|sector)\D+?([\d.]+)", out)]


def worked_example(data):
    found = [ok for _, ok in seed.score(data)]
    return [("worked example", f"events found of {len(found)}", sum(found))]


def hand_coded(data):
    return [("hand-coded reports", measure, value) for measure, value in reports.score(data).rows()]


def own_split(split):
    def rows(_):
        return [(f"own corpus, {split}", measure, value) for measure, value in own.score(split)[0].rows()]
    return rows


def pacts(which, name):
    def rows(data):
        return [(f"ledger, {name}", measure, value) for measure, value in ledger.score(which or data).rows()]
    return rows


def two_coders(_):
    return [("two coders, own corpus", measure, value) for measure, value in agreement.score().rows()]


def types(data):
    return [("PLV", measure, value) for measure, value in plv.figures(plv.score(data)).items()]


SCORERS = {"seed": worked_example, "reports": hand_coded, "plv": types, "own-dev": own_split("dev"), "own-test": own_split("test"), "confidence": confidence.rows,
           "direction": direction.rows, "told": told.rows, "event-places": eventplace.rows,
           "parse": parse.rows, "mentions": mentions.rows, "tokens": tokens, "dateline": dateline, "time": times,
           "places": places, "places-raw": places_raw.rows, "actors": actors, "stories": stories.rows, "coders": two_coders, "ledger-dev": pacts("dev", "own corpus, dev"),
           "ledger-test": pacts("test", "own corpus, test"), "ledger-reports": pacts(None, "hand-coded reports"), "voice": voice.rows, "pages": page.rows,
           "coref": coref.rows, "aliases": aliases.rows, "copies": copies.rows, "happenings": happenings.rows, "own-types": owntypes.rows, "first-filter": first_filter.rows}


def kept(names):
    """Lines of SCORES.tsv that scorers not run now have written: (scorer, set, measure, value, anchor)."""
    if not os.path.exists(SCORES):
        return []
    with open(SCORES, encoding="utf-8") as f:
        rows = [line.rstrip("\n").split("\t") for line in f if not line.startswith("#")]
    return [r for r in rows if len(r) == 5 and r[0] not in names]


def main():
    data, names = sys.argv[1], sys.argv[2:] or list(SCORERS)
    rows, failed = kept(names), 0
    for name in names:
        try:
            made = SCORERS[name](data)
        except (OSError, KeyError, ValueError, subprocess.CalledProcessError) as error:
            print(f"{name}: {type(error).__name__} {error}", file=sys.stderr)
            failed += 1
            continue
        for where, measure, value in made:
            shown = str(value) if isinstance(value, int) else f"{value:.3f}"
            rows.append([name, where, measure, shown, ANCHORS.get((where, measure), "")])
            print("%-26s %-18s %8s   %s" % tuple(rows[-1][1:]), flush=True)
    rows.sort(key=lambda r: list(SCORERS).index(r[0]) if r[0] in SCORERS else len(SCORERS))
    version = subprocess.run([acta.command(), "version"], stdout=subprocess.PIPE, check=True).stdout.decode().split("\n")
    with open(SCORES, "w", encoding="utf-8") as f:
        f.write(f"# {version[0]}; {'; '.join(v for v in version if re.match('(name|version):', v))}; int8\n")
        f.write("# scorer\tset\tmeasure\tvalue\tto compare\n")
        f.writelines("\t".join(r) + "\n" for r in rows)
    if set(names) >= {"own-dev", "own-test"}:
        accuracy.main()
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
