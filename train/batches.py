"""Padded batches of sentences of like length, and their label tensors."""
import torch

import data
import model as network


def encode(vocabulary, words, limit=256):
    """(pieces, cases, rows) of a sentence, or None when it is longer than training reads."""
    encoded = network.encode_words(vocabulary, words)
    return network.sequence(vocabulary, encoded) if sum(len(p) for p, _ in encoded) <= limit else None


def veiled(vocabulary, encoded, rng, share=0.12):
    """The sentence with some of its words hidden, half of the time: what stands around a word must tell what it is."""
    if encoded is None or rng.random() < 0.5:
        return encoded
    pieces, cases, rows = encoded
    hidden = {row for row in set(rows) if row > 0 and rng.random() < share}
    return [vocabulary.mask if row in hidden else piece for piece, row in zip(pieces, rows)], cases, rows


def groups(sizes, room, rng):
    """Indices in batches of nearly equal size, each at most `room` pieces when padded; shuffled."""
    order = sorted(range(len(sizes)), key=lambda i: sizes[i] + rng.uniform(0, 2))
    out, group, longest = [], [], 0
    for i in order:
        longest = max(longest, sizes[i])
        if group and longest * (len(group) + 1) > room:
            out.append(group)
            group, longest = [], sizes[i]
        group.append(i)
    if group:
        out.append(group)
    rng.shuffle(out)
    return out


def padded(sequences, rows, fill=data.MASK):
    """[B, rows - 1] of per-word labels; a missing layer is all unknown."""
    out = torch.full((len(sequences), rows - 1), fill, dtype=torch.long)
    for i, s in enumerate(sequences):
        if s is not None:
            out[i, : len(s)] = torch.tensor(s)
    return out


class Stream:
    """Endless shuffled batches of one list of sentences: pairs (sentences, encoded)."""

    def __init__(self, sentences, vocabulary, room, rng, recase):
        self.sentences, self.vocabulary, self.room, self.rng, self.recase = sentences, vocabulary, room, rng, recase
        self.pending = []

    def next(self):
        if not self.pending:
            ready = []
            for s in self.sentences:
                e = encode(self.vocabulary, data.recased(s["words"], self.rng) if self.recase else s["words"])
                if e:
                    ready.append((s, e))
            self.pending = [[ready[i] for i in g] for g in groups([len(e[0]) for _, e in ready], self.room, self.rng)]
        return self.pending.pop()

    def batches_in_a_pass(self):
        self.pending = self.pending or [self.next()] + self.pending
        return len(self.pending)
