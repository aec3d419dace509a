"""What the command reads (folders, lines, pages, web archives, packed files) and how it writes, in good days and bad ones.

    ACTA=build/acta ACTA_DATA=build/acta.data python3 -m unittest discover -s test/cli
"""
import gzip
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
import unittest
import zlib

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from test_cli import ACTA, DATA, REPORT, WithFolder, acta, lines, records  # noqa: E402

ZSTD = shutil.which("zstd")
FRENCH = "Le ministre des affaires étrangères est arrivé lundi à Tunis pour des entretiens avec son homologue sur la situation à la frontière."


def zstd(content, *words):
    return subprocess.run([ZSTD, "-q", "-c", *words], input=content, stdout=subprocess.PIPE, check=True).stdout


def page(n, body="Peru released 14 Ecuadorean fishermen on Monday, the foreign ministry said. Ecuador condemned the arrests and recalled its envoy."):
    return (f"<!doctype html><html lang=en><head><meta charset=utf-8><title>Peru frees fishermen {n}</title>"
            f"<meta property='article:published_time' content='2011-04-04T10:00:00Z'></head><body><article><h1>Peru frees fishermen {n}</h1>"
            f"<p>{body}</p><p>\"They were treated well,\" Foreign Minister Ana Salcedo told reporters in Lima.</p></article></body></html>").encode()


def answer(body, kind="text/html; charset=UTF-8", status="200 OK", *fields):
    head = "\r\n".join([f"HTTP/1.1 {status}", f"Content-Type: {kind}", *fields])
    return head.encode() + b"\r\n\r\n" + body


def record(n, block, kind="response", content="application/http; msgtype=response", length=None, version="1.0"):
    head = (f"WARC/{version}\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{n:012d}>\r\n"
            f"WARC-Date: 2011-04-05T00:00:00Z\r\nWARC-Target-URI: https://example.org/{n}\r\nContent-Type: {content}\r\n"
            f"Content-Length: {len(block) if length is None else length}\r\n\r\n")
    return head.encode() + block + b"\r\n\r\n"


def uuid(n):
    return f"00000000-0000-0000-0000-{n:012d}"


def three_pages():
    return [record(n, answer(page(n))) for n in (1, 2, 3)]


class Coded(WithFolder):
    def documents(self, *words, given=b"", status=0, env=None):
        """(documents, standard error)"""
        got, out, err = acta("code", "--kind", "document", *words, given=given, env=env)
        self.assertEqual(got, status, err)
        return records(out), err

    def ids(self, *words, **more):
        found, _ = self.documents(*words, **more)
        return [d["id"] for d in found]


class Folders(Coded):
    def test_files_come_in_the_order_of_their_names_and_are_named_by_their_place(self):
        for name in ("b/2.txt", "b/10.txt", "a.html", "c.txt.gz", "b/deep/x.jsonl", "b-side.txt", ".hidden.txt", "b/.git/x.txt"):
            os.makedirs(os.path.dirname(os.path.join(self.folder, name)), exist_ok=True)
            content = page(1) if name.endswith("html") else lines({"id": "line", "text": REPORT}) if name.endswith("jsonl") else REPORT.encode()
            self.file(name, gzip.compress(content) if name.endswith("gz") else content)
        self.assertEqual(self.ids(self.folder), ["a.html", "b/10", "b/2", "line", "b-side", "c"])
        self.assertEqual(self.ids(self.folder + "/"), self.ids(self.folder))

    def test_a_folder_without_files_is_no_error(self):
        self.assertEqual(self.ids(self.folder), [])

    def test_a_link_in_a_circle_is_told_and_not_followed(self):
        os.mkdir(os.path.join(self.folder, "a"))
        self.file("a/r.txt", REPORT)
        os.symlink("..", os.path.join(self.folder, "a", "up"))
        os.symlink("nowhere", os.path.join(self.folder, "lost"))
        found, err = self.documents(self.folder, status=3)
        self.assertEqual([d["id"] for d in found], ["a/r"])
        self.assertRegex(err, r"a/up: a link back to a folder above it")
        self.assertRegex(err, r"lost: a link to nothing")

    def test_a_folder_that_may_not_be_read_is_told(self):
        os.mkdir(os.path.join(self.folder, "shut"))
        self.file("r.txt", REPORT)
        os.chmod(os.path.join(self.folder, "shut"), 0)
        self.addCleanup(os.chmod, os.path.join(self.folder, "shut"), 0o700)
        become = None
        if os.geteuid() == 0:        # root may read everything: be somebody else
            os.chmod(self.folder, 0o755)
            become = 65534
        try:
            done = subprocess.run([ACTA, "code", "--kind", "document", self.folder], capture_output=True, env=dict(os.environ, ACTA_DATA=DATA),
                                  user=become, check=False)
        except PermissionError:
            self.skipTest("the program cannot be run by another user here")
        if b"cannot" in done.stderr and b"acta.data" in done.stderr:
            self.skipTest("the data file cannot be read by another user here")
        self.assertEqual(done.returncode, 3, done.stderr)
        self.assertRegex(done.stderr.decode(), r"shut: Permission denied")
        self.assertEqual([d["id"] for d in records(done.stdout)], ["r"])

    def test_what_the_run_writes_itself_is_not_read(self):
        self.file("r.txt", REPORT)
        out, failed, db = (os.path.join(self.folder, name) for name in ("out.jsonl", "failed.jsonl", "news.db"))
        for _ in range(2):
            status, _, err = acta("code", self.folder, "-o", out, "--quarantine", failed)
            self.assertEqual((status, err), (0, ""))
        os.unlink(out)
        os.unlink(failed)
        status, _, err = acta("ingest", "--db", db, self.folder)
        self.assertEqual(status, 0, err)
        self.assertIn("1 reports kept", err)

    def test_lines_that_begin_with_none(self):
        """The first line is empty, before any room for lines was made."""
        found, err = self.documents("--jsonl", "-", given=b"\n\n" + json.dumps({"id": "one", "text": "Peru released 14 fishermen on Monday."}).encode() + b"\n\n")
        self.assertEqual(([d["id"] for d in found], err), (["one"], ""))
        self.assertEqual(self.documents("--jsonl", "-", given=b"\n")[0], [])

    def test_what_is_no_report_is_told_by_its_kind(self):
        self.file("a.pdf", b"%PDF-1.4 ...")
        self.file("b.zip", b"PK\x03\x04....")
        self.file("c.gz", gzip.compress(gzip.compress(b"x")))
        self.file("r", REPORT)
        found, err = self.documents(self.folder, status=3)
        self.assertEqual([d["id"] for d in found], ["r"])
        for word in ("a PDF document", "a ZIP archive", "packed twice"):
            self.assertIn(word, err)


class Packed(Coded):
    def test_gzip_of_text_and_lines_under_any_name(self):
        self.assertEqual(self.ids(self.file("r.txt.gz", gzip.compress(REPORT.encode()))), ["r"])
        self.assertEqual(self.ids(self.file("odd", gzip.compress(REPORT.encode()))), ["odd"])
        rows = [lines({"id": str(n), "text": REPORT}) for n in range(5)]
        self.assertEqual(self.ids(given=gzip.compress(b"".join(rows))), list("01234"))
        self.assertEqual(self.ids("-", given=b"".join(gzip.compress(r) for r in rows)), list("01234"))

    def test_records_are_the_same_packed_or_not(self):
        plain = acta("code", self.file("r.txt", REPORT))[1]
        self.assertEqual(acta("code", self.file("r.txt.gz", gzip.compress(REPORT.encode())))[1], plain)

    @unittest.skipUnless(ZSTD, "needs the program zstd")
    def test_zstd_of_text_lines_and_archives(self):
        rows = lines(*({"id": str(n), "text": REPORT} for n in range(5)))
        self.assertEqual(self.ids(self.file("x.jsonl.zst", zstd(rows))), list("01234"))
        self.assertEqual(self.ids(given=zstd(rows[:200]) + zstd(rows[200:])), list("01234"))
        self.assertEqual(self.ids(self.file("x.warc.zst", b"".join(zstd(r) for r in three_pages()))), [uuid(n) for n in (1, 2, 3)])

    @unittest.skipUnless(ZSTD, "needs the program zstd")
    def test_zstd_with_a_dictionary_frame(self):
        pages = [record(n, answer(page(n))) for n in range(40)]
        for n, content in enumerate(pages):
            self.file(f"{n}.sample", content)
        words = os.path.join(self.folder, "words")
        subprocess.run([ZSTD, "-q", "--train", "--maxdict=4096", *(os.path.join(self.folder, f"{n}.sample") for n in range(40)), "-o", words], check=True)
        with open(words, "rb") as f:
            dictionary = f.read()
        frames = b"".join(zstd(p, "-D", words) for p in pages)
        for held in (dictionary, zstd(dictionary)):
            frame = (0x184D2A5D).to_bytes(4, "little") + len(held).to_bytes(4, "little") + held
            self.assertEqual(self.ids(self.file("d.warc.zst", frame + frames)), [uuid(n) for n in range(40)])
            _, err = self.documents(self.file("cut.warc.zst", frame[:100]), status=1)
            self.assertIn("dictionary", err)

    def test_damage_costs_what_it_touches(self):
        members = [gzip.compress(lines({"id": str(n), "text": REPORT})) for n in range(6)]
        members[2] = members[2][:40] + b"\xff\xff\xff\xff" + members[2][44:]
        found, err = self.documents(self.file("x.jsonl.gz", b"".join(members)), status=3)
        ids = [d["id"] for d in found]
        self.assertEqual(ids[-3:], ["3", "4", "5"])
        self.assertEqual(ids[:2], ["0", "1"])
        self.assertRegex(err, r"x\.jsonl\.gz.*(damaged|cut short)")

    def test_what_breaks_off_is_told(self):
        whole = gzip.compress(b"".join(lines({"id": str(n), "text": REPORT + str(random.Random(n).random())}) for n in range(50)))
        found, err = self.documents(self.file("x.jsonl.gz", whole[:-500]), status=3)
        self.assertGreater(len(found), 5)
        self.assertRegex(err, r"x\.jsonl\.gz.*cut short")
        _, err = self.documents(self.file("r.txt.gz", gzip.compress(REPORT.encode())[:-20]), status=1)
        self.assertRegex(err, r"r\.txt\.gz: cut short")

    def test_garbage_behind_gzip_is_told_and_padding_is_not(self):
        rows = gzip.compress(lines({"id": "a", "text": REPORT}))
        self.assertEqual(self.ids(given=rows + b"\0" * 512), ["a"])
        found, err = self.documents(given=rows + b"garbage", status=3)
        self.assertEqual(len(found), 1)
        self.assertIn("no gzip", err)


def measured(words, given=b""):
    """(status, standard error, greatest resident size in MiB, seconds) of a run whose output is thrown away."""
    started = time.time()
    with subprocess.Popen([ACTA, *words], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=dict(os.environ, ACTA_DATA=DATA)) as run:
        try:
            run.stdin.write(given)
            run.stdin.close()
        except BrokenPipeError:
            pass
        err = run.stderr.read().decode()
        _, status, used = os.wait4(run.pid, 0)
        run.returncode = os.waitstatus_to_exitcode(status)
    return run.returncode, err, used.ru_maxrss / 1024, time.time() - started


class Bombs(Coded):
    """A sanitizer takes several times the memory, so the bound is a wide one; without it everything would be held."""
    BOUND_MB = 1500

    @classmethod
    def setUpClass(cls):
        packer, block, parts = zlib.compressobj(9, zlib.DEFLATED, 31), b"a" * (1 << 20), []
        for _ in range(600):
            parts.append(packer.compress(block))
        cls.bomb = b"".join(parts) + packer.flush()

    def test_a_text_of_600_megabytes_in_600_kilobytes(self):
        status, err, size, _ = measured(["code", self.file("r.txt.gz", self.bomb)])
        self.assertEqual(status, 1)
        self.assertIn("longer than 1 MiB", err)
        self.assertLess(size, self.BOUND_MB)

    def test_a_line_without_end(self):
        status, err, size, _ = measured(["code", self.file("x.jsonl.gz", self.bomb)])
        self.assertEqual(status, 1)
        self.assertIn("unpacks to more than 256 MiB, 100 times its size, without a report", err)
        self.assertLess(size, self.BOUND_MB)

    def test_a_page_in_an_archive_is_bounded_too(self):
        block = answer(self.bomb, "text/html", "200 OK", "Content-Encoding: gzip")
        found, err = self.documents(self.file("x.warc", record(1, block) + record(2, answer(page(2)))), status=3)
        self.assertEqual([d["id"] for d in found], [uuid(2)])
        self.assertIn("unpacks to more than 8 MiB", err)

    def test_a_file_of_nothing_but_failures_is_left(self):
        status, err, _, _ = measured(["code", self.file("x.jsonl.gz", gzip.compress(b"x\n" * 2000000))])
        self.assertEqual(status, 1)
        self.assertIn("10000 failures in a row; the rest of the file is left", err)
        self.assertLess(len(err), 2 << 20)


class Pages(Coded):
    def test_a_page_gives_its_text_title_and_day(self):
        found, err = self.documents(self.file("r.html", page(1)))
        self.assertEqual((found[0]["id"], found[0]["title"], found[0]["published"]), ("r", "Peru frees fishermen 1", "2011-04-04"))
        self.assertEqual(err, "")
        self.assertEqual(self.ids(given=page(1)), ["report"])
        events = records(acta("code", "--kind", "event", self.file("r.htm.gz", gzip.compress(page(1))))[1])
        self.assertTrue(events)

    def test_a_page_without_a_text_is_passed_over(self):
        found, err = self.documents(self.file("r.html", b"<html><body></body></html>"))
        self.assertEqual(found, [])
        self.assertIn("1 of 1 reports passed over: pages without a text", err)

    def test_a_page_past_the_limit(self):
        _, err = self.documents(self.file("r.html", page(1) + b" " * (9 << 20)), status=1)
        self.assertIn("longer than 8 MiB, which is the limit for one page", err)


class Archives(Coded):
    def test_responses_that_are_pages_and_nothing_else(self):
        content = (record(0, b"software: test\r\n", "warcinfo", "application/warc-fields") + record(1, answer(page(1)))
                   + record(2, b"GET / HTTP/1.1\r\n\r\n", "request", "application/http; msgtype=request")
                   + record(3, answer(b"\x89PNG", "image/png")) + record(4, answer(page(4), status="404 Not Found"))
                   + record(5, answer(b"", "text/html", "301 Moved", "Location: /")) + record(6, answer(page(6)), version="1.1"))
        for name, packed in (("x.warc", content), ("x.warc.gz", gzip.compress(content)), ("x", content)):
            found, err = self.documents(self.file(name, packed))
            self.assertEqual([(d["id"], d["url"]) for d in found], [(uuid(n), f"https://example.org/{n}") for n in (1, 6)])
            self.assertEqual(err, "")
        self.assertEqual(self.ids(given=content), [uuid(1), uuid(6)])

    def test_a_member_for_each_record_as_crawlers_write_it(self):
        self.assertEqual(self.ids(self.file("x.warc.gz", b"".join(gzip.compress(r) for r in three_pages()))), [uuid(n) for n in (1, 2, 3)])

    def test_chunks_and_content_encodings(self):
        plain = page(1)
        chunks = b"".join(b"%x;ext=1\r\n%s\r\n" % (len(plain[i:i + 100]), plain[i:i + 100]) for i in range(0, len(plain), 100)) + b"0\r\n\r\n"
        raw = zlib.compressobj(9, zlib.DEFLATED, -15)
        bare = raw.compress(plain) + raw.flush()
        packed = gzip.compress(plain)
        cases = [(chunks, ["Transfer-Encoding: chunked"]), (plain, ["Transfer-Encoding: chunked"]), (packed, ["Content-Encoding: gzip"]),
                 (plain, ["Content-Encoding: gzip"]), (zlib.compress(plain), ["content-encoding:deflate"]), (bare, ["Content-Encoding: deflate"]),
                 (b"%X\r\n%s\r\n0\r\n\r\n" % (len(packed), packed), ["Content-Encoding: gzip", "Transfer-Encoding: chunked"])]
        if ZSTD:
            cases.append((zstd(plain), ["Content-Encoding: zstd"]))
        content = b"".join(record(n, answer(body, "text/html", "200 OK", *fields)) for n, (body, fields) in enumerate(cases))
        found, err = self.documents(self.file("x.warc", content))
        self.assertEqual(err, "")
        self.assertEqual([d["id"] for d in found], [uuid(n) for n in range(len(cases))])
        self.assertEqual({d["title"] for d in found}, {"Peru frees fishermen 1"})
        self.assertEqual(len({d["sentences"] for d in found}), 1)

    def test_an_encoding_that_is_not_read_is_named(self):
        content = record(1, answer(b"\x1b\x03\x00\xf8\x25\x00\xa2\x91", "text/html", "200 OK", "Content-Encoding: br")) + record(2, answer(page(2)))
        found, err = self.documents(self.file("x.warc", content), status=3)
        self.assertEqual([d["id"] for d in found], [uuid(2)])
        self.assertRegex(err, r"x\.warc#1: .*brotli")

    def test_the_servers_charset_is_believed(self):
        # "Živković" in ISO-8859-2, which the page itself does not name
        body = page(1, "Prime Minister Jovan Živković met the mayor of Niš on Monday, and the two agreed on a new bridge over the river.").decode().replace(
            "<meta charset=utf-8>", "").encode("iso-8859-2")
        content = record(1, answer(body, "text/html; charset=ISO-8859-2"))
        got = records(acta("code", "--kind", "entity", self.file("x.warc", content))[1])
        self.assertTrue(any("Živković" in json.dumps(e, ensure_ascii=False) for e in got), got)

    def damaged(self, content, expected, *words):
        found, err = self.documents(self.file("x.warc", content), status=3)
        self.assertEqual([d["id"] for d in found], [uuid(n) for n in expected])
        for word in words:
            self.assertRegex(err, word)

    def test_lengths_that_are_wrong(self):
        one, two, three = three_pages()
        block = answer(page(2))
        for length in (len(block) - 40, len(block) + 40, len(block) + len(three) - 100):
            self.damaged(one + record(2, block, length=length) + three, [1, 3], r"x\.warc#2: the record's length is wrong")
        self.damaged(one + record(2, block, length="many") + three, [1, 3], r"#2: a record whose length is no number")
        self.damaged(one + record(2, block, length=-5) + three, [1, 3], r"#2: a record whose length is no number")
        self.damaged(one + record(2, block, length=10 ** 14) + three, [1], r"#2: the record breaks off")
        self.damaged(one + record(2, block, length=len(block) + len(three) + 5000) + three, [1, 3], r"#2: the record breaks off")
        self.damaged(one + record(2, block).replace(b"Content-Length", b"Content-Strength") + three, [1, 3], r"#2: a record that does not say its length")

    def test_an_archive_that_breaks_off(self):
        one, two, three = three_pages()
        self.damaged(one + two + three[:-300], [1, 2], r"#3: the record breaks off")
        self.damaged(one + two + three[:60], [1, 2], r"#3: the record breaks off in its head")

    def test_garbage_between_records(self):
        one, two, three = three_pages()
        self.damaged(one + b"\x00\xff garbage\n" * 50 + two + three, [1, 2, 3], r"bytes after record 1 belong to no record")
        self.damaged(b"WARC/1.0\r\n" + b"x" * 200000 + b"\r\n\r\n" + one, [1], r"#1: ")

    def test_damaged_members(self):
        members = [gzip.compress(r) for r in three_pages()]
        spoilt = members[1][:100] + bytes(50) + members[1][150:]
        for bad in (spoilt, members[1][:-30], members[1][:-8] + bytes(8), b"garbage" * 30):
            found, err = self.documents(self.file("x.warc.gz", members[0] + bad + members[2]), status=3)
            self.assertEqual([d["id"] for d in found], [uuid(1), uuid(3)], bad[:20])
            self.assertRegex(err, r"x\.warc\.gz(#\d)?: ")

    def test_any_bytes_at_all(self):
        chance, whole = random.Random(11), b"".join(three_pages())
        for _ in range(15):
            spoilt = bytearray(whole)
            for _ in range(chance.randrange(1, 30)):
                spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
            cut = chance.randrange(len(spoilt))
            status, out, err = acta("code", "--kind", "document", self.file("x.warc", bytes(spoilt[:cut])))
            self.assertIn(status, (0, 1, 3), err)
            records(out)


class Languages(Coded):
    def test_what_is_not_english_is_passed_over_and_counted(self):
        given = lines({"id": "fr", "text": FRENCH}, {"id": "en", "text": REPORT}, {"id": "fr2", "text": FRENCH})
        found, err = self.documents("--jsonl", given=given)
        self.assertEqual([d["id"] for d in found], ["en"])
        self.assertIn("2 of 3 reports passed over: not English", err)
        self.assertEqual(self.ids("--jsonl", "--any-language", given=given), ["fr", "en", "fr2"])


class Into(Coded):
    def path(self, name):
        return os.path.join(self.folder, name)

    def read(self, name):
        with open(self.path(name), "rb") as f:
            return f.read()

    def test_one_input_to_one_output(self):
        source = self.file("in.warc.gz", b"".join(gzip.compress(r) for r in three_pages()))
        plain = acta("code", source)[1]
        self.assertTrue(plain)
        for name in ("out.jsonl", "out.jsonl.gz", "out.jsonl.zst"):
            self.assertEqual(acta("code", source, "-o", self.path(name)), (0, b"", ""))
            self.assertFalse(os.path.exists(self.path(name + ".tmp")))
        self.assertEqual(self.read("out.jsonl"), plain)
        self.assertEqual(gzip.decompress(self.read("out.jsonl.gz")), plain)
        if ZSTD:
            self.assertEqual(zstd(self.read("out.jsonl.zst"), "-d"), plain)

    def test_the_ledger_reads_what_was_packed(self):
        story = os.path.join(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))), "examples", "ledger", "records.jsonl")
        with open(story, "rb") as f:
            packed = self.file("records.jsonl.gz", gzip.compress(f.read()))
        self.assertEqual(acta("ledger", packed), acta("ledger", story))
        self.assertEqual(acta("ledger", "-o", self.path("state.txt"), story), (0, b"", ""))
        self.assertEqual(self.read("state.txt"), acta("ledger", story)[1])

    def test_nothing_coded_leaves_what_was_there(self):
        self.file("out.jsonl", "as it was")
        self.assertEqual(acta("code", self.path("none"), "-o", self.path("out.jsonl"))[0], 1)
        self.assertEqual(sorted(os.listdir(self.folder)), ["out.jsonl"])
        self.assertEqual(self.read("out.jsonl"), b"as it was")

    def test_a_run_that_is_killed_leaves_the_old_file_and_the_next_one_goes_through(self):
        self.file("out.jsonl", "as it was")
        words = [ACTA, "code", "--jsonl", "--kind", "document", "-o", self.path("out.jsonl")]
        with subprocess.Popen(words, stdin=subprocess.PIPE, env=dict(os.environ, ACTA_DATA=DATA)) as run:
            run.stdin.write(lines({"id": "a", "text": REPORT}))
            run.stdin.flush()
            for _ in range(600):
                if os.path.exists(self.path("out.jsonl.tmp")):
                    break
                time.sleep(0.05)
            second = acta(*words[1:], given=lines({"id": "b", "text": REPORT}))
            self.assertEqual(second[0], 1)
            self.assertIn("another process is writing it", second[2])
            run.kill()
            run.stdin.close()
            run.wait()
        self.assertEqual(self.read("out.jsonl"), b"as it was")
        self.assertEqual(acta(*words[1:], given=lines({"id": "b", "text": REPORT}))[0], 0)
        self.assertIn(b'"b"', self.read("out.jsonl"))

    def test_the_input_is_not_overwritten(self):
        source = self.file("in.jsonl", lines({"id": "a", "text": REPORT}))
        status, _, err = acta("code", source, "-o", source)
        self.assertEqual(status, 2)
        self.assertIn("is the input as well", err)

    @unittest.skipUnless(os.path.exists("/dev/full"), "no /dev/full here")
    def test_a_full_disk(self):
        for words in (["-o", "/dev/full"], ["--quarantine", "/dev/full"]):
            status, _, err = acta("code", "--jsonl", *words, given=lines({"id": "a", "text": REPORT}, "broken"))
            self.assertEqual(status, 1)
            self.assertIn("No space left", err)

    def test_a_file_that_may_not_grow(self):
        self.file("out.jsonl", "as it was")
        rows = lines(*({"id": str(n), "text": REPORT} for n in range(100)))

        def small():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (65536, 65536))

        done = subprocess.run([ACTA, "code", "--jsonl", "-o", self.path("out.jsonl")], input=rows, capture_output=True, check=False,
                              env=dict(os.environ, ACTA_DATA=DATA), preexec_fn=small)
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"File too large", done.stderr)
        self.assertEqual(sorted(os.listdir(self.folder)), ["out.jsonl"])
        self.assertEqual(self.read("out.jsonl"), b"as it was")

    def test_no_such_folder(self):
        status, _, err = acta("code", "-o", self.path("none/out.jsonl"), given=b"Peru met Chile.")
        self.assertEqual(status, 1)
        self.assertIn("No such file", err)


class Told(Coded):
    def test_five_of_a_hundred_lines_are_broken(self):
        chance, rows, broken = random.Random(5), [], []
        for n in range(200):
            good = json.dumps({"id": f"r{n}", "text": f"Peru met Chile on Monday, minister {n} said."})
            bad = n % 20 == 7
            if bad:
                broken.append(n + 1)
            rows.append(chance.choice([good[:-chance.randrange(2, 40)], "{" + good, good.replace('"text"', '"test"'), "\x00"]) if bad else good)
        source, failed = self.file("in.jsonl", lines(*rows)), os.path.join(self.folder, "failed.jsonl")
        found, err = self.documents("--quarantine", failed, source, status=3)
        self.assertEqual(len(found), 190)
        self.assertIn("10 of 200 inputs failed", err)
        with open(failed, encoding="utf-8") as f:
            named = [json.loads(line) for line in f]
        self.assertEqual([q["input"] for q in named], [f"{source}:{n}" for n in broken])
        self.assertTrue(all(q["why"] for q in named))

    def test_the_quarantine_names_id_and_address(self):
        failed = os.path.join(self.folder, "failed.jsonl")
        content = record(1, b"no http") + record(2, answer(page(2)))
        source = os.path.join(os.fsencode(self.folder), b"x\xff.warc")     # a name that is no UTF-8
        with open(source, "wb") as f:
            f.write(content)
        done = subprocess.run([ACTA, "code", "--quarantine", failed, source], capture_output=True, env=dict(os.environ, ACTA_DATA=DATA), check=False)
        self.assertEqual(done.returncode, 3)
        with open(failed, encoding="utf-8") as f:
            named = [json.loads(line) for line in f]
        self.assertEqual([(q["id"], q["url"]) for q in named], [(uuid(1), "https://example.org/1")])
        self.assertIn("no HTTP", named[0]["why"])

    def test_nothing_failed_leaves_an_empty_quarantine(self):
        failed = os.path.join(self.folder, "failed.jsonl")
        self.documents("--quarantine", failed, self.file("r.txt", REPORT))
        self.assertEqual(os.path.getsize(failed), 0)

    def test_progress_for_machines(self):
        rows = lines(*({"id": str(n), "text": REPORT} for n in range(20)), "broken", {"id": "fr", "text": FRENCH})
        status, _, err = acta("code", "--progress=json", self.file("in.jsonl", rows))
        self.assertEqual(status, 3)
        told = [json.loads(line) for line in err.splitlines() if line.startswith("{")]
        last = told[-1]
        self.assertEqual((last["reports"], last["failed"], last["not_english"], last["done"]), (22, 1, 1, True))
        self.assertTrue(all(not t["done"] and 0 < t["share"] <= 1 and t["seconds_left"] >= 0 for t in told[:-1]))
        self.assertEqual(acta("code", "--progress=xml", given=b"x")[0], 2)

    def test_bytes_do_not_depend_on_the_number_of_jobs(self):
        source = self.file("x.warc", b"".join(record(n, answer(page(n))) for n in range(12)))
        self.assertEqual(len({acta("code", "--jobs", str(n), source) for n in (1, 2, 8)}), 1)


class Memory(Coded):
    def test_a_long_input_takes_no_more_than_a_short_one(self):
        one = lines({"id": "a", "text": "Peru met Chile. " + "x" * 200000})
        sizes = [measured(["code", "--jsonl", "--jobs", "2", "--kind", "document"], one * n)[2] for n in (6, 30)]
        self.assertLess(sizes[1], sizes[0] * 1.5 + 60)


if __name__ == "__main__":
    unittest.main()
