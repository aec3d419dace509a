#!/usr/bin/env python3
"""Main text, headline, day and publisher of pages: acta against what the pages were made from, and against other programs.

usage: page.py [--pages N] [--folder KEPT] [--rivals] [--layouts] [--worst N [LAYOUT]]

The pages are made by eval/pages/make.py in the manner of 28 kinds of site, N (8) of each. Token F is the mean over pages of the F1 of the
multisets of words; a headline that a program puts before the text is taken off for all alike. --rivals needs trafilatura and
resiliparse in the Python that runs this. --worst looks at the layouts that are not held out.
"""
import collections
import json
import os
import re
import subprocess
import sys
import tempfile
import time

import acta

sys.path.insert(0, os.path.join(acta.ROOT, "eval", "pages"))
import make  # noqa: E402


def tokens(text):
    return collections.Counter(re.findall(r"\w+", text.lower()))


def token_f(gold, text):
    g, t = tokens(gold), tokens(text)
    return acta.prf(sum((g & t).values()), sum(g.values()), sum(t.values()))


def without_title(text, title):
    """The text without the headline where it opens with it."""
    plain = " ".join(re.findall(r"\w+", title.lower()))
    lines = [line for line in text.split("\n") if line.strip()]
    while lines and " ".join(re.findall(r"\w+", lines[0].lower())) == plain:
        lines = lines[1:]
    return "\n".join(lines)


def by_acta(paths):
    tool = os.path.join(os.path.dirname(acta.command()), "tools", "acta-page")
    done = subprocess.run([tool, *paths], stdout=subprocess.PIPE, check=False)
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def by_trafilatura(paths):
    import trafilatura
    for path in paths:
        with open(path, "rb") as f:
            told = trafilatura.bare_extraction(f.read(), with_metadata=True, include_comments=False)
        told = told.as_dict() if told is not None and hasattr(told, "as_dict") else told or {}
        yield {"text": told.get("text") or "", "title": told.get("title"), "published": told.get("date"), "publisher": told.get("sitename"), "url": told.get("url")}


def by_resiliparse(paths):
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding
    for path in paths:
        with open(path, "rb") as f:
            given = f.read()
        html = bytes_to_str(given, detect_encoding(given))
        yield {"text": extract_plain_text(html, main_content=True, alt_texts=False, list_bullets=False)}


def same_name(one, other):
    return re.sub(r"\W+|^the ", "", (one or "").lower()) == re.sub(r"\W+|^the ", "", (other or "").lower())


RIGHT = {"title": same_name, "published": lambda a, b: (a or "")[:10] == b, "publisher": same_name, "url": lambda a, b: a == b}


def score(gold, told):
    """{measure: mean} and the F of each page."""
    each = [token_f(g["text"], without_title(t.get("text") or "", g["title"])) for g, t in zip(gold, told)]
    of = {name: sum(f[k] for f in each) / len(each) for k, name in ((2, "token F"), (0, "token precision"), (1, "token recall"))}
    for field, right in RIGHT.items():
        of[field] = sum(bool(right(t.get(field), g[field])) for g, t in zip(gold, told)) / len(gold)
    return of, [f[2] for f in each]


def split(gold, told):
    for name, held in (("seen", False), ("held out", True)):
        pairs = [(g, t) for g, t in zip(gold, told) if g["held"] == held]
        yield name, [g for g, _ in pairs], [t for _, t in pairs]


def measured(count=make.PAGES):
    with tempfile.TemporaryDirectory() as folder:
        gold = make.write(folder, count)
        return gold, by_acta([g["file"] for g in gold])


def rows(_):
    """For eval.py."""
    gold, told = measured()
    out = []
    for name, some, of in split(gold, told):
        figures, _ = score(some, of)
        out += [(f"pages, layouts {name}", measure, figures[measure]) for measure in ("token F", "title", "published", "publisher")]
    return out


def tell(name, gold, told):
    for part, some, of in split(gold, told):
        figures, _ = score(some, of)
        print(f"{name:12} {part:9}", *(f"{measure} {value:.3f}" for measure, value in figures.items()))


def by_layout(gold, told):
    _, each = score(gold, told)
    of = collections.defaultdict(list)
    for g, f in zip(gold, each):
        of[("held " if g["held"] else "") + g["layout"]].append(f)
    for layout, values in of.items():
        print(f"  {layout:24} {sum(values) / len(values):.3f}  least {min(values):.3f}")


def worst(gold, told, count, layout):
    pairs = [(token_f(g["text"], without_title(t.get("text") or "", g["title"])), g, t) for g, t in zip(gold, told) if not g["held"] and layout in ("", g["layout"])]
    for (p, r, f), g, t in sorted(pairs, key=lambda x: x[0][2])[:count]:
        missed, extra = tokens(g["text"]) - tokens(t["text"]), tokens(t["text"]) - tokens(g["text"])
        print(f"== {os.path.basename(g['file'])} P {p:.2f} R {r:.2f} F {f:.2f}\n-- gold\n{g['text'][:1500]}\n-- told\n{t['text'][:3000]}\n-- missed {sum(missed.values())} extra {sum(extra.values())}")


def main():
    words = sys.argv[1:]
    count = int(words[words.index("--pages") + 1]) if "--pages" in words else make.PAGES
    with tempfile.TemporaryDirectory() as folder:
        folder = words[words.index("--folder") + 1] if "--folder" in words else folder
        gold = acta.read_jsonl(folder, "gold.jsonl") if os.path.exists(os.path.join(folder, "gold.jsonl")) else make.write(folder, count)
        paths = [g["file"] for g in gold]
        for name, reader in [("acta", by_acta)] + ([("trafilatura", by_trafilatura), ("resiliparse", by_resiliparse)] if "--rivals" in words else []):
            started = time.process_time() if name != "acta" else os.times().children_user
            told = list(reader(paths))
            seconds = (time.process_time() if name != "acta" else os.times().children_user) - started
            tell(name, gold, told)
            print(f"{'':12} {1000 * seconds / len(paths):.1f} ms a page of {sum(map(os.path.getsize, paths)) / len(paths) / 1024:.0f} KiB")
            if "--layouts" in words:
                by_layout(gold, told)
            if "--worst" in words and name == "acta":
                more = words[words.index("--worst") + 1:]
                worst(gold, told, int(more[0]), more[1] if len(more) > 1 else "")


if __name__ == "__main__":
    main()
