// states.tsx - what stands where there is nothing to see yet, nothing at all, or something went wrong.
import type { ComponentChildren } from "preact";
import { FILTERS, go } from "../address";

export function Waiting({ what }: { what: string }) {
  return <p class="state waiting">{what}…</p>;
}

export function Failed({ error }: { error: string }) {
  return (
    <div class="state" role="alert">
      <p class="state-head">That did not work</p>
      <p>{error}</p>
    </div>
  );
}

export const clearFilter = (): void => go(Object.fromEntries(FILTERS.map((name) => [name, ""])));

export function Empty({ head, children, clear }: { head: string; children?: ComponentChildren; clear?: boolean }) {
  return (
    <div class="state">
      <p class="state-head">{head}</p>
      {children}
      {clear && <p><button class="button" onClick={clearFilter}>Clear the filter</button></p>}
    </div>
  );
}

/** Where the archive itself is empty: how it is filled. */
export function Bare() {
  return (
    <div class="state bare">
      <p class="state-head">This archive holds no reports yet</p>
      <p>Put some in, then open it again:</p>
      <pre>acta ingest news.db reports/*.txt{"\n"}acta explore news.db</pre>
      <p>Or look around in the sample that comes with acta, with two stories and a ledger:</p>
      <pre>acta explore --sample</pre>
    </div>
  );
}
