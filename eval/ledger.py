#!/usr/bin/env python3
"""Score the ledger: agreements, obligations, claims, and the chain of speakers behind a claim.

usage: ledger.py dev|test|train|DATA [--cues | --roles] [--details]

dev, test, train: a split of our own corpus. DATA: the reports coded by hand, DATA/../reports, the worked example with them. With --cues
the words that tell of agreements, obligations and claims are the corpus's own and the rest is acta's: what the rules alone lose. With
--roles who fills their roles is the corpus's too.

  agreement    a name with a word of content in common with some name of the other's
  obligation   obligors of the same countries (by half or more), and action words that overlap (F1 of 0.5 or more)
  claim        on a matched obligation, the same verdict
  chain        of the matched claims that two or more speakers pass on: all of them right, in order
"""
import collections
import dataclasses
import json
import os
import subprocess
import sys

import acta
import events
import own

LEDGER = ("--kind", "agreement,obligation,claim")


@dataclasses.dataclass
class Ledger:
    """What a report tells, from either side."""
    agreements: list        # [set of words]
    obligations: dict       # {id: (countries, words)}
    claims: list            # [(obligation id, verdict, [words of each speaker])]


def countries(parties):
    return frozenset(p.get("code") or "-" for p in parties or [])


def chain(speakers):
    return [events.content(s.get("text") or s.get("entity_text") or s.get("name")) for s in speakers or []]


def from_records(records, text):
    """acta's own records."""
    out = Ledger([], {}, [])
    for r in records:
        if r["kind"] == "agreement":
            out.agreements.append(set().union(*(events.content(text[slice(*m["span"])]) for m in r["mentions"])))
        elif r["kind"] == "obligation":
            out.obligations[r["id"]] = (countries(r.get("obligor")), events.content(r.get("action")))
        elif r["kind"] == "claim":
            out.claims.append((r["obligation"], r["verdict"], chain(r.get("said_by"))))
    return out


def from_corpus(report):
    text, out = report["text"], Ledger([], {}, [])
    for r in report["records"]:
        if r["kind"] == "agreement":
            out.agreements.append(set().union(*(events.content(text[slice(*s)]) for s in [r["name"], *r["also"]])))
        elif r["kind"] == "obligation":
            out.obligations[r["id"]] = (countries(r["obligor"]), events.content(text[slice(*r["action"])]))
        elif r["kind"] == "claim":
            out.claims.append((r["obligation"], r["verdict"], chain(r["said_by"])))
    return out


def from_annotation(a):
    """The hand coding of a report, NAME.json."""
    return Ledger([events.content(g.get("text") or g.get("name")) for g in a.get("agreements") or []],
                  {o["id"]: (countries(o.get("obligor")), events.content(o.get("action"))) for o in a.get("obligations") or []},
                  [(c["obligation"], c["verdict"], chain(c.get("said_by"))) for c in a.get("claims") or []])


def same_obligation(a, b):
    shared = len(a[1] & b[1])
    return events.alike(a[0], b[0]) and 2 * acta.prf(shared, len(a[1]), len(b[1]))[2] >= 1


def same_chain(a, b):
    return len(a) == len(b) and all(x & y for x, y in zip(a, b))


class Score:
    """Counts over reports; `add` one report at a time."""

    def __init__(self):
        self.n, self.misses = collections.Counter(), []

    def add(self, name, gold, coded):
        n = self.n
        for kind in ("agreements", "obligations", "claims"):
            n[kind, "gold"] += len(getattr(gold, kind))
            n[kind, "coded"] += len(getattr(coded, kind))
        n["agreements", "right"] += len(events.matching(len(gold.agreements), len(coded.agreements), lambda i, j: bool(gold.agreements[i] & coded.agreements[j])))
        ours, theirs = list(gold.obligations), list(coded.obligations)
        pairs = events.matching(len(ours), len(theirs), lambda i, j: same_obligation(gold.obligations[ours[i]], coded.obligations[theirs[j]]))
        n["obligations", "right"] += len(pairs)
        self.claims(name, gold, coded, {ours[i]: theirs[j] for i, j in pairs})
        self.misses += [(name, "missed obligation", sorted(gold.obligations[o][0]), *sorted(gold.obligations[o][1])) for i, o in enumerate(ours) if i not in {x for x, _ in pairs}]
        self.misses += [(name, "extra obligation", sorted(coded.obligations[o][0]), *sorted(coded.obligations[o][1])) for j, o in enumerate(theirs) if j not in {y for _, y in pairs}]

    def claims(self, name, gold, coded, partner):
        left = list(coded.claims)
        for obligation, verdict, speakers in gold.claims:
            fit = [c for c in left if c[:2] == (partner.get(obligation), verdict)]
            found = max(fit, key=lambda c: same_chain(c[2], speakers), default=None)
            if found is None:
                self.misses.append((name, "missed claim", verdict, "of a matched obligation" if obligation in partner else "of a missed obligation"))
                continue
            left.remove(found)
            self.n["claims", "right"] += 1
            self.n["speaker", "asked"] += bool(speakers or found[2])
            self.n["speaker"] += bool(speakers and found[2] and speakers[0] & found[2][0])
            self.n["chain", "asked"] += len(speakers) > 1
            self.n["chain"] += len(speakers) > 1 and same_chain(found[2], speakers)
        self.misses += [(name, "extra claim", c[1]) for c in left]

    def f(self, kind):
        return acta.prf(*(self.n[kind, k] for k in ("right", "gold", "coded")))

    def share(self, field):
        return self.n[field] / self.n[field, "asked"] if self.n[field, "asked"] else 0.0

    def rows(self):
        """[(measure, value)]"""
        return [(f"{kind[:-1]} F", self.f(kind)[2]) for kind in ("agreements", "obligations", "claims")] + [
            (f"claim {field}", self.share(field)) for field in ("speaker", "chain")]

    def table(self):
        lines = ["%-12s P %.3f R %.3f F %.3f  gold %d coded %d" % (kind[:-1], *self.f(kind), self.n[kind, "gold"], self.n[kind, "coded"])
                 for kind in ("agreements", "obligations", "claims")]
        return "\n".join(lines + ["%-12s %.3f of %d" % (field, self.share(field), self.n[field, "asked"]) for field in ("speaker", "chain")])


ROLES = {"agreement": {"party": "actor"}, "obligation": {"obligor": "actor", "beneficiary": "recipient"}, "claim": {"said_by": "speaker"}}
TOLD = {"agreement": ("name", ""), "obligation": ("action", "type"), "claim": ("words", "verdict")}


def cues(report, with_roles):
    """The corpus's own cues of a report, as acta-pacts reads them."""
    for r in report["records"]:
        if r["kind"] not in TOLD:
            continue
        words, label = TOLD[r["kind"]]
        roles = [[*p["span"], role] for field, role in ROLES[r["kind"]].items() for p in r.get(field) or []]
        day = r.get("deadline" if r["kind"] == "obligation" else "date") or {}
        roles += [[*day["span"], "date"]] if day.get("span") else []
        for a, b in [r[words], *r.get("also", [])]:
            yield {"from": a, "to": b, "kind": r["kind"], "label": r.get(label) or "", **({"roles": roles} if with_roles else {})}


def given_cues(rows, with_roles):
    """{report id: acta's records, made of the corpus's cues}"""
    data = os.environ.get("ACTA_DATA") or os.path.join(os.path.dirname(acta.command()), "acta.data")
    program = os.path.join(os.path.dirname(acta.command()), "tools", "acta-pacts")
    given = "".join(json.dumps({"id": r["id"], "text": r["text"], "published": r["published"], "cues": list(cues(r, with_roles))}) + "\n" for r in rows)
    done = subprocess.run([program, data], input=given.encode(), stdout=subprocess.PIPE, check=True)
    out = {r["id"]: [] for r in rows}
    for line in done.stdout.decode().splitlines():
        record = json.loads(line)
        out[record["doc"]].append(record)
    return out


def score_split(split, given=None):
    """`given`: None, "cues" or "roles"."""
    rows, result = own.reports(split), Score()
    plain = [{"id": r["id"], "text": r["text"], "published": r["published"]} for r in rows]
    coded = given_cues(rows, given == "roles") if given else acta.code(plain, *LEDGER)
    for r in rows:
        result.add(r["id"], from_corpus(r), from_records(coded[r["id"]], r["text"]))
    return result


def hand_coded(data):
    """{name: (text, gold)}"""
    folder, out = os.path.join(data, "..", "reports"), {}
    for name in sorted(f[:-5] for f in os.listdir(os.path.join(folder, "gold")) if f.endswith(".json")):
        with open(os.path.join(folder, "gold", name + ".txt"), encoding="utf-8") as text, open(os.path.join(folder, "gold", name + ".json"), encoding="utf-8") as f:
            out[name] = (text.read(), from_annotation(json.load(f)))
    for name in sorted(f[:-11] for f in os.listdir(folder) if f.endswith(".gold.jsonl")):
        with open(os.path.join(folder, name + ".txt"), encoding="utf-8") as f:
            text = f.read()
        out[name] = (text, from_records(acta.read_jsonl(folder, name + ".gold.jsonl"), text))
    return out


def score_reports(data):
    gold, result = hand_coded(data), Score()
    coded = acta.code([{"id": name, "text": text} for name, (text, _) in gold.items()], *LEDGER)
    for name, (text, ledger) in gold.items():
        result.add(name, ledger, from_records(coded[name], text))
    return result


def score(which, given=None):
    return score_split(which, given) if which in ("dev", "test", "train") else score_reports(which)


def main():
    given = next((w[2:] for w in sys.argv if w in ("--cues", "--roles")), None)
    result = score(sys.argv[1], given)
    print(result.table())
    if "--details" in sys.argv:
        for miss in result.misses:
            print(*miss)


if __name__ == "__main__":
    main()
