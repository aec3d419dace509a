// main.tsx - the page: what is always there, and the view that the address names.
import { render } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { type View, go, link, useAddress, write } from "./address";
import { useAnswer } from "./api";
import { FilterBar } from "./parts/filter";
import { Icon } from "./parts/icons";
import { Panel } from "./parts/panel";
import { Failed, Waiting } from "./parts/states";
import { ThemeSwitch, applyTheme } from "./parts/theme";
import "./style/app.css";
import type { About } from "./types";
import { ActorsView } from "./views/actors";
import { EventsView } from "./views/events";
import { LedgerView } from "./views/ledger";
import { MapView } from "./views/map";
import { ReportView } from "./views/report";
import { SearchView } from "./views/search";
import { TimelineView } from "./views/timeline";
import { counted } from "./words";

const TABS: [View, string][] = [["timeline", "Timeline"], ["map", "Map"], ["actors", "Who-whom"], ["ledger", "Ledger"], ["events", "Events"], ["search", "Search"]];
const VIEW = { timeline: TimelineView, map: MapView, actors: ActorsView, ledger: LedgerView, events: EventsView, search: SearchView, report: ReportView };

function Quick({ words }: { words: string | undefined }) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const slash = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (event.key !== "/" || event.ctrlKey || event.metaKey || ["INPUT", "SELECT", "TEXTAREA"].includes(target.tagName)) return;
      event.preventDefault();
      field.current?.select();
    };
    addEventListener("keydown", slash);
    return () => removeEventListener("keydown", slash);
  }, []);
  return (
    <form class="quick" role="search" onSubmit={(event) => { event.preventDefault(); go({ q: field.current!.value.trim() }, "search"); }}>
      <input ref={field} key={words ?? ""} type="search" aria-label="Search the reports" placeholder="Search the reports  /" defaultValue={words ?? ""} autocomplete="off" />
    </form>
  );
}

function Top({ view, words }: { view: View; words: string | undefined }) {
  return (
    <header class="top">
      <p class="mark"><a href={link({ at: "" }, "timeline")} aria-label="acta, to the timeline">acta</a></p>
      <nav aria-label="Views">
        <ul>{TABS.map(([name, title]) => <li key={name}><a href={link({}, name)} aria-current={name === view ? "page" : undefined}>{title}</a></li>)}</ul>
      </nav>
      <Quick words={words} />
      <ThemeSwitch />
    </header>
  );
}

function Foot({ about }: { about: About }) {
  return (
    <footer class="foot">
      <p>{counted(about.documents, "report")}{about.copies > 0 && `, ${counted(about.copies, "copy", "copies")} of them not counted`} · {counted(about.events, "event")} · {counted(about.agreements, "agreement")}{about.sample && " · the sample archive: reports written for it"}</p>
      <p>acta {about.version} · map from Natural Earth · places from GeoNames</p>
    </footer>
  );
}

function Page() {
  const { view, values } = useAddress();
  const { data: about, error } = useAnswer<About>("about");
  const main = useRef<HTMLElement>(null), first = useRef(true);
  useEffect(() => {
    document.title = view === "report" ? "Report · acta" : `${TABS.find(([name]) => name === view)?.[1] ?? ""} · acta`;
    if (first.current) { first.current = false; return; }
    scrollTo(0, 0);
    main.current?.focus({ preventScroll: true });
  }, [view, values.id]);
  const Shown = VIEW[view];
  return (
    <>
      <a class="skip" href={write({ view, values })} onClick={(event) => { event.preventDefault(); main.current?.focus(); }}>To the view</a>
      <Top view={view} words={values.q} />
      {about && about.documents > 0 && view !== "report" && view !== "ledger" && <FilterBar values={values} about={about} />}
      <div class={`stage${values.at && view !== "report" ? " with-panel" : ""}`}>
        <main class={`page page-${view}`} ref={main} tabIndex={-1} id="main">
          {view === "report" && <p class="way-back"><button class="link" onClick={() => (history.length > 1 ? history.back() : go({}, "events"))}><Icon name="back" /> Back</button></p>}
          {about?.notice && <p class="note">{about.notice}</p>}
          {error ? <Failed error={error} /> : about ? <Shown values={values} about={about} /> : <Waiting what="Opening the archive" />}
        </main>
        {about && values.at && view !== "report" && <Panel values={values} />}
      </div>
      {about && <Foot about={about} />}
      <div id="live" class="unseen" role="status" aria-live="polite" />
    </>
  );
}

applyTheme();
const root = document.getElementById("app")!;
root.textContent = "";
render(<Page />, root);
