// ledger.tsx - what was undertaken in an agreement, and who says that it was kept or broken: obligations are rows, claimants columns,
// each claim a mark with its day. Nobody is declared right; contrary claims are pointed out.
import { useEffect, useMemo, useRef } from "preact/hooks";
import { type Values, go, link } from "../address";
import { useAnswer } from "../api";
import { ViewHead } from "../parts/head";
import { Icon, VerdictMark } from "../parts/icons";
import { useNarrow } from "../parts/narrow";
import { Bare, Empty, Failed, Waiting } from "../parts/states";
import { VERDICTS } from "../palette";
import type { About, Agreement, Claim, Ledger, Named, Obligation, Report, Verdict } from "../types";
import { counted, day, period, plain } from "../words";

const ITSELF = "the report itself";
const OUTSIDE = "-";                      // the key of what was promised outside any agreement
const names = (list: readonly Named[]): string => list.map((one) => one.name).join(", ");
const claimant = (claim: Claim): string => claim.speakers[0]?.name ?? ITSELF;
const through = (claim: Claim): string => (claim.speakers.length > 1 ? `, through ${names(claim.speakers.slice(1))}` : "");
const title = (agreement: Agreement): string => agreement.name ?? (agreement.key === OUTSIDE ? "Promises outside any agreement" : "An agreement without a name");

/** Where there is most to look at first: contrary claims, then claims, then reports. */
function worth(agreement: Agreement): number {
  if (agreement.key === OUTSIDE) return -1;
  const claims = agreement.obligations.reduce((sum, one) => sum + one.claims.length, 0);
  return Number(agreement.obligations.some((one) => one.contrary)) * 1e6 + Math.min(claims, 999) * 1e3 + Math.min(agreement.reports ?? 0, 999);
}

/** Who says anything on the agreement, those who say most first; what reports say themselves comes last. */
function claimants(agreement: Agreement): string[] {
  const times = new Map<string, number>();
  for (const obligation of agreement.obligations) for (const claim of obligation.claims) times.set(claimant(claim), (times.get(claimant(claim)) ?? 0) + 1);
  return [...times].sort((a, b) => Number(a[0] === ITSELF) - Number(b[0] === ITSELF) || b[1] - a[1]).map(([name]) => name);
}
const LISTED = 120;                       // agreements in the list at once
const inOrder = (claims: Claim[]): Claim[] => [...claims].sort((a, b) => (a.day ?? "").localeCompare(b.day ?? ""));

function ClaimMark({ claim, current, obligation }: { claim: Claim; current: boolean; obligation: Obligation }) {
  return (
    <button class={`claim${current ? " current" : ""}`} aria-pressed={current} onClick={() => go({ claim: current ? "" : claim.id })}
            aria-label={`${VERDICTS[claim.verdict]}, says ${claimant(claim)}${through(claim)}${claim.day ? `, ${day(claim.day)}` : ""}: ${obligation.action ?? plain(obligation.type)}`}>
      <VerdictMark verdict={claim.verdict} /> <span>{day(claim.day) || "no date"}</span>
    </button>
  );
}

function Undertaking({ obligation }: { obligation: Obligation }) {
  return (
    <>
      <span class="under-head"><b>{names(obligation.obligors) || "Someone"}</b> <span class="quiet">{plain(obligation.type)}</span></span>
      <q>{obligation.action ?? plain(obligation.type)}</q>
      {obligation.deadline && <span class="quiet">by {day(obligation.deadline)}</span>}
      {obligation.contrary && <span class="contrary">Contrary claims</span>}
    </>
  );
}

/** The words of a claim in their report, with some of what stands around them. */
function ClaimWords({ claim }: { claim: Claim }) {
  const { data, error } = useAnswer<Report>("report", { id: claim.doc });
  const box = useRef<HTMLElement>(null);
  useEffect(() => { box.current?.focus(); box.current?.scrollIntoView({ block: "nearest" }); }, [claim.id]);
  let around = <q>{claim.words}</q>;
  if (data && claim.span) {
    const text = Array.from(data.text), [from, to] = claim.span;
    let start = Math.max(0, from - 220), end = Math.min(text.length, to + 220);
    while (start > 0 && start < from && text[start - 1]!.trim()) start++;          // no half words at either end
    while (end < text.length && end > to && text[end]!.trim()) end--;
    around = <blockquote>{start > 0 && "… "}{text.slice(start, from).join("")}<mark>{text.slice(from, to).join("")}</mark>{text.slice(to, end).join("")}{end < text.length && " …"}</blockquote>;
  }
  return (
    <section class={`claim-words verdict-${claim.verdict}`} tabIndex={-1} ref={box} aria-label="The words of the claim">
      <header>
        <p><VerdictMark verdict={claim.verdict} /> <b>{VERDICTS[claim.verdict]}</b>, says {claimant(claim)}{through(claim)} <span class="quiet">{day(claim.day)}</span></p>
        <button class="button quiet square" aria-label="Close" onClick={() => go({ claim: "" })}><Icon name="close" /></button>
      </header>
      {error ? <Failed error={error} /> : around}
      <p><a href={link({ id: claim.doc, record: claim.id }, "report")}>Read it in the report{data?.title ? `: ${data.title}` : ""}</a></p>
    </section>
  );
}

function Table({ agreement, claim, narrow }: { agreement: Agreement; claim: Claim | undefined; narrow: boolean }) {
  const columns = claimants(agreement);
  const rows = [...agreement.obligations].sort((a, b) => Number(b.contrary) - Number(a.contrary) || Number(b.claims.length > 0) - Number(a.claims.length > 0));
  const mark = (obligation: Obligation, one: Claim) => <ClaimMark key={one.id} claim={one} obligation={obligation} current={one === claim} />;
  if (narrow) {
    return (
      <ol class="ledger-list">
        {rows.map((obligation) => (
          <li key={obligation.key} class={obligation.contrary ? "has-contrary" : ""}>
            <div class="undertaking"><Undertaking obligation={obligation} /></div>
            {obligation.claims.length === 0 && <p class="quiet">No word on it.</p>}
            <ul>{inOrder(obligation.claims).map((one) => <li key={one.id}>{mark(obligation, one)} <span>{claimant(one)}{through(one)}</span>{one === claim && <ClaimWords claim={one} />}</li>)}</ul>
          </li>
        ))}
      </ol>
    );
  }
  return (
    <div class="ledger-scroll" tabIndex={0} role="region" aria-label="Obligations and claims">
      <table class="ledger">
        <thead><tr><th scope="col">Undertaken</th>{columns.map((name) => <th key={name} scope="col">{name}</th>)}{!columns.length && <th scope="col">Claims</th>}</tr></thead>
        <tbody>
          {rows.map((obligation) => (
            <>
              <tr key={obligation.key} class={obligation.contrary ? "has-contrary" : ""}>
                <th scope="row" class="undertaking"><Undertaking obligation={obligation} /></th>
                {columns.map((name) => <td key={name}>{inOrder(obligation.claims.filter((one) => claimant(one) === name)).map((one) => mark(obligation, one))}</td>)}
                {!columns.length && <td class="quiet">No word on it.</td>}
              </tr>
              {claim && obligation.claims.includes(claim) && <tr key={`${obligation.key} words`} class="words-row"><td colSpan={Math.max(2, columns.length + 1)}><ClaimWords claim={claim} /></td></tr>}
            </>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Tally({ agreement }: { agreement: Agreement }) {
  const verdicts = agreement.obligations.flatMap((obligation) => obligation.claims.map((claim) => claim.verdict));
  return (
    <span class="tally">{(Object.keys(VERDICTS) as Verdict[]).filter((verdict) => verdicts.includes(verdict)).map((verdict) => (
      <span key={verdict}><VerdictMark verdict={verdict} size={12} /><span class="unseen">{VERDICTS[verdict]} </span>{verdicts.filter((one) => one === verdict).length}</span>
    ))}</span>
  );
}

export function LedgerView({ values, about }: { values: Values; about: About }) {
  const narrow = useNarrow();
  const { data, error } = useAnswer<Ledger>("ledger", values.find ? { q: values.find } : {});
  const agreements = useMemo(() => [...(data?.agreements ?? [])].sort((a, b) => worth(b) - worth(a)), [data]);
  if (!about.documents) return <Bare />;
  const current = agreements.find((one) => one.key === values.agreement) ?? agreements[0];
  const claim = current?.obligations.flatMap((one) => one.claims).find((one) => one.id === values.claim);
  return (
    <>
      <ViewHead title="Ledger" about="Who undertook what, and on whose word it was kept or broken. Who is right the ledger does not say.">
        <ul class="key verdict-key">{(Object.entries(VERDICTS) as [Verdict, string][]).map(([verdict, name]) => <li key={verdict}><VerdictMark verdict={verdict} /> {name}</li>)}</ul>
      </ViewHead>
      {error ? <Failed error={error} /> : !data ? <Waiting what="Opening the ledger" /> : (
        <div class="ledger-page">
          <nav class="agreements" aria-label="Agreements">
            <label class="field"><span class="unseen">Find an agreement</span>
              <input type="search" placeholder="Find an agreement" value={values.find ?? ""} onChange={(event) => go({ find: event.currentTarget.value.trim(), agreement: "" })} /></label>
            {narrow && current ? (
              <label class="field"><span>Agreement</span>
                <select value={current.key} onChange={(event) => go({ agreement: event.currentTarget.value, claim: "" })}>
                  {agreements.map((one) => <option key={one.key} value={one.key}>{title(one)}{one.parties.length ? ` (${names(one.parties)})` : ""}</option>)}
                </select></label>
            ) : (
              <ul>{agreements.slice(0, LISTED).map((one) => (
                <li key={one.key}>
                  <a href={link({ agreement: one.key, claim: "" })} aria-current={one === current ? "true" : undefined}>
                    <b>{title(one)}</b>
                    <span class="quiet">{[names(one.parties.slice(0, 3)), one.from?.slice(0, 4)].filter(Boolean).join(" · ")}</span>
                    <Tally agreement={one} />
                  </a>
                </li>
              ))}</ul>
            )}
            {!narrow && agreements.length > LISTED && <p class="note">{counted(agreements.length - LISTED, "more agreement")}: find them by name.</p>}
            {(data.left_out ?? 0) > 0 && <p class="note">{counted(data.left_out!, "older report")} left out.</p>}
          </nav>
          {!current ? <Empty head={values.find ? "No agreement of that name" : "No agreement was read in these reports"}>
            <p>{values.find ? "Try fewer words, or the name of a party." : "The ledger fills when reports tell of accords, what was undertaken in them, and who says it was kept."}</p></Empty> : (
            <article class="agreement">
              <header>
                <h2>{title(current)}</h2>
                <p class="quiet">{[names(current.parties), current.mediators?.length ? `through ${names(current.mediators)}` : "", period(current.from ?? undefined, current.to ?? undefined), current.reports ? counted(current.reports, "report") : ""].filter(Boolean).join(" · ")}</p>
              </header>
              {current.obligations.length ? <Table agreement={current} claim={claim} narrow={narrow} /> : <Empty head="No undertaking was read"><p>The reports name the agreement, not what was undertaken in it.</p></Empty>}
            </article>
          )}
        </div>
      )}
    </>
  );
}
