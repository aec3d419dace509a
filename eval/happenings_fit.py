"""Weights of evidence for src/merge/across.def: logistic regression on the dev stories, hand-made events and acta's own together.

Pairs of different stories, and of a story with the rest of the corpus, are pairs of different events. The weights are drawn
towards those that the table holds now (ridge), so that what the stories hardly show keeps the sense it was given. Needs PyTorch.
"""
import datetime
import glob
import os
import re

import acta
import happenings
import own

TABLE = os.path.join(acta.ROOT, "src", "merge", "across.def")
RIDGE = 2.0                          # of each weight's squared distance from the table's, against the sum over pairs
ROUNDS = 300
HELD = ("NEGATED", "PLACE_FAR", "PLACE_FOREIGN", "DEAD_FAR", "CONTRARY")    # set by hand: see the head of the table


def present():
    with open(TABLE, encoding="utf-8") as f:
        return {name: float(w) for name, w in re.findall(r"^ACROSS_EVIDENCE\((\w+), (-?[\d.]+),", f.read(), re.M)}


def moved(lines, days):
    """Tellings so many days later."""
    later = lambda d: (datetime.date.fromisoformat(d) + datetime.timedelta(days)).isoformat()
    for line in lines:
        yield dict(line, **{k: later(line[k]) for k in ("published", "date", "enddate") if line.get(k)})


def others(dev, known):
    """Tellings of reports of the corpus that belong to no story, moved to the days of the stories: on a day much happens that has
    nothing to do with them, and that must be learnt to be told apart."""
    files = [f for f in sorted(glob.glob(os.path.join(acta.ROOT, "corpus", "*.txt"))) if not re.match(r"w[sx]-", os.path.basename(f))]
    reports = [r for r in (r.as_json() for f in files for r in own.corpus.read(f)) if r["published"]]
    day = datetime.date.fromisoformat
    for i, r in enumerate(reports):
        yield from moved(happenings.by_hand(r, known), (day(dev[i % len(dev)]["published"]) - day(r["published"])).days)


def pairs(lines, group, ours=lambda t: True):
    """[(evidence, same event?)] of the pairs that are compared and of which one at least is ours; group(id) is the true group,
    None: unknown, leave the pair out."""
    head, *rows = happenings.across(lines, "--pairs")
    for x, y, *evidence in rows:
        g, h = group(x), group(y)
        if g is not None and h is not None and (ours(x) or ours(y)):
            yield [float(v) for v in evidence], g == h


def training():
    reports = happenings.stories()
    gold, splits = happenings.true_groups(reports)
    known = happenings.countries()
    dev = [r for r in reports if splits.get(r["id"][:5]) == "dev"]
    ids = {r["id"] for r in dev}
    strange = list(others(dev, known))
    hand = [line for r in dev for line in happenings.by_hand(r, known)] + strange
    own_report = lambda t: t.rsplit("-", 1)[0]
    # A stranger is another event than any of the stories'; whether two strangers are one event nobody has said.
    out = list(pairs(hand, lambda t: gold.get(t, f"strange {t}"), lambda t: own_report(t) in ids))
    records = happenings.coded(dev)
    made = [happenings.by_acta(r, records[r["id"]]) for r in dev]
    named = {a: g for _, matched in made for a, g in matched.items()}
    # What acta finds beside the hand-made events is left out: it may be another telling of one of them.
    raw = [line for lines, _ in made for line in lines] + strange
    strangers = {line["telling"] for line in strange if "telling" in line}
    return out + list(pairs(raw, lambda t: f"strange {t}" if t in strangers else gold.get(named.get(t)), lambda t: t not in strangers))


def regress(x, y, prior, free, held):
    """Weights; those that are held keep the prior, of the others those that are not free stay 0."""
    import torch
    w = prior.clone().requires_grad_(True)
    all_of = lambda w: held * prior + (1 - held) * free * w
    step = torch.optim.LBFGS([w], max_iter=ROUNDS, line_search_fn="strong_wolfe")

    def loss():
        step.zero_grad()
        total = torch.nn.functional.binary_cross_entropy_with_logits(x @ all_of(w), y, reduction="sum") + RIDGE * ((w - prior) ** 2).sum() / 2
        total.backward()
        return total
    step.step(loss)
    return all_of(w).detach()


def fit(data, start, names):
    """What speaks for one event must not get a weight against it, nor the other way round: such a weight is set to 0, the others
    are found again."""
    import torch
    x = torch.tensor([e for e, _ in data], dtype=torch.float64)
    y = torch.tensor([float(s) for _, s in data], dtype=torch.float64)
    prior, free = torch.tensor(start, dtype=torch.float64), torch.ones(len(start), dtype=torch.float64)
    held = torch.tensor([float(n in HELD) for n in names], dtype=torch.float64)
    while True:
        w = regress(x, y, prior, free, held)
        wrong = (w * prior < 0) & (free > 0) & (held == 0)
        if not wrong.any():
            break
        free[wrong] = 0
    said = x @ w > 0
    print(f"{len(data)} pairs, {int(y.sum())} of one event; right {float((said == y.bool()).double().mean()):.4f}; joined {int(said.sum())}, "
          f"rightly {int((said & y.bool()).sum())}")
    return w.tolist()


def main():
    now = present()
    for (name, before), after in zip(now.items(), fit(training(), list(now.values()), list(now))):
        print(f"{name:18} {before:6.2f} {after:6.2f}")
