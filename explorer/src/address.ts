// address.ts - the state of the page is its address. A view is a path behind the #, everything else are parameters:
//   #/map?quad=3,4&from=2021-01-01&shade=mean
// so that a view can be sent, kept, and left by the back button. The server never sees it.
import { useEffect, useState } from "preact/hooks";

export const VIEWS = ["timeline", "map", "actors", "ledger", "events", "search", "report"] as const;
export type View = (typeof VIEWS)[number];

export type Values = Record<string, string>;
export interface Address { view: View; values: Values }

/** What chooses events, the same in every view: these go to the server as they are. */
export const FILTERS = ["q", "from", "to", "type", "quad", "status", "country", "actor", "recipient", "either", "speaker", "place", "box", "min", "copies",
                        "happenings"] as const;
export type FilterName = (typeof FILTERS)[number];

/** What belongs to one view's moment and is not carried to another. */
const PASSING = ["id", "record", "at", "claim", "agreement"];

export function read(hash: string): Address {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split(/\?(.*)/s);
  const values: Values = {};
  for (const [name, value] of new URLSearchParams(query)) if (value !== "") values[name] = value;
  return { view: (VIEWS as readonly string[]).includes(path) ? (path as View) : "timeline", values };
}

export function write(address: Address): string {
  const query = new URLSearchParams(Object.entries(address.values).filter(([, value]) => value !== "")).toString();
  return `#/${address.view}${query ? `?${query.replaceAll("%2C", ",").replaceAll("%3A", ":")}` : ""}`;
}

/** The address with changes; an empty value takes a parameter away. Another view leaves what belonged to the last one behind. */
export function changed(from: Address, values: Values, view: View = from.view): Address {
  const kept = { ...from.values };
  if (view !== from.view) for (const name of PASSING) delete kept[name];
  for (const [name, value] of Object.entries(values)) {
    if (value === "") delete kept[name];
    else kept[name] = value;
  }
  return { view, values: kept };
}

export const here = (): Address => read(location.hash);
export const link = (values: Values, view?: View): string => write(changed(here(), values, view));

/** Goes to an address. `quietly` leaves no step for the back button: for what changes many times in one gesture. */
export function go(values: Values, view?: View, quietly = false): void {
  const next = link(values, view);
  if (next === write(here()) && location.hash) return;
  if (quietly) history.replaceState(null, "", next);
  else history.pushState(null, "", next);
  dispatchEvent(new Event("acta:moved"));
}

export function useAddress(): Address {
  const [address, setAddress] = useState(here);
  useEffect(() => {
    const moved = () => setAddress(here());
    for (const name of ["popstate", "hashchange", "acta:moved"]) addEventListener(name, moved);
    return () => { for (const name of ["popstate", "hashchange", "acta:moved"]) removeEventListener(name, moved); };
  }, []);
  return address;
}

/** The filter's part of an address. */
export function filterOf(values: Values): Values {
  const filter: Values = {};
  for (const name of FILTERS) if (values[name]) filter[name] = values[name];
  return filter;
}

/** A list kept as `a,b,c`, with one entry put in or taken out. */
export function toggled(list: string | undefined, entry: string): string {
  const entries = list ? list.split(",") : [];
  return (entries.includes(entry) ? entries.filter((one) => one !== entry) : [...entries, entry]).sort().join(",");
}
