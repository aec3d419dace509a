#!/usr/bin/env python3
"""Types of one's own, learnt from twenty examples each: how many of the other sentences of a set get their type right.

usage: owntypes.py DATA [--confusion]

event/m2e2_voa.jsonl   ACE's event types; the trigger words are marked, and judged is the trigger where the set has it
plv/PLV_train.jsonl    PLOVER's roots (YIELD is CONCEDE and RETREAT) by sentence, nothing marked; judged is the likeliest trigger

Of each type with thirty or more sentences twenty are drawn to learn from, the others are judged; three drawings, their mean. A trigger that acta
does not weigh as one counts as wrong. To compare: the commonest type of those judged.
"""
import collections
import json
import os
import random
import resource
import subprocess
import sys
import tempfile

import acta

EACH, LEAST, SEEDS = 20, 30, 3


def ace(data):
    """(type, text, marked words or None)"""
    for row in acta.read_jsonl(data, "event", "m2e2_voa.jsonl"):
        for e in row["events"]:
            yield e["type"], row["text"], (e["trigger"]["start"], e["trigger"]["end"])


def roots(data):
    for row in acta.read_jsonl(data, "plv", "PLV_train.jsonl"):
        yield row["gold_root"], row["sentence"], None


def draw(examples, seed):
    """(to learn from, to judge)"""
    by_type = collections.defaultdict(list)
    for e in sorted(set(examples), key=str):
        by_type[e[0]].append(e)
    learn, judge = [], []
    for kind in sorted(k for k, members in by_type.items() if len(members) >= LEAST):
        random.Random(seed).shuffle(by_type[kind])
        learn += by_type[kind][:EACH]
        judge += by_type[kind][EACH:]
    texts = {text for _, text, _ in learn}
    return learn, [e for e in judge if e[1] not in texts]


def line(example):
    kind, text, mark = example
    text = text.replace("[[", "[").replace("]]", "]") if mark is None else text[:mark[0]] + "[[" + text[mark[0]:mark[1]] + "]]" + text[mark[1]:]
    return json.dumps({"type": kind, "text": text}, ensure_ascii=False) + "\n"


def train(examples, folder):
    """(path of the types, seconds of processor time)"""
    given, types = os.path.join(folder, "examples.jsonl"), os.path.join(folder, "my.types")
    with open(given, "w", encoding="utf-8") as f:
        f.writelines(map(line, examples))
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    done = subprocess.run([acta.command(), "train-types", given, "-o", types], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    if done.returncode not in (0, 3):
        raise ValueError(done.stderr.decode())
    return types, resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before


def type_of(reading, mark):
    """The type given to the marked trigger, else to the likeliest; None: acta weighs none there."""
    triggers = [t for t in reading["triggers"] if mark is None or (t["span"][0] < mark[1] and mark[0] < t["span"][1])]
    if not triggers:
        return None
    own = max(triggers, key=lambda t: max(t["types"].values()))["own_types"]
    return max(own, key=lambda pair: pair[1])[0]


def once(examples, seed):
    """(pairs of type and found, seconds of learning)"""
    learn, judge = draw(examples, seed)
    with tempfile.TemporaryDirectory() as folder:
        types, seconds = train(learn, folder)
        texts = sorted({text for _, text, _ in judge})
        number = {text: str(i) for i, text in enumerate(texts)}
        read = acta.parse([{"id": number[t], "text": t} for t in texts], "--types", types)
    return [(kind, type_of(read[number[text]], mark)) for kind, text, mark in judge], seconds


def figures(examples):
    """({measure: mean over the drawings}, all pairs, seconds of the slowest learning)"""
    sums, every, slowest = collections.Counter(), [], 0.0
    for seed in range(SEEDS):
        pairs, seconds = once(examples, seed)
        labels = collections.Counter(g for g, _ in pairs)
        right, weighed = sum(g == p for g, p in pairs), sum(p is not None for _, p in pairs)
        sums["right"] += right / len(pairs)
        sums["right of those weighed"] += right / weighed
        sums["macro-F1"] += acta.macro_f1(pairs, sorted(labels))
        sums["commonest type"] += labels.most_common(1)[0][1] / len(pairs)
        every, slowest = every + pairs, max(slowest, seconds)
    return {measure: value / SEEDS for measure, value in sums.items()}, every, slowest


SETS = {"own types, ACE in VOA": ace, "own types, PLV roots": roots}


def rows(data):
    """For eval.py."""
    return [(name, measure, value) for name, read in SETS.items() for measure, value in figures(list(read(data)))[0].items()]


def main():
    for name, read in SETS.items():
        found, pairs, seconds = figures(list(read(sys.argv[1])))
        print(name, *(f"{measure} {value:.3f}" for measure, value in found.items()), f"learning {seconds:.1f} s of processor time", sep="   ")
        if "--confusion" in sys.argv:
            for (g, p), n in collections.Counter(pairs).most_common(30):
                if g != p:
                    print(f"{n:4}  {g} taken for {p}")


if __name__ == "__main__":
    main()
