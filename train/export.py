#!/usr/bin/env python3
"""Write a trained checkpoint as the container of MODEL.md, and read one back.

usage: export.py CHECKPOINT OUT.weights      export.py --list FILE.weights
"""
import struct
import sys

import numpy as np
import torch
import xxhash

import labels
import model as network

MAGIC, VERSION, HEADER, ENTRY = b"ACTADAT\n", 1, 64, 128
TEXT, F32, I8, I32, BF16 = 0, 1, 2, 3, 4
NUMPY = {TEXT: np.uint8, F32: np.float32, I8: np.int8, I32: np.int32, BF16: np.uint16}


class Section:
    def __init__(self, kind, array):
        self.kind, self.array = kind, np.ascontiguousarray(array, NUMPY[kind])

    def value(self):
        """Text as str, bf16 widened to f32, the rest as it is."""
        if self.kind == TEXT:
            return self.array.tobytes().decode()
        if self.kind == BF16:
            return (self.array.astype(np.uint32) << 16).view(np.float32)
        return self.array


def text(string):
    return Section(TEXT, np.frombuffer(string.encode(), np.uint8))


def lines(items):
    return text("".join(f"{i}\n" for i in items))


def f32(tensor):
    return Section(F32, tensor.detach().float().cpu().numpy())


def bf16(tensor):
    """Round to nearest even, as torch does."""
    return Section(BF16, tensor.detach().to(torch.bfloat16).cpu().view(torch.int16).numpy().view(np.uint16))


def rows_i8(tensor):
    """Symmetric int8 with one scale a row: (i8, f32 scales)."""
    x = tensor.detach().float().cpu()
    scale = (x.abs().amax(1) / 127).clamp(min=1e-12)
    return Section(I8, torch.round(x / scale[:, None]).clamp(-127, 127).numpy()), f32(scale)


def write(path, sections):
    """Lay the sections out and put size and checksum in the header."""
    at = HEADER + ENTRY * len(sections)
    entries, body = b"", []
    for name, s in sections.items():
        pad = -at % 64
        at += pad
        shape = list(s.array.shape)
        entries += struct.pack("<64sII4QQQ8x", name.encode(), s.kind, len(shape), *(shape + [0] * (4 - len(shape))), at, s.array.nbytes)
        body += [b"\0" * pad, s.array.tobytes()]
        at += s.array.nbytes
    rest = entries + b"".join(body)
    head = struct.pack("<8sIIQQ32x", MAGIC, VERSION, len(sections), HEADER + len(rest), xxhash.xxh3_64_intdigest(rest))
    with open(path, "wb") as f:
        f.write(head + rest)


def read(path):
    """{name: Section}; refuses a file that does not add up."""
    with open(path, "rb") as f:
        data = f.read()
    magic, version, n, size, digest = struct.unpack_from("<8sIIQQ", data)
    if magic != MAGIC or version != VERSION or size != len(data) or digest != xxhash.xxh3_64_intdigest(data[HEADER:]):
        raise ValueError(f"{path}: not an acta data file, or a damaged one")
    out = {}
    for i in range(n):
        name, kind, rank, *dims, at, length = struct.unpack_from("<64sII4QQQ", data, HEADER + i * ENTRY)
        array = np.frombuffer(data, NUMPY[kind], length // np.dtype(NUMPY[kind]).itemsize, at)
        out[name.rstrip(b"\0").decode()] = Section(kind, array.reshape(dims[:rank]))
    return out


def sections_of(model, vocabulary, info, thresholds):
    """Every section of the file, from a model in training form."""
    out = {"info": text("".join(f"{k}: {v}\n" for k, v in info.items())), "vocab": lines(vocabulary)}
    out["embed.word"], out["embed.word.scale"] = rows_i8(model.word.weight)
    out["embed.position"], out["embed.case"] = f32(model.position.weight), f32(model.case.weight)
    norm(out, "embed.norm", model.norm)
    for i, layer in enumerate(model.layers):
        for name in ("qkv", "out", "norm1", "up", "down", "norm2"):
            (norm if name.startswith("norm") else linear)(out, f"enc.{i}.{name}", getattr(layer, name))
    linear(out, "heads.in", model.heads_in)
    out["heads.slices"] = text(slice_lines())
    for name, head in model.heads.items():
        out[f"{name}.weight"], out[f"{name}.bias"] = f32(head.weight), f32(head.bias)
    out["arc.weight"], out["arc.bias"] = f32(model.arc.weight.T.contiguous()), f32(model.arc.bias)
    out["role.distance"], out["same.scale"] = f32(model.distance), f32(model.same)
    for name, limits in thresholds.items():
        out[f"{name}.threshold"] = f32(torch.tensor(limits))
    for name, (_, names) in network.CLASSIFIERS.items():
        out[f"{name}.labels"] = lines(names)
    out["rel.labels"], out["role.labels"] = lines(labels.REL), lines(labels.ROLE)
    return out


def linear(out, name, module):
    out[name + ".weight"], out[name + ".bias"] = bf16(module.weight), f32(module.bias)


def norm(out, name, module):
    out[name + ".gain"], out[name + ".bias"] = f32(module.weight), f32(module.bias)


def slice_lines():
    out, at = "", 0
    for name, width, rectify in network.SLICES:
        out += f"{name} {at} {width} {'relu' if rectify else 'linear'}\n"
        at += width
    return out


def load(path):
    """(model in f32 made of the stored weights, sections)."""
    sections = read(path)
    value = {name: s.value() for name, s in sections.items()}
    model = network.Model(len(value["embed.word"]))
    put = lambda parameter, array: network.copy(parameter, torch.from_numpy(np.array(array, np.float32)))

    def pair(module, name, first="weight"):
        put(module.weight, value[f"{name}.{first}"])
        put(module.bias, value[name + ".bias"])

    put(model.word.weight, value["embed.word"].astype(np.float32) * value["embed.word.scale"][:, None])
    put(model.position.weight, value["embed.position"])
    put(model.case.weight, value["embed.case"])
    pair(model.norm, "embed.norm", "gain")
    for i, layer in enumerate(model.layers):
        for name in ("qkv", "out", "norm1", "up", "down", "norm2"):
            pair(getattr(layer, name), f"enc.{i}.{name}", "gain" if name.startswith("norm") else "weight")
    pair(model.heads_in, "heads.in")
    for name, head in model.heads.items():
        if f"{name}.weight" in value:  # an older file lacks some heads; they keep their first weights
            pair(head, name)
    put(model.arc.weight, value["arc.weight"].T)
    put(model.arc.bias, value["arc.bias"])
    put(model.distance, value["role.distance"])
    put(model.same, value["same.scale"])
    return model.eval(), sections


def main():
    if len(sys.argv) == 3 and sys.argv[1] == "--list":
        for name, s in read(sys.argv[2]).items():
            print(f"{name:24} {('text', 'f32', 'i8', 'i32', 'bf16')[s.kind]:5} {list(s.array.shape)}")
    elif len(sys.argv) == 3:
        c = torch.load(sys.argv[1], weights_only=True)
        model = network.Model(len(c["vocabulary"]))
        model.load_state_dict(c["model"])
        write(sys.argv[2], sections_of(model, c["vocabulary"], c["info"], c["thresholds"]))
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main()
