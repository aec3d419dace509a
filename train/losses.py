"""The losses of the language layers; each is a mean over the words whose label is known."""
import torch
import torch.nn.functional as F

import batches
import data

LAYERS = ("upos", "xpos", "ner", "mention")
WEIGHT = {"upos": 0.5, "xpos": 0.5, "ner": 1.5, "mention": 1.0, "arc": 1.0, "rel": 1.0}


def language(model, slices, sentences, rows, device):
    """{layer: loss} of what these sentences are labelled with."""
    out = {}
    for name in LAYERS:
        gold = labels_of(sentences, name, rows, device)
        if gold is not None:
            out[name] = F.cross_entropy(model.classify(name, slices)[:, 1:].flatten(0, 1), gold.flatten(), ignore_index=data.MASK)
    head = labels_of(sentences, "head", rows, device)
    if head is not None:
        out["arc"], out["rel"] = parsing(model, slices, head, labels_of(sentences, "rel", rows, device), sentences)
    return out


def labels_of(sentences, name, rows, device):
    if not any(name in s for s in sentences):
        return None
    return batches.padded([s.get(name) for s in sentences], rows).to(device)


def parsing(model, slices, head, rel, sentences):
    scores = model.arcs(slices)[:, 1:]
    lengths = torch.tensor([len(s["words"]) for s in sentences], device=head.device)
    beyond = torch.arange(scores.shape[2], device=head.device)[None] > lengths[:, None]
    scores = scores.masked_fill(beyond[:, None], -1e4)
    arc = F.cross_entropy(scores.flatten(0, 1), head.flatten(), ignore_index=data.MASK)
    known = head != data.MASK
    sentence, word = known.nonzero(as_tuple=True)
    logits = model.relations(slices["rel_dep"][sentence, word + 1], slices["rel_head"][sentence, head[known]])
    return arc, F.cross_entropy(logits, rel[known])
