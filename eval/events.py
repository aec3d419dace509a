"""Compare coded events with events coded by hand.

Two events are the same event when they have one type and are told in a common sentence. They agree on who and whom when, besides,
their actors and their recipients agree: as sets of (country, sector) pairs that overlap by half or more (both sides pooled where an
act has no direction: CONSULT SUPPORT AGREE COOPERATE). Every hand-coded event is matched with at most one coded event, as many as
can be (maximum bipartite matching), those that agree on who and whom first.
"""
import collections
import dataclasses
import re

from acta import prf

NO_DIRECTION = {"CONSULT", "SUPPORT", "AGREE", "COOPERATE"}
IDLE = set("the a an of and in on for to mr mrs ms his her its their said says official officials".split())
BREAK = re.compile(r'(?<=[.!?])["”\')]*\s+(?=["“(]?[A-Z0-9])|\n+|(?<=\.)�')
ABBREVIATION = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Sen|Rep|St|No|Nov|Dec|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|U\.S|U\.N|[A-Z])\.$")
SIZES = ("dead", "injured", "arrested", "released", "displaced", "people")


def sentences(text):
    """Rough sentence spans, the same for both sides, so that tokenisation is not what is measured."""
    starts, spans = 0, []
    for m in BREAK.finditer(text):
        if not ABBREVIATION.search(text[max(0, m.start() - 12): m.start()]):
            spans.append((starts, m.start()))
            starts = m.end()
    spans.append((starts, len(text)))
    return [s for s in spans if s[0] < s[1]]


def told_in(spans, start, end):
    return {i for i, (a, b) in enumerate(spans) if start < b and end > a}


def content(text):
    return {w for w in re.findall(r"[\w'-]+", (text or "").lower())} - IDLE


def parties(items):
    return frozenset((e.get("code") or "-", s) for e in items or [] for s in (e.get("sector") or ["-"]))


def alike(a, b):
    return not (a or b) or len(a & b) * 2 >= len(a | b) > 0


@dataclasses.dataclass
class Event:
    type: str
    status: str
    modes: frozenset
    actor: frozenset
    recipient: frozenset
    dates: tuple
    place: str
    speaker: str
    size: dict
    sentences: set

    def same(self, other):
        return self.type == other.type and bool(self.sentences & other.sentences)

    def same_parties(self, other):
        if self.type in NO_DIRECTION:
            return alike(self.actor | self.recipient, other.actor | other.recipient)
        return alike(self.actor, other.actor) and alike(self.recipient, other.recipient)

    def likeness(self, other):
        """How many of the other details agree: settles which of several alike events is which."""
        shared = len(self.sentences & other.sentences) / len(self.sentences | other.sentences)
        return (2 * shared + 2 * (self.dates == other.dates) + (self.size == other.size) + bool(content(self.place) & content(other.place))
                + len(self.actor & other.actor) + len(self.recipient & other.recipient) + (self.modes == other.modes)
                + same_speaker(self, other) + (self.status == other.status))


def same_speaker(a, b):
    return not (a.speaker or b.speaker) or bool(content(a.speaker) & content(b.speaker))


def make(record, place, speaker, told):
    kind = record["event"]
    day = record.get("date")
    return Event(kind if isinstance(kind, str) else kind[0], record.get("status") or "actual", frozenset(record.get("mode") or ()),
                 parties(record.get("actor")), parties(record.get("recipient")), (day, record.get("enddate") or day) if day else None,
                 (place or {}).get("text"), speaker, {k: v for k, v in (record.get("size") or {}).items() if k in SIZES}, told)


def from_records(records, text):
    """acta's own event records."""
    spans, out = sentences(text), []
    for r in records:
        if r["kind"] == "event":
            told = set().union(*(told_in(spans, *m["span"]) for m in r["mentions"]))
            speakers = [s.get("entity_text") or s.get("name") for s in r.get("said_by") or []]
            out.append(make(r, r.get("event_loc"), speakers[0] if speakers else None, told))
    return out


def matching(n, m, may):
    """Maximum bipartite matching by augmenting paths: list of pairs."""
    partner = [None] * m

    def place(i, tried):
        for j in range(m):
            if j not in tried and may(i, j):
                tried.add(j)
                if partner[j] is None or place(partner[j], tried):
                    partner[j] = i
                    return True
        return False

    for i in range(n):
        place(i, set())
    return [(i, j) for j, i in enumerate(partner) if i is not None]


def settle(pairs, gold, coded, may):
    """Swap partners while that makes the pairs more alike; as many stay matched."""
    pairs, moved = list(pairs), True
    while moved:
        moved = False
        for x in range(len(pairs)):
            for y in range(x + 1, len(pairs)):
                (a, b), (c, d) = pairs[x], pairs[y]
                if may(a, d) and may(c, b):
                    gain = gold[a].likeness(coded[d]) + gold[c].likeness(coded[b]) - gold[a].likeness(coded[b]) - gold[c].likeness(coded[d])
                    if gain > 1e-9:
                        pairs[x], pairs[y], moved = (a, d), (c, b), True
    return pairs


class Score:
    """Counts over reports; `add` one report at a time."""

    def __init__(self):
        self.n, self.types, self.misses = collections.Counter(), collections.defaultdict(collections.Counter), []

    def add(self, name, gold, coded):
        n = self.n
        same = lambda i, j: gold[i].same(coded[j])
        full_ok = lambda i, j: same(i, j) and gold[i].same_parties(coded[j])
        full = settle(matching(len(gold), len(coded), full_ok), gold, coded, full_ok)
        used_gold, used_coded = {i for i, _ in full}, {j for _, j in full}
        rest_ok = lambda i, j: same(i, j) and i not in used_gold and j not in used_coded
        pairs = full + settle(matching(len(gold), len(coded), rest_ok), gold, coded, rest_ok)
        n["gold"] += len(gold)
        n["coded"] += len(coded)
        n["who-whom"] += len(full)
        n["event"] += len(matching(len(gold), len(coded), same))
        for e in gold:
            self.types[e.type]["gold"] += 1
        for e in coded:
            self.types[e.type]["coded"] += 1
        for i, j in pairs:
            self.types[gold[i].type]["right"] += 1
            self.fields(gold[i], coded[j])
        self.misses += [(name, "part" if i in {x for x, _ in pairs} else "miss", gold[i]) for i in range(len(gold)) if i not in used_gold]
        self.misses += [(name, "extra", coded[j]) for j in range(len(coded)) if j not in {y for _, y in pairs}]

    def fields(self, g, c):
        n = self.n
        n["pairs"] += 1
        for side in ("actor", "recipient", "modes"):
            a, b = getattr(g, side), getattr(c, side)
            n[side, "right"] += len(a & b)
            n[side, "gold"] += len(a)
            n[side, "coded"] += len(b)
        n["status"] += g.status == c.status
        for field, asked, right in (("date", g.dates, g.dates == c.dates), ("place", g.place, content(g.place) & content(c.place)),
                                    ("speaker", g.speaker or c.speaker, same_speaker(g, c))):
            n[field, "asked"] += bool(asked)
            n[field] += bool(asked and right)
        for key, value in g.size.items():
            n["size", "asked"] += 1
            n["size"] += c.size.get(key) == value

    def f(self, what):
        return prf(self.n[what], self.n["gold"], self.n["coded"])

    def side(self, what):
        return prf(self.n[what, "right"], self.n[what, "gold"], self.n[what, "coded"])

    def share(self, field):
        asked = self.n["pairs"] if field == "status" else self.n[field, "asked"]
        return self.n[field] / asked if asked else 0.0

    def rows(self):
        """[(measure, value)]"""
        out = [(f"{w} {k}", v) for w in ("event", "who-whom") for k, v in zip("PRF", self.f(w))]
        out += [(f"field {w} F", self.side(w)[2]) for w in ("actor", "recipient", "modes")]
        return out + [(f"field {w}", self.share(w)) for w in ("status", "date", "place", "speaker", "size")]

    def table(self):
        lines = [f"{k:22} {v:.3f}" for k, v in self.rows()]
        lines.append(f"gold {self.n['gold']}  coded {self.n['coded']}")
        for t, c in sorted(self.types.items()):
            lines.append("  %-10s P %.2f R %.2f F %.2f  gold %d coded %d" % (t, *prf(c["right"], c["gold"], c["coded"]), c["gold"], c["coded"]))
        return "\n".join(lines)
