// marks.ts - which characters of a report belong to which field of which record, and the text cut where that changes.
import type { Mentioned, Quad, Span, Stored, Verdict } from "./types";
import { when } from "./words";

export type Kind = "trigger" | "actor" | "recipient" | "date" | "place" | "speaker" | "ledger";
/** One field's words: [from, to) in code points. `field` is unique within its record. */
export interface Mark { from: number; to: number; kind: Kind; record: string; field: string; label: string; quad: Quad | null }

export interface Field { name: string; entries: { field: string; value: string; more: string; span: Span | null; kind: Kind }[] }
export interface Reading { id: string; kind: string; title: string; quad: Quad | null; verdict: Verdict | null; record: Stored; fields: Field[]; marks: Mark[] }

const LABELS: Record<Kind, string> = { trigger: "event", actor: "who", recipient: "to whom", date: "when", place: "where", speaker: "says", ledger: "words" };
const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();
const sound = (span: Span | null | undefined): span is Span => Array.isArray(span) && span.length === 2 && span[0] >= 0 && span[1] > span[0];

function people(name: string, kind: Kind, list: Mentioned[] | undefined): Field[] {
  if (!list?.length) return [];
  return [{ name, entries: list.map((one, at) => ({
    field: `${name} ${at}`, value: one.entity_text ?? one.name ?? "", kind, span: one.span ?? null,
    more: [one.name && one.name !== one.entity_text ? one.name : "", one.office ?? "", [one.code ?? "", ...(one.sector ?? [])].filter(Boolean).join(" ")].filter(Boolean).join(" · "),
  })) }];
}

function single(name: string, kind: Kind, value: string | undefined, more: string, span: Span | null | undefined): Field[] {
  return value ? [{ name, entries: [{ field: name, value, more, span: span ?? null, kind }] }] : [];
}

function sizes(size: Record<string, unknown> | undefined): Field[] {
  if (!size) return [];
  const words = Object.entries(size).filter(([name]) => name !== "approx" && name !== "unit").map(([name, value]) => `${name} ${String(value)}${name === "amount" && size.unit ? ` ${String(size.unit)}` : ""}`);
  return single("Size", "ledger", words.join(", "), size.approx ? "about" : "", null);
}

function told(record: Stored, text: string[]): Field[] {
  const kind: Kind = record.kind === "event" ? "trigger" : "ledger";
  const mentions = (record.mentions ?? []).filter((mention) => sound(mention.span));
  return mentions.length ? [{ name: "Words", entries: mentions.map((mention, at) => ({
    field: `Words ${at}`, value: text.slice(mention.span[0], mention.span[1]).join(""), more: "", span: mention.span, kind })) }] : [];
}

function fieldsOf(record: Stored, text: string[]): Field[] {
  const place = record.event_loc;
  return [
    ...told(record, text),
    ...people("Who", "actor", record.actor), ...people("To whom", "recipient", record.recipient),
    ...people("Parties", "actor", record.parties), ...people("Through", "speaker", record.mediator),
    ...people("Bound", "actor", record.obligor), ...people("Towards", "recipient", record.beneficiary),
    ...single("When", "date", record.date ? when(record) : record.date_text, record.date && record.date_text ? `“${record.date_text}”` : "", record.date_span),
    ...single("By", "date", record.deadline, "", null),
    ...single("Where", "place", place?.name ?? place?.text, [place?.province, place?.country].filter((one) => one && one !== place?.name).join(", "), place?.span),
    ...people("On whose word", "speaker", record.said_by), ...sizes(record.size),
  ];
}

const titleOf = (record: Stored): string => ({
  event: `${capital(record.event ?? "event")}${record.mode?.length ? `, ${record.mode.join(", ")}` : ""}`, agreement: record.name ?? "Agreement",
  obligation: `Undertaking: ${(record.type ?? "other").replaceAll("_", " ")}`, claim: `Claim: ${record.verdict ?? ""}`,
}[record.kind] ?? record.kind);

/** Events and ledger records of a report, each with its fields and the marks they make in the text. */
export function readings(records: Stored[], text: string[]): Reading[] {
  return records.filter((record) => ["event", "agreement", "obligation", "claim"].includes(record.kind)).map((record) => {
    const fields = fieldsOf(record, text), quad = record.quad_code ?? null;
    const marks = fields.flatMap((field) => field.entries.filter((entry) => sound(entry.span) && entry.span[1] <= text.length).map((entry): Mark => (
      { from: entry.span![0], to: entry.span![1], kind: entry.kind, record: record.id, field: entry.field, label: LABELS[entry.kind], quad })));
    return { id: record.id, kind: record.kind, title: titleOf(record), quad, verdict: record.verdict ?? null, record, fields, marks };
  });
}

export interface Piece { from: number; text: string; marks: Mark[] }

/** The text from `from` to `to`, cut wherever a mark begins or ends. */
export function pieces(text: string[], marks: Mark[], from: number, to: number): Piece[] {
  const inside = marks.filter((mark) => mark.from < to && mark.to > from);
  const cuts = [...new Set([from, to, ...inside.flatMap((mark) => [Math.max(from, mark.from), Math.min(to, mark.to)])])].sort((a, b) => a - b);
  return cuts.slice(0, -1).map((start, at) => ({
    from: start, text: text.slice(start, cuts[at + 1]).join(""), marks: inside.filter((mark) => mark.from <= start && mark.to > start).sort((a, b) => (a.to - a.from) - (b.to - b.from)),
  }));
}

/** Paragraphs as [from, to): parted by blank lines. */
export function paragraphs(text: string[]): Span[] {
  const found: Span[] = [];
  let start = 0;
  for (const part of text.join("").split(/(\n[ \t\r]*\n\s*)/)) {
    const length = Array.from(part).length;
    if (part.trim()) found.push([start, start + length]);
    start += length;
  }
  return found;
}
