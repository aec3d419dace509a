"""Decoding in plain Python: maximum spanning tree with one root, and BIO Viterbi."""
import numpy as np


def tree(scores):
    """Heads of words 1..n (a list of n ints, 0 = root) of the best tree with a single root.

    scores[d, h]: score of head h for dependent d, both counting row 0 as the root; float array [n+1, n+1].
    """
    s = np.array(scores, np.float64)
    np.fill_diagonal(s, -np.inf)
    heads = spanning(s)
    roots = [d for d in range(1, len(s)) if heads[d] == 0]
    if len(roots) > 1:
        heads = max((spanning(only_root(s, r)) for r in range(1, len(s))), key=lambda h: sum(s[d, h[d]] for d in range(1, len(s))))
    return list(heads[1:])


def only_root(s, root):
    out = s.copy()
    keep = out[root, 0]
    out[:, 0] = -np.inf
    out[root] = -np.inf
    out[root, 0] = keep
    return out


def spanning(s):
    """Chu-Liu-Edmonds: best head of every node but 0, contracting one cycle after another."""
    n = len(s)
    heads = [0] + [int(h) for h in s[1:].argmax(1)]
    if not find_cycle(dict(enumerate(heads[1:], 1))):
        return heads
    s = s.copy()
    arc = np.stack(np.indices((n, n)), -1)  # the original (dependent, head) that a score between contracted nodes came from
    stands_for = {v: {v} for v in range(n)}
    alive, merged = list(range(n)), []
    while True:
        best = {d: max((h for h in alive if h != d), key=lambda h: s[d, h]) for d in alive if d}
        cycle = find_cycle(best)
        if not cycle:
            break
        node, outside = cycle[0], [v for v in alive if v not in cycle]
        merged.append([(stands_for[d], tuple(arc[d, best[d]])) for d in cycle])
        kept = {d: s[d, best[d]] for d in cycle}
        for v in outside:
            h = max(cycle, key=lambda h: s[v, h])  # leaving the cycle: its best node as head of v
            d = max(cycle, key=lambda d: s[d, v] - kept[d])  # entering it breaks the arc into d
            s[v, node], arc[v, node] = s[v, h], arc[v, h]
            s[node, v], arc[node, v] = s[d, v] - kept[d], arc[d, v].copy()
        stands_for[node] = set().union(*(stands_for[d] for d in cycle))
        alive = outside + [node]
    heads, entered = {0: 0}, set()
    for cycle in [[(set(), tuple(arc[d, best[d]])) for d in best]] + merged[::-1]:
        kept = [a for members, a in cycle if not members & entered]  # a node entered from outside loses its arc of the cycle
        heads.update((int(d), int(h)) for d, h in kept)
        entered.update(int(d) for d, _ in kept)
    return [heads[v] for v in range(n)]


def find_cycle(best):
    """Some cycle of the graph {node: head}, as a list of nodes, or None."""
    state = {}
    for start in best:
        path, v = [], start
        while v in best and v not in state:
            state[v] = start
            path.append(v)
            v = best[v]
        if v in best and state[v] == start and v in path:
            return path[path.index(v):]
    return None


def viterbi(scores, names):
    """Best label sequence: I-X only after B-X or I-X. scores [n, labels], f32; ties to the lower label."""
    n, k = len(scores), len(names)
    allowed = np.array([[not b.startswith("I") or a[1:] == b[1:] and a != "O" for b in names] for a in names])
    first = np.array([not b.startswith("I") for b in names])
    best = np.where(first, scores[0], -np.inf)
    back = []
    for t in range(1, n):
        step = np.where(allowed, best[:, None], -np.inf)
        back.append(step.argmax(0))
        best = step.max(0) + scores[t]
    out = [int(best.argmax())]
    for b in reversed(back):
        out.append(int(b[out[-1]]))
    return [names[i] for i in reversed(out)]


def phrases(tags):
    """(first, end, type) of a BIO sequence; type is '' for plain B and I."""
    out = []
    for i, t in enumerate(tags):
        if t.startswith("B") or t.startswith("I") and not out:
            out.append([i, i + 1, t[2:]])
        elif t.startswith("I") and out[-1][1] == i and out[-1][2] == t[2:]:
            out[-1][1] = i + 1
        elif t.startswith("I"):
            out.append([i, i + 1, t[2:]])
    return [tuple(p) for p in out]
