#!/usr/bin/env python3
"""Texts that tell an event from texts that tell none.

usage: told.py DATA [--false]

india_police: sentences in which police act (lower-cased Indian press, sectarian violence), against sentences where acta has an event
whose actor is police or whose act is one of theirs with nobody named. muc4: Latin American reports with and without an incident,
against reports in which acta finds an ASSAULT or abduction. Sport, business, science: news that tells hardly any political act; every event found there is
counted false, so the figure is an upper bound. Which texts those are is told by their words alone (TOPICS); a text that has a word of
PUBLIC is left out. --false prints what was found there.
"""
import re
import sys

import acta

POLICE_ACTS = {"COERCE", "ASSAULT", "MOBILIZE"}
TOPICS = {
    "sport": "match matches football soccer cricket tennis olympic tournament champion championship cup league goal goals coach player players "
             "season innings wicket medal medals quarterfinal semifinal striker stadium",
    "business": "shares stock stocks index investors profit profits quarterly earnings dow nasdaq nikkei analysts retail consumer trading",
    "science": "scientists researchers study species planet spacecraft nasa telescope astronauts shuttle orbit galaxy dna cells",
}
PUBLIC = ("police government administration authorities regime minister secretary president governor mayor king queen ambassador embassy parliament congress senate "
          "lawmaker lawmakers party republican republicans democratic democrats communist election elections vote voters candidate campaign policy reform treaty summit "
          "diplomat diplomats diplomatic diplomacy disarmament nuclear sanctions embargo boycott empire independence democracy coup army troops soldiers rebels guerrillas "
          "militants war wars wartime military bomb missile missiles weapon weapons peace ceasefire security terror terrorism terrorist killed attack murder murdered "
          "violence violent protest protests protesters demonstrators activists crowds strike union court courts judge prison jailed prosecutors investigators lawsuit law "
          "laws legal allegations arrested refugees aid ministry official officials doping")
LEAST_TOPIC_WORDS = 3
MUC_STEP = 4  # every fourth report: enough to see two points, in a quarter of the time


def tell(gold, found):
    return acta.prf(sum(g and f for g, f in zip(gold, found)), sum(gold), sum(found))


def police(data):
    rows = acta.read_jsonl(data, "event", "india_police.jsonl")
    texts, spans = {}, {}
    for r in rows:
        parts, at = [], 0
        spans[r["id"]] = []
        for s in r["sentences"]:
            spans[r["id"]].append((at, at + len(s["text"])))
            parts.append(s["text"])
            at += len(s["text"]) + 1
        texts[r["id"]] = "\n".join(parts)
    coded = acta.code([{"id": r["id"], "text": texts[r["id"]], "published": r["dct"]} for r in rows])
    gold, found = [], []
    for r in rows:
        acts = [m["span"] for x in coded[r["id"]] if x["kind"] == "event" and of_police(x) for m in x["mentions"]]
        for s, (a, b) in zip(r["sentences"], spans[r["id"]]):
            gold.append("ANY_ACTION" in s["labels"])
            found.append(any(x < b and y > a for x, y in acts))
    return tell(gold, found)


def of_police(event):
    actors = event.get("actor") or []
    return any("COP" in (p.get("sector") or []) for p in actors) or (not actors and event["event"] in POLICE_ACTS and "arrest" in event.get("mode", []))


def incidents(data):
    rows = acta.read_jsonl(data, "event", "muc4_dev.jsonl")[::MUC_STEP]
    coded = acta.code([{"id": r["id"], "text": r["text"]} for r in rows])
    found = [any(x["kind"] == "event" and x["event"] == "ASSAULT" and x["status"] != "negated" for x in coded[r["id"]]) for r in rows]
    return tell([bool(r["templates"]) for r in rows], found)


def topic_of(text):
    words = re.findall(r"[a-z]+", text.lower())
    if set(words) & set(PUBLIC.split()):
        return None
    counts = {name: sum(w in list_ for w in words) for name, list_ in ((n, set(t.split())) for n, t in TOPICS.items())}
    best = max(counts, key=counts.get)
    return best if counts[best] >= LEAST_TOPIC_WORDS else None


def harmless(data):
    """(texts, their sentences, [(topic, event record, text)])"""
    rows = [(topic_of(r["text"]), r) for r in acta.read_jsonl(data, "wire", "clean_news.jsonl")]
    rows = [(t, r) for t, r in rows if t]
    given = [{"id": r["id"], "text": r["text"], "published": r["dct"] or "2010-01-01"} for _, r in rows]
    coded, read = acta.code(given), acta.parse(given)
    found = [(t, x, r["text"]) for t, r in rows for x in coded[r["id"]] if x["kind"] == "event"]
    return len(rows), sum(len(read[r["id"]]["sentences"]) for _, r in rows), found


def rows(data):
    _, sentences, found = harmless(data)
    return ([("Indian police acts, sentences", f"told {k}", v) for k, v in zip("PRF", police(data))] +
            [("MUC-4, reports", f"incident {k}", v) for k, v in zip("PRF", incidents(data))] +
            [("sport, business, science", "events in 200 sentences", 200 * len(found) / max(1, sentences))])


def main():
    for where, measure, value in rows(sys.argv[1]):
        print(f"{where:32} {measure:24} {value:.3f}")
    if "--false" in sys.argv:
        n, sentences, found = harmless(sys.argv[1])
        print(n, "texts,", sentences, "sentences")
        for topic, x, text in found:
            a, b = x["mentions"][0]["span"]
            print(topic, x["event"], x["confidence"], "|", text[max(0, a - 70): a] + "[" + text[a:b] + "]" + text[b: b + 60])


if __name__ == "__main__":
    main()
