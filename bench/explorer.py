#!/usr/bin/env python3
"""How fast the explorer answers, over an archive of a million invented events (million.py).

usage: explorer.py [DB | EVENTS]

Time is processor time of the server for one question, so that a busy machine measures nearly as an idle one does; the median of five asked
one after the other. Without DB the archive is made in a folder of its own first, which takes a minute or two and 1.5 GB.
"""
import http.client
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

import million

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
ACTA = os.environ.get("ACTA") or os.path.join(ROOT, "build", "acta")
RUNS = 5
DAYS = "from=2005-01-01&to=2014-12-31"
QUESTIONS = [
    ("about", "about"), ("timeline, all", "timeline?by=month"), ("timeline by day and type", "timeline?by=day&stack=type"), ("ten years", f"timeline?{DAYS}"),
    ("one type", "timeline?type=ASSAULT"), ("one quad", "timeline?quad=4"), ("one country", "timeline?country=BAL"), ("one actor", "timeline?actor=BAL+GOV"),
    ("either side", "timeline?either=BAL"), ("a speaker", "timeline?speaker=BAL"), ("own word", "timeline?speaker=-"), ("least confidence", "timeline?min=0.8"),
    ("a common word", "timeline?q={common}"), ("a rare word", "timeline?q={rare}"), ("copies too", "timeline?copies=1"), ("happenings once", "timeline?happenings=1"),
    ("all at once", f"timeline?{DAYS}&quad=3,4&either=BAL&min=0.5&q={{common}}&happenings=1"), ("map of countries", "map?by=country"),
    ("map of points", "map?by=point&zoom=3"), ("network of 200", "network?level=who&limit=200"), ("network of 2,000 persons", "network?level=name&limit=2000"),
    ("matrix", "matrix?level=country&limit=30"), ("table, first rows", "events?limit=100"), ("table by actor, in the middle", "events?sort=actor&offset=500000&limit=100"),
    ("search, a rare word", "search?q={rare}"), ("search, a common word", "search?q={common}"), ("a report", "report?id=r77"), ("ledger", "ledger"),
]


def processor_seconds(pid):
    """Of all its threads, to the nanosecond."""
    total = 0
    for thread in os.listdir(f"/proc/{pid}/task"):
        with open(f"/proc/{pid}/task/{thread}/schedstat", encoding="ascii") as f:
            total += int(f.read().split()[0])
    return total / 1e9


def memory_mb(pid):
    with open(f"/proc/{pid}/status", encoding="ascii") as f:
        return next(int(line.split()[1]) for line in f if line.startswith("VmRSS")) / 1024


def ask(port, question):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
    connection.request("GET", f"/api/{question}")
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    if answer.status != 200:
        raise SystemExit(f"{question}: {answer.status} {body[:200]}")
    return body


def words(db):
    """A word that is in many reports, and one that is in few."""
    import sqlite3
    base = sqlite3.connect(f"file:{db}?mode=ro", uri=True)
    base.execute("CREATE VIRTUAL TABLE temp.counts USING fts5vocab(main, words, row)")
    rows = base.execute("SELECT term, doc FROM temp.counts ORDER BY doc DESC").fetchall()
    base.close()
    return {"common": rows[0][0], "rare": rows[len(rows) // 2][0]}


def measure(db):
    server = subprocess.Popen([ACTA, "explore", db, "--port", "0"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    port, pid, given, rows = int(server.stdout.readline().decode().rstrip("/\n").rsplit(":", 1)[1]), server.pid, words(db), []
    rows.append(("reading the archive at the start", processor_seconds(pid) * 1000, 0))
    for name, question in QUESTIONS:
        question, times = question.format(**given), []
        for _ in range(RUNS):
            before = processor_seconds(pid)
            body = ask(port, question)
            time.sleep(0.005)
            times.append(processor_seconds(pid) - before)
        rows.append((name, statistics.median(times) * 1000, len(body) / 1024))
    events = json.loads(ask(port, "about"))["events"]
    print(f"The explorer over {events:,} events, {memory_mb(pid):.0f} MB resident; processor time of one answer")
    server.terminate()
    server.wait()
    for name, ms, size in rows:
        print(f"| {name} | {ms:.0f} ms | {size:.0f} KB |")


def main():
    given = sys.argv[1] if len(sys.argv) > 1 else "1000000"
    if not given.isdigit():
        measure(given)
        return
    with tempfile.TemporaryDirectory() as folder:
        db = os.path.join(folder, "million.db")
        million.make(db, int(given))
        measure(db)


if __name__ == "__main__":
    main()
