#!/usr/bin/env python3
"""Train acta's model: first the language (parsing, tags, names), then the events of our own corpus.

usage: train.py --data FOLDER --start FOLDER --out FILE.weights [options]; see README.md
"""
import argparse
import hashlib
import os
import random
import time

import torch

import corpus_sets
import data
import evaluate
import events
import export
import losses
import model as network
import silver
from batches import Stream
from pieces import Vocabulary
from renaming import Renaming

WEIGHT = losses.WEIGHT | events.WEIGHT
HERE = os.path.dirname(os.path.abspath(__file__))


def arguments():
    p = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    p.add_argument("--data", default="../shared/data", help="folder of the training sets")
    p.add_argument("--start", required=True, help="folder with the starting model.safetensors and vocab.txt")
    p.add_argument("--out", required=True, help="the weights to write")
    p.add_argument("--work", default=os.path.join(HERE, "work"), help="checkpoints")
    p.add_argument("--language", help="begin with this checkpoint, of the first phase or an earlier second one, or with these weights, instead of training the first")
    p.add_argument("--shrink", type=float, default=1, help="draw those weights back towards fresh ones: this share of theirs, the rest of the start's; 1 leaves them")
    p.add_argument("--device", default="cpu")
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--parse-passes", type=float, default=10)
    p.add_argument("--name-passes", type=float, default=2.5)
    p.add_argument("--corpus", nargs="*", default=[], help="the files of our corpus; without any only the first phase is done")
    p.add_argument("--tokens", help="the built tools/acta-tokens, to cut the corpus into sentences and words as acta does; else words.py does")
    p.add_argument("--event-passes", type=float, default=6)
    p.add_argument("--event-rate", type=float, default=2e-4)
    p.add_argument("--parse-passes-again", type=float, default=1.2)
    p.add_argument("--name-passes-again", type=float, default=0.25)
    p.add_argument("--teacher", help="a checkpoint of the second phase that labels news sentences for this one to learn from as well")
    p.add_argument("--silver-passes", type=float, default=1)
    p.add_argument("--silver-sentences", type=int, default=10000)
    return p.parse_args()


def optimiser(model, encoder_rate, head_rate):
    encoder, heads = [], []
    for name, p in model.named_parameters():
        if p.requires_grad:
            (encoder if name.split(".")[0] in ("word", "position", "case", "norm", "layers") else heads).append(p)
    return torch.optim.AdamW([{"params": encoder, "lr": encoder_rate}, {"params": heads, "lr": head_rate}], weight_decay=0.01, fused=True)


def schedule(optimiser, steps, warm=0.06):
    """Linear warm-up, then linear decay to nothing."""
    rate = lambda i: min((i + 1) / (warm * steps), (steps - i) / ((1 - warm) * steps))
    return torch.optim.lr_scheduler.LambdaLR(optimiser, rate)


class Progress:
    def __init__(self, steps, every=50):
        self.steps, self.every, self.began, self.sums, self.words, self.total = steps, every, time.time(), {}, 0, 0

    def step(self, i, parts, words):
        self.words += words
        for name, value in parts.items():
            total, n = self.sums.get(name, (0.0, 0))
            self.sums[name] = (total + value.detach(), n + 1)
        if i % self.every == 0 or i == self.steps:
            spent = time.time() - self.began
            told = "  ".join(f"{k} {float(t) / n:.3f}" for k, (t, n) in self.sums.items())
            print(f"step {i}/{self.steps}  {self.words / spent:.0f} words/s  {spent / 60:.1f} min, {spent / i * (self.steps - i) / 60:.1f} left  {told}", flush=True)
            self.sums = {}


class Course:
    """A stream of batches, how many passes over it, the weight of its losses, and loss(batch) -> ({name: loss}, words)."""

    def __init__(self, stream, passes, weight, loss):
        self.stream, self.passes, self.weight, self.loss = stream, passes, weight, loss


def turns(courses, rng):
    """The order of the batches: each stream as often as its passes ask, mixed."""
    order = [c for c in courses for _ in range(round(c.passes * c.stream.batches_in_a_pass()))]
    rng.shuffle(order)
    return order


def fit(model, courses, rates, rng, device):
    order = turns(courses, rng)
    opt = optimiser(model, *rates)
    plan = schedule(opt, len(order))
    progress = Progress(len(order))
    model.train()
    for i, course in enumerate(order, 1):
        with torch.autocast(device, torch.bfloat16):
            parts, words = course.loss(course.stream.next())
        total = course.weight * sum(WEIGHT.get(n, 1.0) * p for n, p in parts.items())
        opt.zero_grad(set_to_none=True)
        total.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        opt.step()
        plan.step()
        progress.step(i, parts, words)
    model.eval()


def language_loss(model, device):
    def loss(pairs):
        sentences = [s for s, _ in pairs]
        batch = network.batch_of([e for _, e in pairs], device)
        slices = model.slices(model.encode(batch))
        return losses.language(model, slices, sentences, batch["rows"], device), sum(len(s["words"]) for s in sentences)
    return loss


def event_loss(model, device):
    """Losses of a batch of whole reports: every chunk's event and name layers, and `same` over all of them."""
    def loss(chunks):
        sums, told, words = {}, [], 0
        for pairs in chunks:
            sentences = [s for s, _ in pairs]
            batch = network.batch_of([e for _, e in pairs], device)
            slices = model.slices(model.encode(batch))
            parts, vectors = events.loss(model, slices, sentences, device)
            parts |= losses.language(model, slices, sentences, batch["rows"], device)
            told += vectors
            words += sum(len(s["words"]) for s in sentences)
            for name, part in parts.items():
                sums.setdefault(name, []).append(part)
        out = {name: sum(v) / len(chunks) for name, v in sums.items()}
        same = events.same_loss(model, told)
        return out | ({} if same is None else {"same": same}), words
    return loss


def taught(vocabulary, sentences, args, rng):
    """A stream of news sentences (GMB's) labelled by the teacher."""
    teacher = network.Model(len(vocabulary.pieces))
    teacher.load_state_dict(torch.load(args.teacher, weights_only=True)["model"])
    some = sentences[: args.silver_sentences]
    silver.teach(teacher.eval(), vocabulary, some)
    return Stream(some, vocabulary, 2400, rng, recase=True)


def silver_loss(model, device):
    def loss(pairs):
        sentences = [s for s, _ in pairs]
        batch = network.batch_of([e for _, e in pairs], device)
        slices = model.slices(model.encode(batch))
        return silver.loss(model, slices, sentences, device), sum(len(s["words"]) for s in sentences)
    return loss


def courses_of_language(model, vocabulary, train, args, rng, parse_passes, name_passes, name_weight):
    loss = language_loss(model, args.device)
    stream = lambda s, room: Stream(s, vocabulary, room, rng, recase=True)
    named = [{"words": s["words"], "ner": s["ner"]} for s in train["ewt"] if any(n > 0 for n in s.get("ner", ()))]  # gold beside the silver
    return [Course(stream(train["ewt"] + train["gum"], 2400), parse_passes, 1.0, loss),
            Course(stream(train["gmb"] + 3 * train["wikigold"] + 3 * train["re3d"] + 3 * named, 3200), name_passes, name_weight, loss)]


def learn_language(model, vocabulary, sets, args, rng):
    fit(model, courses_of_language(model, vocabulary, sets[0], args, rng, args.parse_passes, args.name_passes, 0.5), (1.5e-4, 1e-3), rng, args.device)


def learn_events(model, vocabulary, sets, args, rng):
    """The second phase: the corpus, with some of the first phase's sentences again so that nothing is forgotten. Returns thresholds."""
    split = corpus_sets.reports(args.corpus)
    peoples = data.demonyms(args.data)
    groups = {name: corpus_sets.labelled(model.to("cpu").eval(), vocabulary, split[name], peoples, args.tokens) for name in ("train", "dev")}
    print({name: f"{len(g)} reports, {sum(map(len, g))} sentences" for name, g in groups.items()}, flush=True)
    model.to(args.device)
    for part in (model.word, model.position, *model.layers[:2]):  # few reports should not move rare words; it also saves a third of the time
        part.requires_grad_(False)
    courses = courses_of_language(model, vocabulary, sets[0], args, rng, args.parse_passes_again, args.name_passes_again, 0.25)
    courses.append(Course(events.Reports(groups["train"], vocabulary, rng, Renaming(groups["train"], peoples)), args.event_passes, 1.0, event_loss(model, args.device)))
    if args.teacher:
        courses.append(Course(taught(vocabulary, sets[0]["gmb"], args, rng), args.silver_passes, 0.7, silver_loss(model, args.device)))
    fit(model, courses, (args.event_rate, 10 * args.event_rate), rng, args.device)
    read = events.readings(model.to("cpu"), vocabulary, groups["dev"])
    limits = events.thresholds(read)
    print(events.report(model, read, limits), flush=True)
    return limits


def save(path, model, vocabulary, **more):
    torch.save({"model": model.state_dict(), "vocabulary": vocabulary.pieces, **more}, path)


def description(args, told, before):
    """What the file says of itself: `key: value` lines."""
    return {"name": "acta English", "version": "1", "licence": "CC BY-SA 4.0",
            "start": "all-MiniLM-L6-v2 (Apache-2.0), model.safetensors SHA-256 " + sha256(os.path.join(args.start, "model.safetensors")),
            "language": f"UD EWT and GUM (open genres) train, {args.parse_passes:g} passes; UNER EWT, WikiGold, re3d without BBC, 15000 sentences of GMB, "
                        f"{args.name_passes:g} passes",
            "events": f"{before}corpus/, train split of {len(args.corpus)} files, {args.event_passes:g} passes with {args.parse_passes_again:g} of parsing and {args.name_passes_again:g} of names beside",
            "seed": str(args.seed), "scores": told.replace("\n", "; ")}


def resume(model, path):
    """Take up a checkpoint or finished weights. Returns what is told of their second phase, to go on from."""
    if path.endswith(".weights"):
        found, sections = export.load(path)
        model.load_state_dict(found.state_dict())
        info = dict(line.split(": ", 1) for line in sections["info"].value().splitlines())
    else:
        found = torch.load(path, weights_only=True)
        model.load_state_dict(found["model"])
        info = found.get("info")
    return info["events"] + "; then " if info else ""


def shrink(model, start, share):
    """Draw weights that know their reports by heart back towards a fresh model's, so that what came later counts as much as what was
    learnt first (Ash and Adams 2020, "On Warm-Starting Neural Network Training"). What the second phase never moves stays."""
    fresh = network.Model(model.word.num_embeddings)
    network.load_start(fresh, os.path.join(start, "model.safetensors"))
    new = dict(fresh.named_parameters())
    with torch.no_grad():
        for name, p in model.named_parameters():
            if not name.startswith(("word.", "position.", "case.", "norm.", "layers.0.", "layers.1.")):
                p.mul_(share).add_(new[name], alpha=1 - share)


def sha256(path):
    with open(path, "rb") as f:
        return hashlib.file_digest(f, "sha256").hexdigest()


def main():
    args = arguments()
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    os.makedirs(args.work, exist_ok=True)
    with open(os.path.join(args.start, "vocab.txt"), encoding="utf-8") as f:
        vocabulary = Vocabulary(f.read().split("\n")[:-1])
    model = network.Model(len(vocabulary.pieces)).to(args.device)
    sets = data.language(args.data, args.seed), data.language_dev(args.data)
    before = ""
    if args.language:
        before = resume(model, args.language)
        if args.shrink < 1:
            shrink(model, args.start, args.shrink)
            before += f"drawn back to {args.shrink:g}; then "
    else:
        network.load_start(model, os.path.join(args.start, "model.safetensors"))
        learn_language(model, vocabulary, sets, args, rng)
        save(os.path.join(args.work, "language.pt"), model, vocabulary)
        print(evaluate.language_report(model.to("cpu"), vocabulary, sets[1]), flush=True)
    if not args.corpus:
        return
    limits = learn_events(model, vocabulary, sets, args, rng)
    told = evaluate.language_report(model, vocabulary, sets[1])
    print(told, flush=True)
    info = description(args, told, before)
    save(os.path.join(args.work, "events.pt"), model, vocabulary, thresholds=limits, info=info)
    export.write(args.out, export.sections_of(model, vocabulary.pieces, info, limits))


if __name__ == "__main__":
    main()
