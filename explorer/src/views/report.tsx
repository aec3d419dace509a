// report.tsx - a report as it came, what was read in it marked in the text, and a record beside it. Words and fields light one another up.
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { type Values, go, link } from "../address";
import { ask, useAnswer } from "../api";
import { type Mark, type Reading, paragraphs, pieces, readings } from "../marks";
import { QuadMark, VerdictMark } from "../parts/icons";
import { say } from "../parts/live";
import { Empty, Failed, Waiting } from "../parts/states";
import { score } from "../words";
import { day } from "../words";
import type { Report, Span, Stored } from "../types";

interface Light { record: string; field: string | null }
const still = (): ScrollBehavior => (matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth");

function Text({ text, span, marks, current, light, setLight, head }: {
  text: string[]; span: Span; marks: Mark[]; current: string | undefined; light: Light | null; setLight: (light: Light | null) => void; head: boolean;
}) {
  const body = pieces(text, marks, span[0], span[1]).map((piece) => {
    if (!piece.marks.length) return piece.text;
    const mine = piece.marks.find((mark) => mark.record === (light?.record ?? current)) ?? piece.marks.find((mark) => mark.record === current);
    const trigger = piece.marks.find((mark) => mark.kind === "trigger" || mark.kind === "ledger");
    const shown = mine ?? trigger;
    if (!shown) return piece.text;
    const lit = light && piece.marks.some((mark) => mark.record === light.record && (light.field === null || mark.field === light.field));
    const classes = ["m", `k-${shown.kind}`, shown.quad ? `q-${shown.quad}` : "", mine ? "mine" : "other", lit ? "lit" : ""].filter(Boolean).join(" ");
    const label = mine && mine.from === piece.from ? mine.label : undefined;
    const over = { onMouseEnter: () => setLight({ record: shown.record, field: shown.field }), onMouseLeave: () => setLight(null) };
    const inner = <>{label && <i class="m-label" aria-hidden="true">{label}</i>}{piece.text}</>;
    const open = trigger ?? piece.marks[0]!;
    return trigger && !mine && /[\p{L}\p{N}]/u.test(piece.text)      // a space between two marks is no link: it would have no name
      ? <a key={piece.from} class={classes} href={link({ record: open.record })} data-marks={piece.marks.map((mark) => `${mark.record}/${mark.field}`).join("|")} {...over}>{inner}</a>
      : <mark key={piece.from} class={classes} data-marks={piece.marks.map((mark) => `${mark.record}/${mark.field}`).join("|")} {...over}>{inner}</mark>;
  });
  return head ? <h1 class="report-title">{body}</h1> : <p>{body}</p>;
}

function Explain({ id }: { id: string }) {
  const [reasons, setReasons] = useState<string | null>(null);
  const show = () => ask<{ text: string | null }>("explain", { id }).then(
    (answer) => { setReasons(answer.text ?? "The reasons need acta's data file, and the server found none."); say("The reasons are shown"); }, (error: Error) => setReasons(error.message));
  return reasons === null ? <button class="button small" onClick={show}>Explain</button> : <pre class="reasons" tabIndex={0} aria-label="Reasons">{reasons}</pre>;
}

function toWords(reading: Reading, field: string): void {
  const words = [...document.querySelectorAll<HTMLElement>(".report-text [data-marks]")].find((one) => one.dataset.marks!.split("|").includes(`${reading.id}/${field}`));
  words?.scrollIntoView({ block: "center", behavior: still() });
}

function Record({ reading, current, light, setLight }: { reading: Reading; current: boolean; light: Light | null; setLight: (light: Light | null) => void }) {
  const { record } = reading;
  const lit = light?.record === reading.id;
  const facts = [record.status && record.status !== "actual" ? record.status : "", record.event_scale !== undefined ? `score ${score(record.event_scale)}` : "",
                 record.cameo ? `CAMEO ${record.cameo}` : "", ...(record.context ?? [])].filter(Boolean);
  return (
    <article class={`record${current ? " current" : ""}${lit ? " lit" : ""}${reading.quad ? ` q-${reading.quad}` : ""}`} data-record={reading.id}
             onMouseEnter={() => setLight({ record: reading.id, field: null })} onMouseLeave={() => setLight(null)}>
      <h3><a href={link({ record: current ? "" : reading.id })} aria-current={current ? "true" : undefined}>
        {reading.quad && <QuadMark quad={reading.quad} />}{reading.verdict && <VerdictMark verdict={reading.verdict} size={13} />} {reading.title}
      </a>{record.confidence !== undefined && <span class="sure" title="Of the records with this confidence, about as many are right">{Math.round(record.confidence * 100)}%</span>}</h3>
      <dl>
        {reading.fields.map((field) => (
          <div key={field.name}>
            <dt>{field.name}</dt>
            {field.entries.map((entry) => (
              <dd key={entry.field} class={lit && light?.field === entry.field ? "lit" : ""} onMouseEnter={() => setLight({ record: reading.id, field: entry.field })}
                  onMouseLeave={() => setLight({ record: reading.id, field: null })}>
                {entry.span ? (
                  <button class={`link k-${entry.kind}`} onFocus={() => setLight({ record: reading.id, field: entry.field })} onBlur={() => setLight(null)}
                          onClick={() => { go({ record: reading.id }); toWords(reading, entry.field); }}>{entry.value}</button>
                ) : entry.value}
                {entry.more && <small>{entry.more}</small>}
              </dd>
            ))}
          </div>
        ))}
      </dl>
      {current && facts.length > 0 && <p class="facts">{facts.join(" · ")}</p>}
      {current && reading.kind === "event" && <Explain id={reading.id} />}
    </article>
  );
}

function Copies({ report }: { report: Report }) {
  if (!report.copies.length && !report.copy_of) return null;
  return (
    <section class="copies">
      <h2>The same story elsewhere</h2>
      {report.copy_of && <p>This report is a copy{report.similarity ? `, ${Math.round(report.similarity * 100)}% alike,` : ""} of <a href={link({ id: report.copy_of, record: "" })}>an earlier one</a>.</p>}
      <ul>{report.copies.map((copy) => (
        <li key={copy.id}><a href={link({ id: copy.id, record: "" })}>{copy.title || copy.id}</a> <span class="quiet">{[copy.publisher, day(copy.published)].filter(Boolean).join(" · ")}</span></li>
      ))}</ul>
    </section>
  );
}

function Names({ records }: { records: Stored[] }) {
  const entities = records.filter((record) => record.kind === "entity");
  if (!entities.length) return null;
  return (
    <details class="names">
      <summary>{entities.length} names</summary>
      <ul>{entities.map((entity) => (
        <li key={entity.id}><b>{entity.name}</b> <span class="quiet">{[entity.office, [entity.code, ...(entity.sector ?? [])].filter(Boolean).join(" ")].filter(Boolean).join(" · ")}</span></li>
      ))}</ul>
    </details>
  );
}

/** Only http and https make a link: what a report gives as its address is not to be trusted. */
const safe = (url: string | null): string | null => (url && /^https?:\/\//i.test(url) ? url : null);

export function ReportView({ values }: { values: Values }) {
  const { data, error } = useAnswer<Report>(values.id ? "report" : null, values.id ? { id: values.id } : {});
  const [light, setLight] = useState<Light | null>(null);
  const beside = useRef<HTMLDivElement>(null);
  const text = useMemo(() => Array.from(data?.text ?? ""), [data]);
  const read = useMemo(() => readings(data?.records ?? [], text), [data]);
  const marks = useMemo(() => read.flatMap((reading) => reading.marks), [read]);
  const parts = useMemo(() => paragraphs(text), [text]);
  const current = read.find((reading) => reading.id === values.record);
  useEffect(() => {
    if (!data || data.id !== values.id) return;
    if (!current) return;
    const card = beside.current?.querySelector<HTMLElement>(".record.current");
    if (card && beside.current && beside.current.scrollHeight > beside.current.clientHeight) beside.current.scrollTop = card.offsetTop - 60;
    if (current.marks[0]) toWords(current, (current.marks.find((mark) => mark.kind === "trigger" || mark.kind === "ledger") ?? current.marks[0]).field);
    say(`${current.title}: ${current.fields.map((field) => `${field.name} ${field.entries.map((entry) => entry.value).join(", ")}`).join("; ")}`);
  }, [data, values.record]);
  useEffect(() => { if (data) document.title = `${data.title ?? data.id} · acta`; }, [data]);
  if (!values.id) return <Empty head="No report is chosen"><p>Every mark in the other views leads to one.</p></Empty>;
  if (error) return <Failed error={error} />;
  if (!data || data.id !== values.id) return <Waiting what="Fetching the report" />;
  const titled = Boolean(data.title && data.text.trimStart().startsWith(data.title));
  const url = safe(data.url);
  return (
    <div class="report">
      <article class="report-text" aria-label="The report">
        <p class="report-from">{[data.publisher, day(data.published)].filter(Boolean).join(" · ") || data.id}{url && <> · <a href={url} rel="noreferrer noopener" target="_blank">where it came from</a></>}</p>
        {!titled && <h1 class="report-title">{data.title ?? data.id}</h1>}
        {parts.map((span, at) => <Text key={span[0]} text={text} span={span} marks={marks} current={current?.id} light={light} setLight={setLight} head={titled && at === 0} />)}
        <Copies report={data} />
      </article>
      <section class="beside" ref={beside} aria-label="Records of the report">
        <h2>{read.length ? "What was read in it" : "Nothing was read in it"}</h2>
        {!read.length && <p class="quiet">{data.copy_of ? "A copy is not coded again: see the report that it copies." : "No political act was found in this report."}</p>}
        {read.map((reading) => <Record key={reading.id} reading={reading} current={reading === current} light={light} setLight={setLight} />)}
        <Names records={data.records} />
      </section>
    </div>
  );
}
