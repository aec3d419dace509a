"""The network of MODEL.md: a six-layer BERT encoder and small heads over words.

Shapes: B sentences, P pieces, R rows (row 0 is [CLS], then the words), H = 384, w = width of a slice.
"""
import json

import torch
import torch.nn.functional as F
from torch import nn

import labels

LAYERS, WIDTH, ATTENTION_HEADS, INNER = 6, 384, 12, 1536
CASES, POSITIONS, PIECES = 8, 512, 30522
REACH = 8  # role.distance knows distances up to this many words each way

# name, width, relu?  The rows of heads.in in this order.
SLICES = (("tag", 224, True), ("ner", 128, True), ("mention", 128, True), ("arc_dep", 192, True), ("arc_head", 192, True),
          ("rel_dep", 160, False), ("rel_head", 160, False), ("event", 192, True), ("role_trigger", 96, False),
          ("role_word", 96, False), ("same", 32, False))
SLICE = {name: width for name, width, _ in SLICES}
CLASSIFIERS = {"upos": ("tag", labels.UPOS), "xpos": ("tag", labels.XPOS), "ner": ("ner", labels.NER),
               "mention": ("mention", labels.MENTION), "trigger": ("event", labels.TRIGGER), "mode": ("event", labels.MODE),
               "status": ("event", labels.STATUS), "context": ("event", labels.CONTEXT), "sector": ("mention", labels.SECTOR),
               "agreement": ("event", labels.AGREEMENT), "obligation": ("event", labels.OBLIGATION), "claim": ("event", labels.CLAIM)}
RARE = ("trigger", "mode", "context", "role", "sector", "agreement", "obligation", "claim")  # sigmoid heads that mostly say no


class Dropout:
    """Dropout whose masks are stretches, at random places, of one long random mask: drawing every mask afresh costs a tenth of the time."""

    def __init__(self, share):
        self.share, self.mask = share, None

    def __call__(self, x, training):
        if not training:
            return x
        n = x.numel()
        if self.mask is None or self.mask.numel() < 2 * n:
            self.mask = (torch.rand(4 * n, device=x.device) >= self.share).to(torch.bfloat16) / (1 - self.share)
        at = int(torch.randint(self.mask.numel() - n, ()))
        return x * self.mask[at: at + n].view(x.shape)


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.qkv, self.out = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.up, self.down = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH, 1e-12), nn.LayerNorm(WIDTH, 1e-12)

    def forward(self, x, mask, dropout):
        b, p, _ = x.shape
        q, k, v = self.qkv(x).view(b, p, 3, ATTENTION_HEADS, -1).permute(2, 0, 3, 1, 4)
        weights = (q @ k.transpose(2, 3) * q.shape[-1] ** -0.5 + mask).softmax(-1)  # written out: on a CPU faster than the fused kernel's gradient
        a = self.out((weights.to(v.dtype) @ v).transpose(1, 2).reshape(b, p, WIDTH))
        x = self.norm1(x + dropout(a, self.training))
        y = self.down(F.gelu(self.up(x)))
        return self.norm2(x + dropout(y, self.training))


class Model(nn.Module):
    def __init__(self, pieces=PIECES):
        super().__init__()
        self.word, self.position, self.case = nn.Embedding(pieces, WIDTH), nn.Embedding(POSITIONS, WIDTH), nn.Embedding(CASES, WIDTH)
        nn.init.zeros_(self.case.weight)
        self.norm = nn.LayerNorm(WIDTH, 1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.heads_in = nn.Linear(WIDTH, sum(SLICE.values()))
        self.heads = nn.ModuleDict({name: nn.Linear(SLICE[source], len(names)) for name, (source, names) in CLASSIFIERS.items()})
        self.heads["rel"] = nn.Linear(SLICE["rel_dep"], len(labels.REL))
        self.heads["role"] = nn.Linear(SLICE["role_word"], len(labels.ROLE))
        self.arc = nn.Linear(SLICE["arc_dep"], SLICE["arc_head"])  # weight stands for A transposed, bias for b
        nn.init.zeros_(self.arc.bias)
        self.distance = nn.Parameter(torch.zeros(2 * REACH + 1, SLICE["role_word"]))
        self.same = nn.Parameter(torch.tensor([5.0, -2.0]))
        self.dropout, self.head_dropout = Dropout(0.1), Dropout(0.25)
        for name in RARE:
            nn.init.constant_(self.heads[name].bias, -3.0)

    def encode(self, batch):
        """Vectors of the rows [B, R, H]: [CLS], then the mean of each word's pieces."""
        x = self.word(batch["piece"]) + self.position.weight[: batch["piece"].shape[1]] + self.case(batch["case"])
        x = self.dropout(self.norm(x), self.training)
        mask = torch.where(batch["real"], 0.0, -1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask, self.dropout)
        return gather(x.float(), batch["row"], batch["rows"])

    def slices(self, rows):
        """{slice name: [B, R, w]}"""
        y = self.heads_in(self.head_dropout(rows, self.training)).float()
        parts = y.split(list(SLICE.values()), -1)
        return {name: self.head_dropout(F.relu(part) if rectify else part, self.training) for (name, _, rectify), part in zip(SLICES, parts)}

    def classify(self, name, slices):
        return self.heads[name](slices[CLASSIFIERS[name][0]]).float()

    def arcs(self, slices):
        """Scores [B, R, R] of (dependent, head); row 0 as a head is the root."""
        return (self.arc(slices["arc_dep"]) @ slices["arc_head"].transpose(1, 2)).float()

    def relations(self, dep, head):
        return self.heads["rel"](F.relu(dep + head)).float()

    def roles(self, slices, sentence, trigger):
        """Scores [T, R, roles] of every row of the trigger's sentence; row 0 means nothing here."""
        words = slices["role_word"][sentence]
        where = torch.arange(words.shape[1], device=words.device)[None, :] - trigger[:, None]
        near = self.distance[where.clamp(-REACH, REACH) + REACH]
        return self.heads["role"](F.relu(slices["role_trigger"][sentence, trigger][:, None] + words + near)).float()

    def sameness(self, a, b):
        return self.same[0] * F.cosine_similarity(a, b, dim=-1) + self.same[1]


def gather(x, row, rows):
    """Mean of the pieces of every row; pieces of no row carry the index `rows`."""
    b, _, h = x.shape
    total = x.new_zeros(b, rows + 1, h).scatter_add(1, row[..., None].expand(-1, -1, h), x)
    count = x.new_zeros(b, rows + 1).scatter_add(1, row, torch.ones_like(row, dtype=x.dtype))
    return (total / count.clamp(min=1)[..., None])[:, :rows]


def load_start(model, path):
    """Copy the encoder of a BERT file in safetensors form; token-type row 0 goes into the positions."""
    weights = read_safetensors(path)
    e = "embeddings."
    copy(model.word.weight, weights[e + "word_embeddings.weight"])
    copy(model.position.weight, weights[e + "position_embeddings.weight"] + weights[e + "token_type_embeddings.weight"][0])
    copy_pair(model.norm, weights, e + "LayerNorm")
    for i, layer in enumerate(model.layers):
        at = f"encoder.layer.{i}."
        for part in ("weight", "bias"):
            copy(getattr(layer.qkv, part), torch.cat([weights[f"{at}attention.self.{n}.{part}"] for n in ("query", "key", "value")]))
        copy_pair(layer.out, weights, at + "attention.output.dense")
        copy_pair(layer.norm1, weights, at + "attention.output.LayerNorm")
        copy_pair(layer.up, weights, at + "intermediate.dense")
        copy_pair(layer.down, weights, at + "output.dense")
        copy_pair(layer.norm2, weights, at + "output.LayerNorm")


def copy(parameter, value):
    with torch.no_grad():
        parameter.copy_(value)


def copy_pair(module, weights, name):
    copy(module.weight, weights[name + ".weight"])
    copy(module.bias, weights[name + ".bias"])


def read_safetensors(path):
    """The f32 tensors of a file: u64 length of a JSON header, the header, the bytes."""
    with open(path, "rb") as f:
        header = json.loads(f.read(int.from_bytes(f.read(8), "little")))
        data = bytearray(f.read())
    out = {}
    for name, entry in header.items():
        if name != "__metadata__" and entry["dtype"] == "F32":
            first, end = entry["data_offsets"]
            flat = torch.frombuffer(data, dtype=torch.float32, count=(end - first) // 4, offset=first)
            out[name] = flat.reshape(entry["shape"])
    return out


def batch_of(encoded, device="cpu"):
    """Pad encoded sentences, each (pieces, cases, rows) with [CLS] and [SEP], rows counted from 0 for [CLS]; [SEP]'s row is -1."""
    size = max(len(p) for p, _, _ in encoded)
    rows = max(max(r) for _, _, r in encoded) + 1
    piece, case, row, real = (torch.zeros(len(encoded), size, dtype=torch.long) for _ in range(4))
    row.fill_(rows)
    for i, (p, c, r) in enumerate(encoded):
        n = len(p)
        piece[i, :n], case[i, :n], real[i, :n] = torch.tensor(p), torch.tensor(c), 1
        row[i, :n] = torch.tensor([rows if k < 0 else k for k in r])
    return {"piece": piece.to(device), "case": case.to(device), "row": row.to(device), "real": real.bool().to(device), "rows": rows}


def sentence_rows(model, vocabulary, words, device="cpu"):
    """Rows [1, words + 1, H] of one sentence of any length, window by window."""
    from pieces import windows
    encoded = encode_words(vocabulary, words)
    out = []
    for first, end in windows([len(p) for p, _ in encoded]):
        batch = batch_of([sequence(vocabulary, encoded[first:end])], device)
        rows = model.encode(batch)
        out.append(rows if not out else rows[:, 1:])
    return torch.cat(out, 1)


def encode_words(vocabulary, words):
    from pieces import letter_case
    return [(vocabulary.word(w), letter_case(w)) for w in words]


def sequence(vocabulary, encoded):
    """(pieces, cases, rows) of one window."""
    piece, case, row = [vocabulary.cls], [0], [0]
    for i, (ids, c) in enumerate(encoded, 1):
        piece += ids
        case += [c] * len(ids)
        row += [i] * len(ids)
    return piece + [vocabulary.sep], case + [0], row + [-1]
