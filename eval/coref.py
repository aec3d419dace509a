#!/usr/bin/env python3
"""Coreference of persons, organisations and places, names and descriptions: coref/gum_dev.{open,nc}.jsonl, genres news, speech and bio.

usage: coref.py DATA [--details | --train]

With --train it reads the training split, for those who work on the rules; the figure is the dev split's.

GUM marks whole noun phrases, relative clauses and all; acta the words around a head. So two mentions are taken for one when they have
the same head word in GUM's trees (ud/), which is how the CRAC shared tasks compare them ("head match"). Pronouns and chains of a single
mention are left out on both sides. The figure is CoNLL's: the mean F1 of MUC, B-cubed and CEAF (entities), over all documents together.
`given the mentions` keeps only mentions both have: linking alone.
"""
import collections
import os
import re
import sys

import acta
import parse

GENRES = ("news", "speech", "bio")
TYPES = ("person", "organization", "place")
PRONOUNS = set("""i me my mine myself we us our ours ourselves you your yours yourself yourselves he him his himself she her hers herself it its itself they them
their theirs themselves this that these those who whom whose which what one ones someone somebody anyone anybody everyone everybody nobody each other all both
some any none here there""".split())


def is_pronoun(text):
    words = re.findall(r"[\w']+", text.lower())
    return all(w.split("'")[0] in PRONOUNS for w in words)


def trees(data, split):
    """{document: [(sentence, number, head, is punctuation)] of its words, with their forms}"""
    out = collections.defaultdict(list)
    for part in ("open", "nc"):
        document, count = None, 0
        for comments, rows in parse.sentences(os.path.join(data, "ud", f"en_gum-ud-{split}.{part}.conllu")):
            document, count = comments.get("newdoc id", document), count + 1
            out[document] += [(r[1], (count, int(r[0])), (count, int(r[6])), r[3] == "PUNCT") for r in rows if r[0].isdigit()]
    return out


class Heads:
    """Which word of GUM's tree heads a stretch of characters."""

    def __init__(self, text, words):
        self.words, at = [], 0
        for form, number, head, mark in words:
            found = text.find(form, at)
            if 0 <= found <= at + 8:                         # a word that the text writes otherwise is left out
                self.words.append((found, found + len(form), number, head, mark))
                at = found + len(form)

    def of(self, start, end):
        """The first word whose own head lies outside, marks apart; where no word begins inside, the stretch itself."""
        inside = [w for w in self.words if start <= w[0] < end and not w[4]]
        numbers = {w[2] for w in inside}
        return next((w[:2] for w in inside if w[3] not in numbers), (start, end))


def gold_mentions(document):
    """[(chain, span)]"""
    return [(m["group"], (m["start"], m["end"])) for m in document["mentions"] if m["type"] in TYPES and not is_pronoun(m["text"])]


def found_mentions(records, text):
    """[(chain, span)]"""
    return [(r["id"], tuple(m["span"])) for r in records if r["kind"] == "entity" for m in r["mentions"] if not is_pronoun(text[slice(*m["span"])])]


def align(gold, found, heads):
    """Names for mentions, the same for those taken for one: ({chain: {names}} of gold, of found). Of several with one head the longest go first."""
    used, shared = {}, lambda a, b: min(a[1], b[1]) - max(a[0], b[0])
    gold_heads, found_heads = [heads.of(*span) for _, span in gold], [heads.of(*span) for _, span in found]
    for i in sorted(range(len(gold)), key=lambda i: gold[i][1][0] - gold[i][1][1]):
        fit = [j for j in range(len(found)) if j not in used and found_heads[j] == gold_heads[i]]
        if fit:
            used[max(fit, key=lambda j: shared(gold[i][1], found[j][1]))] = i
    chains = collections.defaultdict(set), collections.defaultdict(set)
    for i, (chain, _) in enumerate(gold):
        chains[0][chain].add(("gold", i))
    for j, (chain, _) in enumerate(found):
        chains[1][chain].add(("gold", used[j]) if j in used else ("found", j))
    return chains


def several(chains):
    return [c for c in chains.values() if len(c) > 1]


def muc(a, b):
    """(links of `a` kept by `b`, links of `a`)"""
    of = {m: i for i, c in enumerate(b) for m in c}
    right = sum(len(c) - len({of.get(m, ("alone", m)) for m in c}) for c in a)
    return right, sum(len(c) - 1 for c in a)


def b_cubed(a, b):
    of = {m: c for c in b for m in c}
    return sum(len(c & of.get(m, set())) / len(c) for c in a for m in c), sum(map(len, a))


def best_assignment(weight, n, m):
    """Largest total of a matching of rows to columns, by the Hungarian method (Kuhn 1955) in its O(n^3) form with potentials."""
    if n > m:
        return best_assignment(lambda i, j: weight(j, i), m, n)
    inf = float("inf")
    u, v, row_of = [0.0] * (n + 1), [0.0] * (m + 1), [0] * (m + 1)
    for i in range(1, n + 1):
        row_of[0], column, least, way, done = i, 0, [inf] * (m + 1), [0] * (m + 1), [False] * (m + 1)
        while row_of[column]:
            done[column], row, delta, following = True, row_of[column], inf, 0
            for j in range(1, m + 1):
                if not done[j]:
                    cost = -weight(row - 1, j - 1) - u[row] - v[j]
                    if cost < least[j]:
                        least[j], way[j] = cost, column
                    if least[j] < delta:
                        delta, following = least[j], j
            for j in range(m + 1):
                if done[j]:
                    u[row_of[j]] += delta
                    v[j] -= delta
                else:
                    least[j] -= delta
            column = following
        while column:
            row_of[column] = row_of[way[column]]
            column = way[column]
    return sum(weight(row_of[j] - 1, j - 1) for j in range(1, m + 1) if row_of[j])


def ceaf(a, b):
    like = lambda i, j: 2 * len(a[i] & b[j]) / (len(a[i]) + len(b[j]))
    return best_assignment(like, len(a), len(b)) if a and b else 0.0


class Score:
    def __init__(self):
        self.sums = collections.Counter()

    def add(self, gold, found):
        for name, measure in (("muc", muc), ("b3", b_cubed)):
            for side, (x, y) in (("r", (gold, found)), ("p", (found, gold))):
                right, total = measure(x, y)
                self.sums[name, side] += right
                self.sums[name, side, "of"] += total
        total = ceaf(gold, found)
        for side, chains in (("r", gold), ("p", found)):
            self.sums["ceaf", side] += total
            self.sums["ceaf", side, "of"] += len(chains)

    def f(self, name):
        p, r = (self.sums[name, s] / max(1e-9, self.sums[name, s, "of"]) for s in "pr")
        return 2 * p * r / max(1e-9, p + r)

    def conll(self):
        return sum(self.f(n) for n in ("muc", "b3", "ceaf")) / 3


def documents(data, split="dev"):
    return [d for part in ("open", "nc") for d in acta.read_jsonl(data, "coref", f"gum_{split}.{part}.jsonl") if d["meta"]["genre"] in GENRES]


def score(data, split="dev"):
    """(score from raw text, score given the mentions, {id: (gold chains, found chains)})"""
    texts, words = documents(data, split), trees(data, split)
    coded = acta.code([{"id": d["id"], "text": d["text"], "published": d["meta"]["dateCreated"]} for d in texts])
    raw, given, chains = Score(), Score(), {}
    for d in texts:
        gold, found = align(gold_mentions(d), found_mentions(coded[d["id"]], d["text"]), Heads(d["text"], words[d["id"]]))
        both = set().union(*gold.values()) & set().union(*found.values())
        raw.add(several(gold), several(found))
        given.add(several({k: c & both for k, c in gold.items()}), several({k: c & both for k, c in found.items()}))
        chains[d["id"]] = gold, found
    return raw, given, chains


def rows(data):
    """[(set, measure, value)] for the table of all scores."""
    return [("GUM dev, news speech bio", name, value) for name, value in figures(data)]


def figures(data, split="dev"):
    raw, given, _ = score(data, split)
    return [("MUC F1", raw.f("muc")), ("B-cubed F1", raw.f("b3")), ("CEAF F1", raw.f("ceaf")), ("CoNLL F1", raw.conll()), ("CoNLL F1, given the mentions", given.conll())]


def main():
    for name, value in figures(sys.argv[1], "train" if "--train" in sys.argv else "dev"):
        print(f"{name:30} {value:.3f}")
    if "--details" in sys.argv:
        show(sys.argv[1])


def show(data):
    """Chains of both sides as text."""
    _, _, chains = score(data)
    texts = {d["id"]: d for d in documents(data)}
    for name, (gold, _) in chains.items():
        mentions = gold_mentions(texts[name])
        for chain in several(gold):
            print(name, " | ".join(texts[name]["text"][slice(*mentions[i][1])][:50] for _, i in sorted(chain)))


if __name__ == "__main__":
    main()
