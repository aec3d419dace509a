// pictures.mjs - screenshots of each view. As a program it makes those of the README from the sample archive: node test/pictures.mjs
import { mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { explore, root } from "./archive.mjs";
import { SIZES, VIEWS, open, settled, visit } from "./browser.mjs";

const ask = (page, path) => page.evaluate(async (url) => (await fetch(url)).json(), path);

/** A report with a record worth seeing: who, to whom, when, where and on whose word. */
async function report(page) {
  const { rows } = await ask(page, "/api/events?sort=-confidence&limit=200");
  const whole = rows.find((row) => row.actor.length && row.recipient.length && row.place && row.date && row.speaker.length) ?? rows[0];
  return `#/report?id=${encodeURIComponent(whole.doc)}&record=${encodeURIComponent(whole.id)}`;
}

async function shoot(page, path, address, base) {
  await page.goto("about:blank");
  await page.goto(base + address);
  await page.waitForSelector("main h1, main article");
  await settled(page);
  if (address.startsWith("#/ledger")) await page.locator(".claim").first().click({ timeout: 2000 }).catch(() => {});
  await page.waitForTimeout(350);
  await page.evaluate(() => scrollTo(0, 0));
  await page.screenshot({ path });
  return { path, bytes: statSync(path).size };
}

/** Every view at both sizes in both themes, as view-size-theme.png in a folder. */
export async function take(browser, base, folder) {
  mkdirSync(folder, { recursive: true });
  const taken = [];
  for (const size of Object.keys(SIZES)) {
    for (const theme of ["light", "dark"]) {
      const { page, leave } = await visit(browser, `${base}#/timeline`, { size, theme });
      const views = { ...VIEWS, report: await report(page), panel: "#/timeline?at=quad%3D4" };
      for (const [name, address] of Object.entries(views)) taken.push(await shoot(page, join(folder, `${name}-${size}-${theme}.png`), address, base));
      await leave();
    }
  }
  return taken;
}

async function readme() {
  const [browser, served] = await Promise.all([open(), explore(["--sample"])]), folder = join(root, "docs/images");
  mkdirSync(folder, { recursive: true });
  for (const [theme, views] of [["light", ["timeline", "ledger", "report"]], ["dark", ["map"]]]) {
    const { page, leave } = await visit(browser, `${served.url}#/timeline`, { theme });
    const known = { ...VIEWS, report: await report(page) };
    for (const name of views) {
      const { path, bytes } = await shoot(page, join(folder, `${name}.png`), known[name], served.url);
      console.log(path, bytes);
    }
    await leave();
  }
  await browser.close();
  served.stop();
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await readme();
