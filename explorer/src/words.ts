// words.ts - numbers, days and lists as a person reads them.
import { actorName } from "./countries";
import type { EventRow, Party } from "./types";

const number = new Intl.NumberFormat("en");
export const count = (n: number): string => number.format(n);
export const counted = (n: number, one: string, many = `${one}s`): string => `${count(n)} ${n === 1 ? one : many}`;
export const score = (n: number): string => (n > 0 ? "+" : n < 0 ? "−" : "") + Math.abs(n).toFixed(1);

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
/** 2021-02-28 as "28 Feb 2021", as much of it as there is. */
export function day(iso: string | null | undefined): string {
  if (!iso) return "";
  const [year, month, date] = iso.split("-");
  return [date ? String(Number(date)) : "", month ? MONTHS[Number(month) - 1] ?? "" : "", year].filter(Boolean).join(" ");
}

/** Two days, the year and the month said once where they are the same. */
function days(from: string, to: string): string {
  const one = day(from).split(" "), [year, month] = [from.slice(0, 4) === to.slice(0, 4), from.slice(0, 7) === to.slice(0, 7)];
  return month ? `${one[0]}–${day(to)}` : `${(year ? one.slice(0, -1) : one).join(" ")} – ${day(to)}`;
}

/** The day or days of an event, no finer than it was told. */
export function when(event: { date?: string | null; enddate?: string | null; granularity?: string | null }): string {
  const { date, enddate, granularity } = event;
  if (!date) return "";
  if (granularity === "year") return date.slice(0, 4);
  if (granularity === "month") return day(date.slice(0, 7));
  return enddate && enddate !== date ? days(date, enddate) : day(date);
}

export function period(from: string | undefined, to: string | undefined): string {
  if (from && to) return from === to ? day(from) : `${day(from)} – ${day(to)}`;
  return from ? `from ${day(from)}` : to ? `to ${day(to)}` : "";
}

export const partyName = (party: Party): string => party.name || party.text || actorName(party.who);
export function parties(list: readonly Party[]): string {
  const names = list.map(partyName);
  return names.length > 3 ? `${names.slice(0, 2).join(", ")} and ${names.length - 2} more` : names.join(", ");
}

/** An event in one line, for those who hear it. */
export function sentence(event: EventRow): string {
  return [parties(event.actor) || "Someone", event.type.toLowerCase(), parties(event.recipient), when(event), event.place ?? ""].filter(Boolean).join(", ");
}

export const list = (value: string[] | string | null | undefined): string[] =>
  Array.isArray(value) ? value : value ? value.split(" ") : [];
export const plain = (name: string): string => name.replaceAll("_", " ").replaceAll("-", " ");

/** The last day of the bin that begins on a day. */
export function binEnd(start: string, by: string): string {
  const date = new Date(`${start}T00:00:00Z`);
  if (by === "year") { date.setUTCFullYear(date.getUTCFullYear() + 1); date.setUTCDate(0); }
  else if (by === "month") { date.setUTCMonth(date.getUTCMonth() + 1); date.setUTCDate(0); }
  else if (by === "week") date.setUTCDate(date.getUTCDate() + 6);
  return date.toISOString().slice(0, 10);
}
