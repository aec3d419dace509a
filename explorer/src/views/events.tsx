// events.tsx - every event as a row. Only the rows in sight are drawn and fetched, so a million are as quick as a hundred.
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { type Values, filterOf, go, link } from "../address";
import { ask } from "../api";
import { countryName } from "../countries";
import { ViewHead } from "../parts/head";
import { Icon, QuadMark } from "../parts/icons";
import { say } from "../parts/live";
import { useSize } from "../parts/size";
import { Bare, Empty, Failed } from "../parts/states";
import { typeName } from "../palette";
import type { About, EventRow, Events } from "../types";
import { count, counted, day, list, parties, score, when } from "../words";

const ROW = 36;                           // pixels; the style sheet has the same
const PAGE = 100;                         // rows asked for at once
const TALLEST = 8_000_000;                // pixels that every browser scrolls; longer tables are scrolled in proportion
const KEPT = 40;                          // pages

interface Column { name: string; title: string; width: number; figure?: boolean; cell: (event: EventRow) => ComponentChildren }
const COLUMNS: Column[] = [
  { name: "date", title: "Date", width: 150, cell: (event) => when(event) },
  { name: "type", title: "Type", width: 140, cell: (event) => <><QuadMark quad={event.quad} /> {typeName(event.type)}</> },
  { name: "mode", title: "Mode", width: 130, cell: (event) => list(event.mode).join(", ") },
  { name: "actor", title: "Who", width: 190, cell: (event) => parties(event.actor) },
  { name: "recipient", title: "To whom", width: 190, cell: (event) => parties(event.recipient) },
  { name: "words", title: "Words", width: 200, cell: (event) => <q>{event.words.replaceAll(" | ", " … ")}</q> },
  { name: "place", title: "Place", width: 140, cell: (event) => event.place },
  { name: "country", title: "Country", width: 130, cell: (event) => event.country && countryName(event.country) },
  { name: "speaker", title: "On whose word", width: 170, cell: (event) => parties(event.speaker) },
  { name: "status", title: "Status", width: 110, cell: (event) => event.status },
  { name: "scale", title: "Score", width: 80, figure: true, cell: (event) => score(event.scale) },
  { name: "confidence", title: "Sure", width: 76, figure: true, cell: (event) => event.confidence?.toFixed(2) },
  { name: "sources", title: "Sources", width: 90, figure: true, cell: (event) => event.sources },
  { name: "title", title: "Report", width: 300, cell: (event) => event.title ?? event.doc },
  { name: "published", title: "Published", width: 120, cell: (event) => day(event.published) },
];
const USUAL = "date,type,actor,recipient,words,place,confidence,title";
const UNSORTED = new Set(["words", "mode", "title"]);

/** Pages of rows, fetched as they are looked at and forgotten when they are far. */
function usePages(filter: Values, sort: string) {
  const key = JSON.stringify([filter, sort]);
  const pages = useRef(new Map<number, EventRow[] | null>());
  const asked = useRef(key);
  const [state, setState] = useState<{ total: number | null; error: string | null; turn: number }>({ total: null, error: null, turn: 0 });
  if (asked.current !== key) { asked.current = key; pages.current = new Map(); }
  const want = (page: number) => {
    if (pages.current.has(page)) return;
    pages.current.set(page, null);
    const mine = pages.current;
    ask<Events>("events", { ...filter, sort, offset: String(page * PAGE), limit: String(PAGE) }).then(
      (answer) => {
        if (mine !== pages.current) return;
        mine.set(page, answer.rows);
        if (mine.size > KEPT) mine.delete(mine.keys().next().value!);
        setState((last) => ({ total: answer.total, error: null, turn: last.turn + 1 }));
      },
      (failed: Error) => { if (mine === pages.current) { mine.delete(page); setState((last) => ({ ...last, error: failed.message, turn: last.turn + 1 })); } });
  };
  return { ...state, want, row: (at: number): EventRow | undefined => pages.current.get(Math.floor(at / PAGE))?.[at % PAGE], key };
}

function Chooser({ chosen }: { chosen: string[] }) {
  const box = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const leave = (event: Event) => { if (!box.current?.contains(event.target as Node)) box.current?.removeAttribute("open"); };
    addEventListener("pointerdown", leave);
    return () => removeEventListener("pointerdown", leave);
  }, []);
  const turn = (name: string) => {
    const next = COLUMNS.map((column) => column.name).filter((one) => (one === name ? !chosen.includes(one) : chosen.includes(one))).join(",");
    go({ columns: next === USUAL ? "" : next || "date" });
  };
  return (
    <details class="menu" ref={box} onKeyDown={(event) => { if (event.key === "Escape" && box.current?.open) { event.stopPropagation(); box.current.open = false; box.current.querySelector("summary")?.focus(); } }}>
      <summary class="button">Columns <Icon name="down" /></summary>
      <div class="menu-body ticks">
        {COLUMNS.map((column) => <label key={column.name} class="tick"><input type="checkbox" checked={chosen.includes(column.name)} onChange={() => turn(column.name)} /> {column.title}</label>)}
      </div>
    </details>
  );
}

export function EventsView({ values, about }: { values: Values; about: About }) {
  const sort = values.sort ?? "-date", names = (values.columns ?? USUAL).split(",");
  const columns = COLUMNS.filter((column) => names.includes(column.name));
  const pages = usePages(filterOf(values), sort);
  const box = useRef<HTMLDivElement>(null);
  const { height } = useSize(box);
  const [top, setTop] = useState(0);                       // row at the upper edge, with a fraction
  const [current, setCurrent] = useState(-1);
  const mine = useRef(0);                                  // the scroll position that we set ourselves
  const total = pages.total ?? 0, room = Math.max(1, Math.floor((height - ROW) / ROW)), last = Math.max(0, total - room);
  const tall = Math.min(TALLEST, total * ROW), ratio = total * ROW > TALLEST ? (TALLEST - room * ROW) / Math.max(1, last) : ROW;
  const from = Math.max(0, Math.floor(top) - 4), to = Math.min(total, Math.ceil(top) + room + 5);

  useEffect(() => { pages.want(0); setTop(0); setCurrent(-1); if (box.current) box.current.scrollTop = 0; }, [pages.key]);
  useEffect(() => {
    if (!total) return;
    for (let page = Math.floor(from / PAGE); page <= Math.floor(Math.max(0, to - 1) / PAGE); page++) pages.want(page);
  }, [pages.key, from, to, total, pages.turn]);

  const place = (row: number) => {
    const next = Math.max(0, Math.min(last, row));
    setTop(next);
    if (box.current) { mine.current = Math.round(next * ratio); box.current.scrollTop = mine.current; }
  };
  const scrolled = () => {
    const at = box.current!.scrollTop;
    if (Math.abs(at - mine.current) <= 1) return;
    mine.current = at;
    setTop(Math.min(last, at / ratio));
  };
  const wheel = (event: WheelEvent) => {                   // in proportion a turn of the wheel would pass over rows: it goes by rows
    if (ratio === ROW || event.ctrlKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) return;
    event.preventDefault();
    place(top + event.deltaY / ROW);
  };
  useEffect(() => {
    const element = box.current;
    element?.addEventListener("wheel", wheel, { passive: false });
    return () => element?.removeEventListener("wheel", wheel);
  });
  const press = (event: KeyboardEvent) => {
    const at = Math.max(0, current);
    const next = { ArrowDown: current + 1, ArrowUp: at - 1, PageDown: at + room, PageUp: at - room, Home: 0, End: total - 1 }[event.key];
    const row = pages.row(current);
    if (event.key === "Enter" && row && event.target === box.current) { go({ id: row.doc, record: row.id }, "report"); return; }
    if (next === undefined) return;
    event.preventDefault();
    const row_ = Math.max(0, Math.min(total - 1, next));
    setCurrent(row_);
    if (row_ < top) place(row_);
    else if (row_ >= Math.floor(top) + room) place(row_ - room + 1);
    const found = pages.row(row_);
    if (found) say(`Row ${count(row_ + 1)}: ${typeName(found.type)}, ${parties(found.actor)}, ${parties(found.recipient)}, ${when(found)}`);
  };
  const turn = (name: string) => go({ sort: sort === `-${name}` ? name : sort === name ? `-${name}` : ["scale", "date", "published", "confidence", "sources"].includes(name) ? `-${name}` : name });
  if (!about.documents) return <Bare />;
  const wide = columns.reduce((sum, column) => sum + column.width, 0);
  const grid = columns.map((column) => `minmax(${column.width}px, ${column.figure ? column.width : column.width * 1.6}fr)`).join(" ");
  return (
    <>
      <ViewHead title="Events" about="Every event that matches, one a row. Click a heading to sort, a row to read its report.">
        <Chooser chosen={names} />
      </ViewHead>
      {pages.error && <Failed error={pages.error} />}
      {pages.total === 0 ? <Empty head="No event matches" clear><p>Take something out of the filter, or let events of every status in: by default only those that took place are counted.</p></Empty> : (
        <div class="events" role="table" aria-rowcount={total + 1} aria-colcount={columns.length} aria-label={`${counted(total, "event")}`} ref={box} tabIndex={0} onScroll={scrolled} onKeyDown={press}>
          <div class="events-tall" style={{ height: `${tall + ROW}px`, minWidth: `${wide}px` }}>
            <div class="events-seen">
              <div role="rowgroup" class="events-head">
                <div role="row" aria-rowindex={1} class="events-row" style={{ gridTemplateColumns: grid }}>
                  {columns.map((column) => (
                    <span key={column.name} role="columnheader" class={column.figure ? "figure" : ""} aria-sort={sort === column.name ? "ascending" : sort === `-${column.name}` ? "descending" : UNSORTED.has(column.name) ? undefined : "none"}>
                      {UNSORTED.has(column.name) ? column.title : <button class="link" onClick={() => turn(column.name)}>{column.title} {sort.replace("-", "") === column.name && <Icon name={sort.startsWith("-") ? "down" : "up"} />}</button>}
                    </span>
                  ))}
                </div>
              </div>
              <div role="rowgroup" class="events-body" style={{ height: `${Math.min(total, room + 1) * ROW}px` }}>
                {Array.from({ length: Math.max(0, to - from) }, (_x, at) => from + at).map((at) => {
                  const event = pages.row(at);
                  return (
                    <div key={at} role="row" aria-rowindex={at + 2} class={`events-row${at === current ? " current" : ""}${event ? "" : " coming"}`}
                         style={{ gridTemplateColumns: grid, transform: `translateY(${Math.round((at - top) * ROW)}px)` }}>
                      {columns.map((column, rank) => (
                        <span key={column.name} role="cell" class={column.figure ? "figure" : ""}>
                          {!event ? "" : rank === 0 ? <a href={link({ id: event.doc, record: event.id }, "report")} tabIndex={-1}>{column.cell(event) || "no date"}</a> : column.cell(event)}
                        </span>
                      ))}
                    </div>
                  );
                })}
              </div>
            </div>
          </div>
        </div>
      )}
    </>
  );
}
