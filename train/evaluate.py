#!/usr/bin/env python3
"""Scores on gold words: parsing and tags, names, and events on the corpus's dev reports.

The thresholds come from the corpus's dev reports, so dev flatters them a little; --test reads the test reports instead.
"""
import argparse
import random

import torch

import data
import decode
import labels
import model as network
from batches import encode, groups


def read(model, vocabulary, sentences, use):
    """Call use(sentence, slices of its rows [1, R, w]) for every sentence."""
    encoded = [encode(vocabulary, s["words"], 510) for s in sentences]
    with torch.inference_mode():
        for group in groups([len(e[0]) if e else 600 for e in encoded], 4000, random.Random(0)):
            if encoded[group[0]] is None:
                for i in group:
                    use(sentences[i], model.slices(network.sentence_rows(model, vocabulary, sentences[i]["words"])))
                continue
            rows = model.encode(network.batch_of([encoded[i] for i in group]))
            slices = model.slices(rows)
            for k, i in enumerate(group):
                use(sentences[i], {n: v[k:k + 1, : len(sentences[i]["words"]) + 1] for n, v in slices.items()})


def parse(model, slices):
    """(heads counted from 1 with 0 for the root, relation indices) of one sentence."""
    heads = decode.tree(model.arcs(slices)[0].numpy())
    scores = model.relations(slices["rel_dep"][0, 1:], slices["rel_head"][0, heads])
    root = labels.REL.index("root")
    scores[:, root] = -torch.inf
    return heads, [root if h == 0 else int(r) for h, r in zip(heads, scores.argmax(1))]


def names(model, slices, head="ner"):
    return decode.phrases(decode.viterbi(model.classify(head, slices)[0, 1:].numpy(), network.CLASSIFIERS[head][1]))


class Count:
    """Precision, recall and F1 of found against gold items."""

    def __init__(self):
        self.right = self.found = self.gold = 0

    def add(self, found, gold):
        self.right += len(found & gold)
        self.found += len(found)
        self.gold += len(gold)

    def f1(self):
        return 200 * self.right / max(1, self.found + self.gold)

    def __str__(self):
        return f"P {100 * self.right / max(1, self.found):.1f} R {100 * self.right / max(1, self.gold):.1f} F {self.f1():.1f} (of {self.gold})"


def language_scores(model, vocabulary, sentences):
    n, right, mentions = 0, dict.fromkeys(("upos", "xpos", "uas", "las"), 0), {k: Count() for k in ["all"] + labels.NAMES}

    def use(s, slices):
        nonlocal n
        if "head" in s:
            heads, rels = parse(model, slices)
            base = lambda r: labels.REL[r].split(":")[0]
            n += len(heads)
            right["uas"] += sum(a == b for a, b in zip(heads, s["head"]))
            right["las"] += sum(a == b and base(p) == base(q) for a, b, p, q in zip(heads, s["head"], rels, s["rel"]))
            for layer in ("upos", "xpos"):
                best = model.classify(layer, slices)[0, 1:].argmax(1).tolist()
                right[layer] += sum(a == b for a, b in zip(best, s[layer]))
        if "ner" in s:
            gold = decode.phrases(["?" if i < 0 else labels.NER[i] for i in s["ner"]])
            found = [p for p in names(model, slices) if all(s["ner"][i] >= 0 for i in range(p[0], p[1]))]
            for kind, count in mentions.items():
                count.add({p for p in found if kind in (p[2], "all")}, {p for p in gold if kind in (p[2], "all")})

    read(model, vocabulary, sentences, use)
    out = {k: 100 * v / n for k, v in right.items()} if n else {}
    if mentions["all"].gold:
        out["names"] = mentions["all"].f1()
        out |= {f"names {k}": mentions[k].f1() for k in labels.NAMES if mentions[k].gold}
    return out


def language_report(model, vocabulary, dev):
    lines = []
    for name, sentences in dev.items():
        scores = language_scores(model, vocabulary, sentences)
        lines.append(f"{name} dev, gold words: " + "  ".join(f"{k} {v:.2f}" for k, v in scores.items()))
    return "\n".join(lines)


def main():
    import corpus_sets
    import events
    import export
    from pieces import Vocabulary
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("weights")
    p.add_argument("data", help="folder of the public sets")
    p.add_argument("corpus", nargs="*", help="files of our corpus")
    p.add_argument("--tokens", help="the built tools/acta-tokens")
    p.add_argument("--test", action="store_true")
    args = p.parse_args()
    model, sections = export.load(args.weights)
    vocabulary = Vocabulary(sections["vocab"].value().split("\n")[:-1])
    print(language_report(model, vocabulary, data.language_dev(args.data)))
    if args.corpus:
        split = corpus_sets.reports(args.corpus)["test" if args.test else "dev"]
        groups = corpus_sets.labelled(model, vocabulary, split, data.demonyms(args.data), args.tokens)
        limits = {name: sections[name + ".threshold"].value().tolist() for name in ("trigger", "role", *events.LEDGER) if name + ".threshold" in sections}
        print(events.report(model, events.readings(model, vocabulary, groups), limits))


if __name__ == "__main__":
    main()
