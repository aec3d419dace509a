"""Readers of the training sets. A sentence is a dict: `words`, and for each layer it has, a list as long as `words`:
`upos`, `xpos`, `rel` (indices), `head` (1-based, 0 the root), `ner` (indices); -1 means unknown and is not learnt from.
"""
import json
import os
import random
import re

import labels
from words import words as cut

MASK = -1
TITLES = set("mr mr. mrs mrs. ms ms. dr dr. president prime minister vice deputy foreign defense defence interior finance secretary general "
             "senator sen. rep. congressman chancellor king queen prince pope ayatollah mullah sheikh premier governor mayor ambassador "
             "secretary-general captain colonel gen. col. lieutenant judge justice chairman former spokesman".split())
PEOPLES = set("Arab Kurd Palestinian Sunni Shiite Muslim Moslem Christian Jew Hindu Sikh Buddhist Tamil Chechen Tibetan Uighur Bosniak "
              "European African Asian Hutu Tutsi Pashtun Hazara Tajik Uzbek Turkmen Kazakh Kyrgyz Croat Serb Yugoslav Soviet Catholic "
              "Protestant Druze Alawite Maronite Kashmiri Catalan Basque Scot American Roma Rohingya Hispanic Latino Islamist "
              "Spaniard Swede Dane Pole Turk Finn Briton Filipino Argentinian Nepalese Kosovar Yazidi Copt".split())
PEOPLES |= {p + "s" for p in PEOPLES} | set("""Kurdish Jewish Scottish Welsh English Shia Shi'ite Shi'ites Taiwanese Sinhalese Islamic Coptic
Turkish British Spanish Swedish Danish Polish Finnish Argentine Swazi Chinese Irish Dutch French""".split())


def demonyms(folder):
    """Adjectives and nouns of nationality, from the fact book's own columns."""
    out = set(PEOPLES)
    with open(os.path.join(folder, "lists/factbook.jsonl"), encoding="utf-8") as f:
        for row in map(json.loads, f):
            for text in (row["demonym_noun"], row["demonym_adj"]):
                for name in re.split(r"[,;/]| or ", re.sub(r"\((?!s\))[^)]*\)", "", text)):
                    name = name.strip()
                    plain = name.replace("(s)", "")
                    if re.fullmatch(r"[A-Z][\w' -]+", plain) and len(plain) > 2 and not plain.endswith(("Island", "NA")):
                        out |= {plain, plain + "s"} if name != plain else {plain}
    return out - {"Congo", "Hong Kong", "Lao", "Laos", "Singapore", "Gibraltar", "Luxembourg", "Liechtenstein", "Taiwan", "Kiribati", "New Zealand", "Chinese/Hong Kong"}


def spans_to_bio(spans, entities):
    """NER indices of words at character `spans` under entities (start, end, type); type None is unknown."""
    out = [0] * len(spans)
    for start, end, kind in sorted(entities, key=lambda e: e[0]):
        first = True
        for i, (a, b) in enumerate(spans):
            if a < end and b > start:
                out[i] = MASK if kind is None else labels.NER.index(("B-" if first else "I-") + kind)
                first = False
    return out


def conllu(path):
    """Sentences of a CoNLL-U file with `spans` of the words in `text`. The parts of a multiword token share its text: a part
    that cannot be found there by its form takes the next characters."""
    with open(path, encoding="utf-8") as f:
        for block in f.read().split("\n\n"):
            if block.strip():
                yield sentence(block.split("\n"))


def sentence(rows):
    s = {"words": [], "spans": [], "upos": [], "xpos": [], "head": [], "rel": []}
    text = next(r[len("# text = "):] for r in rows if r.startswith("# text = "))
    at, room = 0, None
    for row in rows:
        c = row.split("\t")
        if len(c) != 10 or "." in c[0]:
            continue
        if "-" in c[0]:
            at = text.index(c[1], at)
            room = (int(c[0].split("-")[1]), at + len(c[1]))
            continue
        n = int(c[0])
        start = text.find(c[1], at)
        if room and not (start >= 0 and start + len(c[1]) <= room[1]):
            start = min(at, room[1] - 1)
        end = min(start + len(c[1]), room[1]) if room else start + len(c[1])
        if room and n == room[0]:
            end, room = room[1], None
        assert start >= 0, (c, text)
        s["words"].append(text[start:end])
        s["spans"].append((start, end))
        s["upos"].append(labels.UPOS.index(c[3]))
        s["xpos"].append(labels.XPOS.index(c[4]))
        s["head"].append(int(c[6]))
        s["rel"].append(labels.REL.index(labels.relation(c[7])))
        at = end
    s["text"], s["id"] = text, next(r[len("# sent_id = "):] for r in rows if r.startswith("# sent_id = "))
    return s


def rows_of(folder, name):
    with open(os.path.join(folder, "ner", name), encoding="utf-8") as f:
        return [json.loads(line) for line in f]


def uner(sentences, rows, peoples):
    """Join UNER's names to EWT's sentences, word by word. OTH is a people or unknown; a people left unmarked is unknown too."""
    names = {r["id"]: r for r in rows}
    for s in sentences:
        r = names.get(s["id"])
        if r and len(r["tokens"]) == len(s["words"]):
            known = [(e["start"], e["end"], e["type"] if e["type"] != "OTH" else "NORP" if e["text"] in peoples else None)
                     for e in r["entities"]]
            s["ner"] = mask_peoples(s["words"], spans_to_bio(r["tokens"], known), peoples)
    return sentences


def mask_peoples(words, ner, peoples):
    return [MASK if label == 0 and w in peoples else label for w, label in zip(words, ner)]


def tokenized(text, entities):
    spans = cut(text)
    return {"words": [text[a:b] for a, b in spans], "ner": spans_to_bio(spans, entities)}


def wikigold(rows, peoples):
    for r in rows:
        s = tokenized(r["text"], [(e["start"], e["end"], e["type"] if e["type"] != "MISC" else "NORP" if e["text"] in peoples else None)
                                  for e in r["entities"]])
        s["ner"] = mask_peoples(s["words"], s["ner"], peoples)
        yield s


GMB = {"per": "PER", "org": "ORG", "geo": "LOC", "gpe": "LOC", "tim": "", "art": None, "eve": None, "nat": None}


def gmb(rows, peoples):
    """Silver names. `gpe` is a people when the word is one (or ends as such adjectives do), else a place; titles leave the persons."""
    for r in rows:
        entities = []
        for e in r["entities"]:
            kind, start, text = GMB[e["type"]], e["start"], e["text"]
            if kind == "":
                continue
            if e["type"] == "gpe" and (text in peoples or text.split()[-1] in peoples or re.search(r"(?:[^r]ians?|[ln]ese|ish)$", text)):
                kind = "NORP"
            elif kind and text in peoples:
                kind = "NORP"
            if kind == "PER":
                start = e["end"] - len(untitled(text))
            if start < e["end"]:
                entities.append((start, e["end"], kind))
        s = tokenized(r["text"], entities)
        s["ner"] = mask_peoples(s["words"], s["ner"], peoples)
        yield s


def untitled(name):
    """The name without the titles before it."""
    while name and name.split()[0].lower() in TITLES:
        name = name[len(name.split()[0]):].lstrip()
    return name


RE3D = {"Person": "PER", "Organisation": "ORG", "Location": "LOC", "Nationality": "NORP"}
SMALL = set("of the and for in on de la el al bin - ’s 's &".split())
PRONOUNS = set("i we you he she it they who our his her their its my your this these that those".split())


def re3d(rows, peoples, countries):
    """Its phrases hold descriptions too: one of capitalised words is a name, any other is unknown. A country is a place here, whatever it does."""
    for r in rows:
        if "BBC" in r["publisher"]:
            continue
        for start, end in paragraphs(r["text"]):
            entities = [(e["end"] - len(name) - start, e["end"] - start, kind) for e, name, kind in re3d_names(r, peoples, countries)
                        if start <= e["start"] and e["end"] <= end]
            if entities:
                s = tokenized(r["text"][start:end], entities)
                s["ner"] = mask_peoples(s["words"], s["ner"], peoples)
                yield s


def re3d_names(row, peoples, countries):
    for e in row["entities"]:
        name = untitled(re.sub(r"^(?:[Tt]he|[Aa]n?) ", "", e["text"]))
        if e["confidence"] < .5 or e["type"] not in RE3D or not any(c.isupper() for c in name) or name.lower() in PRONOUNS:
            continue
        kind = "NORP" if name in peoples else "LOC" if name in countries else RE3D[e["type"]]
        small = set() if kind == "PER" else SMALL
        proper = all(w[0].isupper() or w in small or not w[0].isalpha() for w in name.split())
        yield e, name, kind if proper else None


def countries(folder):
    with open(os.path.join(folder, "lists/factbook.jsonl"), encoding="utf-8") as f:
        return {row["name_short"] for row in map(json.loads, f)} | set("UK U.K. US U.S. USA Britain Russia Turkey Syria Iran".split())


def paragraphs(text):
    """Pieces at blank lines and sentence ends, good enough for silver names."""
    at = 0
    for m in list(re.finditer(r"(?<=[.!?])\s+(?=[A-Z\"“])|\n+", text)) + [None]:
        end = m.start() if m else len(text)
        if text[at:end].strip():
            yield at, end
        at = m.end() if m else end


def ud(folder, name):
    return list(conllu(os.path.join(folder, "ud", name)))


def language(folder, seed=1, gmb_sentences=15000):
    """{source: training sentences} of the first phase."""
    peoples = demonyms(folder)
    silver = random.Random(seed).sample(rows_of(folder, "gmb_kaggle.jsonl"), gmb_sentences)
    return {"ewt": uner(ud(folder, "en_ewt-ud-train.conllu"), rows_of(folder, "uner_ewt_train.jsonl"), peoples),
            "gum": ud(folder, "en_gum-ud-train.open.conllu"),
            "wikigold": list(wikigold(rows_of(folder, "wikigold.jsonl"), peoples)),
            "re3d": list(re3d(rows_of(folder, "re3d.jsonl"), peoples, countries(folder))),
            "gmb": list(gmb(silver, peoples))}


def language_dev(folder):
    return {"ewt": uner(ud(folder, "en_ewt-ud-dev.conllu"), rows_of(folder, "uner_ewt_dev.jsonl"), demonyms(folder)),
            "gum": ud(folder, "en_gum-ud-dev.open.conllu")}


def recased(words, rng, share=0.03):
    """Some sentences as headlines, capitals or chat have them."""
    p = rng.random()
    if p < share:
        return [w.lower() for w in words]
    if p < 2 * share:
        return [w.upper() for w in words]
    if p < 3 * share:
        return [w[:1].upper() + w[1:] for w in words]
    return words
