"""From the corpus's reports to labelled sentences for the event layers.

A sentence is a dict as in data.py with `report`, `mention`, `ner` and `triggers`: one entry for every word that tells an event,
{word, types, modes, status, contexts (indices), events (numbers within the report), role: [roles][words] of 1, 0 or MASK}.
A span is stood for by its anchor: the leftmost of its words whose syntactic head lies outside it, a word of meaning if there is one.
"""
import json
import os
import re
import subprocess
import sys

import torch

import evaluate
import labels
from data import MASK, spans_to_bio
from words import words as cut

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "tools"))
import corpus  # noqa: E402  (the project's reader, in tools/)

ROLE_FIELDS = (("actor", "actor"), ("recipient", "recipient"), ("said_by", "speaker"))
PARTIES = ("actor", "recipient", "speaker")
MENTION_FIELDS = ("actor", "recipient", "said_by", "obligor", "beneficiary", "party", "mediator")
FUNCTION_WORDS = set("the a an this that these those no any all some its his her their to of in on at by for from with not n't is are was were be been being "
                     "has have had do does did will would may might must can could shall should ' \" “ ” ‘ ’ , ( )".split())
PRONOUNS = set("he she they it we i him her them us me his their its our my who".split())


def reports(paths):
    """{train, dev, test: reports without mistakes}."""
    out = {"train": [], "dev": [], "test": []}
    for path in sorted(paths):
        for r in corpus.read(path):
            if not r.errors and "skip" not in r.head:
                out[corpus.split_of(r.head["id"])].append(r)
    return out


def cut_by_rule(texts):
    """Spans of the words of every sentence of every text: [[[(start, end)]]]."""
    return [[spans for spans in ([(a + x, a + y) for x, y in cut(text[a:b])] for a, b in corpus.sentences(text)) if spans] for text in texts]


def cut_by_program(program, texts):
    """The same by the project's `acta-tokens`, so that training sees the sentences and words that the program will: no dateline, for one."""
    rows = "".join(json.dumps({"id": str(i), "text": text}) + "\n" for i, text in enumerate(texts))
    told = subprocess.run([program, "--jsonl", "--report"], input=rows, capture_output=True, text=True, check=True).stdout
    found = [[[tuple(w) for w in s["words"]] for s in json.loads(line)["sentences"] if s["words"]] for line in told.splitlines()]
    assert len(found) == len(texts), f"{program} read {len(found)} of {len(texts)} reports"
    return found


def labelled(model, vocabulary, some_reports, peoples, program=None):
    """One list of sentences for each report."""
    texts = [r.text for r in some_reports]
    spans = cut_by_program(program, texts) if program else cut_by_rule(texts)
    groups = [[{"words": [r.text[a:b] for a, b in sentence], "spans": sentence, "report": r.head["id"]} for sentence in cut_text]
              for r, cut_text in zip(some_reports, spans)]
    flat = [s for g in groups for s in g]

    def keep_parse(s, slices):
        s["heads"] = evaluate.parse(model, slices)[0]
        s["tags"] = [labels.UPOS[i] for i in model.classify("upos", slices)[0, 1:].argmax(1)]

    with torch.inference_mode():
        evaluate.read(model, vocabulary, flat, keep_parse)
    for r, group in zip(some_reports, groups):
        label(r, group, peoples)
    return groups


class Places:
    """Where character spans of a report lie among its sentences."""

    def __init__(self, group):
        self.group = group

    def words(self, span):
        """(sentence, [words]) or None."""
        for k, s in enumerate(self.group):
            found = [i for i, (a, b) in enumerate(s["spans"]) if a < span[1] and b > span[0]]
            if found:
                return k, found
        return None

    def anchor(self, span):
        """(sentence, word) or None."""
        where = self.words(span)
        if not where:
            return None
        k, inside = where
        heads, words = self.group[k]["heads"], self.group[k]["words"]
        roots = [i for i in inside if heads[i] - 1 not in inside]
        return k, next((i for i in roots if words[i].lower() not in FUNCTION_WORDS), roots[0])


def label(report, group, peoples):
    places = Places(group)
    entities = [r for r in report.records if r["kind"] == "entity"]
    for s in group:
        s["triggers"], s["sectors"], s["cues"] = [], {}, {}
    for number, event in enumerate(r for r in report.records if r["kind"] == "event"):
        if event.get("trigger"):
            label_event(event, number, entities, places, report.text)
    if entities:
        label_mentions(report, entities, places)
        label_names(report, entities, group, peoples)
    label_sectors(report, entities, places)
    label_ledger(report, entities, places)


def label_sectors(report, entities, places):
    """{word: sectors} of the anchors of mentions whose sectors are told. A pronoun says nothing of them."""
    told = [(p["span"], p.get("sector", [])) for r in report.records for f in MENTION_FIELDS for p in r.get(f, [])]
    told += [(a, e.get("sector", [])) for e in entities for a in e["alias"]]
    for span, sectors in told:
        where = places.anchor(tuple(span))
        if where and places.group[where[0]]["words"][where[1]].lower() not in PRONOUNS:
            places.group[where[0]]["sectors"].setdefault(where[1], set()).update(labels.SECTOR.index(s) for s in sectors)


def label_ledger(report, entities, places):
    """Anchors of agreements' names, of undertakings and of verdicts on them, with the roles of each. A report without any may hold some
    that nobody marked: its sentences count for less."""
    records = [r for r in report.records if r["kind"] in ("agreement", "obligation", "claim")]
    for s in places.group:
        s["ledger_share"] = 1.0 if records else 0.3
    for r in records:
        kind = r["kind"]
        label = {"agreement": "agreement", "obligation": r.get("type"), "claim": r.get("verdict")}[kind]
        first = r["name"] if kind == "agreement" else r["action"] if kind == "obligation" else r["words"]
        fields = {"agreement": (("party", "actor"),), "obligation": (("obligor", "actor"), ("beneficiary", "recipient")), "claim": (("said_by", "speaker"),)}[kind]
        fillers = {role: [tuple(p["span"]) for p in r.get(field, [])] for field, role in fields}
        date = r.get("deadline" if kind == "obligation" else "date") or {}
        if date.get("span"):
            fillers["date"] = [tuple(date["span"])]
        for n, span in enumerate([first, *r.get("also", [])]):
            where = span and places.anchor(tuple(span))
            if where:
                cue = cue_of(places.group[where[0]], where[1])
                cue[kind].add({"agreement": labels.AGREEMENT, "obligation": labels.OBLIGATION, "claim": labels.CLAIM}[kind].index(label))
                for role, spans in fillers.items():
                    row = cue["role"][labels.ROLE.index(role)]
                    row[:] = [max(x, 0) for x in row]
                    label_role(row, role, spans, where, entities, places, retold=n > 0, text=report.text)


def cue_of(sentence, word):
    """The cue at a word; a role that none of its records has is unknown."""
    unknown = [[MASK] * len(sentence["words"]) for _ in labels.ROLE]
    return sentence["cues"].setdefault(word, {"word": word, "agreement": set(), "obligation": set(), "claim": set(), "role": unknown})


def label_event(event, number, entities, places, text):
    fillers = {}
    for field, role in ROLE_FIELDS:
        fillers[role] = [tuple(p["span"]) for p in event.get(field, [])]
    fillers["date"] = [tuple(event["date"]["span"])] if event.get("date", {}).get("span") else []
    fillers["place"] = [tuple(event["place"]["span"])] if "place" in event else []
    for n, span in enumerate([event["trigger"]] + event["also"]):
        where = places.anchor(span)
        if where:
            k, word = where
            entry = entry_of(places.group[k], word)
            entry["types"].add(labels.TRIGGER.index(event["event"]))
            entry["modes"] |= {labels.MODE.index(f"{event['event']} {m}") for m in event["mode"]}
            entry["contexts"] |= {labels.CONTEXT.index(c) for c in event["context"]}
            entry["events"].append(number)
            if len(entry["events"]) == 1:
                entry["status"] = labels.STATUS.index(event["status"])
            for role, spans in fillers.items():
                label_role(entry["role"][labels.ROLE.index(role)], role, spans, (k, word), entities, places, retold=n > 0, text=text)


def entry_of(sentence, word):
    for entry in sentence["triggers"]:
        if entry["word"] == word:
            return entry
    entry = {"word": word, "types": set(), "modes": set(), "contexts": set(), "events": [], "status": 0,
             "role": [[0] * len(sentence["words"]) for _ in labels.ROLE]}
    sentence["triggers"].append(entry)
    return entry


def label_role(row, role, spans, trigger, entities, places, retold, text):
    """Fill one role's labels over the trigger's sentence. A word already positive stays so; unknown wins over negative. Where a
    retelling's sentence holds no known mention of a party, it may name the party in words that nobody listed: then all is unknown."""
    k, word = trigger
    for span in spans:
        known = places.anchor(span)
        others = [a for a in others_of(span, role, entities, places, text) if a[0] == k]
        if known and known[0] == k:
            row[known[1]] = 1
        elif retold and others:
            nearest = min(others, key=lambda a: abs(a[1] - word))
            row[nearest[1]] = 1
        elif retold and role in PARTIES:
            row[:] = [x or MASK for x in row]
        for _, i in others:
            if row[i] == 0:
                row[i] = MASK


def others_of(span, role, entities, places, text):
    """Anchors of the other mentions of what fills a role: its entity's aliases; of a date or place, the same words elsewhere."""
    if role in ("date", "place"):
        spans = corpus.occurrences(text, text[slice(*span)])
    else:
        spans = [tuple(a) for e in entities if any(overlap(span, a) for a in e["alias"]) and covers(span, e, text) for a in longest(e["alias"])]
    return [a for a in (places.anchor(s) for s in spans if s != span) if a]


def overlap(a, b):
    return a[0] < b[1] and b[0] < a[1]


def covers(span, entity, text):
    """Whether the span is itself a mention of the entity, give or take an article."""
    bare = lambda s: re.sub(r"^(?:the|an?) ", "", text[slice(*s)], flags=re.I)
    return any(overlap(span, a) and bare(span) == bare(a) for a in entity["alias"])


def label_mentions(report, entities, places):
    """BIO of the phrases that act or are acted on; the longest of overlapping ones. Bare pronouns that nobody marked are unknown."""
    spans = {tuple(a) for e in entities for a in e["alias"]}
    spans |= {tuple(p["span"]) for r in report.records for f in MENTION_FIELDS for p in r.get(f, [])}
    for s in places.group:
        s["mention"] = [MASK if w.lower() in PRONOUNS else 0 for w in s["words"]]
    taken = []
    for span in sorted(spans, key=lambda s: s[0] - s[1]):
        where = places.words(span)
        if where and not any(overlap(span, t) for t in taken):
            taken.append(span)
            for n, i in enumerate(where[1]):
                places.group[where[0]]["mention"][i] = 1 if n == 0 else 2


NAME_TYPES = {"PER": "PER", "ORG": "ORG", "GPE": "LOC", "NORP": "NORP"}
PARTICLES = set("of the and for in on to de la le el al bin ibn van von der du da dos ul - ’s 's &".split())


def label_names(report, entities, group, peoples):
    """Names from the entities: in an alias, a run of capitalised words of the entity's canonical name. A people's name is NORP
    wherever no longer name holds it; other capitals are unknown."""
    found = []
    for e in entities:
        for alias in longest(e["alias"]):
            found += names_in(report.text, alias, e)
    for r in report.records:
        if "place" in r and r["place"]["name"].lower() == r["place"]["text"].lower() and is_name(r["place"]["text"].split()):
            found.append((*r["place"]["span"], "LOC"))
    found = sorted({f[:2]: f for f in found}.values(), key=lambda f: f[1] - f[0])  # longer ones later, over the shorter
    for s in group:
        s["ner"] = [0] * len(s["words"])
        for name in found:
            if name[0] < s["spans"][-1][1] and name[1] > s["spans"][0][0]:
                s["ner"] = [new or old for new, old in zip(spans_to_bio(s["spans"], [name]), s["ner"])]
        for i, w in enumerate(s["words"]):
            if s["ner"][i] == 0 and " ".join(s["words"][i: i + 2]) in peoples:
                s["ner"][i: i + 2] = [labels.NER.index("B-NORP"), labels.NER.index("I-NORP")]
            elif s["ner"][i] == 0 and w in peoples:
                s["ner"][i] = labels.NER.index("B-NORP")
            elif s["ner"][i] == 0 and w[0].isupper() and (i > 0 or s["tags"][i] == "PROPN"):
                s["ner"][i] = MASK


def longest(spans):
    """The spans that lie within no other of them."""
    return [a for a in spans if not any(b[0] <= a[0] and a[1] <= b[1] and tuple(a) != tuple(b) for b in spans)]


def is_name(words):
    return bool(words) and words[0][0].isupper() and all(w[0].isupper() or w.lower() in PARTICLES or not w[0].isalpha() for w in words)


def names_in(text, alias, entity):
    """[(start, end, type)] of the names within an alias. What looks like a description gives none."""
    own = set(re.findall(r"[\w'’.-]+", entity["name"]))
    if entity["type"] not in NAME_TYPES or not is_name(re.sub("^[Tt]he ", "", entity["name"]).split()):
        return []
    runs = [[]]
    for m in re.finditer(r"[\w'’.-]+", text[slice(*alias)]):
        if m.group() in own:
            runs[-1].append(m)
        else:
            runs.append([])
    out = []
    for run in runs:
        while run and not run[0].group()[0].isupper():
            run.pop(0)
        while run and not (run[-1].group()[0].isupper() or run[-1].group()[0].isdigit()):
            run.pop()
        if run and is_name([m.group() for m in run]):
            out.append((alias[0] + run[0].start(), alias[0] + run[-1].end(), NAME_TYPES[entity["type"]]))
    return out
