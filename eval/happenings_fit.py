"""Weights of evidence for src/merge/across.def: logistic regression on the dev stories, hand-made events and acta's own together.

Pairs of different stories, and of a story with the rest of the corpus, are pairs of different events. The weights are drawn
towards those that the table holds now (ridge), so that what the stories hardly show keeps the sense it was given. Needs PyTorch.
"""
import glob
import os
import re

import acta
import happenings
import own

TABLE = os.path.join(acta.ROOT, "src", "merge", "across.def")
RIDGE = 2.0                          # of each weight's squared distance from the table's, against the sum over pairs
ROUNDS = 300


def present():
    with open(TABLE, encoding="utf-8") as f:
        return {name: float(w) for name, w in re.findall(r"^ACROSS_EVIDENCE\((\w+), (-?[\d.]+),", f.read(), re.M)}


def others():
    """Reports of the corpus that belong to no story: only the beginning of each file, they are there to be told apart from."""
    files = [f for f in sorted(glob.glob(os.path.join(acta.ROOT, "corpus", "*.txt"))) if not re.match(r"w[sx]-", os.path.basename(f))]
    return [r.as_json() for f in files for r in own.corpus.read(f)][::3]


def pairs(lines, group):
    """[(evidence, same event?)] of the pairs that are compared; group(id) is the true group, None: unknown, leave the pair out."""
    head, *rows = happenings.across(lines, "--pairs")
    for x, y, *evidence in rows:
        g, h = group(x), group(y)
        if g is not None and h is not None:
            yield [float(v) for v in evidence], g == h


def training():
    reports = happenings.stories()
    gold, splits = happenings.true_groups(reports)
    known, strange = happenings.countries(), others()
    dev = [r for r in reports if splits.get(r["id"][:5]) == "dev"]
    ids = {r["id"] for r in dev}
    hand = [line for r in dev + strange for line in happenings.by_hand(r, known)]
    in_dev = lambda t: t.rsplit("-", 1)[0] in ids
    out = list(pairs(hand, lambda t: gold[t] if in_dev(t) else f"strange {t}"))
    records = happenings.coded(dev)
    made = [happenings.by_acta(r, records[r["id"]]) for r in dev]
    named = {a: g for _, matched in made for a, g in matched.items()}
    # What acta finds beside the hand-made events is left out: it may be another telling of one of them.
    return out + list(pairs([line for lines, _ in made for line in lines], lambda t: gold.get(named.get(t))))


def fit(data, start):
    import torch
    x = torch.tensor([e for e, _ in data], dtype=torch.float64)
    y = torch.tensor([float(s) for _, s in data], dtype=torch.float64)
    prior = torch.tensor(start, dtype=torch.float64)
    w = prior.clone().requires_grad_(True)
    step = torch.optim.LBFGS([w], max_iter=ROUNDS, line_search_fn="strong_wolfe")

    def loss():
        step.zero_grad()
        total = torch.nn.functional.binary_cross_entropy_with_logits(x @ w, y, reduction="sum") + RIDGE * ((w - prior) ** 2).sum() / 2
        total.backward()
        return total
    step.step(loss)
    with torch.no_grad():
        said = x @ w > 0
        print(f"{len(data)} pairs, {int(y.sum())} of one event; right {float((said == y.bool()).double().mean()):.4f}; joined {int(said.sum())}, "
              f"rightly {int((said & y.bool()).sum())}")
    return w.tolist()


def main():
    now = present()
    for (name, before), after in zip(now.items(), fit(training(), list(now.values()))):
        print(f"{name:18} {before:6.2f} {after:6.2f}")
