// map.tsx - events where they happened: countries shaded by count or by mean score, places as circles, clustered by the server.
import atlas from "atlas";
import { geoEqualEarth, geoGraticule10, geoPath } from "d3-geo";
import { scaleLog, scaleSqrt } from "d3-scale";
import { select } from "d3-selection";
import { type ZoomTransform, zoom, zoomIdentity } from "d3-zoom";
import type { Feature, Geometry } from "geojson";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import { type Values, filterOf, go } from "../address";
import { useAnswer } from "../api";
import { codeOfShape, countryName } from "../countries";
import { Behind } from "../parts/behind";
import { Choice } from "../parts/choice";
import { ViewHead } from "../parts/head";
import { Icon } from "../parts/icons";
import { say } from "../parts/live";
import { choose } from "../parts/panel";
import { useSize } from "../parts/size";
import { Bare, Empty, Failed, Waiting } from "../parts/states";
import { onTheme } from "../parts/theme";
import { blend, classScore, scoreColour, token } from "../palette";
import type { About, CountryRow, PointRow } from "../types";
import { count, counted, score } from "../words";

const FAR = 64;                           // how many times the map can be enlarged
type Shape = Feature<Geometry, { name?: string } | null>;
let shapes: Shape[] | null = null;

/** The shapes are taken apart when the map is first looked at, not when the page opens. */
function world(): Shape[] {
  if (!shapes) {
    const topology = JSON.parse(atlas) as Topology<{ countries: GeometryCollection<{ name?: string }> }>;
    shapes = feature(topology, topology.objects.countries).features as Shape[];
  }
  return shapes;
}

/** What chooses a point's own events: the part of the map around its places, and where there is one place only, its name. */
const pointValues = (row: PointRow): Values => {
  const room = 1e-4;
  const box = row.box ? { box: [row.box[0]! - room, row.box[1]! - room, row.box[2]! + room, row.box[3]! + room].map((n) => n.toFixed(4)).join(",") } : {};
  return row.name && (row.places ?? 1) === 1 ? { place: row.name, ...box } : box;
};
const pointName = (row: PointRow): string => `${row.name ?? "Somewhere"}${row.places && row.places > 1 ? ` and ${counted(row.places - 1, "place")} near it` : ""}`;

function Key({ shade, most }: { shade: string; most: number }) {
  if (shade === "none") return null;
  const steps = shade === "mean" ? Array.from({ length: 9 }, (_x, at) => scoreColour(classScore(at))) : Array.from({ length: 5 }, (_x, at) => countColour(at / 4));
  return (
    <div class="map-key" aria-hidden="true">
      <span>{shade === "mean" ? "conflict −8" : "1"}</span>
      {steps.map((colour) => <i key={colour} style={{ background: colour }} />)}
      <span>{shade === "mean" ? "+8 cooperation" : counted(most, "event")}</span>
    </div>
  );
}

const countColour = (share: number): string => blend(token("shade-0"), token("shade-1"), share);

interface DrawingProps { countries: CountryRow[]; points: PointRow[]; shade: string; setZoom: (zoom: number) => void }

function Drawing({ countries, points, shade, setZoom }: DrawingProps) {
  const box = useRef<HTMLDivElement>(null), svg = useRef<SVGSVGElement>(null);
  const { width, height } = useSize(box);
  const [view, setView] = useState<ZoomTransform>(zoomIdentity);
  const [current, setCurrent] = useState(0);
  const [tip, setTip] = useState<{ left: number; top: number; name: string; row: { count: number; mean: number } } | null>(null);
  const [, setThemes] = useState(0);
  useEffect(() => onTheme(() => setThemes((n) => n + 1)), []);
  const mover = useMemo(() => zoom<SVGSVGElement, unknown>().scaleExtent([1, FAR]), []);
  const projection = useMemo(() => geoEqualEarth().fitExtent([[4, 4], [Math.max(8, width - 4), Math.max(8, height - 4)]], { type: "Sphere" }), [width, height]);
  const drawn = useMemo(() => {
    const path = geoPath(projection);
    return { sphere: path({ type: "Sphere" }) ?? "", grid: path(geoGraticule10()) ?? "",
             lands: world().map((shape) => ({ shape: path(shape) ?? "", code: codeOfShape(shape.id as string | undefined, shape.properties?.name ?? "") })) };
  }, [projection]);

  useEffect(() => {
    if (!svg.current || !width) return;
    mover.extent([[0, 0], [width, height]]).translateExtent([[0, 0], [width, height]]).on("zoom", (event: { transform: ZoomTransform }) => {
      setView(event.transform);
      setTip(null);
      setZoom(Math.max(0, Math.round(Math.log2((event.transform.k * width) / 256))));
    });
    select(svg.current).call(mover).on("dblclick.zoom", null);
    setZoom(Math.max(0, Math.round(Math.log2((view.k * width) / 256))));
  }, [width, height]);

  const by = (k: number) => { if (svg.current) select(svg.current).call(mover.scaleBy, k); };
  const home = () => { if (svg.current) select(svg.current).call(mover.transform, zoomIdentity); };
  const press = (event: KeyboardEvent) => {
    if (event.target !== svg.current) return;
    const pan = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] }[event.key];
    if (pan) select(svg.current!).call(mover.translateBy, pan[0]! / view.k, pan[1]! / view.k);
    else if (event.key === "+" || event.key === "=") by(1.5);
    else if (event.key === "-") by(1 / 1.5);
    else if (event.key === "0" || event.key === "Home") home();
    else return;
    event.preventDefault();
  };
  const counts = new Map(countries.map((row) => [row.code, row]));
  const most = Math.max(2, ...countries.map((row) => row.count));
  const depth = scaleLog().domain([1, most]).range([0, 1]).clamp(true);
  const radius = scaleSqrt().domain([1, Math.max(2, ...points.map((row) => row.count))]).range([3, Math.min(24, Math.max(9, width / 44))]);
  const fill = (code: string | null): string => {
    const row = code ? counts.get(code) : undefined;
    if (!row || shade === "none") return token("land");
    return shade === "mean" ? scoreColour(row.mean) : countColour(depth(row.count));
  };
  const placed = points.map((row) => ({ row, at: view.apply(projection([row.lon, row.lat]) ?? [-99, -99]) }))
    .filter(({ at }) => at[0] > -30 && at[1] > -30 && at[0] < width + 30 && at[1] < height + 30).sort((a, b) => b.row.count - a.row.count);
  const point = (event: PointerEvent, name: string, row: { count: number; mean: number }) => {
    const frame = box.current!.getBoundingClientRect();
    setTip({ left: event.clientX - frame.left, top: event.clientY - frame.top, name, row });
  };
  const step = (event: KeyboardEvent, at: number) => {
    const to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: placed.length - 1 }[event.key];
    if (event.key === "Enter" || event.key === " ") { event.preventDefault(); choose(pointValues(placed[at]!.row)); return; }
    if (to === undefined) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(placed.length - 1, to));
    setCurrent(next);
    (svg.current!.querySelectorAll(".point")[next] as SVGElement | undefined)?.focus();
  };
  return (
    <div class="map" ref={box}>
      <svg ref={svg} width={width} height={height} tabindex={0} role="group" onKeyDown={press} onPointerLeave={() => setTip(null)}
           aria-label="Map. Arrow keys move it, plus and minus enlarge it, 0 shows the whole. Tab goes to its places, arrows from place to place, Enter opens one. The table has the same figures.">
        <g transform={view.toString()}>
          <path class="sea" d={drawn.sphere} />
          <path class="graticule" d={drawn.grid} />
          {drawn.lands.map(({ shape, code }, at) => {
            const row = code ? counts.get(code) : undefined;
            return (
              <path key={at} class={row ? "land some" : "land"} d={shape} fill={fill(code)} data-code={code ?? undefined}
                    onPointerMove={(event) => { if (row && code) point(event, countryName(code), row); else setTip(null); }}
                    onClick={() => { if (row && code) choose({ country: code }); }} />
            );
          })}
        </g>
        {placed.map(({ row, at }, rank) => (
          <g key={`${row.lat},${row.lon}`} class="point" transform={`translate(${at[0].toFixed(1)},${at[1].toFixed(1)})`} role="button" tabindex={rank === Math.min(current, placed.length - 1) ? 0 : -1}
             aria-label={`${pointName(row)}: ${counted(row.count, "event")}, mean score ${score(row.mean)}`} onKeyDown={(event) => step(event, rank)} onFocus={() => setCurrent(rank)}
             onPointerMove={(event) => point(event, pointName(row), row)} onClick={() => choose(pointValues(row))}>
            <circle r={radius(row.count)} fill={scoreColour(row.mean)} />
            {radius(row.count) > 12 && <text dy="0.35em">{row.count < 1000 ? row.count : `${Math.round(row.count / 1000)}k`}</text>}
          </g>
        ))}
      </svg>
      {tip && (
        <div class={`tip${tip.left > width / 2 ? " left" : ""}`} style={{ left: `${tip.left}px`, top: `${tip.top}px` }} aria-hidden="true">
          <b>{tip.name}</b>
          <dl><div><dt>Events</dt><dd>{count(tip.row.count)}</dd></div><div><dt>Mean score</dt><dd>{score(tip.row.mean)}</dd></div></dl>
        </div>
      )}
      <div class="map-tools">
        <button class="button square" aria-label="Enlarge" onClick={() => { by(1.6); say("enlarged"); }}><Icon name="plus" /></button>
        <button class="button square" aria-label="Make smaller" onClick={() => { by(1 / 1.6); say("made smaller"); }}><Icon name="minus" /></button>
        <button class="button square" aria-label="Show the whole world" onClick={home}><Icon name="home" /></button>
      </div>
      <Key shade={shade} most={most} />
    </div>
  );
}

export function MapView({ values, about }: { values: Values; about: About }) {
  const [depth, setDepth] = useState(0);
  const shade = values.shade ?? "count", filter = filterOf(values);
  const countries = useAnswer<{ rows: CountryRow[] }>("map", { ...filter, by: "country" });
  const points = useAnswer<{ rows: PointRow[] }>(values.points === "no" ? null : "map", { ...filter, by: "point", zoom: String(depth) });
  if (!about.documents) return <Bare />;
  const error = countries.error ?? points.error;
  const rows = countries.data?.rows ?? [], places = values.points === "no" ? [] : points.data?.rows ?? [];
  return (
    <>
      <ViewHead title="Map" about="Where it happened, where the reports say so. Circles are places, coloured by mean PLOVER score.">
        <Choice label="Shade" value={shade} options={[["count", "Count"], ["mean", "Mean score"], ["none", "None"]]} onChange={(next) => go({ shade: next === "count" ? "" : next })} />
        <Choice label="Places" value={values.points === "no" ? "no" : "yes"} options={[["yes", "Shown"], ["no", "Hidden"]]} onChange={(next) => go({ points: next === "no" ? next : "" })} />
        <Choice label="As" value={values.as === "table" ? "table" : "drawing"} options={[["drawing", "Map"], ["table", "Table"]]} onChange={(next) => go({ as: next === "table" ? next : "" })} />
      </ViewHead>
      {error ? <Failed error={error} /> : !countries.data ? <Waiting what="Placing" /> : !rows.length && !places.length ? (
        <Empty head="Nothing here has a place" clear><p>Events whose reports name no place are in the other views.</p></Empty>
      ) : values.as === "table" ? (
        <div class="side-by-side">
          <Behind caption="By country" columns={["Country", "Events", "Mean score"]} figures={[1, 2]}
                  lines={[...rows].sort((a, b) => b.count - a.count).map((row) => ({ key: row.code, onOpen: () => choose({ country: row.code }), cells: [countryName(row.code), count(row.count), score(row.mean)] }))} />
          <Behind caption="By place" columns={["Place", "Events", "Mean score"]} figures={[1, 2]}
                  lines={[...places].sort((a, b) => b.count - a.count).map((row) => ({ key: `${row.lat},${row.lon}`, onOpen: () => choose(pointValues(row)), cells: [pointName(row), count(row.count), score(row.mean)] }))} />
        </div>
      ) : <div class={countries.waiting ? "figure-box busy" : "figure-box"}><Drawing countries={rows} points={places} shade={shade} setZoom={setDepth} /></div>}
    </>
  );
}
