// archive.mjs - a small archive to look into: stories of agreements, plain news, a copy, and reports that mean harm.
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
export const acta = process.env.ACTA ?? join(root, "build/acta");
const CORPUS = ["ws-01", "ws-02", "ws-03", "wa-01", "wa-02", "mideast"];

export const HOSTILE = {
  id: "hostile-<img src=x onerror=window.owned=1>", title: "<script>window.owned = 1</script> & \"quotes\" attack Kabul", published: "2021-02-03",
  publisher: "<b onmouseover=window.owned=1>Wire</b>", url: "javascript:window.owned=1",
  text: "KABUL, Feb. 3 (XNW) -- <script>window.owned = 1</script> Gunmen attacked the <img src=x onerror=\"window.owned=1\"> ministry in Kabul on Tuesday, " +
    "killing two guards, police said.\n\n\"></p><svg onload=window.owned=1> The Taliban and the government of Afghanistan signed a ceasefire deal on Wednesday, " +
    "officials said. {{constructor.constructor('window.owned=1')()}} javascript:window.owned=1",
};

/** Reports of the corpus as input for acta ingest: the first line is the title where it looks like one. */
function reports() {
  const files = CORPUS.map((name) => join(root, "corpus", `${name}.txt`));
  const seen = new Set(), out = [];
  for (const line of execFileSync("python3", [join(root, "tools/corpus.py"), "jsonl", ...files], { maxBuffer: 1 << 26 }).toString().trim().split("\n")) {
    const { id, text, published } = JSON.parse(line);
    if (seen.has(id)) continue;
    seen.add(id);
    const at = text.indexOf("\n\n"), titled = at > 0 && at < 140 && !text.slice(0, at).includes("\n");
    out.push({ id, ...(titled ? { title: text.slice(0, at) } : {}), text: titled ? text.slice(at + 2) : text, ...(published ? { published } : {}), publisher: "Meridian Wire" });
  }
  const long = out.filter((report) => report.title && report.published).sort((a, b) => b.text.length - a.text.length)[0];
  return [...out, { ...long, id: "zz-copied", publisher: "Another Paper" }, HOSTILE];
}

/** Makes the archive and serves it. `stop` ends both. */
export async function serve() {
  if (!existsSync(acta)) throw new Error(`${acta} is not there: build acta first, or name it in ACTA`);
  const folder = mkdtempSync(join(tmpdir(), "acta-page-")), input = join(folder, "in.jsonl"), archive = join(folder, "news.db");
  writeFileSync(input, reports().map((report) => JSON.stringify(report)).join("\n") + "\n");
  execFileSync(acta, ["ingest", "--db", archive, "--jsonl", input], { stdio: ["ignore", "ignore", "inherit"] });
  const served = await explore([archive]);
  return { ...served, archive, stop: () => { served.stop(); rmSync(folder, { recursive: true, force: true }); } };
}

/** Starts acta explore with these arguments; its address is the first line that it prints. */
export function explore(words) {
  return new Promise((done, failed) => {
    const server = spawn(acta, ["explore", "--port", "0", ...words], { stdio: ["ignore", "pipe", "inherit"] });
    const late = setTimeout(() => failed(new Error("acta explore did not say its address within a minute")), 60_000);
    let said = "";
    server.stdout.on("data", (bytes) => {
      said += bytes;
      const found = /http:\/\/127\.0\.0\.1:\d+\//.exec(said);
      if (!found) return;
      clearTimeout(late);
      done({ url: found[0], stop: () => server.kill("SIGTERM") });
    });
    server.on("exit", (status) => { clearTimeout(late); failed(new Error(`acta explore ended with ${status}`)); });
  });
}

export const lines = (file) => readFileSync(file, "utf8").trim().split("\n");
