// page.test.mjs - the explorer as a person uses it: in Chromium, on an archive that acta made, served by acta explore.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { availableParallelism, loadavg } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { HOSTILE, root, serve } from "./archive.mjs";
import { SIZES, VIEWS, open, settled, total, visit } from "./browser.mjs";
import { take } from "./pictures.mjs";

let browser, served;
before(async () => { [browser, served] = await Promise.all([open(), serve()]); });
after(async () => { await browser?.close(); served?.stop(); });

/** A test on a page of its own; nothing may have gone wrong on it by the end. */
function on(name, hash, work, how = {}) {
  test(name, async () => {
    const { page, wrong, leave } = await visit(browser, served.url + hash, how);
    await settled(page);
    await work(page);
    assert.deepEqual(wrong.filter((one) => !(how.absent && one.includes("404"))), []);
    await leave();
  });
}
/** Where other work keeps the machine busy, times say nothing: they are told, not judged. */
const busy = () => loadavg()[0] > 2 * availableParallelism();
const hash = (page) => page.evaluate(() => location.hash);
const seen = (page, text) => page.getByText(text, { exact: false }).first().waitFor();
const ask = async (page, path) => page.evaluate(async (url) => (await fetch(url)).json(), path);

for (const [name, address] of Object.entries(VIEWS)) {
  on(`${name} opens and shows something`, address, async (page) => {
    assert.equal(await page.locator("main .state[role=alert]").count(), 0);
    assert.ok((await page.locator("main").innerText()).length > 60);
    assert.ok((await total(page).catch(() => 1)) > 0);
  });
}

on("a quad class is chosen, shown, and taken back", "#/timeline", async (page) => {
  const all = await total(page);
  await page.getByRole("button", { name: "Material conflict" }).click();
  await page.waitForFunction((n) => Number(document.querySelector(".total b").textContent.replaceAll(",", "")) < n, all);
  assert.match(await hash(page), /quad=4/);
  assert.equal(await page.getByRole("button", { name: "Material conflict", exact: true }).getAttribute("aria-pressed"), "true");
  await page.getByRole("button", { name: "Remove: Material conflict" }).click();
  await page.waitForFunction((n) => Number(document.querySelector(".total b").textContent.replaceAll(",", "")) === n, all);
  assert.doesNotMatch(await hash(page), /quad/);
});

on("the filter's fields choose events by type, actor, place, confidence", "#/events", async (page) => {
  await page.getByRole("button", { name: "Filter", exact: true }).click();
  await page.getByLabel("Assault").check();
  await page.waitForFunction(() => location.hash.includes("type=ASSAULT"));
  await settled(page);
  await page.waitForFunction(() => [...document.querySelectorAll(".events-body [role=row]")].every((row) => row.textContent.includes("Assault")));
  const assaults = await total(page);
  await page.getByRole("slider").fill("0.8");
  await page.waitForFunction((n) => Number(document.querySelector(".total b").textContent.replaceAll(",", "")) < n, assaults);
  const { rows } = await ask(page, "/api/events?type=ASSAULT&min=0.8&limit=50");
  assert.ok(rows.length > 0 && rows.every((row) => row.type === "ASSAULT" && row.confidence >= 0.8));
  await page.getByRole("combobox", { name: /^Country/ }).selectOption("AFG");
  await page.waitForFunction(() => location.hash.includes("country=AFG"));
});

on("a period is brushed on the timeline", "#/timeline?by=month", async (page) => {
  const box = await page.locator(".chart .u-over").boundingBox(), all = await total(page);
  await page.mouse.move(box.x + box.width * 0.3, box.y + 80);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.5, box.y + 90, { steps: 6 });
  await page.mouse.up();
  await page.waitForFunction(() => /from=\d{4}-\d\d-01.*to=\d{4}-\d\d-(28|29|30|31)/.test(location.hash));
  await page.waitForFunction((n) => Number(document.querySelector(".total b").textContent.replaceAll(",", "")) < n, all);
});

on("years are put together of months", "#/timeline?by=year&as=table", async (page) => {
  const { bins } = await ask(page, "/api/timeline?by=month&stack=quad");
  const row = page.locator(".behind tbody tr").first();
  const year = await row.getByRole("button").innerText();
  const sum = bins.filter((bin) => bin.start.startsWith(year)).flatMap((bin) => Object.values(bin.counts)).reduce((a, b) => a + b, 0);
  assert.equal(Number(await row.locator("td").last().innerText()), sum);
  await row.getByRole("button").click();
  await page.waitForSelector(".panel .card");
  assert.ok((await page.locator(".panel .quiet").first().textContent()).startsWith(`${sum} event`));
});

/** The tallest bar's middle, on the screen. */
const tallest = async (page) => {
  const { bins } = await ask(page, `/api/timeline?by=month&stack=quad`);
  const sums = bins.map((bin) => Object.values(bin.counts).reduce((a, b) => a + b, 0));
  return bins[sums.indexOf(Math.max(...sums))];
};

on("from a bar to the words: timeline, panel, report", "#/timeline?by=month", async (page) => {
  const bin = await tallest(page);
  const end = new Date(`${bin.start}T00:00:00Z`);
  end.setUTCMonth(end.getUTCMonth() + 1, 0);
  await page.goto(`${served.url}#/timeline?by=month&from=${bin.start}&to=${end.toISOString().slice(0, 10)}`);
  await settled(page);
  const box = await page.locator(".chart .u-over").boundingBox();
  await page.waitForFunction((start) => document.querySelector(".chips")?.textContent.includes(start.slice(0, 4)), bin.start);
  await page.mouse.click(box.x + 60, box.y + box.height - 6);
  const card = page.locator(".panel .card").first();
  await card.waitFor();
  const words = (await card.locator(".card-words").textContent()).split(" … ")[0].replaceAll(/[“”]/g, "");
  await card.click();
  await page.waitForSelector(".report-text .m.mine");
  const marked = await page.locator(".report-text .m.mine.k-trigger").allTextContents();
  assert.ok(marked.some((text) => text.includes(words)), `“${words}” is not among the marked words ${marked}`);
  assert.ok(await page.locator(".record.current").isVisible());
});

on("the report: a field lights up its words, words light up their record, explain gives reasons", "#/events?sort=-confidence", async (page) => {
  await page.locator(".events-body [role=row] a").first().click();
  await page.waitForSelector(".record.current");
  const entry = page.locator(".record.current dd button.link").first();
  const words = await entry.textContent();
  await entry.hover();
  assert.equal(await page.locator(".report-text .m.lit").first().evaluate((mark) => [...mark.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data).join("")), words.trim());
  await page.locator(".report-text .m.mine.k-trigger").first().hover();
  await page.waitForSelector(".record.current dd.lit");
  await page.getByRole("button", { name: "Explain" }).click();
  await page.waitForSelector(".reasons");
  assert.match(await page.locator(".reasons").textContent(), /type|data file/);
});

on("the map is enlarged by button, wheel and key, and its marks lead to events", "#/map", async (page) => {
  const scale = () => page.locator(".map svg > g").first().getAttribute("transform").then((text) => Number(/scale\(([\d.]+)/.exec(text)[1]));
  await page.getByRole("button", { name: "Enlarge" }).click();
  await page.waitForFunction(() => !document.querySelector(".map svg > g").getAttribute("transform").includes("scale(1)"));
  const once = await scale();
  const box = await page.locator(".map").boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.wheel(0, -400);
  await page.waitForFunction((k) => Number(/scale\(([\d.]+)/.exec(document.querySelector(".map svg > g").getAttribute("transform"))[1]) > k, once);
  await page.getByRole("button", { name: "Show the whole world" }).click();
  await page.waitForFunction(() => document.querySelector(".map svg > g").getAttribute("transform").includes("scale(1)"));
  await page.locator(".map > svg").focus();
  await page.keyboard.press("+");
  await page.keyboard.press("ArrowLeft");
  await page.waitForFunction(() => !document.querySelector(".map svg > g").getAttribute("transform").includes("scale(1)"));
  await page.getByRole("button", { name: "Show the whole world" }).click();
  await settled(page);
  const point = page.locator(".point").first();
  const many = Number(/([\d,]+) events?/.exec(await point.getAttribute("aria-label"))[1].replaceAll(",", ""));
  await point.focus();
  await page.keyboard.press("Enter");
  await page.waitForSelector(".panel .card");
  assert.equal(Number(/[\d,]+/.exec(await page.locator(".panel .quiet").first().textContent())[0].replaceAll(",", "")), many);
});

on("a country of the map, as a table too", "#/map?as=table", async (page) => {
  const row = page.locator(".behind").first().locator("tbody tr").first();
  const many = await row.locator("td").first().textContent();
  await row.getByRole("button").click();
  await page.waitForSelector(".panel .card");
  assert.ok((await page.locator(".panel .quiet").first().textContent()).startsWith(`${many} event`));
});

on("the network is drawn, walked with the keyboard, and leads to events", "#/actors", async (page) => {
  const inked = await page.locator(".network canvas").evaluate((canvas) => {
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    let n = 0;
    for (let at = 3; at < data.length; at += 4) if (data[at] > 0) n++;
    return n;
  });
  assert.ok(inked > 2000, `${inked} pixels`);
  await page.locator(".network canvas").focus();
  await page.keyboard.press("ArrowRight");
  await page.waitForFunction(() => /event/.test(document.getElementById("live").textContent));
  await page.keyboard.press("Enter");
  await page.waitForSelector(".panel .card");
  assert.match(await hash(page), /at=either/);
});

on("a cell of the matrix leads to its events", "#/actors?as=matrix", async (page) => {
  const cell = page.locator(".matrix td button:not(.none)").first();
  const many = /([\d,]+) events?/.exec(await cell.getAttribute("aria-label"))[1];
  await cell.click();
  await page.waitForSelector(".panel .card");
  assert.ok((await page.locator(".panel .quiet").first().textContent()).startsWith(`${many} event`));
});

on("a mark of the ledger shows the words in their report", "#/ledger", async (page) => {
  const { agreements } = await ask(page, "/api/ledger");
  const agreement = agreements.find((one) => one.obligations.some((obligation) => obligation.claims.some((claim) => claim.span && claim.words)));
  const claim = agreement.obligations.flatMap((one) => one.claims).find((one) => one.span && one.words);
  await page.goto(`${served.url}#/ledger?agreement=${encodeURIComponent(agreement.key)}`);
  await page.locator(".claim").first().click();
  await page.waitForSelector(".claim-words");
  await page.evaluate((id) => { location.hash += `&claim=${encodeURIComponent(id)}`; }, claim.id);
  await page.waitForSelector(".claim-words blockquote mark");
  const report = await ask(page, `/api/report?id=${encodeURIComponent(claim.doc)}`);
  await page.waitForFunction((words) => document.querySelector(".claim-words mark")?.textContent === words, Array.from(report.text).slice(...claim.span).join(""));
  await page.locator(".claim-words a").click();
  await page.waitForSelector(".record.current");
});

on("contrary claims are pointed out", "#/ledger", async (page) => {
  const { agreements } = await ask(page, "/api/ledger");
  const contrary = agreements.find((one) => one.obligations.some((obligation) => obligation.contrary));
  assert.ok(contrary, "the archive holds contrary claims");
  await page.goto(`${served.url}#/ledger?agreement=${encodeURIComponent(contrary.key)}`);
  await seen(page, "Contrary claims");
});

on("the selection is taken along as CSV, GeoJSON and PLOVER", "#/events?quad=4", async (page) => {
  const many = await total(page);
  for (const [name, count] of [["CSV", (text) => text.trim().split(/\r?\n/).length - 1], ["GeoJSON", null], ["PLOVER JSONL", (text) => text.trim().split("\n").length]]) {
    await page.getByText("Export", { exact: true }).click();
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: new RegExp(`^${name}`) }).click()]);
    const text = readFileSync(await download.path(), "utf8");
    if (count) assert.ok(count(text) >= many, `${name}: ${count(text)} lines, ${many} events`);
    else assert.equal(JSON.parse(text).type, "FeatureCollection");
    await page.keyboard.press("Escape");
    if (await page.locator(".menu[open]").count()) await page.getByText("Export", { exact: true }).click();
  }
});

on("a view that is sent shows the same to another", "#/events?quad=3,4&sort=confidence&columns=date,type,actor,confidence", async (page) => {
  const first = await page.locator(".events-body [role=row]").first().innerText();
  const other = await visit(browser, page.url());
  await settled(other.page);
  await other.page.waitForFunction(() => !document.querySelector(".events-body .coming"));
  assert.equal(await other.page.locator(".events-body [role=row]").first().innerText(), first);
  assert.equal(await other.page.locator("[role=columnheader]").count(), 4);
  assert.equal((await other.page.locator("[aria-sort=ascending]").innerText()).trim(), "Sure");
  await other.leave();
});

on("the back button undoes steps one by one", "#/timeline", async (page) => {
  await page.getByRole("button", { name: "Verbal conflict" }).click();
  await page.getByRole("link", { name: "Events" }).click();
  await page.waitForSelector(".events-body a");
  await page.locator(".events-body a").first().click();
  await page.waitForSelector(".report-text");
  await page.goBack();
  await page.waitForSelector(".events-body");
  assert.match(await hash(page), /^#\/events\?quad=3/);
  await page.goBack();
  await page.waitForSelector(".chart");
  assert.match(await hash(page), /^#\/timeline\?quad=3/);
  await page.goBack();
  await page.waitForFunction(() => !location.hash.includes("quad"));
  await page.goForward();
  await page.waitForFunction(() => location.hash.includes("quad=3"));
});

on("with the keyboard alone: from the address to the words of a report", "#/timeline", async (page) => {
  const focused = () => page.evaluate(() => document.activeElement.textContent.trim() || document.activeElement.getAttribute("aria-label") || "");
  const tabTo = async (what, most = 40) => {
    for (let n = 0; n < most; n++) {
      await page.keyboard.press("Tab");
      if (what.test(await page.evaluate(() => `${document.activeElement.getAttribute("aria-label") ?? ""} ${document.activeElement.textContent} .${document.activeElement.className}`))) return;
    }
    assert.fail(`Tab never came to ${what}; last: ${await focused()}`);
  };
  await page.keyboard.press("Tab");
  assert.equal(await focused(), "To the view");
  await tabTo(/^Timeline\. Arrow keys/);
  assert.notEqual(await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle), "none");
  await page.keyboard.press("End");
  await page.waitForFunction(() => /event/.test(document.getElementById("live").textContent));
  await page.keyboard.press("Enter");
  await page.waitForSelector(".panel .card");
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "H2");
  await page.keyboard.press("Escape");
  await page.waitForSelector(".panel", { state: "detached" });
  assert.match(await page.evaluate(() => document.activeElement.getAttribute("aria-label") ?? ""), /^Timeline/);
  await page.keyboard.press("Enter");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".panel .card");
  await tabTo(/\.card/);
  await page.keyboard.press("Enter");
  await page.waitForSelector(".report-text .m.mine");
  await page.keyboard.press("/");
  await page.keyboard.type("ceasefire");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".hits mark");
});

for (const [name, address] of Object.entries(VIEWS)) {
  on(`${name} fits a phone's width`, address, async (page) => {
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= 360, `${wide} pixels wide`);
    const lost = await page.evaluate(() => [...document.querySelectorAll(".filter-row button, .filter-row summary, .view-choices label, .quick input")].filter((one) => {
      const box = one.getBoundingClientRect();
      return box.width > 0 && (box.right > 360 || box.left < 0 || box.height < 24);
    }).map((one) => one.outerHTML.slice(0, 80)));
    assert.deepEqual(lost, []);
  }, { size: "phone" });
}

on("on a phone: a bar is touched, its events and their words come up", "#/timeline", async (page) => {
  const box = await page.locator(".chart .u-over").boundingBox();
  for (let share = 0.98; share > 0.2 && !(await page.locator(".panel").count()); share -= 0.06) await page.touchscreen.tap(box.x + box.width * share, box.y + box.height - 4);
  await page.locator(".panel .card").first().tap();
  await page.waitForSelector(".report-text .m.mine");
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 360);
}, { size: "phone" });

on("a report that means harm is only text", `#/report?id=${encodeURIComponent(HOSTILE.id)}`, async (page) => {
  await page.waitForSelector(".report-text");
  assert.equal(await page.locator(".report-title").innerText(), HOSTILE.title);
  const text = await page.locator(".report-text").innerText();
  assert.ok(text.includes("<script>window.owned = 1</script>") && text.includes("<svg onload=window.owned=1>"));
  assert.equal(await page.locator("main script, main img, main svg[onload], main b[onmouseover]").count(), 0);
  assert.equal(await page.locator('a[href^="javascript:"]').count(), 0);
  for (const address of ["#/events?q=owned", "#/search?q=owned", "#/timeline?q=owned", "#/actors?q=owned&level=name&as=matrix", "#/ledger", `#/map?place=${encodeURIComponent("<script>window.owned=1</script>")}`]) {
    await page.goto(served.url + address);
    await settled(page);
  }
  assert.equal(await page.evaluate(() => window.owned), undefined);
});

on("a report that is not there, a view that is not there, a broken filter", "#/report?id=nowhere", async (page) => {
  await seen(page, "That did not work");
  await page.goto(`${served.url}#/nonsense?x=y`);
  await page.waitForSelector(".chart");
  await page.goto(`${served.url}#/events?place=Atlantis`);
  await seen(page, "No event matches");
  await page.getByRole("button", { name: "Clear the filter" }).click();
  await page.waitForSelector(".events-body a");
}, { absent: true });

on("the same story elsewhere is listed with its report", "#/events", async (page) => {
  const report = await ask(page, "/api/report?id=zz-copied");
  assert.ok(report.copy_of, "the copy is known as one");
  await page.goto(`${served.url}#/report?id=${encodeURIComponent(report.copy_of)}`);
  await page.waitForSelector(".copies li a");
  await page.locator(".copies li a").first().click();
  await seen(page, "This report is a copy");
});

on("light and dark by the switch", "#/timeline", async (page) => {
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await paper();
  await page.getByRole("button", { name: /^Colours/ }).click();
  await page.getByRole("button", { name: /^Colours/ }).click();
  assert.notEqual(await paper(), light);
  await page.reload();
  await settled(page);
  assert.notEqual(await paper(), light);
});

test("a million events are scrolled through with few rows drawn", async () => {
  const { page, wrong, leave } = await visit(browser, `${served.url}#/timeline`);
  const real = (await ask(page, "/api/events?limit=1")).rows[0];
  await page.route(/\/api\/events\?/, (route) => {
    const query = new URL(route.request().url()).searchParams, from = Number(query.get("offset") ?? 0), many = Number(query.get("limit") ?? 100);
    route.fulfill({ json: { total: 1_000_000, rows: Array.from({ length: Math.min(many, 1_000_000 - from) }, (_x, at) => ({ ...real, id: `e${from + at}`, title: `row ${from + at + 1}` })) } });
  });
  await page.goto(`${served.url}#/events?copies=1`);
  await seen(page, "row 1");
  await page.locator(".events").focus();
  await page.keyboard.press("End");
  await seen(page, "row 1000000");
  assert.ok((await page.locator(".events-body [role=row]").count()) < 60);
  await page.keyboard.press("PageUp");
  await page.mouse.move(600, 600);
  await page.mouse.wheel(0, -360);
  await page.waitForFunction(() => { const row = document.querySelector(".events-body [role=row] a"); return row && document.querySelector(".events-body").textContent.includes("row 9999"); });
  await page.locator(".events").evaluate((box) => { box.scrollTop = box.scrollHeight / 2; });
  await page.waitForFunction(() => /row (49|50)\d{4}/.test(document.querySelector(".events-body").textContent));
  assert.deepEqual(wrong, []);
  await leave();
});

test("two thousand actors are laid out and moved without stutter", async (t) => {
  const { page, wrong, leave } = await visit(browser, `${served.url}#/timeline`, { still: false });
  await page.route(/\/api\/network\?/, (route) => {
    const nodes = Array.from({ length: 2000 }, (_x, at) => ({ id: `n${at}`, label: `Actor ${at}`, count: 1 + Math.floor(4000 / (at + 1)) }));
    const edges = Array.from({ length: 6000 }, (_x, at) => ({ from: `n${(at * 7919) % 2000}`, to: `n${Math.floor(((at * 104729) % 2000) ** 2 / 2000)}`, count: 1 + (at % 40), mean: (at % 17) - 8 }));
    route.fulfill({ json: { nodes, edges } });
  });
  await page.goto(`${served.url}#/actors?limit=2000&level=name`);
  await page.waitForSelector('.network canvas[data-settled="yes"]', { timeout: 60_000 });
  const frames = await page.evaluate(() => new Promise((done) => {
    const canvas = document.querySelector(".network canvas"), times = [];
    let last = performance.now();
    const turn = (now) => {
      times.push(now - last);
      last = now;
      canvas.dispatchEvent(new WheelEvent("wheel", { deltaY: times.length % 2 ? -20 : 20, clientX: 500, clientY: 500, bubbles: true, cancelable: true }));
      if (times.length < 40) requestAnimationFrame(turn); else done(times.slice(5).sort((a, b) => a - b));
    };
    requestAnimationFrame(turn);
  }));
  const middle = frames[Math.floor(frames.length / 2)];
  t.diagnostic(`2,000 actors, 6,000 relations: ${middle.toFixed(1)} ms a frame in the middle, ${frames.at(-1).toFixed(1)} at most`);
  assert.ok(busy() || middle < 70, `${middle} ms a frame`);
  assert.deepEqual(wrong, []);
  await leave();
});

test("the first paint is soon", async (t) => {
  const { page, leave } = await visit(browser, `${served.url}#/timeline`);
  const times = [];
  for (let n = 0; n < 5; n++) {
    await page.reload();
    await page.waitForSelector(".chart canvas");
    times.push(await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 9999));
  }
  t.diagnostic(`first contentful paint ${times.map((ms) => ms.toFixed(0)).join(", ")} ms`);
  assert.ok(busy() || Math.min(...times) < 300, `${times}`);
  await leave();
});

test("pictures of every view, at two sizes, in light and dark", { timeout: 400_000 }, async (t) => {
  const taken = await take(browser, served.url, process.env.PICTURES ?? join(root, "build/pictures"));
  t.diagnostic(`${taken.length} pictures in build/pictures`);
  assert.ok(taken.length >= 32 && taken.every((one) => one.bytes > 3000), JSON.stringify(taken));
});

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
// Everything in light at full width; what size and colours change, once more for each of them.
for (const [theme, size, rules] of [["light", "wide", null], ["light", "phone", ["color-contrast", "target-size", "scrollable-region-focusable", "label", "button-name", "link-name"]], ["dark", "wide", ["color-contrast"]]]) {
  test(`axe-core finds nothing serious: ${theme}, ${size}`, async () => {
    const { page, leave } = await visit(browser, `${served.url}#/timeline`, { theme, size });
    const { rows } = await ask(page, "/api/events?limit=1&sort=-confidence");
    const report = `#/report?id=${encodeURIComponent(rows[0].doc)}&record=${encodeURIComponent(rows[0].id)}`;
    const found = [];
    for (const [name, address] of Object.entries({ ...VIEWS, report, table: "#/timeline?as=table", panel: "#/timeline?at=quad%3D4", start: "#/search", nothing: "#/events?place=Atlantis" })) {
      await page.goto("about:blank");
      await page.goto(served.url + address);
      await page.waitForSelector("main h1, main article");
      await settled(page);
      if (name === "ledger") await page.locator(".claim").first().click();
      if (name === "start" && size === "wide") await page.getByRole("button", { name: "Filter", exact: true }).click();
      await page.evaluate(axe);
      const { violations } = await page.evaluate((only) => window.axe.run(document, { resultTypes: ["violations"], ...(only ? { runOnly: only } : {}) }), rules);
      for (const one of violations) if (["serious", "critical"].includes(one.impact)) found.push(`${name}: ${one.id}: ${one.help}: ${one.nodes.slice(0, 3).map((node) => node.html.slice(0, 120)).join(" | ")}`);
    }
    assert.deepEqual(found, []);
    await leave();
  });
}
