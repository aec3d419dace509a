"""Learning from unlabelled news: a trained model (the teacher) says how probable each label is, a fresh one learns those probabilities.

A sentence gets `soft`: {trigger [n, 16], mention [n, 3], words: the words that may tell an event, and for each mode, status, role [n, 5]}.
"""
import torch
import torch.nn.functional as F

import evaluate
import events

TELLING = 0.3  # a word whose likeliest type is at least this likely is taught as a trigger in full


def teach(model, vocabulary, sentences):
    """Add `soft` to every sentence."""
    def use(s, slices):
        at = {"event": slices["event"][:, 1:], "mention": slices["mention"][:, 1:]}
        trigger = model.classify("trigger", at)[0].sigmoid()
        words = [i for i, p in enumerate(trigger.amax(1).tolist()) if p >= TELLING]
        s["soft"] = {"trigger": trigger.half(), "mention": model.classify("mention", at)[0].softmax(1).half(), "words": words,
                     "mode": model.classify("mode", at)[0][words].sigmoid().half(), "status": model.classify("status", at)[0][words].softmax(1).half()}
        if words:
            row = torch.tensor(words) + 1
            s["soft"]["role"] = model.roles(slices, torch.zeros_like(row), row)[:, 1:].sigmoid().half()

    evaluate.read(model, vocabulary, sentences, use)


def loss(model, slices, sentences, device):
    """{layer: cross-entropy against the teacher}"""
    rows = slices["event"].shape[1] - 1
    pad = lambda name: torch.stack([F.pad(s["soft"][name].float(), (0, 0, 0, rows - len(s["words"]))) for s in sentences]).to(device)
    real = torch.zeros(len(sentences), rows, device=device)
    for k, s in enumerate(sentences):
        real[k, : len(s["words"])] = 1
    trigger = F.binary_cross_entropy_with_logits(model.classify("trigger", slices)[:, 1:], pad("trigger"), reduction="none")
    mention = -(pad("mention") * model.classify("mention", slices)[:, 1:].log_softmax(-1)).sum(-1)
    out = {"trigger": (trigger.sum(-1) * real).sum() / real.sum(), "mention": (mention * real).sum() / real.sum()}
    found = [(k, n, i) for k, s in enumerate(sentences) for n, i in enumerate(s["soft"]["words"])]
    return out | (trigger_losses(model, slices, sentences, found, device) if found else {})


def trigger_losses(model, slices, sentences, found, device):
    sentence, row = (torch.tensor(x, device=device) for x in ([k for k, _, _ in found], [i + 1 for _, _, i in found]))
    at = {"event": slices["event"][sentence, row]}
    soft = lambda name: torch.stack([sentences[k]["soft"][name][n].float() for k, n, _ in found]).to(device)
    types = torch.stack([sentences[k]["soft"]["trigger"][i].float() for k, _, i in found]).to(device)
    mode = F.binary_cross_entropy_with_logits(model.classify("mode", at), soft("mode"), reduction="none") * types[:, events.TYPE_OF_MODE]
    status = -(soft("status") * model.classify("status", at).log_softmax(-1)).sum(-1)
    scores = model.roles(slices, sentence, row)[:, 1:]
    gold = torch.stack([F.pad(sentences[k]["soft"]["role"][n].float(), (0, 0, 0, scores.shape[1] - len(sentences[k]["words"]))) for k, n, _ in found])
    real = torch.arange(scores.shape[1], device=device)[None] < torch.tensor([len(sentences[k]["words"]) for k, _, _ in found], device=device)[:, None]
    role = F.binary_cross_entropy_with_logits(scores, gold.to(device), reduction="none").sum(-1)
    return {"mode": mode.sum(-1).mean(), "status": status.mean(), "role": (role * real).sum() / real.sum()}
