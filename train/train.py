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

import data
import evaluate
import losses
import model as network
from batches import Stream
from pieces import Vocabulary

HERE = os.path.dirname(os.path.abspath(__file__))


def arguments():
    p = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    p.add_argument("--data", default="../shared/data", help="folder of the training sets")
    p.add_argument("--start", required=True, help="folder with the starting model.safetensors and vocab.txt")
    p.add_argument("--out", required=True, help="the weights to write")
    p.add_argument("--work", default=os.path.join(HERE, "work"), help="checkpoints")
    p.add_argument("--language", help="begin with this checkpoint of the first phase instead of training it")
    p.add_argument("--device", default="cpu")
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--parse-passes", type=float, default=10)
    p.add_argument("--name-passes", type=float, default=2.5)
    p.add_argument("--event-passes", type=float, default=8)
    return p.parse_args()


def optimiser(model, encoder_rate, head_rate):
    encoder, heads = [], []
    for name, p in model.named_parameters():
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


def turns(streams, rng):
    """The order of the batches: each stream as often as its passes ask, mixed. streams: [(stream, passes, weight)]."""
    order = [i for i, (s, passes, _) in enumerate(streams) for _ in range(round(passes * s.batches_in_a_pass()))]
    rng.shuffle(order)
    return order


def fit(model, streams, loss, rates, rng, device):
    """Train over mixed streams; loss(model, sentences, encoded) gives {name: (weighted) loss}."""
    order = turns(streams, rng)
    opt = optimiser(model, *rates)
    plan = schedule(opt, len(order))
    progress = Progress(len(order))
    model.train()
    for i, turn in enumerate(order, 1):
        stream, _, weight = streams[turn]
        pairs = stream.next()
        with torch.autocast(device, torch.bfloat16):
            parts = loss(model, [s for s, _ in pairs], [e for _, e in pairs])
        total = weight * sum(losses.WEIGHT.get(n, 1.0) * p for n, p in parts.items())
        opt.zero_grad(set_to_none=True)
        total.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        opt.step()
        plan.step()
        progress.step(i, parts, sum(len(s["words"]) for s, _ in pairs))
    model.eval()


def language_loss(device):
    def loss(model, sentences, encoded):
        batch = network.batch_of(encoded, device)
        slices = model.slices(model.encode(batch))
        return losses.language(model, slices, sentences, batch["rows"], device)
    return loss


def learn_language(model, vocabulary, sets, args, rng):
    train, _ = sets
    stream = lambda s, room: Stream(s, vocabulary, room, rng, recase=True)
    streams = [(stream(train["ewt"] + train["gum"], 2400), args.parse_passes, 1.0),
               (stream(train["gmb"] + 3 * train["wikigold"] + 3 * train["re3d"], 3200), args.name_passes, 0.5)]
    fit(model, streams, language_loss(args.device), (1.5e-4, 1e-3), rng, args.device)


def save(path, model, vocabulary, **more):
    torch.save({"model": model.state_dict(), "vocabulary": vocabulary.pieces, **more}, path)


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
    sets = data.language(args.data, args.seed)
    if args.language:
        model.load_state_dict(torch.load(args.language, weights_only=True)["model"])
    else:
        network.load_start(model, os.path.join(args.start, "model.safetensors"))
        learn_language(model, vocabulary, sets, args, rng)
        save(os.path.join(args.work, "language.pt"), model, vocabulary)
    print(evaluate.language_report(model.to("cpu"), vocabulary, sets[1]), flush=True)


if __name__ == "__main__":
    main()
