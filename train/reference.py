#!/usr/bin/env python3
"""Compute the reference activations against which the C code is tested.

usage: reference.py FILE.weights OUT.json

The sentences are ours; all arithmetic is f32 on the stored weights. One object a sentence. Of each word: `words`, `pieces` (indices),
`case`, `upos`, `xpos`, `ner`, `mention` (after Viterbi), `head` (1-based, 0 the root), `rel`, `trigger` and `status` probabilities in
the order of the labels. `windows`: [first, end) words of each. `rows`: the encoder's output, row 0 ([CLS]) first, in full for a handful
of sentences and the first eight numbers of each row for the others; the handful have `arc` too (every row against every row), and `mode` and
`context` of their first three words. `role`: probabilities of every word for the trigger word `role_trigger` (0-based). `same_0_1`: the
`same` probability of the first two words (of the word with itself when there is one).
"""
import json
import sys

import torch

import decode
import export
import labels
import model as network
from pieces import Vocabulary, letter_case, windows

SENTENCES = """
Police arrested 14 protesters in Nairobi on Tuesday , the Interior Ministry said .
The president did n't sign the cease-fire accord with the rebels .
Rebels shelled the port of Kismayo overnight , killing at least nine civilians .
GENEVA , March 3 ( AWN ) -- U.N. envoys met delegates of both sides for the third time .
"We reject these accusations , " said the foreign minister , who arrived from Ankara .
SOLDIERS SEIZE RADIO STATION IN CAPITAL
Opposition Leaders Threaten To Boycott Run-Off
the ministry may impose sanctions on three banks , it was reported .
Erdoğan , İsmet Özgür and Ángel Núñez signed a €20m loan in Kraków .
Unless the troops withdraw by May 1 , the union will call a general strike .
北京 and 東京 recalled their ambassadors .
Students marched through Bogotá 's centre to demand the release of jailed teachers .
Khartoum has accused its neighbour of arming the militia along the disputed frontier .
A court in Minsk sentenced two reporters to six years in prison for extremism .
The two countries agreed to reopen embassies and to resume direct flights .
Britain will send 200 generators and £4.5m in emergency aid to the flooded province .
McAllister 's so-called plan ( rejected twice ) is dead .
He denied it .
No .
x
Wheat prices rose slightly on the exchange after a week of rain in the eastern plains .
Gunmen on motorcycles abducted the mayor 's brother near Zinder late on Sunday , according to residents .
Hackers said to work for the state erased the files of the electoral commission .
An uncharacteristicallyoverextendedcompoundwordthatrunsoneverlongerthananysaneeditorwouldallow appeared .
""".strip().split("\n")
FULL = (0, 1, 6, 8, 10)  # sentences whose rows are given in full
LONG = "Police detained " + " , ".join(f"Marek Wrzesniewski-{i}" for i in range(1, 90)) + " and their driver ."


def rounded(tensor, digits=4):
    return [[round(float(x), digits) for x in row] for row in tensor]


def activations(model, vocabulary, words, full):
    """Everything C must reproduce for one sentence; probabilities are after the sigmoid or softmax."""
    with torch.no_grad():
        rows = network.sentence_rows(model, vocabulary, words)
        s = model.slices(rows)
        out = {"words": words, "pieces": [vocabulary.word(w) for w in words], "case": [letter_case(w) for w in words]}
        out["windows"] = windows([len(p) for p in out["pieces"]])
        out["rows"] = rounded(rows[0] if full else rows[0, :, :8])
        for name in ("upos", "xpos"):
            best = model.classify(name, s)[0, 1:].argmax(1)
            out[name] = [network.CLASSIFIERS[name][1][i] for i in best]
        for name in ("ner", "mention"):
            out[name] = decode.viterbi(model.classify(name, s)[0, 1:].numpy(), network.CLASSIFIERS[name][1])
        out["head"], out["rel"] = parse(model, s)
        out["trigger"] = rounded(model.classify("trigger", s)[0, 1:].sigmoid())
        out["status"] = rounded(model.classify("status", s)[0, 1:].softmax(1))
        if full:
            out["arc"] = rounded(model.arcs(s)[0], 3)
            out["mode"] = rounded(model.classify("mode", s)[0, 1:4].sigmoid())
            out["context"] = rounded(model.classify("context", s)[0, 1:4].sigmoid())
        trigger = 1 + min(2, len(words) - 1)
        out["role_trigger"] = trigger - 1
        out["role"] = rounded(model.roles(s, torch.tensor([0]), torch.tensor([trigger]))[0, 1:].sigmoid())
        out["same_0_1"] = round(float(model.sameness(s["same"][0, 1], s["same"][0, min(2, len(words))]).sigmoid()), 4)
    return out


def parse(model, slices):
    """(heads counted from 1 with 0 for the root, relation labels) of one sentence."""
    heads = decode.tree(model.arcs(slices)[0].numpy())
    dep = slices["rel_dep"][0, 1:]
    scores = model.relations(dep, slices["rel_head"][0, heads])
    root = labels.REL.index("root")
    scores[:, root] = -torch.inf
    rels = [labels.REL[i] for i in scores.argmax(1)]
    return heads, ["root" if h == 0 else r for h, r in zip(heads, rels)]


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    model, sections = export.load(sys.argv[1])
    vocabulary = Vocabulary(sections["vocab"].value().split("\n")[:-1])
    out = [activations(model, vocabulary, t.split(), i in FULL) for i, t in enumerate(SENTENCES)]
    out.append(activations(model, vocabulary, LONG.split(), False))
    with open(sys.argv[2], "w", encoding="utf-8") as f:
        f.write("[\n" + ",\n".join(json.dumps(s, ensure_ascii=False, separators=(",", ":")) for s in out) + "\n]\n")


if __name__ == "__main__":
    main()
