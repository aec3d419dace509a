"""Words to word pieces, exactly as MODEL.md says; the C reader in src/nn does the same."""
import unicodedata

MAX_PIECES = 16       # of one word; the rest of the word is not read
MAX_PART = 100        # characters of one part; a longer one is unknown
NO_LETTERS, LOWER, CAPITALISED, UPPER, MIXED = range(5)

CJK = ((0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F), (0x2B740, 0x2B81F),
       (0x2B820, 0x2CEAF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F))


def fold(word):
    """Lower case character by character, decomposed, without marks (Mn) and format characters (Cf)."""
    lower = "".join(c.lower() for c in word)
    return "".join(c for c in unicodedata.normalize("NFD", lower) if unicodedata.category(c) not in ("Mn", "Cf"))


def stands_alone(c):
    """Punctuation, symbols and CJK ideographs are parts of their own."""
    return unicodedata.category(c)[0] in "PS" or any(low <= ord(c) <= high for low, high in CJK)


def parts(word):
    out, open_part = [], False
    for c in fold(word):
        if stands_alone(c) or not open_part:
            out.append(c)
        else:
            out[-1] += c
        open_part = not stands_alone(c)
    return out


def letter_case(word):
    """Case class of a word, from its letters of category Lu, Lt (upper) and Ll (lower)."""
    letters = [unicodedata.category(c) in ("Lu", "Lt") for c in word if unicodedata.category(c) in ("Lu", "Lt", "Ll")]
    if not letters:
        return NO_LETTERS
    if not any(letters):
        return LOWER
    if letters[0] and not any(letters[1:]):
        return CAPITALISED
    return UPPER if all(letters) else MIXED


class Vocabulary:
    def __init__(self, pieces):
        self.pieces = list(pieces)
        self.index = {p: i for i, p in enumerate(self.pieces)}
        self.cls, self.sep, self.unknown = (self.index[p] for p in ("[CLS]", "[SEP]", "[UNK]"))
        self.mask = self.index.get("[MASK]", self.unknown)
        self.memory = {}

    def cut(self, part):
        """Greedy longest match; one [UNK] when any stretch has no piece."""
        if len(part) > MAX_PART:
            return [self.unknown]
        out, at = [], 0
        while at < len(part):
            for end in range(len(part), at, -1):
                piece = self.index.get(("##" if at else "") + part[at:end])
                if piece is not None:
                    break
            else:
                return [self.unknown]
            out.append(piece)
            at = end
        return out

    def word(self, word):
        found = self.memory.get(word)
        if found is None:
            found = [i for part in parts(word) for i in self.cut(part)][:MAX_PIECES] or [self.unknown]
            self.memory[word] = found
        return found


def windows(lengths, room=510):
    """Cut a sentence of words with these numbers of pieces into windows [first, end) of whole words."""
    out, first, used = [], 0, 0
    for i, n in enumerate(lengths):
        if used + n > room:
            out.append((first, i))
            first, used = i, 0
        used += n
    return out + [(first, len(lengths))]
