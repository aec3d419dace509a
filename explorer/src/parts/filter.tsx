// filter.tsx - the one filter over all views. Changing anything changes the address; the views follow.
import { useEffect, useRef, useState } from "preact/hooks";
import { type FilterName, type Values, filterOf, go, toggled } from "../address";
import { address, ask, useAnswer } from "../api";
import { countries } from "../countries";
import { QUADS, QUAD_NAMES, STATUSES, TYPES, typeName } from "../palette";
import type { About, Events, Search } from "../types";
import { count, counted } from "../words";
import { described } from "./describe";
import { Icon, QuadMark } from "./icons";
import { say } from "./live";
import { clearFilter } from "./states";

/** A text field that changes the address when it is left or Enter is pressed, not at every letter. */
export function TextField(props: { name: FilterName; label: string; values: Values; hint?: string; suggest?: "actors" | "places"; type?: "text" | "date" }) {
  const { name, label, values, hint, suggest } = props;
  const [options, setOptions] = useState<[string, string][]>([]);
  const asked = useRef(0);
  const look = (text: string) => {
    clearTimeout(asked.current);
    if (!suggest || text.trim().length < 2) return;
    asked.current = window.setTimeout(() => {
      ask<Search>("search", { q: text.trim(), limit: "12" }).then((found) => setOptions(
        suggest === "actors" ? found.actors.map((actor) => [actor.name, actor.who]) : found.places.map((place) => [place.name, place.country ?? ""])), () => setOptions([]));
    }, 200);
  };
  return (
    <label class="field">
      <span>{label}</span>
      <input type={props.type ?? "text"} name={name} value={values[name] ?? ""} placeholder={hint} autocomplete="off" spellcheck={false}
             {...(suggest ? { list: `known-${name}` } : {})} onInput={(event) => look(event.currentTarget.value)}
             onChange={(event) => go({ [name]: event.currentTarget.value.trim() })} />
      {suggest && <datalist id={`known-${name}`}>{options.map(([value, more]) => <option key={value} value={value}>{more}</option>)}</datalist>}
    </label>
  );
}

function Period({ values }: { values: Values }) {
  return (
    <div class="pair">
      <TextField name="from" label="From" values={values} type="date" />
      <TextField name="to" label="To" values={values} type="date" />
    </div>
  );
}

function Types({ values }: { values: Values }) {
  const chosen = values.type ? values.type.split(",") : [];
  return (
    <fieldset class="field types">
      <legend>Type</legend>
      <div class="ticks">
        {TYPES.map(([type, quad]) => (
          <label key={type} class="tick">
            <input type="checkbox" checked={chosen.includes(type)} onChange={() => go({ type: toggled(values.type, type) })} />
            <QuadMark quad={quad} /> {typeName(type)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function Statuses({ values }: { values: Values }) {
  const chosen = (values.status ?? "actual").split(",");
  return (
    <fieldset class="field">
      <legend>Status</legend>
      <div class="ticks">
        {STATUSES.map((status) => (
          <label key={status} class="tick">
            <input type="checkbox" checked={chosen.includes(status)} onChange={() => {
              const next = toggled(chosen.join(","), status);
              go({ status: next === "actual" ? "" : next });
            }} /> {status}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function Confidence({ values }: { values: Values }) {
  return (
    <label class="field">
      <span>Confidence at least <output>{values.min ?? "0"}</output></span>
      <input type="range" min="0" max="0.95" step="0.05" value={values.min ?? "0"}
             onInput={(event) => go({ min: Number(event.currentTarget.value) ? event.currentTarget.value : "" }, undefined, true)} />
    </label>
  );
}

function Flag({ name, values, children }: { name: FilterName; values: Values; children: string }) {
  return (
    <label class="tick">
      <input type="checkbox" checked={values[name] === "1"} onChange={() => go({ [name]: values[name] === "1" ? "" : "1" })} /> {children}
    </label>
  );
}

export function FilterFields({ values }: { values: Values }) {
  return (
    <div class="filter-fields">
      <Period values={values} />
      <TextField name="actor" label="Who did it" values={values} hint="name, or AFG GOV" suggest="actors" />
      <TextField name="recipient" label="To whom" values={values} hint="name, or AFG GOV" suggest="actors" />
      <TextField name="either" label="Either side" values={values} hint="name, or AFG" suggest="actors" />
      <TextField name="speaker" label="On whose word" values={values} hint="name; - for the report" suggest="actors" />
      <TextField name="place" label="Place" values={values} hint="name of a place" suggest="places" />
      <label class="field">
        <span>Country</span>
        <select value={values.country ?? ""} onChange={(event) => go({ country: event.currentTarget.value })}>
          <option value="">any</option>
          {values.country?.includes(",") && <option value={values.country}>{values.country}</option>}
          {countries.map(([code, name]) => <option key={code} value={code}>{name}</option>)}
        </select>
      </label>
      <Types values={values} />
      <Statuses values={values} />
      <Confidence values={values} />
      <fieldset class="field">
        <legend>Counting</legend>
        <div class="ticks">
          <Flag name="happenings" values={values}>each happening once</Flag>
          <Flag name="copies" values={values}>copies too</Flag>
        </div>
      </fieldset>
    </div>
  );
}

function Export({ filter }: { filter: Values }) {
  const box = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const leave = (event: Event) => { if (!box.current?.contains(event.target as Node)) box.current?.removeAttribute("open"); };
    addEventListener("pointerdown", leave);
    return () => removeEventListener("pointerdown", leave);
  }, []);
  const close = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !box.current?.open) return;
    event.stopPropagation();
    box.current.open = false;
    box.current.querySelector("summary")?.focus();
  };
  return (
    <details class="menu" ref={box} onKeyDown={close}>
      <summary class="button"><Icon name="save" /> <span class="word">Export</span></summary>
      <div class="menu-body">
        {[["csv", "CSV", "a table"], ["geojson", "GeoJSON", "a map"], ["plover", "PLOVER JSONL", "the records"]].map(([format, name, what]) => (
          <a key={format} href={address("export", { ...filter, format: format! })} download>{name} <small>{what}</small></a>
        ))}
      </div>
    </details>
  );
}

export function FilterBar({ values, about }: { values: Values; about: About }) {
  const [open, setOpen] = useState(false);
  const filter = filterOf(values);
  const total = useAnswer<Events>("events", { ...filter, offset: "0", limit: "1" });
  const parts = described(filter);
  const more = parts.filter((part) => !part.names.includes("quad")).length;
  useEffect(() => { if (total.data && !total.waiting) say(`${counted(total.data.total, "event")} ${parts.length ? "match the filter" : "in all"}`); },
            [total.data?.total, total.waiting]);
  return (
    <section class="filter" aria-label="Filter">
      <div class="filter-row">
        <div class="quads" role="group" aria-label="Quad classes">
          {QUADS.map((quad) => {
            const on = !values.quad || values.quad.split(",").includes(String(quad));
            return (
              <button key={quad} class={`quad-button${on ? " on" : ""}`} aria-pressed={values.quad ? on : false} title={QUAD_NAMES[quad]}
                      onClick={() => go({ quad: toggled(values.quad, String(quad)) === "1,2,3,4" ? "" : toggled(values.quad, String(quad)) })}>
                <QuadMark quad={quad} /> <span>{QUAD_NAMES[quad]}</span>
              </button>
            );
          })}
        </div>
        <button class="button" aria-expanded={open} aria-controls="filter-more" onClick={() => setOpen(!open)}>
          <Icon name="filter" /> <span class="word">Filter</span>{more ? <b class="badge">{more}</b> : null}
        </button>
        <p class="total">
          <b>{total.data ? count(total.data.total) : "…"}</b> <span>of {counted(about.events, "event")}</span>
        </p>
        <Export filter={filter} />
      </div>
      <div id="filter-more" hidden={!open}>{open && <FilterFields values={values} />}</div>
      {parts.length > 0 && (
        <ul class="chips" aria-label="What the filter asks for">
          {parts.map((part) => (
            <li key={part.names[0]}>
              <button class="chip" onClick={() => go(Object.fromEntries(part.names.map((name) => [name, ""])))} aria-label={`Remove: ${part.words}`}>
                {part.words} <Icon name="close" />
              </button>
            </li>
          ))}
          {parts.length > 1 && <li><button class="chip clear" onClick={clearFilter}>Clear all</button></li>}
        </ul>
      )}
      {total.error && <p class="note" role="alert">{total.error}</p>}
    </section>
  );
}
