"""Cut a sentence into words as UD English does. The project's own tokenizer may take this one function's place."""
import re

URL = r"(?:https?://|www\.)[^\s<>\"]*[^\s<>\"',.;:!?)\]]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
ABBREVIATION = (r"(?:[A-Za-z]\.){2,}|[A-Z]\.(?=\s+\S)|(?:Mr|Mrs|Ms|Messrs|Dr|Prof|St|Ste|Gen|Col|Lt|Maj|Capt|Sgt|Cpl|Cmdr|Adm|Brig|Sen|Rep|Reps|Sens|"
                r"Gov|Rev|Hon|Pres|Supt|Insp|Amb|Jr|Sr|Inc|Corp|Ltd|Co|Bros|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Mon|Tue|Tues|"
                r"Wed|Thu|Thur|Thurs|Fri|Sat|Sun|No|Nos|vs|etc|Ph\.D|a\.m|p\.m|e\.g|i\.e)\.")
NUMBER = r"\d+(?:[.,:/]\d+)+|\d+(?:-\d+){2,}"
WORD = re.compile(rf"{URL}|{ABBREVIATION}|{NUMBER}|(?:[^\W_]|[\u0300-\u036f])+(?:['’.](?=[^\W_])(?:[^\W_]|[\u0300-\u036f])+)*|-{{2,}}|\.{{2,}}|''|``|\S")
PREFIX = set("non anti pro pre post mid ex re co multi semi neo pan inter intra extra sub ultra mini vice e".split())
CLITIC = re.compile(r"(?i)^(.+?)(n['’]t|['’](?:s|re|ve|ll|d|m))$")
FUSED = {"cannot": 3, "gonna": 3, "wanna": 3, "gotta": 3}


def words(text):
    """[(start, end)] in characters."""
    out = []
    for m in WORD.finditer(text):
        out += split(text, m.start(), m.end())
    return join_prefixes(text, out)


def split(text, start, end):
    """Take clitics off."""
    word = text[start:end]
    if word.lower() in FUSED:
        cut = start + FUSED[word.lower()]
        return [(start, cut), (cut, end)]
    m = CLITIC.match(word)
    if m:
        cut = start + m.start(2)
        return split(text, start, cut) + [(cut, end)]
    return [(start, end)]


def join_prefixes(text, spans):
    """Hyphens part words, but a prefix stays with what it stands before: `anti-war`, `mid-May`."""
    out = []
    i = 0
    while i < len(spans):
        a = spans[i]
        if (i + 2 < len(spans) and text[a[0]:a[1]].lower() in PREFIX and text[spans[i + 1][0]:spans[i + 1][1]] == "-"
                and a[1] == spans[i + 1][0] and spans[i + 1][1] == spans[i + 2][0]):
            out.append((a[0], spans[i + 2][1]))
            i += 3
        else:
            out.append(a)
            i += 1
    return out
