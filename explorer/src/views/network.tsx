// network.tsx - actors as circles, what they do to one another as curves. Laid out by forces, drawn on one canvas.
import { type Simulation, type SimulationLinkDatum, type SimulationNodeDatum, forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from "d3-force";
import { scaleSqrt } from "d3-scale";
import { select } from "d3-selection";
import { type ZoomTransform, zoom, zoomIdentity } from "d3-zoom";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { actorName } from "../countries";
import { say } from "../parts/live";
import { choose } from "../parts/panel";
import { useSize } from "../parts/size";
import { onTheme } from "../parts/theme";
import { SCORE_CLASSES, classScore, scoreClass, scoreColour, token } from "../palette";
import type { Network } from "../types";
import { counted, score } from "../words";

interface Actor extends SimulationNodeDatum { id: string; name: string; count: number; radius: number; half: number; near: Set<Actor> }
interface Tie extends SimulationLinkDatum<Actor> { source: Actor; target: Actor; count: number; mean: number; width: number; kind: number }
interface Graph { actors: Actor[]; ties: Tie[]; bold: Tie[] }
interface Colours { kinds: string[]; paper: string; ink: string; ink2: string; accent: string; font: string }

const BEND = 0.14;                        // how far a curve bows out, as a share of its length: there and back lie apart
const LABELS = 90;                        // names drawn at most; fewer while things move
const MOVING_TIES = 1500;                 // of more ties than that only the widest are drawn while things move
const STILL = 160;                        // milliseconds without a change after which everything is drawn

function graphOf(data: Network): Graph {
  const size = scaleSqrt().domain([1, Math.max(2, ...data.nodes.map((node) => node.count))]).range([3, data.nodes.length > 300 ? 13 : 17]);
  const width = scaleSqrt().domain([1, Math.max(2, ...data.edges.map((edge) => edge.count))]).range([0.5, 9]);
  const actors = data.nodes.map((node): Actor => ({ id: node.id, name: actorName(node.label), count: node.count, radius: size(node.count), half: 0, near: new Set() }));
  const by = new Map(actors.map((actor) => [actor.id, actor]));
  const ties: Tie[] = [];
  for (const edge of data.edges) {
    const source = by.get(edge.from), target = by.get(edge.to);
    if (!source || !target || source === target) continue;
    source.near.add(target);
    target.near.add(source);
    ties.push({ source, target, count: edge.count, mean: edge.mean, width: width(edge.count), kind: scoreClass(edge.mean) });
  }
  return { actors, ties, bold: [...ties].sort((a, b) => b.count - a.count).slice(0, MOVING_TIES) };
}

const colours = (): Colours => ({ kinds: Array.from({ length: SCORE_CLASSES }, (_x, at) => scoreColour(classScore(at))), paper: token("paper"), ink: token("ink"), ink2: token("ink-2"),
                                  accent: token("accent"), font: `12px ${token("sans")}` });

/** Where the curve between two actors bows to: right of the way from one to the other. */
const bow = (tie: Tie): [number, number] => [
  (tie.source.x! + tie.target.x!) / 2 - (tie.target.y! - tie.source.y!) * BEND, (tie.source.y! + tie.target.y!) / 2 + (tie.target.x! - tie.source.x!) * BEND];

function drawTies(pen: CanvasRenderingContext2D, ties: Tie[], kinds: string[], dim: (tie: Tie) => boolean): void {
  const strokes = new Map<number, Tie[]>();
  for (const tie of ties) {
    const of = (dim(tie) ? 0 : 1000) + Math.round(tie.width * 1.5) * 10 + tie.kind;
    strokes.get(of)?.push(tie) ?? strokes.set(of, [tie]);
  }
  for (const [of, same] of [...strokes].sort((a, b) => a[0] - b[0])) {
    pen.globalAlpha = of >= 1000 ? Math.min(0.9, (ties.length > 1500 ? 0.18 : 0.28) + same[0]!.width * 0.12) : 0.06;
    pen.strokeStyle = kinds[same[0]!.kind]!;
    pen.lineWidth = same[0]!.width;
    pen.beginPath();
    for (const tie of same) {
      const [x, y] = bow(tie);
      pen.moveTo(tie.source.x!, tie.source.y!);
      pen.quadraticCurveTo(x, y, tie.target.x!, tie.target.y!);
    }
    pen.stroke();
  }
  pen.globalAlpha = 1;
}

/** Actors of one look in one stroke of the pen. */
function drawActors(pen: CanvasRenderingContext2D, actors: Actor[], fill: string, alpha: number): void {
  pen.globalAlpha = alpha;
  pen.fillStyle = fill;
  pen.beginPath();
  for (const one of actors) {
    pen.moveTo(one.x! + one.radius, one.y!);
    pen.arc(one.x!, one.y!, one.radius, 0, 2 * Math.PI);
  }
  pen.fill();
  pen.stroke();
  pen.globalAlpha = 1;
}

/** Names of the largest first, each only where no other stands. */
function drawNames(pen: CanvasRenderingContext2D, actors: Actor[], view: ZoomTransform, size: { width: number; height: number }, keen: Actor | null, ink: Colours, most: number): void {
  const taken: [number, number, number, number][] = [];
  pen.font = ink.font;
  pen.textAlign = "center";
  pen.textBaseline = "top";
  pen.lineJoin = "round";
  pen.lineWidth = 4;
  pen.strokeStyle = ink.paper;
  let tried = 0;
  for (const actor of keen ? [keen, ...actors.filter((one) => keen.near.has(one))] : actors) {
    const [x, y] = view.apply([actor.x!, actor.y!]);
    if (x < -40 || y < -20 || x > size.width + 40 || y > size.height + 20) continue;
    if (taken.length >= most || ++tried > most * 5) break;
    const name = actor.name.length > 28 ? `${actor.name.slice(0, 27)}…` : actor.name;
    actor.half ||= pen.measureText(name).width / 2 + 3;
    const half = actor.half, top = y + actor.radius * view.k + 3;
    if (taken.some(([left, over, right, under]) => x + half > left && x - half < right && top + 14 > over && top < under)) continue;
    taken.push([x - half, top, x + half, top + 14]);
    pen.strokeText(name, x, top);
    pen.fillStyle = actor === keen ? ink.ink : ink.ink2;
    pen.fillText(name, x, top);
  }
}

export function NetworkDrawing({ data }: { data: Network }) {
  const box = useRef<HTMLDivElement>(null), canvas = useRef<HTMLCanvasElement>(null);
  const size = useSize(box);
  const graph = useMemo(() => graphOf(data), [data]);
  const view = useRef<ZoomTransform>(zoomIdentity);
  const keen = useRef<{ actor: Actor | null; tie: Tie | null }>({ actor: null, tie: null });
  const paint = useRef<() => void>(() => {});
  const simulation = useRef<Simulation<Actor, Tie> | null>(null);
  const moved = useRef(false), look = useRef<Colours | null>(null), frame = useRef(0), rest = useRef(0);
  const [tip, setTip] = useState<{ left: number; top: number; head: string; line: string } | null>(null);
  const [rank, setRank] = useState(-1);

  const draw = (moving: boolean) => {
    const pen = canvas.current?.getContext("2d");
    if (!pen || !size.width) return;
    const scale = devicePixelRatio || 1, k = view.current, { actor, tie } = keen.current, ink = (look.current ??= colours());
    const near = (one: Actor): boolean => (actor ? one === actor || actor.near.has(one) : tie ? one === tie.source || one === tie.target : true);
    pen.setTransform(scale, 0, 0, scale, 0, 0);
    pen.clearRect(0, 0, size.width, size.height);
    pen.translate(k.x, k.y);
    pen.scale(k.k, k.k);
    drawTies(pen, moving ? graph.bold : graph.ties, ink.kinds, (one) => (tie ? one !== tie : actor ? one.source !== actor && one.target !== actor : false));
    pen.lineWidth = 1.5 / Math.max(1, k.k);
    pen.strokeStyle = ink.paper;
    if (actor || tie) drawActors(pen, graph.actors.filter((one) => !near(one)), ink.ink2, 0.25);
    drawActors(pen, graph.actors.filter(near), ink.ink2, 1);
    if (actor) drawActors(pen, [actor], ink.accent, 1);
    pen.setTransform(scale, 0, 0, scale, 0, 0);
    drawNames(pen, graph.actors, k, size, actor, ink, moving ? LABELS / 3 : LABELS);
  };
  // Many changes between two frames are one drawing; after the last of them everything is drawn once.
  paint.current = () => {
    clearTimeout(rest.current);
    rest.current = window.setTimeout(() => { cancelAnimationFrame(frame.current); frame.current = 0; draw(false); }, STILL);
    frame.current ||= requestAnimationFrame(() => { frame.current = 0; draw(graph.ties.length > MOVING_TIES); });
  };

  useEffect(() => onTheme(() => { look.current = null; paint.current(); }), []);
  useEffect(() => () => { clearTimeout(rest.current); cancelAnimationFrame(frame.current); }, []);
  useEffect(() => {
    const element = canvas.current;
    if (!element || !size.width) return undefined;
    const scale = devicePixelRatio || 1;
    element.width = Math.round(size.width * scale);
    element.height = Math.round(size.height * scale);
    const mover = zoom<HTMLCanvasElement, unknown>().scaleExtent([0.1, 12]).on("zoom", (event: { transform: ZoomTransform; sourceEvent: unknown }) => {
      if (event.sourceEvent) moved.current = true;
      view.current = event.transform;
      paint.current();
    });
    select(element).call(mover).on("dblclick.zoom", null);
    const fit = () => {
      const xs = graph.actors.map((actor) => actor.x!), ys = graph.actors.map((actor) => actor.y!);
      const [left, right, top, under] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
      const k = Math.min(2, Math.max(60, size.width - 130) / Math.max(1, right - left), Math.max(60, size.height - 70) / Math.max(1, under - top));
      select(element).call(mover.transform, zoomIdentity.translate(size.width / 2, size.height / 2).scale(k).translate(-(left + right) / 2, -(top + under) / 2));
    };
    moved.current = false;
    const many = graph.actors.length > 400;
    const forces = forceSimulation(graph.actors).stop()
      .force("tie", forceLink<Actor, Tie>(graph.ties).distance((tie) => 44 + tie.source.radius + tie.target.radius).strength((tie) => Math.min(0.6, 0.08 * Math.sqrt(tie.count)) / Math.sqrt(Math.min(tie.source.near.size, tie.target.near.size))))
      .force("apart", forceManyBody<Actor>().strength((actor) => -90 - actor.radius * 14).theta(many ? 1.2 : 0.9).distanceMax(many ? 400 : 900))
      .force("touch", forceCollide<Actor>().radius((actor) => actor.radius + 3))
      .force("x", forceX<Actor>(0).strength(0.05 * Math.max(1, size.height / size.width))).force("y", forceY<Actor>(0).strength(0.05 * Math.max(1, size.width / size.height)))
      .alphaDecay(many ? 0.05 : 0.03).alphaMin(many ? 0.03 : 0.005);
    for (let early = 0; early < (many ? 8 : 60); early++) forces.tick();
    fit();
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (still) {
      while (forces.alpha() > 0.02) forces.tick();
      fit();
    } else {
      let ticks = 0;
      forces.on("tick", () => {
        if (many && ++ticks % 2) return;                   // of many, every second step is shown: laying out and drawing share the time
        if (!moved.current) fit(); else paint.current();
      }).on("end", () => { paint.current(); element.dataset.settled = "yes"; }).restart();
    }
    if (still) element.dataset.settled = "yes"; else delete element.dataset.settled;
    simulation.current = forces;
    return () => { forces.stop(); };
  }, [graph, size.width, size.height]);

  const under = (event: MouseEvent): { actor: Actor | null; tie: Tie | null } => {
    const frame = canvas.current!.getBoundingClientRect();
    const [x, y] = view.current.invert([event.clientX - frame.left, event.clientY - frame.top]);
    const actor = simulation.current?.find(x, y, 26 / view.current.k) ?? null;
    if (actor && Math.hypot(actor.x! - x, actor.y! - y) <= actor.radius + 4 / view.current.k) return { actor, tie: null };
    let nearest: Tie | null = null, least = 6 / view.current.k;
    for (const tie of graph.ties) {
      const [bx, by] = bow(tie);
      for (let at = 0.15; at < 0.9; at += 0.07) {
        const rest = 1 - at;
        const off = Math.hypot(rest * rest * tie.source.x! + 2 * rest * at * bx + at * at * tie.target.x! - x, rest * rest * tie.source.y! + 2 * rest * at * by + at * at * tie.target.y! - y);
        if (off < least) { least = off; nearest = tie; }
      }
    }
    return { actor: null, tie: nearest };
  };
  const hover = (event: MouseEvent) => {
    const found = under(event), frame = canvas.current!.getBoundingClientRect();
    if (found.actor !== keen.current.actor || found.tie !== keen.current.tie) { keen.current = found; paint.current(); }
    const spot = { left: event.clientX - frame.left, top: event.clientY - frame.top };
    if (found.actor) setTip({ ...spot, head: found.actor.name, line: `${counted(found.actor.count, "event")}, ${counted(found.actor.near.size, "other")}` });
    else if (found.tie) setTip({ ...spot, head: `${found.tie.source.name} → ${found.tie.target.name}`, line: `${counted(found.tie.count, "event")}, mean score ${score(found.tie.mean)}` });
    else setTip(null);
    canvas.current!.classList.toggle("over", Boolean(found.actor || found.tie));
  };
  const leave = () => { keen.current = { actor: null, tie: null }; setTip(null); paint.current(); };
  const open = (found: { actor: Actor | null; tie: Tie | null }) => {
    if (found.actor) choose({ either: found.actor.id });
    else if (found.tie) choose({ actor: found.tie.source.id, recipient: found.tie.target.id });
  };
  const press = (event: KeyboardEvent) => {
    const to = { ArrowRight: rank + 1, ArrowDown: rank + 1, ArrowLeft: rank - 1, ArrowUp: rank - 1, Home: 0, End: graph.actors.length - 1 }[event.key];
    if (event.key === "Enter" && graph.actors[rank]) { event.preventDefault(); open({ actor: graph.actors[rank]!, tie: null }); return; }
    if (event.key === "Escape") { setRank(-1); leave(); return; }
    if (to === undefined) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(graph.actors.length - 1, to)), actor = graph.actors[next]!;
    setRank(next);
    keen.current = { actor, tie: null };
    paint.current();
    say(`${actor.name}: ${counted(actor.count, "event")}, acts with ${counted(actor.near.size, "other")}`);
  };
  return (
    <div class="network" ref={box}>
      <canvas ref={canvas} tabIndex={0} role="img" onPointerMove={hover} onPointerLeave={leave} onClick={(event) => open(under(event))} onKeyDown={press} onBlur={leave}
              aria-label={`Network of ${graph.actors.length} actors and ${graph.ties.length} relations. Arrow keys go from actor to actor, the most frequent first; Enter opens the events. The matrix and the table have the same figures.`} />
      {tip && <div class={`tip${tip.left > size.width / 2 ? " left" : ""}`} style={{ left: `${tip.left}px`, top: `${tip.top}px` }} aria-hidden="true"><b>{tip.head}</b><p>{tip.line}</p></div>}
      <div class="map-key" aria-hidden="true"><span>conflict</span>{Array.from({ length: SCORE_CLASSES }, (_x, at) => <i key={at} class={`score-${at}`} />)}<span>cooperation</span></div>
    </div>
  );
}
