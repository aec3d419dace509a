// panel.tsx - the events behind a mark, each with its words and the way to its report. What was chosen is in the address as `at`.
import { useEffect, useRef, useState } from "preact/hooks";
import { FILTERS, type Values, filterOf, go, link } from "../address";
import { ask } from "../api";
import { typeName } from "../palette";
import type { EventRow, Events } from "../types";
import { counted, parties, when } from "../words";
import { inWords } from "./describe";
import { Icon, QuadMark } from "./icons";
import { say } from "./live";
import { Failed, Waiting } from "./states";

const PAGE = 25;

/** Opens the panel on the events that a mark stands for. */
export function choose(values: Values): void {
  go({ at: new URLSearchParams(values).toString() });
}

export const chosen = (values: Values): Values => Object.fromEntries([...new URLSearchParams(values.at ?? "")].filter(([name]) => (FILTERS as readonly string[]).includes(name)));

export function EventCard({ event }: { event: EventRow }) {
  return (
    <a class="card" href={link({ id: event.doc, record: event.id }, "report")}>
      <span class="card-head"><QuadMark quad={event.quad} /> <b>{typeName(event.type)}</b> <time>{when(event) || "no date"}</time></span>
      <span class="card-who">
        {parties(event.actor) || "someone"}{event.recipient.length > 0 && <> <span class="arrow" aria-label="to">→</span> {parties(event.recipient)}</>}
      </span>
      {event.words && <q class="card-words">{event.words.replaceAll(" | ", " … ")}</q>}
      <span class="card-from">{event.place ? `${event.place} · ` : ""}{event.title || event.doc}{event.sources && event.sources > 1 ? ` · ${event.sources} sources` : ""}</span>
    </a>
  );
}

function useEvents(filter: Values): { rows: EventRow[]; total: number | null; error: string | null; more: () => void } {
  const key = JSON.stringify(filter);
  const [rows, setRows] = useState<EventRow[]>([]);
  const [total, setTotal] = useState<number | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [pages, setPages] = useState(1);
  useEffect(() => { setPages(1); setRows([]); setTotal(null); }, [key]);
  useEffect(() => {
    const stop = new AbortController();
    ask<Events>("events", { ...filter, sort: "-date", offset: String((pages - 1) * PAGE), limit: String(PAGE) }, stop.signal).then(
      (answer) => {
        if (stop.signal.aborted) return;
        setError(null);
        setTotal(answer.total);
        setRows((before) => (pages === 1 ? answer.rows : [...before, ...answer.rows]));
      },
      (failed: Error) => { if (!stop.signal.aborted) setError(failed.message); });
    return () => stop.abort();
  }, [key, pages]);
  return { rows, total, error, more: () => setPages(pages + 1) };
}

export function Panel({ values }: { values: Values }) {
  const at = chosen(values);
  const { rows, total, error, more } = useEvents({ ...filterOf(values), ...at });
  const head = useRef<HTMLHeadingElement>(null);
  const came = useRef<Element | null>(null);
  const words = inWords(at);
  const close = () => {
    const back = came.current;
    go({ at: "" });
    if (back instanceof HTMLElement || back instanceof SVGElement) back.focus();
  };
  useEffect(() => {
    came.current = document.activeElement;
    const leave = (event: KeyboardEvent) => { if (event.key === "Escape") close(); };
    addEventListener("keydown", leave);
    return () => removeEventListener("keydown", leave);
  }, []);
  useEffect(() => { head.current?.focus(); }, [values.at]);
  useEffect(() => { if (total !== null) say(`${words}: ${counted(total, "event")}`); }, [total, words]);
  return (
    <aside class="panel" aria-label="Events behind the mark">
      <header>
        <div>
          <h2 tabIndex={-1} ref={head}>{words}</h2>
          <p class="quiet">{total === null ? "…" : counted(total, "event")}</p>
        </div>
        <button class="button quiet square" aria-label="Close" onClick={close}><Icon name="close" /></button>
      </header>
      <p class="panel-does">
        <button class="button small" onClick={() => go({ ...at, at: "" })}>Filter by this</button>
        <a class="button small" href={link({ ...at, at: "" }, "events")}>See as table</a>
      </p>
      {error ? <Failed error={error} /> : total === null ? <Waiting what="Looking" /> : null}
      <ol class="cards">{rows.map((event) => <li key={event.id}><EventCard event={event} /></li>)}</ol>
      {total !== null && rows.length < total && <p><button class="button" onClick={more}>Show more</button></p>}
    </aside>
  );
}
