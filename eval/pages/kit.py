"""What pages are made of: stories out of our own corpus, and the things that sites set around a story.

A layout is a function (story, world) -> html. It writes the story's paragraphs through the methods of Story, which note what was told: that
is the gold text. Headlines, days and names are the story's; menus, boxes, comments and advertisements are the world's.
"""
import glob
import html
import os
import random
import re

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

MONTHS = "January February March April May June July August September October November December".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
NAMES = """Amina Yusuf|Daniel Okoro|Maria Fuentes|Tom Becker|Leila Haddad|Nguyen Thi Lan|Peter Kimani|Sarah Whitfield|Rahul Menon|Olga Petrenko|Joao Batista|
Farida Rahimi|Michael O'Dowd|Chen Wei|Nino Beridze|Kofi Mensah|Ana Lucia Torres|Hassan Mahmoud|Ingrid Solberg|Thandi Nkosi""".replace("\n", "").split("|")
COMMENTS = [
    "I have lived in this town for thirty years and I have never seen anything handled so badly. Somebody should answer for it.",
    "Well said. The people at the top never pay, it is always the little man who does.", "First!", "This is old news, my cousin told me about it last week.",
    "Can the editor please check the figures? I counted twice and they do not add up to what the headline says.",
    "Typical. They talk and talk, and in the end nothing is done, and the roads are still full of holes.",
    "Thank you for reporting this. No other paper in the region has written a single word about what happened there.",
    "You are all missing the point. The question is who gains from it, and I think we all know the answer to that one.",
    "I disagree with the comment above. My brother served there for two years and he says that the situation is quite different from what is told here.",
    "LOL", "Why is there no picture of the minister? He was on every front page before the election.", "God help us all.",
    "What about the promises they made in 2015? Not one of them was kept, and nobody in the press ever asks about them any more.",
    "It would be more useful to know what this costs the taxpayer. Ten million here and ten million there, soon we are talking about real money.",
    "Great article, very informative, keep up the good work! Visit my profile to learn how I earn from home.",
    "The army should stay in its barracks. We tried the other way in the past, and everybody remembers how that went.",
    "Let us wait for the facts before we judge. The first reports are almost always wrong in cases like this one."]
PROMOS = [
    "Get the day's top stories in your inbox every morning. By signing up you agree to our terms of use and privacy policy.",
    "Independent journalism costs money. If you value what we do, please consider supporting us from as little as one dollar a month.",
    "Download our app for faster news on the go. Available now for Android and iPhone in all stores.",
    "Join our channel to receive breaking news directly on your phone, free of charge and without advertisements."]
COOKIES = [
    "We and our 842 partners store and access information on your device, such as unique IDs in cookies, to process personal data. You may accept or manage your "
    "choices by clicking below, including your right to object where legitimate interest is used, or at any time in the privacy policy page.",
    "This website uses cookies to give you the best experience. By continuing to browse the site you are agreeing to our use of cookies. Find out more here.",
    "Your privacy matters to us. We use cookies to personalise content and ads, to provide social media features and to analyse our traffic."]
BIOS = [
    "has covered defence and diplomacy for more than a decade and was twice named reporter of the year. Follow on social media for updates.",
    "is a senior correspondent based in the region. Before joining the newsroom, the author worked for several international agencies.",
    "writes about politics and security. Send tips and corrections to the newsdesk; the editors read every message."]
CAPTIONS = [
    "Soldiers stand guard on a street in the capital in this file photo taken last year.", "A woman walks past a shuttered market, where traders say business has fallen by half.",
    "The minister arrives for talks at the presidential palace. He made no comment to reporters.", "Smoke rises over the eastern district after a blast, as seen from a nearby hill.",
    "Delegates take their seats before the opening session of an earlier summit."]
SUBHEADS = ["What happened", "How it began", "Reactions", "A long dispute", "Background", "What comes next", "'We saw nothing'", "No end in sight", "Pressure grows", "Old promises"]
ADS = ["Advertisement", "ADVERTISEMENT", "Sponsored content", "Article continues after this ad"]
SECTIONS = ["World", "Politics", "Business", "Sport", "Opinion", "Culture", "Science", "Health", "Travel", "Video", "Weather", "Jobs", "Cars", "Property", "Obituaries"]


def esc(text):
    return html.escape(text, quote=False)


class Story:
    """One report, told once; `gold` is what the layout has let it tell."""

    def __init__(self, title, paragraphs, day, rnd):
        self.title, self.paragraphs, self.day, self.rnd = title, paragraphs, day, rnd
        self.gold, self.author, self.section = [], rnd.choice(NAMES), rnd.choice(SECTIONS[:5])
        self.publisher = self.url = self.site = None
        self.seen_day = day
        self.number = rnd.randrange(100000, 9999999)

    def at(self, site, publisher, path="/{section}/{y}/{m:02d}/{d:02d}/{slug}"):
        """Where it is published."""
        self.site, self.publisher = site, publisher
        self.url = f"https://{site}" + path.format(section=self.section.lower(), y=self.y, m=self.m, d=self.d, slug=self.slug, n=self.number)

    @property
    def y(self):
        return int(self.day[:4])

    @property
    def m(self):
        return int(self.day[5:7])

    @property
    def d(self):
        return int(self.day[8:])

    @property
    def slug(self):
        return re.sub(r"[^a-z0-9]+", "-", self.title.lower()).strip("-")[:60].strip("-")

    def stamp(self, zone="+00:00"):
        return f"{self.day}T{self.rnd.randrange(6, 22):02d}:{self.rnd.randrange(60):02d}:00{zone}"

    def later(self):
        """A stamp of a change, days after."""
        return f"{self.y}-{self.m:02d}-{min(self.d + 2, 28):02d}T11:20:00+00:00" if self.d < 27 else f"{self.y + (self.m == 12)}-{self.m % 12 + 1:02d}-02T08:00:00Z"

    @property
    def long_day(self):
        return f"{self.d} {MONTHS[self.m - 1]} {self.y}"

    @property
    def us_day(self):
        return f"{MONTHS[self.m - 1]} {self.d}, {self.y}"

    def tell(self, text):
        """Note it as told, and give it as HTML."""
        self.gold.append(text)
        return esc(text)

    def rich(self, text, links=0.3, href="/topic/"):
        """Told, with words here and there linked or in italics, as editors do."""
        self.gold.append(text)
        words = text.split(" ")
        if len(words) > 12 and self.rnd.random() < links:
            at, length = self.rnd.randrange(2, len(words) - 5), self.rnd.randrange(1, 4)
            shown = [esc(w) for w in words]
            shown[at] = f'<a href="{href}{self.rnd.randrange(9999)}">' + shown[at]
            shown[at + length - 1] += "</a>"
            return " ".join(shown)
        return esc(text)

    def body(self, tag="p", attributes="", between=None, links=0.3, subheads=None, first=""):
        """All paragraphs, each in its element. between: {after paragraph n: html}. subheads: the element of headings set in between."""
        out, between = [], between or {}
        for n, paragraph in enumerate(self.paragraphs):
            if subheads and n and n % 4 == 0:
                out.append(f"<{subheads}>{self.tell(self.rnd.choice(SUBHEADS))}</{subheads.split()[0]}>")
            a = (attributes + " " + first if n == 0 else attributes).strip()
            out.append(f"<{tag}{' ' + a if a else ''}>{self.rich(paragraph, links)}</{tag}>")
            if n in between:
                out.append(between[n])
        return "\n".join(out)


class World:
    """Everything that is not the story."""

    def __init__(self, stories, rnd):
        self.stories, self.rnd = stories, rnd

    def other(self):
        return self.rnd.choice(self.stories)

    def headline(self):
        return esc(self.other()[0])

    def teaser(self):
        return esc(self.other()[1][0])

    def link(self, attributes=""):
        title, *_ = self.other()
        return f'<a {attributes} href="/news/{self.rnd.randrange(10**6)}/{re.sub("[^a-z]+", "-", title.lower())[:40]}">{esc(title)}</a>'

    def links(self, n, tag="li", attributes=""):
        return "\n".join(f"<{tag}>{self.link(attributes)}</{tag}>" for _ in range(n))

    def menu(self, n=10, cls="menu-item"):
        return "".join(f'<li class="{cls}"><a href="/{s.lower()}">{s}</a></li>' for s in self.rnd.sample(SECTIONS, n))

    def person(self):
        return self.rnd.choice(NAMES)

    def comment(self):
        return self.rnd.choice(COMMENTS)

    def promo(self):
        return self.rnd.choice(PROMOS)

    def cookie(self):
        return self.rnd.choice(COOKIES)

    def caption(self):
        return self.rnd.choice(CAPTIONS)

    def ad(self):
        return self.rnd.choice(ADS)

    def bio(self):
        return self.rnd.choice(BIOS)

    def script(self, lines=12):
        """Code, some of which looks like markup."""
        out = ["(function(w,d){'use strict';var q=w.dataLayer=w.dataLayer||[];"]
        for i in range(lines):
            out.append(f"q.push({{'event':'slot{i}','html':'<div class=\"ad\"><p>Slot {i} of the page is filled here.</p></div>','n':{self.rnd.randrange(10**6)}}});if(a<b&&c>d){{e()}}")
        return "<script>" + "\n".join(out) + "})(window,document);</script>"


def read_stories():
    """(title, paragraphs, day) of reports of the corpus, in its order: those with a headline, a day and a text of some length. From a
    fixed part of it, so that pages stay the same when the corpus grows."""
    out, seen = [], set()
    for path in sorted(glob.glob(os.path.join(ROOT, "corpus", "w[a-k]-*.txt"))):
        with open(path, encoding="utf-8") as f:
            reports = re.findall(r"^={10,}\n[^\n]*\n((?::[^\n]*\n)*)={10,}\n(.*?)\n---$", f.read(), re.M | re.S)
        for head, text in reports:
            day = re.search(r"^:published (\d{4}-\d\d-\d\d)$", head, re.M)
            parts = [" ".join(p.split()) for p in text.split("\n\n") if p.strip()]
            headed = len(parts) >= 4 and len(parts[0]) < 110 and parts[0][-1] not in ".!?:\"”" and all(len(p) > 25 for p in parts[1:])
            if headed and day and day.group(1) >= "1996" and parts[0] not in seen:
                seen.add(parts[0])
                out.append((parts[0], parts[1:], day.group(1)))
    return out


def a_story(stories, rnd, long=False):
    title, paragraphs, day = rnd.choice(stories)
    paragraphs = list(paragraphs)
    for _ in range(rnd.randrange(1, 4) if long else 0):
        paragraphs += rnd.choice(stories)[1][1:]
    return Story(title, paragraphs, day, rnd)


def chance(*words):
    """The chances of one page, always the same for the same words."""
    return random.Random("/".join(map(str, words)))
