// describe.ts - a filter, or a mark that was chosen, in words.
import type { FilterName, Values } from "../address";
import { actorName, countryName } from "../countries";
import { QUAD_NAMES, typeName } from "../palette";
import type { Quad } from "../types";
import { period } from "../words";

const each = (list: string, name: (one: string) => string): string => list.split(",").map(name).join(", ");

/** The parts of a filter as a person would say them, each with the parameters it stands for. */
export function described(filter: Values): { names: FilterName[]; words: string }[] {
  const parts: { names: FilterName[]; words: string }[] = [];
  const add = (words: string, ...names: FilterName[]) => parts.push({ names, words });
  if (filter.q) add(`“${filter.q}”`, "q");
  if (filter.from || filter.to) add(period(filter.from, filter.to), "from", "to");
  if (filter.quad) add(each(filter.quad, (one) => QUAD_NAMES[Number(one) as Quad] ?? one), "quad");
  if (filter.type) add(each(filter.type, typeName), "type");
  if (filter.actor) add(`by ${actorName(filter.actor)}`, "actor");
  if (filter.recipient) add(`to ${actorName(filter.recipient)}`, "recipient");
  if (filter.either) add(`${actorName(filter.either)} on either side`, "either");
  if (filter.speaker) add(filter.speaker === "-" ? "said by the report itself" : `said by ${actorName(filter.speaker)}`, "speaker");
  if (filter.place) add(`in ${filter.place}`, "place");
  if (filter.country) add(`in ${each(filter.country, countryName)}`, "country");
  if (filter.box) add("within part of the map", "box");
  if (filter.status) add(each(filter.status, (one) => one), "status");
  if (filter.min) add(`confidence ${filter.min} and more`, "min");
  if (filter.copies === "1") add("copies counted too", "copies");
  if (filter.happenings === "1") add("each happening once", "happenings");
  return parts;
}

export const inWords = (filter: Values): string => described(filter).map((part) => part.words).join(" · ") || "All events";
