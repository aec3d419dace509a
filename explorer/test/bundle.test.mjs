// bundle.test.mjs - dist/ is what the sources give, and holds nothing that a strict policy forbids.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { root } from "./archive.mjs";

const here = join(root, "explorer"), dist = join(here, "dist");

test("the committed bundle is what a fresh build gives", () => {
  const fresh = mkdtempSync(join(tmpdir(), "acta-dist-"));
  execFileSync(process.execPath, [join(here, "build.mjs"), fresh]);
  assert.deepEqual(readdirSync(fresh).sort(), readdirSync(dist).sort());
  for (const name of readdirSync(fresh)) assert.ok(readFileSync(join(fresh, name)).equals(readFileSync(join(dist, name))), `${name} is not what npm run build makes: build and commit it`);
  rmSync(fresh, { recursive: true });
});

test("the types are in order", () => {
  execFileSync(join(here, "node_modules/.bin/tsc"), ["--noEmit"], { cwd: here });
});

test("the page names its two files alone, and nothing is written inline", () => {
  const page = readFileSync(join(dist, "index.html"), "utf8");
  assert.deepEqual([...page.matchAll(/(?:src|href)="(?!data:)([^"]+)"/g)].map((found) => found[1]).sort(), ["/app.css", "/app.js"]);
  assert.doesNotMatch(page, /\sstyle=|\son\w+=|<style|<script(?![^>]*src=)/);
  assert.doesNotMatch(readFileSync(join(dist, "app.css"), "utf8"), /@import|https?:/);
});

test("the sources never write markup", () => {
  const files = readdirSync(join(here, "src"), { recursive: true }).filter((name) => /\.tsx?$/.test(name));
  assert.ok(files.length > 20);
  for (const name of files) assert.doesNotMatch(readFileSync(join(here, "src", name), "utf8"), /innerHTML|outerHTML|insertAdjacentHTML|document\.write|dangerously|\beval\(|new Function/, name);
});

test("it is small", (t) => {
  const bytes = ["app.js", "app.css", "index.html"].map((name) => gzipSync(readFileSync(join(dist, name)), { level: 9 }).length).reduce((a, b) => a + b);
  t.diagnostic(`${bytes} bytes gzipped`);
  assert.ok(bytes < 135_000, `${bytes} bytes`);
});

test("the lock file names no registry but the public one", () => {
  const hosts = [...readFileSync(join(here, "package-lock.json"), "utf8").matchAll(/"resolved": "https?:\/\/([^/"]+)/g)].map((found) => found[1]);
  assert.deepEqual([...new Set(hosts)].filter((host) => host !== "registry.npmjs.org"), []);
});
