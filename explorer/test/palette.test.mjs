// palette.test.mjs - the colours can be told from the paper and from one another, by colour-blind eyes too.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { root } from "./archive.mjs";

const sheet = readFileSync(join(root, "explorer/src/style/tokens.css"), "utf8");
const tokens = (block) => Object.fromEntries([...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map((found) => [found[1], found[2]]));
const blocks = [...sheet.matchAll(/\{([^{}]*--paper[^{}]*)\}/g)].map((found) => tokens(found[1]));
const [light, darkBySystem, dark] = blocks;

const channels = (colour) => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255);
const linear = (c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
const luminance = (colour) => { const [r, g, b] = channels(colour).map(linear); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
const contrast = (a, b) => { const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x); return (high + 0.05) / (low + 0.05); };

// Machado, Oliveira and Fernandes 2009, full severity, on linear light.
const BLIND = {
  none: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
  protanopia: [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
  deuteranopia: [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
  tritanopia: [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
};
/** CIE L*a*b* of a colour as such eyes see it. */
function lab(colour, matrix) {
  const seen = channels(colour).map(linear);
  const [r, g, b] = matrix.map((row) => Math.min(1, Math.max(0, row[0] * seen[0] + row[1] * seen[1] + row[2] * seen[2])));
  const f = (t) => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116);
  const [x, y, z] = [(0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047, 0.2126 * r + 0.7152 * g + 0.0722 * b, (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883].map(f);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}
const apart = (a, b, matrix) => Math.hypot(...lab(a, matrix).map((value, at) => value - lab(b, matrix)[at]));

test("dark by the system is dark by the switch", () => {
  assert.equal(blocks.length, 3);
  assert.deepEqual(darkBySystem, dark);
});

for (const [name, theme] of Object.entries({ light, dark })) {
  test(`${name}: words are read with ease, marks stand out from the paper`, () => {
    for (const ground of ["paper", "ground", "raised"]) {
      for (const ink of ["ink", "ink-2", "accent"]) assert.ok(contrast(theme[ink], theme[ground]) >= 4.5, `${ink} on ${ground}: ${contrast(theme[ink], theme[ground]).toFixed(2)}`);
    }
    assert.ok(contrast(theme.ink, theme.lit) >= 4.5);
    for (const quad of [1, 2, 3, 4]) assert.ok(contrast(theme[`quad-${quad}`], theme.paper) >= 3, `quad ${quad}: ${contrast(theme[`quad-${quad}`], theme.paper).toFixed(2)}`);
  });
  for (const [eyes, matrix] of Object.entries(BLIND)) {
    test(`${name}: four quad classes for eyes with ${eyes === "none" ? "no weakness" : eyes}`, () => {
      for (const [a, b] of [[1, 2], [1, 3], [1, 4], [2, 3], [2, 4], [3, 4]]) {
        const far = apart(theme[`quad-${a}`], theme[`quad-${b}`], matrix);
        assert.ok(far >= 20, `quad ${a} and ${b}: ${far.toFixed(1)}`);
      }
    });
  }
}
