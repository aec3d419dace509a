// browser.mjs - Chromium as a person has it, and what every page is watched for: no error, no word in the console, nothing kept out by the policy.
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const KNOWN = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
export const SIZES = { wide: { width: 1360, height: 860 }, phone: { width: 360, height: 740 } };
export const VIEWS = { timeline: "#/timeline", map: "#/map", network: "#/actors", matrix: "#/actors?as=matrix", ledger: "#/ledger", events: "#/events", search: "#/search?q=ceasefire" };

export async function open() {
  const program = KNOWN.find((path) => path && existsSync(path));
  if (!program) throw new Error("no Chromium here: name one in CHROMIUM");
  return chromium.launch({ executablePath: program, args: ["--no-sandbox", "--disable-gpu", "--force-color-profile=srgb"] });
}

/** A page at an address, with `wrong` filling up with everything that should not happen. */
export async function visit(browser, url, { size = "wide", theme = "light", still = true } = {}) {
  const context = await browser.newContext({ viewport: SIZES[size], colorScheme: theme, hasTouch: size === "phone", reducedMotion: still ? "reduce" : "no-preference", acceptDownloads: true });
  const page = await context.newPage(), wrong = [];
  page.on("pageerror", (error) => wrong.push(`error: ${error.message}`));
  page.on("console", (message) => { if (["error", "warning"].includes(message.type())) wrong.push(`console: ${message.text()}`); });
  page.on("request", (request) => { if (!request.url().startsWith(new URL(url).origin) && !request.url().startsWith("data:")) wrong.push(`outside: ${request.url()}`); });
  page.setDefaultTimeout(15_000);
  await page.goto(url);
  await page.waitForSelector("main h1, main .state-head, main article");
  return { page, context, wrong, leave: () => context.close() };
}

/** Waits until what is asked has been answered and drawn. */
export async function settled(page) {
  await page.waitForFunction(() => !document.querySelector(".busy, .waiting"));
  if (await page.locator(".network canvas").count()) await page.waitForSelector('.network canvas[data-settled="yes"]');
}

export const total = async (page) => Number((await page.locator(".total b").textContent()).replaceAll(",", ""));
