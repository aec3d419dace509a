#!/usr/bin/env python3
"""Read the reports of corpus/ with everything that should be found in them.

usage: corpus.py check FILE…    every mistake as FILE:LINE: what; exit 1 if there is any; of happenings.tsv too, if it is among the files
       corpus.py stats FILE…    what the reports hold
       corpus.py jsonl FILE…    one JSON object a report, spans as [start, end) characters of its text

The form of the files is described in corpus/README.md or, in short, here: a bar of `=`, a title, `:key value` lines, a bar, the report,
`---`, records with indented fields. Spans are quoted words: `"met"#2` is the second, `"met" in "met on Tuesday"` the one inside.
Standard library only.
"""
import collections
import json
import re
import sys

BAR = re.compile(r"={10,}\s*$")
MODES = {kind: set(modes.split()) for kind, modes in {
    "AGREE": "", "CONSULT": "visit third-party multilateral phone", "SUPPORT": "", "CONCEDE": "", "COOPERATE": "", "AID": "",
    "RETREAT": "withdraw release disarm ceasefire access resign", "REQUEST": "assist change yield meet",
    "ACCUSE": "disapprove investigate allege", "REJECT": "assist change yield meet",
    "THREATEN": "restrict arrest relations expel territory violence",
    "PROTEST": "demo riot strike hunger boycott obstruct vandalize", "SANCTION": "convict expel withdraw discontinue",
    "MOBILIZE": "troops weapons police militia",
    "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
    "ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone heavy-weapons "
               "crowd-control unconventional"}.items()}
CONTEXTS = set("""military intelligence executive legislative election political_institutions pro_democracy pro_autocracy economic legal
reparations human_rights rights_freedoms repression human_security gender lgbt religion_ethnicity inequality diplomatic territory peacekeeping
health asylum migration disasters natural_resource environment technology terrorism cbrn cyber misinformation crime corruption illegal_drugs
trafficking""".split())
SECTORS = set("COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC".split())
STATUSES = set("actual future hypothetical negated historical".split())
OBLIGATIONS = set("""ceasefire reduce_violence negotiate withdraw disarm release not_return_to_fighting sever_ties access aid ease_sanctions
recognise reform pay other all""".split())
VERDICTS = set("kept broken partly pending disputed".split())
ENTITIES = set("PER ORG GPE NORP GROUP".split())
GRAINS = set("day week month quarter year".split())
SIZES = set("dead injured arrested released displaced people".split())
FIELDS = {kind: set(fields.split()) for kind, fields in {
    "event": "trigger also status context actor recipient date place size said_by",
    "agreement": "also party mediator date place",
    "obligation": "action obligor beneficiary deadline size also",
    "claim": "words said_by date",
    "entity": "office alias"}.items()}
PARTIES = ("actor", "recipient", "said_by", "party", "mediator", "obligor", "beneficiary")
ONCE = {"event": "trigger", "obligation": "action", "claim": "words"}  # the span a record of this kind must have exactly once

QUOTE = re.compile(r'"([^"]*)"(?:#(\d+))?(?:\s+in\s+"([^"]*)")?')
DATE = re.compile(r"(\d{4}-\d\d-\d\d)(?:\.\.(\d{4}-\d\d-\d\d))?\s+(\w+)$")
SENTENCE_END = re.compile(r'(?<=[.!?])["”\')]*\s+(?=["“(]?[A-Z0-9])|\n\s*\n')
NO_END = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Sgt|Maj|Capt|Sen|Rep|St|No|Nov|Dec|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|U\.S|U\.N|[A-Z])\.$")


def split_of(report_id):
    """`test`, `dev` or `train`: the split of a report, fixed for ever by its id.

    FNV-1a (32 bits) of the id's UTF-8 bytes, modulo 20: 0-1 test, 2-3 dev, the rest train. It must never change, or reports that
    were trained on would be measured with.
    """
    h = 2166136261
    for byte in report_id.encode():
        h = (h ^ byte) * 16777619 & 0xFFFFFFFF
    return "test" if h % 20 < 2 else "dev" if h % 20 < 4 else "train"


def sentences(text):
    """[(start, end)] of the sentences; a blank line always ends one."""
    spans, start = [], 0
    for m in SENTENCE_END.finditer(text):
        if "\n\n" in m.group() or not NO_END.search(text, max(0, m.start() - 12), m.start()):
            spans.append((start, m.start()))
            start = m.end()
    spans.append((start, len(text)))
    return [(a, b) for a, b in spans if text[a:b].strip()]


def occurrences(text, quote):
    """Every place the words of the quotation stand in the text as whole words; any white space matches any other."""
    words = quote.split()
    if not words:
        return []
    pattern = r"\s+".join(map(re.escape, words))
    if re.match(r"\w", words[0]):
        pattern = r"(?<!\w)" + pattern
    if re.search(r"\w$", words[-1]):
        pattern += r"(?!\w)"
    return [m.span() for m in re.finditer(pattern, text)]


class Report:
    """One report: `title`, `head` (id, published, tags), `text`, `sentences`, `records` (as jsonl prints them), `errors`."""

    def __init__(self, path, line):
        self.path, self.line = path, line
        self.title, self.head, self.text, self.sentences, self.records = "", {}, "", [], []
        self.raw, self.nothing, self.errors = [], False, []

    def error(self, line, what):
        self.errors.append(f"{self.path}:{line}: {what}")

    def as_json(self):
        return {"id": self.head.get("id"), "title": self.title, "published": self.head.get("published"), "tags": self.head.get("tags"),
                "text": self.text, "sentences": self.sentences, "records": self.records}


def read(path):
    """All reports of a file, mistakes and all."""
    with open(path, encoding="utf-8") as f:
        lines = f.read().split("\n")
    bars = [i for i, line in enumerate(lines) if BAR.match(line)]
    reports = []
    stray = next((i for i in range(bars[0] if bars else len(lines)) if lines[i].strip() and lines[i][0] != ";"), None)
    if stray is not None:
        reports.append(Report(path, stray + 1))
        reports[0].error(stray + 1, f"text outside a report: {lines[stray][:60]}")
    for k in range(0, len(bars), 2):
        report = Report(path, bars[k] + 1)
        reports.append(report)
        if k + 1 == len(bars):
            report.error(bars[k] + 1, "no second bar under the title")
            break
        read_head(report, lines[bars[k] + 1: bars[k + 1]])
        end = bars[k + 2] if k + 2 < len(bars) else len(lines)
        read_body(report, lines[: end], bars[k + 1] + 1)
        resolve(report)
    return reports


def read_head(report, lines):
    for line in lines:
        m = re.match(r":(\w+)\s*(.*)", line)
        if m:
            report.head[m.group(1)] = m.group(2).strip()
        elif line.strip():
            report.title = f"{report.title} {line.strip()}".strip()


def read_body(report, lines, at):
    """The text up to `---`, its paragraphs unwrapped, then the records with their fields as (line, name, value)."""
    rule = next((i for i in range(at, len(lines)) if lines[i].strip() == "---"), None)
    body = [line.rstrip() for line in lines[at: rule]]
    paragraphs = re.split(r"\n\s*\n", "\n".join(body).strip("\n"))
    report.text = "\n\n".join(p.replace("\n", " ") for p in paragraphs if p.strip()) + "\n"
    report.sentences = sentences(report.text)
    if rule is None:
        report.error(len(lines), "no --- after the report")
        return
    for number, line in enumerate(lines[rule + 1:], rule + 2):
        if line.strip() and not line.startswith(";"):
            read_record_line(report, number, line)


def read_record_line(report, number, line):
    word, rest = (line.split(None, 1) + [""])[:2]
    if not line[0].isspace():
        if word == "nothing":
            report.nothing = True
        elif word not in FIELDS:
            report.error(number, f"no kind of record: {line[:50]}")
        report.raw.append((number, word, rest.strip(), []))
    elif not report.raw:
        report.error(number, f"field outside a record: {line.strip()[:50]}")
    else:
        kind = report.raw[-1][1]
        if kind in FIELDS and word not in FIELDS[kind]:
            report.error(number, f"an {kind} has no field {word}" if kind[0] in "aeo" else f"a {kind} has no field {word}")
        report.raw[-1][3].append((number, word, rest.strip()))


class Record:
    """One record being resolved: its report, line, argument, fields by name, the anchor (the span its other spans are near to)
    and what it comes to (`out`)."""

    def __init__(self, report, line, kind, argument, fields):
        self.report, self.line, self.kind, self.argument, self.anchor = report, line, kind, argument, None
        self.out = {"kind": kind}
        self.fields = collections.defaultdict(list)
        for number, name, value in fields:
            self.fields[name].append((number, value))

    def error(self, what, line=None):
        self.report.error(line or self.line, what)

    def span(self, line, value, unique):
        """The span of a quotation: unique in the report, or else the one nearest the anchor: in its sentence, before it, anywhere."""
        m = QUOTE.search(value)
        if not m:
            return self.error(f"no quotation in: {value}", line)
        quote, nth, box = m.groups()
        found = occurrences(self.report.text, quote)
        if box is not None:
            boxes = occurrences(self.report.text, box)
            if len(boxes) != 1:
                return self.error(f'"{box}" stands {len(boxes)} times', line)
            found = [s for s in found if boxes[0][0] <= s[0] and s[1] <= boxes[0][1]]
        if not found:
            return self.error(f'not in the report: "{quote}"', line)
        if nth:
            if not 1 <= int(nth) <= len(found):
                return self.error(f'"{quote}" stands {len(found)} times, not {nth}', line)
            return found[int(nth) - 1]
        if len(found) > 1 and unique:
            return self.error(f'"{quote}" stands {len(found)} times: say which (#n or in "…")', line)
        return found[0] if len(found) == 1 or self.anchor is None else self.nearest(found)

    def nearest(self, found):
        at = self.anchor[0]
        low, high = next((s for s in self.report.sentences if s[0] <= at < s[1]), (0, 0))
        pool = [s for s in found if low <= s[0] < high] or [s for s in found if s[0] < at] or found
        return min(pool, key=lambda s: abs(s[0] - at))

    def spans(self, name):
        return [s for s in (self.span(line, value, True) for line, value in self.fields[name]) if s]

    def coded(self, line, value):
        """Country code and sectors after the arrow."""
        out = {}
        codes = value.split("->", 1)[1].replace(",", " ").split() if "->" in value else []
        if codes and codes[0] != "-":
            if not re.fullmatch("[A-Z]{3}", codes[0]):
                self.error(f"no country code: {codes[0]}", line)
            out["code"] = codes[0]
        for sector in codes[1:]:
            if sector not in SECTORS:
                self.error(f"no sector: {sector}", line)
        return out | ({"sector": codes[1:]} if codes[1:] else {})


def resolve(report):
    """Check the report and turn its records into what jsonl prints."""
    for key in ("id", "published"):
        if key not in report.head:
            report.error(report.line, f"no :{key}")
    if not re.fullmatch(r"\d{4}-\d\d-\d\d|", report.head.get("published", "")):
        report.error(report.line, "published is not YYYY-MM-DD")
    if not report.title:
        report.error(report.line, "no title")
    if len(report.text.split()) < 8:
        report.error(report.line, "almost no text")
    raw = [r for r in report.raw if r[1] in FIELDS]
    if not raw and not report.nothing:
        report.error(report.line, "no records and no `nothing`")
    ids = {kind: {r[2].split()[0] for r in raw if r[1] == kind and r[2]} for kind in ("agreement", "obligation")}
    for entry in raw:
        record = Record(report, *entry)
        if HEADS[record.kind](record, ids):
            resolve_fields(record)
            report.records.append(record.out)


def once(record):
    """The one span that a record of this kind hangs on."""
    name = ONCE[record.kind]
    if len(record.fields[name]) != 1:
        record.error(f"{record.kind} with {len(record.fields[name])} {name} lines, not one")
    else:
        record.anchor = record.out[name] = record.span(*record.fields[name][0], unique=True)


def event_head(record, ids):
    kind, *modes = record.argument.split() or [""]
    if kind not in MODES:
        return record.error(f"no event type: {record.argument}")
    for mode in modes:
        if mode not in MODES[kind]:
            record.error(f"{kind} has no mode {mode}")
    record.out.update(event=kind, mode=modes)
    once(record)
    status = record.fields["status"][0][1] if record.fields["status"] else "actual"
    if status not in STATUSES:
        record.error(f"no status: {status}")
    contexts = " ".join(value for _, value in record.fields["context"]).replace(",", " ").split()
    for context in contexts:
        if context not in CONTEXTS:
            record.error(f"no context: {context}")
    record.out.update(status=status, context=contexts, also=record.spans("also"))
    return True


def agreement_head(record, ids):
    m = re.match(r'(\S+)\s+(".*)', record.argument)
    if not m:
        return record.error('not `agreement ID "name"`')
    record.anchor = record.span(record.line, m.group(2), unique=False)
    record.out.update(id=m.group(1), name=record.anchor, also=record.spans("also"))
    return True


def obligation_head(record, ids):
    words = record.argument.split()
    if len(words) != 3 or words[2] not in OBLIGATIONS or words[1] not in ids["agreement"] | {"-"}:
        return record.error(f"not `obligation ID AGREEMENT type`: {record.argument}")
    record.out.update(id=words[0], agreement=None if words[1] == "-" else words[1], type=words[2])
    once(record)
    if not record.fields["obligor"]:
        record.error("an obligation has an obligor")
    return True


def claim_head(record, ids):
    words = record.argument.split()
    if len(words) != 2 or words[0] not in ids["obligation"] or words[1] not in VERDICTS:
        return record.error(f"not `claim OBLIGATION verdict`: {record.argument}")
    record.out.update(obligation=words[0], verdict=words[1])
    once(record)
    return True


def entity_head(record, ids):
    m = re.match(r'(\S+)\s+"([^"]*)"(.*)', record.argument)
    if not m or m.group(1) not in ENTITIES:
        return record.error(f'not `entity TYPE "name"`: {record.argument}')
    quotes = [QUOTE.search(value) for _, value in record.fields["office"]]
    record.out.update(type=m.group(1), name=m.group(2), **record.coded(record.line, m.group(3)),
                      office=[q.group(1) for q in quotes if q], alias=[s for f in record.fields["alias"] for s in aliases(record, *f)])
    return True


HEADS = {"event": event_head, "agreement": agreement_head, "obligation": obligation_head, "claim": claim_head, "entity": entity_head}


def aliases(record, line, value):
    """An alias stands for all its occurrences, unless it says which one."""
    if re.search(r'"#\d|"\s+in\s+"', value):
        found = record.span(line, value, unique=True)
        return [found] if found else []
    quote = QUOTE.search(value)
    found = occurrences(record.report.text, quote.group(1)) if quote else []
    if not found:
        record.error(f"not in the report: {value}", line)
    return found


def resolve_fields(record):
    """The fields that several kinds of record share."""
    text = record.report.text
    for name in PARTIES:
        if name in FIELDS[record.kind]:
            record.out[name] = []
            for line, value in record.fields[name]:
                span = record.span(line, value.split("->")[0], unique=False)
                if span:
                    record.out[name].append({"span": span, "text": text[slice(*span)], **record.coded(line, value)})
    for name in ("date", "deadline"):
        for line, value in record.fields[name]:
            record.out[name] = date(record, line, value)
    for line, value in record.fields["place"]:
        place(record, line, value)
    for line, value in record.fields["size"]:
        size(record, line, value)


def date(record, line, value):
    words, _, coded = (part.strip() for part in value.partition("->"))
    out = {}
    if words not in ("-", ""):
        out["span"] = record.span(line, words, unique=False)
    if coded:
        m = DATE.match(coded)
        if m and m.group(3) in GRAINS:
            out.update(date=m.group(1), enddate=m.group(2), granularity=m.group(3))
        else:
            record.error(f"no date: {value}", line)
    return out


def place(record, line, value):
    m = re.search(r"->\s*(.*),\s*([A-Z]{3}|-)$", value)
    span = record.span(line, value.split("->")[0], unique=False)
    if not m:
        record.error(f'not `place "words" -> Name, CODE`: {value}', line)
    elif span:
        record.out["place"] = {"span": span, "text": record.report.text[slice(*span)], "name": m.group(1), "country": m.group(2)}


def size(record, line, value):
    words = value.split()
    if len(words) < 2 or words[0] not in SIZES or not words[1].isdigit() or words[2:] not in ([], ["approx"]):
        record.error(f"not `size what N`: {value}", line)
    else:
        record.out.setdefault("size", {})[words[0]] = int(words[1])
        if words[2:]:
            record.out["size"]["approx"] = True


def happenings(path, reports):
    """(rows, mistakes) of happenings.tsv, which says what events of several reports are one event of the world told again.

    A row is (happening, split, report id, span of the trigger). A line must name the trigger of an event of its report, no event may stand
    twice, a happening is told by at least two reports, and neither a happening nor a story (an id without its last two digits) is cut by
    the split.
    """
    by_id, rows, mistakes = {r.head.get("id"): r for r in reports}, [], []
    split_by, seen, tellers = {}, set(), collections.defaultdict(set)
    with open(path, encoding="utf-8") as f:
        lines = [(n, line.rstrip("\n").split("\t")) for n, line in enumerate(f, 1) if line.strip() and line[0] != "#"]
    for number, cells in lines:
        row, wrong = happening(path, number, cells, by_id)
        mistakes += [f"{path}:{number}: {what}" for what in wrong]
        if not row:
            continue
        name, split, report, _ = row
        if row[2:] in seen:
            mistakes.append(f"{path}:{number}: this event stands twice")
        for whole in (f"happening {name}", f"story {report[:-2]}"):
            if split_by.setdefault(whole, split) != split:
                mistakes.append(f"{path}:{number}: {whole} is in {split_by[whole]} as well as in {split}")
        seen.add(row[2:])
        tellers[name].add(report)
        rows.append(row)
    mistakes += [f"{path}: {name} is told by one report only" for name, reports_of in tellers.items() if len(reports_of) < 2]
    return rows, mistakes


def happening(path, number, cells, by_id):
    """One line of happenings.tsv: (its row or None, what is wrong with it)."""
    if len(cells) != 4:
        return None, ["not `happening, split, report, trigger`"]
    name, split, report_id, quote = cells
    wrong = [] if split in ("dev", "test") else [f"no split: {split}"]
    if report_id not in by_id:
        return None, wrong + [f"no report {report_id}"]
    report, scratch = by_id[report_id], Report(path, number)
    scratch.text = report.text
    span = Record(scratch, number, "event", "", []).span(number, quote, unique=True)
    if span is None:
        return None, wrong + [e.split(": ", 1)[1] for e in scratch.errors]
    if span not in [r["trigger"] for r in report.records if r["kind"] == "event"]:
        return None, wrong + [f"{quote} is no event of {report_id}"]
    return (name, split, report_id, span), wrong


def near_copies(reports):
    """Pairs of sentences of two reports that say a thing in the same words: they share 60 % of the shorter one's word triples.

    Reports that tell one event are to tell it each in its own words; a copy would make joining them look easier than it is.
    """
    told, of_triple = [], collections.defaultdict(list)
    for report in reports:
        for a, b in report.sentences:
            words = re.findall(r"\w+", report.text[a:b].lower())
            triples = set(zip(words, words[1:], words[2:]))
            if len(triples) >= 5:
                shared = collections.Counter(i for t in triples for i in of_triple[t])
                for i, n in shared.items():
                    if told[i][0] is not report and n >= 0.6 * min(len(triples), len(told[i][1])):
                        yield f"{report.path}: {report.head.get('id')} repeats {told[i][0].head.get('id')}: {report.text[a:b].strip()[:80]}"
                for t in triples:
                    of_triple[t].append(len(told))
                told.append((report, triples))


def stats(reports):
    count = collections.defaultdict(collections.Counter)
    triggers, quiet = collections.defaultdict(set), 0
    for r in reports:
        count["split"][split_of(r.head.get("id", ""))] += 1
        count["tag"].update(t.strip() for t in r.head.get("tags", "").split(",") if t.strip())
        told = set()
        for record in r.records:
            count["record"][record["kind"]] += 1
            told |= count_record(r, record, count, triggers)
        quiet += len(r.sentences) - len(told)
    total = sum(len(r.sentences) for r in reports)
    print(f"{len(reports)} reports, {total} sentences, {quiet} of them ({100 * quiet / max(1, total):.0f} %) tell no event")
    for kind in MODES:
        print(f"{kind:10} {count['event'][kind]:5} events, {len(triggers[kind])} different triggers; "
              + ", ".join(f"{m} {count['mode'][kind, m]}" for m in sorted(MODES[kind])))
    for name in ("record", "split", "status", "obligation", "verdict", "sector", "tag"):
        print(f"{name}: " + ", ".join(f"{k} {n}" for k, n in count[name].most_common()))
    print(f"countries: {len(count['country'])}")


def count_record(report, record, count, triggers):
    """Count one record; the sentences in which it is told, if it is an event."""
    told = set()
    if record["kind"] == "event":
        count["event"][record["event"]] += 1
        count["status"][record["status"]] += 1
        count["mode"].update((record["event"], m) for m in record["mode"])
        for span in [record.get("trigger")] + record["also"]:
            if span:
                told |= {i for i, (a, b) in enumerate(report.sentences) if a <= span[0] < b}
                triggers[record["event"]].add(report.text[slice(*span)].lower())
    elif record["kind"] == "obligation":
        count["obligation"][record["type"]] += 1
    elif record["kind"] == "claim":
        count["verdict"][record["verdict"]] += 1
    for name in PARTIES:
        for party in record.get(name, []):
            count["country"].update([party["code"]] if "code" in party else [])
            count["sector"].update(party.get("sector", []))
    return told


def main():
    if len(sys.argv) < 3 or sys.argv[1] not in ("check", "stats", "jsonl"):
        print(__doc__)
        sys.exit(2)
    tables = [path for path in sys.argv[2:] if path.endswith(".tsv")]
    reports = [r for path in sys.argv[2:] if path not in tables for r in read(path)]
    errors = [e for r in reports for e in r.errors]
    for path in tables:
        rows, mistakes = happenings(path, reports)
        tellers = {row[2] for row in rows}
        errors += mistakes + list(near_copies([r for r in reports if r.head.get("id") in tellers]))
    ids = collections.Counter(r.head.get("id") for r in reports)
    errors += [f"id {name} stands {n} times" for name, n in ids.items() if n > 1]
    for e in errors:
        print(e, file=sys.stderr)
    if sys.argv[1] == "jsonl":
        for r in reports:
            print(json.dumps(r.as_json(), ensure_ascii=False))
    elif sys.argv[1] == "stats":
        stats(reports)
    else:
        print(f"{len(reports)} reports, {len(errors)} mistakes")
    sys.exit(1 if errors else 0)


if __name__ == "__main__":
    main()
