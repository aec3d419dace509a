#!/usr/bin/env python3
"""What keeping a great many reports costs beside coding them, and whether memory stays flat.

usage: ingest.py DATA [COUNT] [--sentences N] [--minutes N] [--jobs N] [--db FILE]
       ingest.py --events N

The first feeds COUNT reports (100,000) to acta ingest: those of DATA/copies/news.jsonl again and again with other words, so that none is a
copy of another (changed.py). --sentences N cuts each down to its first N sentences: the model's share is then small, and whatever grows with
reports and events is seen in minutes instead of hours. --minutes N gives no more reports after N minutes. Processor time is counted by thread: the coding threads' is the model's and the
rules'; all the rest, the reading, looking, keeping and joining, is what the archive costs. Resident memory is looked at ten times a second and
told for each tenth of the reports; progress goes to standard error.

The second measures the joining of events across reports alone, over N invented ones (million.py).
"""
import argparse
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

import changed
import million

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
ACTA = os.environ.get("ACTA") or os.path.join(ROOT, "build", "acta")
LOOK, TELL = 0.1, 30                 # seconds


class Watched:
    """Runs acta and watches its memory and its threads."""

    def __init__(self, *words):
        self.process = subprocess.Popen([ACTA, *words], stdin=subprocess.PIPE, stderr=subprocess.PIPE)
        self.threads, self.memory, self.join_began, self.own = {}, 0, None, 0.0
        self.said = []
        threading.Thread(target=self.watch, daemon=True).start()
        self.reader = threading.Thread(target=lambda: self.said.extend(self.process.stderr), daemon=True)
        self.reader.start()

    def look(self):
        pid = self.process.pid
        with open(f"/proc/{pid}/status", encoding="ascii") as f:
            self.memory = next((int(line.split()[1]) for line in f if line.startswith("VmRSS")), 0) / 1024
        for thread in os.listdir(f"/proc/{pid}/task"):
            with open(f"/proc/{pid}/task/{thread}/schedstat", encoding="ascii") as f:
                self.threads[int(thread)] = int(f.read().split()[0]) / 1e9

    def watch(self):
        while self.process.returncode is None:
            try:
                self.look()
            except (OSError, StopIteration):
                pass                 # it, or a thread, has ended between two looks
            time.sleep(LOOK)

    def end(self):
        """(processor seconds of all, peak MB, what it said last)"""
        self.process.stdin.close()
        _, status, used = os.wait4(self.process.pid, 0)
        self.process.returncode = os.waitstatus_to_exitcode(status)
        self.reader.join()
        if self.process.returncode:
            sys.exit("acta ingest: " + b"".join(self.said).decode())
        return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, self.said[-1].decode().strip()


def line(name, value, unit):
    print(f"{name:58} {value:10.3f} {unit}", flush=True)


def feed(run, said, tenths):
    began = told = time.monotonic()
    for n, report in enumerate(changed.reports(said.data, said.count, said.sentences), 1):
        run.process.stdin.write(json.dumps(report).encode() + b"\n")
        if n * 10 // said.count > len(tenths):
            tenths.append(run.memory)
        if said.minutes and time.monotonic() - began > said.minutes * 60:
            return n
        if time.monotonic() - told > TELL:
            told = time.monotonic()
            left = (told - began) * (said.count - n) / n
            print(f"{n:,} of {said.count:,} reports, {run.memory:.0f} MB, {left / 60:.0f} minutes left", file=sys.stderr, flush=True)
    return said.count


def ingest(said, db):
    run, tenths, began = Watched("ingest", "--jsonl", "--db", db, "--jobs", str(said.jobs)), [], time.monotonic()
    count = feed(run, said, tenths)
    spent, peak, told = run.end()
    # The threads in the order of their making: the one that keeps, those that code, the one that reads.
    coding = sum(run.threads[t] for t in sorted(run.threads)[1:said.jobs + 1])
    archive = sqlite3.connect(f"file:{db}?mode=ro", uri=True)
    events, happenings = archive.execute("SELECT count(*), count(DISTINCT happening) FROM event").fetchone()
    print(told)
    print(f"{events:,} events, {happenings:,} happenings; {os.path.getsize(db) / 1e6:.0f} MB of archive; {said.jobs} coding threads")
    print("resident, at each tenth of the reports:", *(f"{mb:.0f}" for mb in tenths), "MB")
    line("resident at most, joining included", peak, "MB")
    line("coding, a report", coding * 1000 / count, "ms")
    line("all else, a report", (spent - coding) * 1000 / count, "ms")
    line("wall", (time.monotonic() - began) / 60, "minutes")


def joining(events, folder):
    db = os.path.join(folder, "invented.db")
    million.make(db, events)
    with sqlite3.connect(db) as archive:
        archive.execute("UPDATE event SET happening = NULL")
        archive.execute("DELETE FROM happening")
        archive.execute("INSERT INTO setting(name, value) VALUES ('happenings', 'due')")
    archive.close()
    spent, peak, _ = Watched("ingest", "--jsonl", "--db", db).end()
    print(f"{events:,} invented events")
    line("resident at most, while they are joined", peak, "MB")
    line("joining, an event", spent * 1000 / events, "ms")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("data", nargs="?")
    parser.add_argument("count", nargs="?", type=int, default=100000)
    parser.add_argument("--sentences", type=int, default=0)
    parser.add_argument("--minutes", type=float, default=0)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--db")
    parser.add_argument("--events", type=int)
    said = parser.parse_args()
    if (said.data is None) == (said.events is None):
        parser.error("give DATA, or --events")
    with tempfile.TemporaryDirectory() as folder:
        if said.events is not None:
            joining(said.events, folder)
        else:
            ingest(said, said.db or os.path.join(folder, "news.db"))


if __name__ == "__main__":
    main()
