"""Losses, thresholds and scores of the event layers."""
import torch
import torch.nn.functional as F

import data
import decode
import evaluate
import labels
import model as network
from batches import encode, veiled

WEIGHT = {"trigger": 6.0, "mode": 2.0, "status": 0.5, "context": 0.4, "role": 6.0, "same": 0.5, "sector": 0.5, "agreement": 4.0, "obligation": 6.0,
          "claim": 6.0}
POSITIVE = {"trigger": 2.0, "role": 2.0, "mode": 2.0, "context": 1.0, "sector": 1.0, "agreement": 2.0, "obligation": 3.0, "claim": 3.0}  # weight of a positive label beside a negative one
LEDGER = ("agreement", "obligation", "claim")
STATUS_WEIGHT = torch.tensor([0.5, 2.0, 2.0, 2.0, 1.0])
TYPE_OF_MODE = torch.tensor([labels.TRIGGER.index(m.split()[0]) for m in labels.MODE])


def entries(sentences):
    """[(sentence number, trigger entry)]"""
    return [(k, t) for k, s in enumerate(sentences) for t in s.get("triggers", ())]


def several_hot(sets, size):
    out = torch.zeros(len(sets), size)
    for i, items in enumerate(sets):
        out[i, list(items)] = 1
    return out


def binary(logits, gold, name, known=None):
    """Sum over labels, mean over the rest of the binary cross-entropy."""
    loss = F.binary_cross_entropy_with_logits(logits, gold, reduction="none", pos_weight=torch.tensor(POSITIVE[name], device=logits.device))
    if known is None:
        return loss.sum() / max(1, logits[..., 0].numel())
    return (loss * known).sum() / max(1, int(known.any(-1).sum()))


def loss(model, slices, sentences, device):
    """({layer: loss}, [(report, trigger entry, its `same` vector)])"""
    word_known = torch.zeros(slices["event"].shape[0], slices["event"].shape[1] - 1, 1, device=device)
    gold = torch.zeros(*word_known.shape[:2], len(labels.TRIGGER), device=device)
    for k, s in enumerate(sentences):
        word_known[k, : len(s["words"])] = 1
    out = ledger_loss(model, slices, sentences, word_known, device) | sector_loss(model, slices, sentences, device)
    found = entries(sentences)
    for k, t in found:
        gold[k, t["word"], list(t["types"])] = 1
    out["trigger"] = binary(model.classify("trigger", slices)[:, 1:], gold, "trigger", word_known)
    cues = [(k, c) for k, s in enumerate(sentences) for c in s["cues"].values() if all(t["word"] != c["word"] for t in s["triggers"])]
    told = found + cues
    if told:
        out["role"] = role_loss(model, slices, told, *rows_of(told, device), device)
    if not found:
        return out, []
    sentence, row = rows_of(found, device)
    at = {"event": slices["event"][sentence, row]}
    types = several_hot([t["types"] for _, t in found], len(labels.TRIGGER))
    modes = several_hot([t["modes"] for _, t in found], len(labels.MODE)).to(device)
    out["mode"] = binary(model.classify("mode", at), modes, "mode", types[:, TYPE_OF_MODE].to(device))
    out["context"] = binary(model.classify("context", at), several_hot([t["contexts"] for _, t in found], len(labels.CONTEXT)).to(device), "context")
    status = torch.tensor([t["status"] for _, t in found], device=device)
    out["status"] = F.cross_entropy(model.classify("status", at), status, STATUS_WEIGHT.to(device))
    return out, [(sentences[k]["report"], t, v) for (k, t), v in zip(found, slices["same"][sentence, row])]


def rows_of(found, device):
    return torch.tensor([k for k, _ in found], device=device), torch.tensor([t["word"] + 1 for _, t in found], device=device)


def ledger_loss(model, slices, sentences, word_known, device):
    """Agreements' names, undertakings, verdicts; a sentence counts by its `ledger_share`."""
    share = word_known * torch.tensor([s["ledger_share"] for s in sentences], device=device)[:, None, None]
    out = {}
    for name in LEDGER:
        scores = model.classify(name, slices)[:, 1:]
        gold = torch.zeros(scores.shape, device=device)
        for k, s in enumerate(sentences):
            for c in s["cues"].values():
                gold[k, c["word"], list(c[name])] = 1
        out[name] = binary(scores, gold, name, share)
    return out


def sector_loss(model, slices, sentences, device):
    found = [(k, w, sectors) for k, s in enumerate(sentences) for w, sectors in s["sectors"].items()]
    if not found:
        return {}
    at = {"mention": slices["mention"][[k for k, _, _ in found], [w + 1 for _, w, _ in found]]}
    gold = several_hot([sectors for _, _, sectors in found], len(labels.SECTOR)).to(device)
    return {"sector": binary(model.classify("sector", at), gold, "sector")}


def role_loss(model, slices, found, sentence, row, device):
    """Mean over the triggers' words of the summed losses of the roles."""
    scores = model.roles(slices, sentence, row)[:, 1:]
    gold = torch.full(scores.shape, float(data.MASK))
    for i, (_, t) in enumerate(found):
        gold[i, : len(t["role"][0])] = torch.tensor(t["role"], dtype=torch.float).T
    gold = gold.to(device)
    return binary(scores, gold.clamp(min=0), "role", (gold != data.MASK).float())


def same_loss(model, told):
    """Pairs of triggers that share a type within a report: do they tell one event?"""
    a, b, gold = [], [], []
    for i, (report, t, v) in enumerate(told):
        for other, u, w in told[:i]:
            if other == report and t["types"] & u["types"]:
                a.append(v)
                b.append(w)
                gold.append(float(bool(set(t["events"]) & set(u["events"]))))
    if not a:
        return None
    return F.binary_cross_entropy_with_logits(model.sameness(torch.stack(a), torch.stack(b)), torch.tensor(gold, device=a[0].device))


class Reports:
    """Endless batches of whole reports; each batch a list of chunks of sentences of like length."""

    def __init__(self, groups, vocabulary, rng, renaming, reports=12, chunks=3):
        self.groups, self.vocabulary, self.rng, self.renaming, self.reports, self.chunks, self.pending = groups, vocabulary, rng, renaming, reports, chunks, []

    def next(self):
        if not self.pending:
            order = list(self.groups)
            self.rng.shuffle(order)
            self.pending = [order[i: i + self.reports] for i in range(0, len(order), self.reports)]
        read = lambda words: veiled(self.vocabulary, encode(self.vocabulary, data.recased(words, self.rng, 0.01)), self.rng)
        batch = [(s, read(words)) for g in self.pending.pop() for s, words in zip(g, self.renaming.words(g, self.rng))]
        batch = sorted([p for p in batch if p[1]], key=lambda p: len(p[1][0]))
        size = -(-len(batch) // self.chunks)
        return [batch[i: i + size] for i in range(0, len(batch), size)]

    def batches_in_a_pass(self):
        return -(-len(self.groups) // self.reports)


class Reading:
    """What the model gives for a labelled sentence, kept for scoring."""

    def __init__(self, model, sentence, slices):
        self.sentence, words = sentence, slices["event"][:, 1:]
        at = {"event": words}
        self.trigger = model.classify("trigger", at)[0].sigmoid()
        self.mode = model.classify("mode", at)[0].sigmoid()
        self.status = model.classify("status", at)[0]
        self.context = model.classify("context", at)[0].sigmoid()
        self.same = slices["same"][0, 1:].clone()
        self.mention = evaluate.names(model, slices, "mention")
        self.sector = model.classify("sector", {"mention": slices["mention"][:, 1:]})[0].sigmoid()
        self.ledger = {name: model.classify(name, at)[0].sigmoid() for name in LEDGER}
        rows = {t["word"] for t in sentence["triggers"]} | {i for i, p in enumerate(self.trigger.amax(1).tolist()) if p >= 0.1}
        rows = sorted(rows)
        self.role = {}
        if rows:
            scores = model.roles(slices, torch.zeros(len(rows), dtype=torch.long), torch.tensor(rows) + 1)[:, 1:].sigmoid()
            self.role = dict(zip(rows, scores))


def readings(model, vocabulary, groups):
    out = []
    with torch.inference_mode():
        evaluate.read(model, vocabulary, [s for g in groups for s in g], lambda s, slices: out.append(Reading(model, s, slices)))
    return out


GRID = [i / 40 for i in range(4, 37)]


def best_threshold(pairs, prior=None):
    """The threshold of best F1 over (probability, gold) pairs; `prior` gives every threshold's counts over a larger set, for steadiness."""
    def counts(t):
        right = sum(p >= t and g for p, g in pairs)
        return right, sum(p >= t for p, _ in pairs), sum(g for _, g in pairs)

    def f1(t):
        right, found, gold = (x + y for x, y in zip(counts(t), prior(t) if prior else (0, 0, 0)))
        return 2 * right / max(1e-9, found + gold)

    return max(GRID, key=f1), counts


def thresholds(read):
    """{trigger: one a type, role: one a role}, each the best of dev, drawn to the best of all types by the weight of 25 of its events."""
    trigger = [[(float(r.trigger[i, k]), k in types) for r in read for i, types in words_types(r.sentence) if r.trigger[i, k] >= 0.05 or k in types]
               for k in range(len(labels.TRIGGER))]
    role = [[(float(r.role[t["word"]][i, k]), g == 1) for r in read for t in r.sentence["triggers"] for i, g in enumerate(t["role"][k]) if g != data.MASK]
            for k in range(len(labels.ROLE))]
    _, all_counts = best_threshold([p for pairs in trigger for p in pairs])
    memory = {t: all_counts(t) for t in GRID}
    share = 25 / max(1, memory[GRID[0]][2])
    prior = lambda t: tuple(share * c for c in memory[t])
    out = {"trigger": [best_threshold(pairs, prior)[0] for pairs in trigger], "role": [best_threshold(pairs)[0] for pairs in role]}
    for name in LEDGER:
        pairs = [(p, i in gold) for r in read for gold in [{w for w, _ in cue_labels(r.sentence, name)}] for i, p in enumerate(any_label(r.ledger[name]))
                 if p >= 0.05 or i in gold]
        out[name] = [best_threshold(pairs)[0]]
    return out


def any_label(shares):
    """Probability of each word that it anchors any of a head's labels."""
    return (1 - (1 - shares).prod(1)).tolist()


def cue_labels(sentence, name):
    """{(word, label)} of one head of the ledger."""
    return {(w, k) for w, c in sentence["cues"].items() for k in c[name]}


def words_types(sentence):
    types = {t["word"]: t["types"] for t in sentence["triggers"]}
    return [(i, types.get(i, set())) for i in range(len(sentence["words"]))]


def scores(read, limits):
    """{name: Count or share} on labelled sentences."""
    count = {n: evaluate.Count() for n in ["trigger", "role, gold trigger", "end to end"] + labels.TRIGGER + ["role " + r for r in labels.ROLE] + ["mode", "context", "mention", "sector", *LEDGER, *(n + ", any" for n in LEDGER)]}
    status, told = [0, 0, 0, 0], 0
    limit = torch.tensor(limits["trigger"])
    for r in read:
        s = r.sentence
        gold = {(t["word"], k) for t in s["triggers"] for k in t["types"]}
        found = {(i, k) for i, k in (r.trigger >= limit).nonzero().tolist()}
        count["trigger"].add(found, gold)
        for k, name in enumerate(labels.TRIGGER):
            count[name].add({f for f in found if f[1] == k}, {g for g in gold if g[1] == k})
        for t in s["triggers"]:
            told += 1
            guess = int(r.status[t["word"]].argmax())
            status[0] += guess == t["status"]
            if t["status"]:
                status[1] += 1
                status[2] += guess == t["status"]
            status[3] += bool(guess)
            modes = {int(m) for m in (r.mode[t["word"]] >= 0.5).nonzero() if int(TYPE_OF_MODE[m]) in t["types"]}
            count["mode"].add(modes, t["modes"])
            count["context"].add({int(c) for c in (r.context[t["word"]] >= 0.5).nonzero()}, t["contexts"])
        score_roles(count, r, found, limits["role"])
        for w, sectors in s["sectors"].items():
            count["sector"].add({int(k) for k in (r.sector[w] >= 0.5).nonzero()}, sectors)
        for name in LEDGER:
            cues, wanted = {i for i, p in enumerate(any_label(r.ledger[name])) if p >= limits[name][0]}, cue_labels(s, name)
            count[name + ", any"].add(cues, {w for w, _ in wanted})
            count[name].add({(i, int(r.ledger[name][i].argmax())) for i in cues}, wanted)
        if "mention" in s:
            gold_mentions = decode.phrases(["?" if m < 0 else labels.MENTION[m] for m in s["mention"]])
            known = [m for m in r.mention if all(s["mention"][i] >= 0 for i in range(m[0], m[1]))]
            count["mention"].add(set(known), set(gold_mentions))
    count["status right"] = 100 * status[0] / max(1, told)
    count["status F1 of not actual"] = 200 * status[2] / max(1, status[1] + status[3])
    return count


def score_roles(count, r, found, limits):
    s = r.sentence
    gold_words = {t["word"]: t for t in s["triggers"]}
    believed = lambda word: {(k, i) for k, limit in enumerate(limits) for i in (r.role[word][:, k] >= limit).nonzero().flatten().tolist()}
    unknown = lambda word: {(k, i) for k, row in enumerate(gold_words[word]["role"]) for i, g in enumerate(row) if g == data.MASK} if word in gold_words else set()
    positive = lambda t: {(k, i) for k, row in enumerate(t["role"]) for i, g in enumerate(row) if g == 1}
    for word, t in gold_words.items():
        guess, gold = believed(word) - unknown(word), positive(t)
        count["role, gold trigger"].add({(word, *g) for g in guess}, {(word, *g) for g in gold})
        for k, name in enumerate(labels.ROLE):
            count["role " + name].add({g for g in guess if g[0] == k}, {g for g in gold if g[0] == k})
    full = {(word, kind, *g) for word, kind in found if word in r.role for g in believed(word) - unknown(word)}
    gold_full = {(w, kind, *g) for w, t in gold_words.items() for kind in t["types"] for g in positive(t)}
    count["end to end"].add(full, gold_full)


def same_score(model, read):
    """Share of right answers over pairs of triggers of a type in a report, and over all such pairs the share of the larger answer."""
    told = [(r.sentence["report"], t, r.same[t["word"]]) for r in read for t in r.sentence["triggers"]]
    right = total = yes = 0
    with torch.inference_mode():
        by_report = {}
        for item in told:
            by_report.setdefault(item[0], []).append(item)
        for items in by_report.values():
            for i, (_, t, v) in enumerate(items):
                for _, u, w in items[:i]:
                    if t["types"] & u["types"]:
                        gold = bool(set(t["events"]) & set(u["events"]))
                        total, yes = total + 1, yes + gold
                        right += (float(model.sameness(v, w)) > 0) == gold
    return 100 * right / max(1, total), 100 * max(yes, total - yes) / max(1, total)


def report(model, read, limits):
    lines = []
    for name, value in scores(read, limits).items():
        lines.append(f"{name:24} {value if isinstance(value, evaluate.Count) else f'{value:.1f}'}")
    right, larger = same_score(model, read)
    lines.append(f"{'same event, right':24} {right:.1f} (always the larger answer: {larger:.1f})")
    return "\n".join(lines)
