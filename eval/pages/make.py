#!/usr/bin/env python3
"""Make the pages that acta_page_read is measured on: every layout with several stories of the corpus, the same ones each time.

usage: make.py FOLDER [PAGES_A_LAYOUT]

FOLDER gets NAME.html files and gold.jsonl: {"file", "layout", "held", "text", "title", "published", "publisher", "url"} a line. The text is what
a reader is told of the story: standfirst, paragraphs, headings and lists, in the order of the page; not its headline, captions, quotations
pulled out of the text, or notices.
"""
import json
import os
import sys

import held
import kit
import seen

PAGES = 8


def pages(count=PAGES):
    """(name, bytes, gold) of every page."""
    stories = kit.read_stories()
    for is_held, layouts in ((False, seen.LAYOUTS), (True, held.LAYOUTS)):
        for layout in layouts:
            for n in range(count):
                name = f"{layout.__name__}-{n}"
                rnd = kit.chance(name)
                story = kit.a_story(stories, rnd, long=n % 3 == 2)
                html = layout(story, kit.World(stories, rnd))
                given = html.encode(getattr(layout, "charset", "utf-8"), "xmlcharrefreplace")
                yield name, given, {"layout": layout.__name__, "held": is_held, "text": "\n\n".join(story.gold), "title": story.title,
                                    "published": story.day, "publisher": story.publisher, "url": story.url if story.url in html else None}


def write(folder, count=PAGES):
    os.makedirs(folder, exist_ok=True)
    gold = []
    for name, given, told in pages(count):
        path = os.path.join(folder, name + ".html")
        with open(path, "wb") as f:
            f.write(given)
        gold.append({"file": path, **told})
    with open(os.path.join(folder, "gold.jsonl"), "w", encoding="utf-8") as f:
        f.writelines(json.dumps(g, ensure_ascii=False) + "\n" for g in gold)
    return gold


if __name__ == "__main__":
    write(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else PAGES)
