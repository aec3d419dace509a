#!/usr/bin/env python3
"""Make an archive of invented events, for measuring: the same numbers always give the same archive.

usage: million.py DB [EVENTS]

A million events (or EVENTS) in reports of ten, thirty years, two hundred countries, a few actors who are in very many events and very many
who are in few, as it is in the news. Indexes and the full-text index are made after the rows, which takes a third of the time.
"""
import bisect
import datetime
import itertools
import json
import os
import random
import re
import sqlite3
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TYPES = [("AGREE", 1, 2.5), ("CONSULT", 1, 2.5), ("SUPPORT", 1, 5), ("CONCEDE", 1, 4.5), ("COOPERATE", 2, 9.5), ("AID", 2, 10), ("RETREAT", 2, 6.5),
         ("REQUEST", 3, 0), ("ACCUSE", 3, -3), ("REJECT", 3, -2), ("THREATEN", 3, -3.5), ("PROTEST", 4, -5), ("SANCTION", 4, -6), ("MOBILIZE", 4, -5.5),
         ("COERCE", 4, -7), ("ASSAULT", 4, -9)]
SECTORS = ["GOV"] * 6 + ["MIL", "REB", "COP", "OPP", "CVL", "JUD", "LEG", "MED", "REL", None]
STATUSES = ["actual"] * 16 + ["future", "hypothetical", "negated", "historical"]
SYLLABLES = "ba ke li mo nu ra se ti vo za dan gor hil mar nov pel ruk sen tal vin".split()
EVENTS_A_REPORT, COPIES, DAYS, PLACES, PEOPLE, BATCH = 10, 0.05, 365 * 30, 5000, 40000, 5000
FIRST = datetime.date(1995, 1, 1)


class World:
    """Countries, places, people and words, and how often each is met: the n-th as often as 1/n."""

    def __init__(self, chance):
        self.chance, self.sums = chance, {}
        self.codes = ["".join(c) for c in itertools.islice(itertools.product("ABCDEFGHIK", "AEIOU", "LMNR"), 200)]
        self.words = [self.word() for _ in range(6000)]
        self.places = [(self.word().title(), 100000 + i, chance.choice(self.codes), chance.uniform(-55, 70), chance.uniform(-180, 180)) for i in range(PLACES)]
        self.people = [(f"{self.word().title()} {self.word().title()}", self.pick(self.codes), chance.choice(SECTORS)) for _ in range(PEOPLE)]

    def word(self):
        return "".join(self.chance.choice(SYLLABLES) for _ in range(self.chance.choice((2, 2, 3, 3, 4))))

    def pick(self, items):
        sums = self.sums.get(len(items))
        if sums is None:
            sums = self.sums[len(items)] = list(itertools.accumulate(1 / (n + 3) for n in range(len(items))))
        return items[min(bisect.bisect(sums, self.chance.random() * sums[-1]), len(items) - 1)]

    def party(self):
        if self.chance.random() < 0.4:
            name, code, sector = self.pick(self.people)
        else:
            name, code, sector = None, self.pick(self.codes), self.chance.choice(SECTORS)
        return name, code, sector, f"{code} {sector}" if sector else code


def statements():
    """Tables, and what is made after the rows."""
    with open(os.path.join(ROOT, "src", "store", "schema.sql"), encoding="utf-8") as f:
        text = re.sub(r"--[^\n]*", "", f.read())
    parts, open_part = [], ""
    for piece in text.split(";"):
        open_part += piece + ";"
        if sqlite3.complete_statement(open_part):
            parts.append(open_part.strip())
            open_part = ""
    late = [p for p in parts if p.startswith(("CREATE INDEX", "CREATE TRIGGER", "CREATE UNIQUE INDEX"))]
    return [p for p in parts if p not in late], late


def report(world, doc, day):
    words = " ".join(world.pick(world.words) for _ in range(90))
    title = " ".join(world.pick(world.words) for _ in range(8)).capitalize()
    ident, published = f"r{doc}", (FIRST + datetime.timedelta(day)).isoformat()
    copy = doc > 100 and world.chance.random() < COPIES
    row = (doc, ident, doc.to_bytes(16, "big"), None if copy else "made up", title, published, f"Paper {doc % 40}", f"{title}\n\n{words}.\n",
           world.chance.randrange(1, 100) if copy else None, 0.9 if copy else None, json.dumps({"kind": "document", "id": ident, "title": title, "published": published}))
    return row, copy


def event(world, number, doc, day):
    chance = world.chance
    name, quad, scale = world.pick(TYPES)
    date = (FIRST + datetime.timedelta(max(0, day - chance.choice((0, 0, 1, 1, 2, 3, 7, 30))))).isoformat() if chance.random() < 0.85 else None
    place = world.pick(world.places) if chance.random() < 0.6 else (None,) * 5
    ident, status, confidence = f"r{doc}-V{number % EVENTS_A_REPORT + 1:02d}", chance.choice(STATUSES), round(chance.uniform(0.3, 1), 3)
    parties = [("actor", i, world.party()) for i in range(chance.choice((0, 1, 1, 1, 1, 1, 1, 2, 2)))]
    parties += [("recipient", i, world.party()) for i in range(chance.choice((0, 0, 1, 1, 1, 1, 2)))]
    parties += [("speaker", i, world.party()) for i in range(chance.choice((0, 0, 0, 1)))]
    record = {"kind": "event", "id": ident, "doc": f"r{doc}", "event": name, "quad_code": quad, "event_scale": scale, "status": status,
              "actor": [{"entity_text": p[2][0] or p[2][3], "span": [0, 9], "code": p[2][1]} for p in parties if p[0] == "actor"],
              "recipient": [{"entity_text": p[2][0] or p[2][3], "span": [0, 9], "code": p[2][1]} for p in parties if p[0] == "recipient"],
              "date": date, "event_text": ["did"], "mentions": [{"sentence": 1, "span": [10, 13]}], "confidence": confidence}
    row = (number, doc, ident, name, quad, scale, status, date, "day" if date else None, place[0], place[0], place[1], place[3], place[4], place[2], "did", 1,
           confidence, json.dumps(record))
    return row, [(doc, number, role, at, name or who, 0, 9, name, code, sector, who) for role, at, (name, code, sector, who) in parties]


def fill(db, world, events):
    documents, rows, parties, number, doc = [], [], [], 0, 0
    while number < events:
        doc += 1
        day = doc * DAYS * EVENTS_A_REPORT // (events + EVENTS_A_REPORT * 200)
        row, copy = report(world, doc, min(day, DAYS))
        documents.append(row)
        for _ in range(0 if copy else min(EVENTS_A_REPORT, events - number)):
            number += 1
            row, said = event(world, number, doc, day)
            rows.append(row)
            parties += said
        if len(rows) >= BATCH or number == events:
            db.executemany("INSERT INTO document(doc, id, hash, model, title, published, publisher, text, copy_of, similarity, record) VALUES "
                           "(?,?,?,?,?,?,?,?,?,?,?)", documents)
            db.executemany("INSERT INTO event(event, doc, id, type, quad, scale, status, date, granularity, place_text, place, geonameid, lat, lon, country, event_text, "
                           "sentence, confidence, record) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)", rows)
            db.executemany("INSERT INTO party(doc, event, role, place, text, char_from, char_to, name, code, sector, who) VALUES (?,?,?,?,?,?,?,?,?,?,?)", parties)
            documents, rows, parties = [], [], []


def make(path, events):
    """Write the archive; under another name first, so that one that is there is whole."""
    part = path + ".part"
    if os.path.exists(part):
        os.unlink(part)
    db = sqlite3.connect(part)
    db.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -400000;")
    tables, late = statements()
    for sql in tables:
        db.execute(sql)
    db.execute("INSERT INTO setting(name, value) VALUES ('schema', '1')")
    world = World(random.Random(7))
    fill(db, world, events)
    # Every third event tells, with the next one, one happening.
    db.execute("INSERT INTO happening(happening, event, tellings, documents, sources) SELECT event - event % 3, min(event), count(*), count(DISTINCT doc), "
               "count(DISTINCT doc) FROM event GROUP BY event - event % 3")
    db.execute("UPDATE event SET happening = event - event % 3")
    db.execute("INSERT INTO words(words) VALUES ('rebuild')")
    for sql in late:
        db.execute(sql)
    db.commit()
    db.execute("PRAGMA optimize")
    db.close()
    os.rename(part, path)


def main():
    if len(sys.argv) not in (2, 3) or sys.argv[1].startswith("-"):
        print(__doc__)
        sys.exit(2)
    make(sys.argv[1], int(sys.argv[2]) if len(sys.argv) == 3 else 1000000)


if __name__ == "__main__":
    main()
