// palette.ts - one palette, tied to PLOVER's quad classes: blue is cooperation, orange is conflict, pale is verbal, deep is material.
// The colours themselves are in style/tokens.css, once for light and once for dark; canvases read them from there.
// test/palette.mjs holds them to their contrast and to what colour-blind eyes can tell apart.
import type { Quad, Verdict } from "./types";

export const QUADS: readonly Quad[] = [1, 2, 3, 4];
export const QUAD_NAMES: Record<Quad, string> = {
  1: "Verbal cooperation", 2: "Material cooperation", 3: "Verbal conflict", 4: "Material conflict",
};
/** Bottom to top of a stack: what is deep lies outside, cooperation below, conflict above. */
export const STACK: readonly Quad[] = [2, 1, 3, 4];

/** The sixteen types by quad class, from cooperation to conflict. */
export const TYPES: readonly (readonly [string, Quad])[] = [
  ["COOPERATE", 2], ["AID", 2], ["RETREAT", 2], ["AGREE", 1], ["CONSULT", 1], ["SUPPORT", 1], ["CONCEDE", 1],
  ["REQUEST", 3], ["ACCUSE", 3], ["REJECT", 3], ["THREATEN", 3], ["PROTEST", 4], ["SANCTION", 4], ["MOBILIZE", 4], ["COERCE", 4], ["ASSAULT", 4],
];
export const TYPE_QUAD: Record<string, Quad> = Object.fromEntries(TYPES);

export const STATUSES = ["actual", "future", "hypothetical", "negated", "historical"] as const;

export const VERDICTS: Record<Verdict, string> = {
  kept: "Kept", partly: "Partly kept", pending: "Pending", disputed: "Disputed", broken: "Broken",
};

/** "ASSAULT" as it is read: "Assault". */
export function typeName(type: string): string {
  return type.charAt(0) + type.slice(1).toLowerCase();
}

export function token(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

export const quadColour = (quad: Quad): string => token(`quad-${quad}`);

/** A type's colour: its quad's, a little lighter or darker from one type of the quad to the next. */
export function typeColour(type: string): string {
  const quad = TYPE_QUAD[type] ?? 1;
  const same = TYPES.filter(([, of]) => of === quad);
  const rank = same.findIndex(([name]) => name === type) / Math.max(1, same.length - 1) - 0.5;
  return blend(quadColour(quad), rank > 0 ? token("paper") : token("ink"), Math.abs(rank) * 0.5);
}

function channels(colour: string): [number, number, number] {
  const digits = colour.replace("#", "");
  return [0, 2, 4].map((at) => parseInt(digits.slice(at, at + 2), 16)) as [number, number, number];
}

/** A colour on the way from one to another, both `#rrggbb`. */
export function blend(from: string, to: string, share: number): string {
  const a = channels(from), b = channels(to);
  return `#${a.map((value, at) => Math.round(value + (b[at]! - value) * share).toString(16).padStart(2, "0")).join("")}`;
}

/** From deep conflict through grey to deep cooperation: the colour of a mean PLOVER score, -10 to 10. */
export function scoreColour(score: number): string {
  const share = Math.max(-1, Math.min(1, score / 8));
  const stops = share < 0 ? [token("middle"), token("quad-3"), token("quad-4")] : [token("middle"), token("quad-1"), token("quad-2")];
  const place = Math.abs(share) * 2;
  return place < 1 ? blend(stops[0]!, stops[1]!, place) : blend(stops[1]!, stops[2]!, place - 1);
}

/** Nine classes of score: enough for the eye, few enough to draw thousands of lines in nine strokes. */
export const SCORE_CLASSES = 9;
export function scoreClass(score: number): number {
  return Math.max(0, Math.min(SCORE_CLASSES - 1, Math.round((score / 8) * 4) + 4));
}
export const classScore = (at: number): number => (at - 4) * 2;
