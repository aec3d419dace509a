// timeline.tsx - events by day, week or month, stacked by quad class or type. Drag over it to choose a period.
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import uPlot from "uplot";
import { type Values, filterOf, go } from "../address";
import { useAnswer } from "../api";
import { Behind } from "../parts/behind";
import { Choice } from "../parts/choice";
import { ViewHead } from "../parts/head";
import { say } from "../parts/live";
import { choose } from "../parts/panel";
import { useSize } from "../parts/size";
import { Bare, Empty, Failed, Waiting } from "../parts/states";
import { onTheme } from "../parts/theme";
import { QUAD_NAMES, STACK, TYPES, quadColour, token, typeColour, typeName } from "../palette";
import type { About, Quad, Timeline } from "../types";
import { binEnd, count, counted, day } from "../words";

const DAY = 86400;
const seconds = (iso: string): number => Date.parse(`${iso}T00:00:00Z`) / 1000;
const isoDay = (at: number): string => new Date(at * 1000).toISOString().slice(0, 10);

type Bins = Timeline["bins"];
const sum = (counts: Record<string, number>): number => Object.values(counts).reduce((all, one) => all + one, 0);

/** The stretch that holds nearly everything, where a few events of long ago would squeeze the rest into a corner. */
function mass(bins: Bins): { from: number; to: number; before: number } {
  const whole = { from: 0, to: bins.length - 1, before: 0 };
  if (bins.length < 24) return whole;
  const all = bins.reduce((n, bin) => n + sum(bin.counts), 0);
  let from = 0, before = 0;
  while (before + sum(bins[from]!.counts) <= all * 0.02) before += sum(bins[from++]!.counts);
  const span = seconds(bins.at(-1)!.start) - seconds(bins[from]!.start), left = seconds(bins[from]!.start) - seconds(bins[0]!.start);
  return left > span * 0.5 ? { from, to: bins.length - 1, before } : whole;
}

/** The finest bin that leaves bars wide enough to see. */
function fitting(from: string | null, to: string | null): string {
  if (!from || !to) return "month";
  const days = (seconds(to) - seconds(from)) / DAY;
  return days <= 130 ? "day" : days <= 900 ? "week" : days <= 5500 ? "month" : "year";
}

/** The server counts by day, week and month; years are put together here. */
function byYear(bins: Bins): Bins {
  const years = new Map<string, Record<string, number>>();
  for (const { start, counts } of bins) {
    const year = `${start.slice(0, 4)}-01-01`, sums = years.get(year) ?? {};
    for (const [key, n] of Object.entries(counts)) sums[key] = (sums[key] ?? 0) + n;
    years.set(year, sums);
  }
  return [...years].map(([start, counts]) => ({ start, counts }));
}

const keyName = (stack: string, key: string): string => (stack === "quad" ? QUAD_NAMES[Number(key) as Quad] ?? key : typeName(key));
const keys = (stack: string): string[] => (stack === "quad" ? STACK.map(String) : TYPES.map(([type]) => type));
const binName = (start: string, by: string): string => (by === "year" ? start.slice(0, 4) : by === "month" ? day(start.slice(0, 7)) : by === "week" ? `week of ${day(start)}` : day(start));

interface ChartProps { bins: Bins; by: string; stack: string; first: number; open: (at: number, key?: string) => void; brush: (from: string, to: string) => void }

function Chart({ bins, by, stack, first, open, brush }: ChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const { width, height } = useSize(box);
  const [at, setAt] = useState<number | null>(null);
  const [anchor, setAnchor] = useState<number | null>(null);
  const [spot, setSpot] = useState<{ left: number; top: number } | null>(null);
  const [themes, setThemes] = useState(0);
  const plot = useRef<uPlot | null>(null);
  useEffect(() => onTheme(() => setThemes((n) => n + 1)), []);

  useEffect(() => {
    if (!box.current || !width || !bins.length) return undefined;
    const order = keys(stack), starts = bins.map((bin) => seconds(bin.start));
    const step = by === "year" ? 366 * DAY : by === "month" ? 31 * DAY : by === "week" ? 7 * DAY : DAY;
    const layers = order.map(() => new Array<number>(bins.length).fill(0));
    bins.forEach((bin, column) => order.reduce((below, key, layer) => (layers[layer]![column] = below + (bin.counts[key] ?? 0)), 0));
    const slots = (starts.at(-1)! - starts[first]!) / step + 1;
    const colour = stack === "quad" ? (key: string) => quadColour(Number(key) as Quad) : typeColour;
    const ink = token("ink-2"), rule = token("rule");
    const under = (left: number): number => {
      const value = chart.posToVal(left, "x");
      let column = starts.length - 1;
      while (column > 0 && starts[column]! > value) column--;
      return column;
    };
    const font = `12px ${token("sans")}`;
    let brushed = false;
    const chart: uPlot = new uPlot({
      width, height, padding: [12, 8, 0, 0], legend: { show: false },
      cursor: { y: false, x: false, points: { show: false }, drag: { x: true, y: false, setScale: false } },
      scales: { x: { time: true, range: [starts[first]! - step * 0.02, starts.at(-1)! + step * 1.02] }, y: { range: (_u, _min, most) => [0, Math.max(1, most * 1.06)] } },
      tzDate: (at) => uPlot.tzDate(new Date(at * 1000), "Etc/UTC"),
      axes: [
        { stroke: ink, font, grid: { show: false }, ticks: { stroke: rule, width: 1, size: 4 } },
        { stroke: ink, font, size: 48, grid: { stroke: rule, width: 1 }, ticks: { show: false }, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000, 50000, 100000, 200000, 500000],
          values: (_u, marks) => marks.map((mark) => count(mark)) },
      ],
      series: [{}, ...order.map((_key, layer) => layer).reverse().map((layer) => ({
        fill: colour(order[layer]!), stroke: token("paper"), width: width / slots > 4 ? 1 : 0, points: { show: false },
        paths: uPlot.paths.bars!({ size: [0.92, 90, 2], align: 1 }),
      }))],
      hooks: {
        setSelect: [(u) => {
          if (u.select.width < 4) return;
          brushed = true;
          const from = isoDay(starts[under(u.select.left)]!), to = binEnd(isoDay(starts[under(u.select.left + u.select.width)]!), by);
          u.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
          brush(from, to);
        }],
        setCursor: [(u) => {
          const left = u.cursor.left ?? -1;
          if (left < 0) { setSpot(null); setAt(null); return; }
          setAt(under(left));
          setSpot({ left: left + u.over.offsetLeft, top: (u.cursor.top ?? 0) + u.over.offsetTop });
        }],
      },
    }, [starts, ...[...layers].reverse()] as uPlot.AlignedData, box.current);
    chart.over.addEventListener("mousedown", () => { brushed = false; });
    chart.over.addEventListener("click", (event) => {
      if (brushed) return;
      const column = under(event.offsetX), value = chart.posToVal(event.offsetY, "y");
      const layer = layers.findIndex((counts) => value <= counts[column]!);
      open(column, layer < 0 ? undefined : order[layer]);
    });
    plot.current = chart;
    return () => { chart.destroy(); plot.current = null; };
  }, [bins, by, stack, first, width, height, themes]);

  const show = (column: number) => {
    const u = plot.current;
    setAt(column);
    if (u) setSpot({ left: u.valToPos(seconds(bins[column]!.start), "x") + u.over.offsetLeft + 4, top: u.over.offsetTop + 24 });
    say(`${binName(bins[column]!.start, by)}: ${counted(sum(bins[column]!.counts), "event")}`);
  };
  const press = (event: KeyboardEvent) => {
    const here = at ?? bins.length;
    const target = { ArrowLeft: here - 1, ArrowRight: at === null ? first : here + 1, Home: first, End: bins.length - 1 }[event.key];
    if (target !== undefined) {
      event.preventDefault();
      const column = Math.max(0, Math.min(bins.length - 1, target));
      setAnchor(event.shiftKey ? anchor ?? (at ?? column) : null);
      show(column);
    } else if ((event.key === "Enter" || event.key === " ") && at !== null) {
      event.preventDefault();
      if (anchor === null || anchor === at) { open(at); return; }
      const [from, to] = [Math.min(anchor, at), Math.max(anchor, at)];
      brush(bins[from]!.start, binEnd(bins[to]!.start, by));
    } else if (event.key === "Escape") { setAnchor(null); setAt(null); setSpot(null); }
  };
  const u = plot.current;
  const marked = at !== null && u && spot ? [Math.min(anchor ?? at, at), Math.max(anchor ?? at, at)] as const : null;
  const bin = at === null ? undefined : bins[at];
  const edge = (column: number) => (u ? u.valToPos(column < bins.length ? seconds(bins[column]!.start) : seconds(binEnd(bins.at(-1)!.start, by)) + DAY, "x") + u.over.offsetLeft : 0);
  return (
    <div class="chart" ref={box} tabIndex={0} role="group" onKeyDown={press} onBlur={() => { setSpot(null); setAt(null); setAnchor(null); }}
         aria-label="Timeline. Arrow keys go from bar to bar, Enter opens the events, Shift with arrows and Enter chooses a period. The table has the same figures.">
      {marked && <div class="chart-mark" style={{ left: `${edge(marked[0])}px`, width: `${Math.max(2, edge(marked[1] + 1) - edge(marked[0]))}px` }} />}
      {bin && spot && (
        <div class={`tip${spot.left > width / 2 ? " left" : ""}`} style={{ left: `${spot.left}px`, top: `${Math.max(0, Math.min(spot.top, height - 160))}px` }} aria-hidden="true">
          <b>{binName(bin.start, by)}</b>
          <dl>{[...keys(stack)].reverse().filter((key) => bin.counts[key]).map((key) => (
            <div key={key}><dt>{keyName(stack, key)}</dt><dd>{count(bin.counts[key]!)}</dd></div>
          ))}<div class="all"><dt>All</dt><dd>{count(sum(bin.counts))}</dd></div></dl>
        </div>
      )}
    </div>
  );
}

export function TimelineView({ values, about }: { values: Values; about: About }) {
  const [everything, setEverything] = useState(false);
  const by = values.by ?? fitting(values.from ?? about.first, values.to ?? about.last), stack = values.stack ?? "quad";
  const { data, error, waiting } = useAnswer<Timeline>("timeline", { ...filterOf(values), by: by === "year" ? "month" : by, stack });
  const drawn = by === "year" ? by : data?.by ?? by;       // what the bins at hand are: the last answer stays until the next is there
  const bins = useMemo(() => (drawn === "year" ? byYear(data?.bins ?? []) : data?.bins ?? []), [data, drawn]);
  const most = useMemo(() => mass(bins), [bins]);
  const first = everything ? 0 : most.from;
  if (!about.documents) return <Bare />;
  const open = (column: number, key?: string) => {
    const bin = bins[column]!;
    choose({ from: bin.start, to: binEnd(bin.start, drawn), ...(key ? { [data!.stack]: key } : {}) });
  };
  const shown = keys(stack).filter((key) => bins.some((bin) => bin.counts[key]));
  return (
    <>
      <ViewHead title="Timeline" about="When it happened. Drag over the bars to choose a period; click one to read its events.">
        <Choice label="By" value={by} options={[["day", "Day"], ["week", "Week"], ["month", "Month"], ["year", "Year"]]} onChange={(next) => go({ by: next })} />
        <Choice label="Stacked by" value={stack} options={[["quad", "Class"], ["type", "Type"]]} onChange={(next) => go({ stack: next === "quad" ? "" : next })} />
        <Choice label="As" value={values.as === "table" ? "table" : "drawing"} options={[["drawing", "Chart"], ["table", "Table"]]} onChange={(next) => go({ as: next === "table" ? next : "" })} />
      </ViewHead>
      {error ? <Failed error={error} /> : !data ? <Waiting what="Counting" /> : !bins.length ? (
        <Empty head="No dated event matches" clear><p>Events whose reports give no date are in the table of events.</p></Empty>
      ) : values.as === "table" ? (
        <Behind caption={`Events by ${drawn}`} columns={["Period", ...[...shown].map((key) => keyName(stack, key)), "All"]} figures={[...shown, ""].map((_key, at) => at + 1)}
                lines={bins.map((bin, column) => ({ key: bin.start, onOpen: () => open(column),
                  cells: [binName(bin.start, drawn), ...shown.map((key) => count(bin.counts[key] ?? 0)), count(sum(bin.counts))] })).reverse()} />
      ) : (
        <div class={waiting ? "figure-box busy" : "figure-box"}>
          <Chart bins={bins} by={drawn} stack={data.stack} first={first} open={open} brush={(from, to) => go({ from, to })} />
          {stack === "type" && <ul class="key">{shown.map((key) => (
            <li key={key}><button class="link" onClick={() => go({ type: key })}><Swatch colour={typeColour(key)} /> {typeName(key)}</button></li>
          ))}</ul>}
          {(data.undated ?? 0) > 0 && <p class="note">{counted(data.undated!, "event")} without a day {data.undated === 1 ? "is" : "are"} not in this picture: the table of events has {data.undated === 1 ? "it" : "them"}.</p>}
          {most.before > 0 && (
            <p class="note">{everything ? "Everything is shown." : `${counted(most.before, "event")} before ${day(bins[most.from]!.start.slice(0, 7))} ${most.before === 1 ? "is" : "are"} left of this picture.`}{" "}
              <button class="link" onClick={() => setEverything(!everything)}>{everything ? "Show where most are" : "Show all"}</button></p>
          )}
        </div>
      )}
    </>
  );
}

export function Swatch({ colour }: { colour: string }) {
  return <span class="swatch" style={{ background: colour }} aria-hidden="true" />;
}
