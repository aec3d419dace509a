"""Tests of the training code: pieces, readers, decoding, the container, the split. Run with pytest; needs no data but the corpus."""
import itertools
import os
import sys

import pytest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "tools")]

import corpus  # noqa: E402
import data  # noqa: E402
import labels  # noqa: E402
import pieces  # noqa: E402
from words import words  # noqa: E402


def cut(text):
    return [text[a:b] for a, b in words(text)]


VOCABULARY = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "er", "##dog", "##an", "un", "##able", "-", "'", "t", "n", "€", "20", "北", "京", "a"]


def pieces_of(word):
    return [VOCABULARY[i] for i in pieces.Vocabulary(VOCABULARY).word(word)]


def test_pieces_are_longest_first_and_folded():
    assert pieces_of("Erdoğan") == ["er", "##dog", "##an"]
    assert pieces_of("n't") == ["n", "'", "t"]
    assert pieces_of("€20") == ["€", "20"]
    assert pieces_of("北京") == ["北", "京"]


def test_a_part_without_pieces_is_unknown_and_a_word_is_never_empty():
    assert pieces_of("unx-unable") == ["[UNK]", "-", "un", "##able"]
    assert pieces_of("") == ["[UNK]"] == pieces_of("\u0301") == pieces_of("a" * 101)
    assert len(pieces_of("-" * 40)) == pieces.MAX_PIECES


@pytest.mark.parametrize("word,case", [("2,000", 0), ("北京", 0), ("talks", 1), ("n't", 1), ("Ankara", 2), ("A", 2), ("U.N.", 3), ("NATO", 3),
                                       ("McLean", 4), ("iOS", 4), ("É", 2), ("ÉTÉ", 3), ("北A", 2)])
def test_letter_case(word, case):
    assert pieces.letter_case(word) == case


def test_windows_hold_whole_words():
    lengths = [3] * 400
    got = pieces.windows(lengths)
    assert [i for a, b in got for i in range(a, b)] == list(range(400))
    assert all(sum(lengths[a:b]) <= 510 for a, b in got) and len(got) == 3
    assert pieces.windows([1]) == [(0, 1)]


def test_words_follow_ud():
    assert cut("They can't re-elect the vice-president's long-term ally.") == [
        "They", "ca", "n't", "re-elect", "the", "vice-president", "'s", "long", "-", "term", "ally", "."]
    assert cut("U.N. envoys cannot pay $1.5 at 9:30 a.m. on Sept. 3") == [
        "U.N.", "envoys", "can", "not", "pay", "$", "1.5", "at", "9:30", "a.m.", "on", "Sept.", "3"]
    text = "Gen. O'Neil (ret.) said: “No”—twice..."
    assert "".join(cut(text)) == text.replace(" ", "")


CONLLU = """# sent_id = x-1
# text = I don't say "no".
1\tI\tI\tPRON\tPRP\t_\t4\tnsubj\t_\t_
2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdo\tdo\tAUX\tVBP\t_\t4\taux\t_\t_
3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_
4\tsay\tsay\tVERB\tVB\t_\t0\troot\t_\t_
5\t"\t"\tPUNCT\t``\t_\t6\tpunct\t_\t_
6\tno\tno\tINTJ\tUH\t_\t4\tobj:strange\t_\t_
7\t"\t"\tPUNCT\t''\t_\t6\tpunct\t_\t_
8\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_
"""


def test_conllu_words_lie_where_they_stand():
    s = data.sentence(CONLLU.strip().split("\n"))
    assert s["words"] == ["I", "do", "n't", "say", '"', "no", '"', "."]
    assert [s["text"][a:b] for a, b in s["spans"]] == s["words"]
    assert labels.REL[s["rel"][5]] == "obj" and s["head"][3] == 0


def test_parts_that_the_text_does_not_spell_share_it():
    rows = ["# sent_id = y", "# text = vamonos ya", "1-2\tvamonos\t_\t_\t_\t_\t_\t_\t_\t_", "1\tvamos\t_\tVERB\tVB\t_\t0\troot\t_\t_",
            "2\tnos\t_\tPRON\tPRP\t_\t1\tobj\t_\t_", "3\tya\t_\tADV\tRB\t_\t1\tadvmod\t_\t_"]
    s = data.sentence(rows)
    assert s["spans"][0][0] == 0 and s["spans"][1][1] == 7 and s["words"][2] == "ya"


def test_names_of_words():
    spans = words("Mr. Omar Haddad met Maltese envoys")
    text = "Mr. Omar Haddad met Maltese envoys"
    got = data.spans_to_bio(spans, [(4, 15, "PER"), (text.index("Maltese"), text.index(" envoys"), None)])
    assert got == [0, labels.NER.index("B-PER"), labels.NER.index("I-PER"), 0, data.MASK, 0]
    assert data.untitled("Prime Minister Ana Ilves") == "Ana Ilves" and data.untitled("President") == ""


REPORT = """==================================================
Two of a word
:id t-1
:published 2020-02-03
==================================================
Ruritania frees 3

The king met the envoy on Monday. The king
freed 3 rebels; he met no one else.
---
event RETREAT release
  trigger    "freed"
  also       "frees"
  actor      "The king" -> RUR GOV
  recipient  "rebels" -> RUR REB
  size       released 3
event CONSULT
  trigger    "met" in "he met no one"
  status     negated
  actor      "he" -> RUR GOV
entity PER "the king" -> RUR GOV
  alias      "The king"
"""


def labelled_report(tmp_path, text):
    """The report's sentences, labelled as if every word depended on the next one: a span's anchor is its last word."""
    pytest.importorskip("torch")
    import corpus_sets
    report, = corpus.read(write(tmp_path, text))
    group = []
    for spans in corpus_sets.cut_by_rule([report.text])[0]:
        group.append({"words": [report.text[a:b] for a, b in spans], "spans": spans, "report": "t-1", "tags": ["NOUN"] * len(spans),
                      "heads": [i + 2 for i in range(len(spans) - 1)] + [0]})
    corpus_sets.label(report, group, {"Ruritanian"})
    return group


def test_events_are_labelled_at_their_anchors(tmp_path):
    group = labelled_report(tmp_path, REPORT)
    told = {(s["words"][t["word"]], labels.TRIGGER[k]): (s, t) for s in group for t in s["triggers"] for k in t["types"]}
    assert set(told) == {("frees", "RETREAT"), ("freed", "RETREAT"), ("met", "CONSULT")}
    s, freed = told["freed", "RETREAT"]
    marked = {(labels.ROLE[k], s["words"][i]) for k, row in enumerate(freed["role"]) for i, g in enumerate(row) if g == 1}
    assert marked == {("actor", "king"), ("recipient", "rebels")}
    assert freed["events"] == told["frees", "RETREAT"][1]["events"] != told["met", "CONSULT"][1]["events"]
    assert labels.STATUS[told["met", "CONSULT"][1]["status"]] == "negated"
    assert {labels.MODE[m] for m in freed["modes"]} == {"RETREAT release"}


def test_mentions_and_names(tmp_path):
    text = REPORT.replace("Ruritania frees 3\n", "Ruritania frees 3 Ruritanian rebels\n").replace('"rebels" -> RUR', '"rebels"#2 -> RUR')
    text += 'entity GPE "Ruritania" -> RUR\n  alias      "Ruritania"\n'
    group = labelled_report(tmp_path, text)
    title = group[0]
    assert [labels.NER[i] for i in title["ner"]] == ["B-LOC", "O", "O", "B-NORP", "O"]
    assert [labels.MENTION[i] for i in title["mention"]] == ["B", "O", "O", "O", "O"]
    last = group[2]
    assert [labels.MENTION[i] for i in last["mention"][:2]] == ["B", "I"]
    assert last["words"][6] == "he" and last["mention"][6] == 1, "an actor, though nobody listed it as an alias"


def test_other_names_keep_kinds_and_labels(tmp_path):
    import random
    from renaming import Renaming
    text = REPORT.replace("Ruritania frees 3\n", "Ruritania frees 3 Ruritanian rebels\n").replace('"rebels" -> RUR', '"rebels"#2 -> RUR')
    text += 'entity GPE "Ruritania" -> RUR\n  alias      "Ruritania"\n'
    group = labelled_report(tmp_path, text)
    renaming = Renaming([group], {"Ruritanian", "Syldavian"})
    renaming.pools = {"place": ["Syldavia"], "people": ["Syldavian"], "country": ["Syldavia"]}
    seen = {tuple(renaming.words(group, random.Random(n))[0]) for n in range(60)}
    assert all(len(words) == len(group[0]["words"]) for words in seen)
    assert {words[0] for words in seen} == {"Ruritania", "Syldavia"} and {words[3] for words in seen} == {"Ruritanian", "Syldavian"}
    assert all(words[1] == "frees" and words[4] == "rebels" for words in seen)
    assert len({words[2] for words in seen}) > 5 and all(words[2].isdigit() for words in seen), "numbers are drawn"


def write(folder, text):
    path = os.path.join(folder, "r.txt")
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)
    return path


def test_corpus_spans_are_the_quoted_words(tmp_path):
    report, = corpus.read(write(tmp_path, REPORT))
    assert report.errors == []
    freed, met, king = report.records
    words_at = lambda span: report.text[slice(*span)]
    assert words_at(freed["trigger"]) == "freed" and words_at(freed["also"][0]) == "frees"
    assert freed["actor"][0]["span"][0] == report.text.index("The king freed"), "the occurrence of the trigger's own sentence"
    assert met["trigger"][0] == report.text.rindex("met") and met["status"] == "negated"
    assert len(king["alias"]) == 2 and freed["size"] == {"released": 3}


@pytest.mark.parametrize("old,new,what", [
    ('"freed"', '"met"', "stands 2 times"), ("RETREAT release", "RETREAT visit", "has no mode visit"), ("RETREAT", "RETREET", "no event type"),
    ('"rebels"', '"lions"', "not in the report"), ("GOV\n  recipient", "KNG\n  recipient", "no sector"), (":id t-1\n", "", "no :id"),
    ("status     negated", "status     maybe", "no status"), ("released 3\n", "released three\n", "not `size"), ("---\n", "", "no ---"),
    ("  also", "  too ", "no field too"), ("2020-02-03", "3 Feb", "not YYYY-MM-DD")])
def test_corpus_mistakes_are_told(tmp_path, old, new, what):
    assert old in REPORT
    report, = corpus.read(write(tmp_path, REPORT.replace(old, new, 1)))
    assert any(what in e for e in report.errors), report.errors


def test_the_split_never_moves():
    assert [i for i in range(1, 61) if corpus.split_of(f"asi-{i:03}") != "train"] == [3, 19, 24, 26, 27, 29, 40, 41, 42, 59]
    assert corpus.split_of("a") == corpus.split_of("foobar") == "test", "FNV-1a gives e40c292c and bf9cf968, both 0 modulo 20"


def test_bad_input_does_not_raise(tmp_path):
    for end in range(0, len(REPORT), 7):
        corpus.read(write(tmp_path, REPORT[:end]))
        corpus.read(write(tmp_path, REPORT[end:]))


def every_tree(n):
    for heads in itertools.product(range(n + 1), repeat=n):
        if heads.count(0) == 1 and all(reaches_root(heads, d) for d in range(1, n + 1)):
            yield heads


def reaches_root(heads, d):
    seen = set()
    while d and d not in seen:
        seen.add(d)
        d = heads[d - 1]
    return d == 0


def test_tree_is_the_best_of_all():
    np = pytest.importorskip("numpy")
    import decode
    rng = np.random.default_rng(3)
    for n in [1, 2, 3, 4, 5] * 8:
        s = rng.normal(size=(n + 1, n + 1))
        total = lambda heads: sum(s[d, h] for d, h in enumerate(heads, 1))
        assert total(decode.tree(s)) == pytest.approx(max(map(total, every_tree(n))))


def test_viterbi_never_begins_inside():
    np = pytest.importorskip("numpy")
    import decode
    scores = np.random.default_rng(5).normal(size=(60, len(labels.NER)))
    tags = decode.viterbi(scores, labels.NER)
    assert all(not t.startswith("I") or p[1:] == t[1:] and p != "O" for p, t in zip(["O"] + tags, tags))
    assert decode.phrases(["B-PER", "I-PER", "O", "B-LOC", "B-LOC"]) == [(0, 2, "PER"), (3, 4, "LOC"), (4, 5, "LOC")]


def test_container_round_trip(tmp_path):
    torch = pytest.importorskip("torch")
    pytest.importorskip("xxhash")
    import export
    import model as network
    torch.manual_seed(7)
    model = network.Model(len(VOCABULARY)).eval()
    path = os.path.join(tmp_path, "m.weights")
    limits = {"trigger": [0.5] * len(labels.TRIGGER), "role": [0.5] * len(labels.ROLE)}
    export.write(path, export.sections_of(model, VOCABULARY, {"name": "test"}, limits))
    again, sections = export.load(path)
    assert sections["vocab"].value().split("\n")[:-1] == VOCABULARY and sections["info"].value() == "name: test\n"
    words_read = ["Erdoğan", "unable", "20"]
    vocabulary = pieces.Vocabulary(VOCABULARY)
    with torch.inference_mode():
        a, b = (m.slices(network.sentence_rows(m, vocabulary, words_read)) for m in (model, again))
        assert torch.allclose(model.arcs(a), again.arcs(b), atol=0.05) and a["tag"].shape[1] == 4
    export.write(path + "2", export.sections_of(again, VOCABULARY, {"name": "test"}, limits))
    same = {n: s.array.tobytes() for n, s in export.read(path + "2").items()}
    assert all(same[n] == s.array.tobytes() for n, s in sections.items() if not n.startswith("embed.word"))
    with open(path, "r+b") as f:
        f.seek(-9, 2)
        f.write(b"\x55")
    with pytest.raises(ValueError):
        export.read(path)
