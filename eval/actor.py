#!/usr/bin/env python3
"""Score code and sector of phrases.

usage: actor.py DATA --tool TOOL --data FILE [--show N]   phrases of DATA/actor/ngec_actor.jsonl (never printed into the repository)
       actor.py --corpus FILE… --tool TOOL --data FILE [--split dev|test|train] [--model] [--show N]   given spans of our own corpus

TOOL is the built acta-who, FILE the data file. Country: exact. Sector: any of the expected codes among those given, and
none where none is expected; a row that does not say is not counted. Standard library only.
"""
import argparse, json, os, re, subprocess, sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "tools"))

MONTHS = {m: i + 1 for i, m in enumerate("january february march april may june july august september october november december".split())}
SAME = {"XKX": "KOS"}                                     # codes of the phrase set that PLOVER writes otherwise
CODE_AS_SECTOR = {"NGO": "NGO"}


def day_of(text):
    """ISO date of the set's free forms; "Today", "" = about 2023."""
    if re.match(r"\d{4}-\d\d-\d\d$", text):
        return text
    m = re.match(r"(\d{1,2}) (\w+),? (\d{4})$", text) or None
    if m:
        return "%s-%02d-%02d" % (m[3], MONTHS[m[2].lower()], int(m[1]))
    m = re.match(r"(\w+) (\d{1,2}),? (\d{4})$", text)
    return "%s-%02d-%02d" % (m[3], MONTHS[m[1].lower()], int(m[2])) if m else "2023-01-01"


def ask(tool, data, rows, model=False):
    text = "".join(json.dumps(r) + "\n" for r in rows)
    out = subprocess.run([tool] + ["--model"] * model + [data], input=text, capture_output=True, text=True)
    sys.stderr.write(out.stderr)
    return {r["id"]: r["answers"] for r in map(json.loads, out.stdout.splitlines())}


def phrases(args):
    """(country right, asked), (sector right, asked), mistakes on the phrase set."""
    rows = [json.loads(line) for line in open(os.path.join(args.where, "actor", "ngec_actor.jsonl"))]
    rows = [r for r in rows if r["task"] in ("actor", "nationality", "agent", "agent_fuzzy") and not r["mark"]]
    asked = [{"id": str(i), "text": r["text"], "published": day_of(r["date"]), "spans": [[0, len(r["text"]), "", 0, 0]]} for i, r in enumerate(rows)]
    answers = ask(args.tool, args.data, asked)
    country, sector, wrong = [], [], []
    for i, r in enumerate(rows):
        want, got = r["expect"], answers.get(str(i), [{"code": "", "sectors": []}])[0]
        if want.get("none"):
            country.append(got["code"] == "")
            ok = country[-1]
        else:
            ok = True
            if "country" in want:
                country.append(got["code"] == SAME.get(want["country"], want["country"]) or
                               (want["country"] == "" and got["code"] in CODE_AS_SECTOR))
                ok &= country[-1]
            if want.get("code"):
                accepted = {want["code"], want.get("code2") or want["code"]}
                sector.append(bool(accepted & set(got["sectors"])) or CODE_AS_SECTOR.get(got["code"]) in accepted)
                ok &= sector[-1]
        if not ok:
            wrong.append("%s | %s | want %s | got %s %s (%s)" % (r["text"], r["date"], {k: v for k, v in want.items() if k in ("country", "code", "code2", "none")},
                                                                 got["code"], " ".join(got["sectors"]), got.get("why", "")))
    return country, sector, wrong


def name_inside(text, span, canonical):
    """The part of a span that is the person's name: from the first word of the canonical name to the last."""
    words = {w.lower() for w in re.findall(r"[\w'’-]+", canonical)}
    hits = [m.span() for m in re.finditer(r"[\w'’-]+", text[span[0]:span[1]]) if m.group().lower() in words]
    return (span[0] + hits[0][0], span[0] + hits[-1][1]) if hits else (span[0], span[0])


def corpus_rows(files, split):
    import corpus
    for path in files:
        for report in corpus.read(path):
            case = report.as_json()
            if split in (None, corpus.split_of(case["id"])):
                yield case


TYPES = {"PER": "PER", "ORG": "ORG", "GPE": "LOC", "NORP": "NORP", "GROUP": ""}


def corpus(args):
    """The same over actors, recipients and speakers of the corpus, spans given."""
    rows, wants = [], {}
    for case in corpus_rows(args.corpus, args.split):
        by_span, spans, want = {}, [], []
        for record in case["records"]:
            if record["kind"] != "entity":
                continue
            for at in record["alias"]:
                by_span[tuple(at)] = record
        seen = {}
        for span, record in by_span.items():
            kind = TYPES[record["type"]]
            text = case["text"][span[0]:span[1]]
            name = name_inside(case["text"], span, record["name"]) if kind == "PER" else span
            if kind == "PER" and name[0] == name[1]:
                kind = ""
            elif not re.search(r"[A-Z]", text.split()[-1][:1]):
                kind = ""
            seen[span] = len(spans)
            spans.append([span[0], span[1], kind, name[0] if kind else 0, name[1] if kind else 0])
            want.append(None)
        for record in case["records"]:
            if record["kind"] != "event":
                continue
            for role in ("actor", "recipient", "said_by"):
                for filler in record.get(role) or []:
                    span = tuple(filler["span"])
                    if span not in seen:
                        seen[span] = len(spans)
                        spans.append([span[0], span[1], "", 0, 0])
                        want.append(None)
                    if want[seen[span]] is None:
                        want[seen[span]] = []
                    want[seen[span]].append((filler.get("code") or "", set(filler.get("sector") or [])))
        rows.append({"id": case["id"], "text": case["text"], "published": case.get("published") or "", "spans": spans})
        wants[case["id"]] = want
    answers = ask(args.tool, args.data, rows, args.model)
    country, sector, wrong = [], [], []
    for row in rows:
        for span, want, got in zip(row["spans"], wants[row["id"]], answers.get(row["id"], [])):
            if not want:
                continue
            country.append(any(code == got["code"] for code, _ in want))
            sector.append(any(set(got["sectors"]) == s or s & set(got["sectors"]) for _, s in want))
            if not (country[-1] and sector[-1]):
                wrong.append("%s | %s | want %s | got %s %s (%s)" % (row["id"], row["text"][span[0]:span[1]],
                             " / ".join(c + " " + " ".join(sorted(s)) for c, s in want), got["code"], " ".join(got["sectors"]), got["why"]))
    return country, sector, wrong


def main():
    p = argparse.ArgumentParser(usage=__doc__)
    p.add_argument("where", nargs="?")
    p.add_argument("--corpus", nargs="+")
    p.add_argument("--tool", default="build/tools/acta-who")
    p.add_argument("--data", default="build/acta.data")
    p.add_argument("--split", choices=["dev", "test", "train"])
    p.add_argument("--model", action="store_true", help="parse the corpus (otherwise heads and names are guessed)")
    p.add_argument("--show", type=int, default=0)
    args = p.parse_args()
    if not args.where and not args.corpus:
        p.error("give DATA or --corpus")
    country, sector, wrong = corpus(args) if args.corpus else phrases(args)
    for line in wrong[: args.show]:
        print(line)
    print("country %.3f of %d" % (sum(country) / max(1, len(country)), len(country)))
    print("sector  %.3f of %d" % (sum(sector) / max(1, len(sector)), len(sector)))


if __name__ == "__main__":
    main()
