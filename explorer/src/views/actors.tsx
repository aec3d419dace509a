// actors.tsx - who does what to whom: a network, the same as a matrix, the same as a table.
import { type Values, filterOf, go } from "../address";
import { useAnswer } from "../api";
import { actorName } from "../countries";
import { Behind } from "../parts/behind";
import { Choice } from "../parts/choice";
import { ViewHead } from "../parts/head";
import { choose } from "../parts/panel";
import { Bare, Empty, Failed, Waiting } from "../parts/states";
import type { About, Matrix, Network } from "../types";
import { count, score } from "../words";
import { MatrixDrawing } from "./matrix";
import { NetworkDrawing } from "./network";

const LIMITS = [["100", "100"], ["500", "500"], ["2000", "2,000"]] as const;

function Relations({ data }: { data: Network }) {
  return (
    <Behind caption="Who did what to whom, most often first" columns={["From, to", "Events", "Mean score"]} figures={[1, 2]}
            lines={[...data.edges].sort((a, b) => b.count - a.count).map((edge) => ({
              key: `${edge.from}\t${edge.to}`, onOpen: () => choose({ actor: edge.from, recipient: edge.to }),
              cells: [`${actorName(edge.from)} → ${actorName(edge.to)}`, count(edge.count), score(edge.mean)] }))} />
  );
}

export function ActorsView({ values, about }: { values: Values; about: About }) {
  const level = values.level ?? "country", form = values.as === "table" || values.as === "matrix" ? values.as : "network", limit = values.limit ?? "100";
  const filter = filterOf(values);
  const network = useAnswer<Network>(form === "matrix" ? null : "network", { ...filter, level, limit });
  const matrix = useAnswer<Matrix>(form === "matrix" ? "matrix" : null, { ...filter, level, limit: "30" });
  if (!about.documents) return <Bare />;
  const error = network.error ?? matrix.error, empty = form === "matrix" ? matrix.data?.cells.length === 0 : network.data?.nodes.length === 0;
  const busy = network.waiting || matrix.waiting ? " busy" : "";
  return (
    <>
      <ViewHead title="Who-whom" about="Who acts towards whom. Wider is more often; blue is cooperation, orange conflict. Click for the events.">
        <Choice label="Actors" value={level} options={[["country", "Country"], ["who", "Sector"], ["name", "Name"]]} onChange={(next) => go({ level: next === "country" ? "" : next })} />
        {form !== "matrix" && <Choice label="How many" value={limit} options={LIMITS} onChange={(next) => go({ limit: next === "100" ? "" : next })} />}
        <Choice label="As" value={form} options={[["network", "Network"], ["matrix", "Matrix"], ["table", "Table"]]} onChange={(next) => go({ as: next === "network" ? "" : next })} />
      </ViewHead>
      {error ? <Failed error={error} /> : empty ? <Empty head="No one acts towards anyone here" clear><p>An event needs both an actor and a recipient to be shown as a line.</p></Empty>
        : form === "matrix" ? (matrix.data ? <div class={`figure-box${busy}`}><MatrixDrawing data={matrix.data} /></div> : <Waiting what="Counting" />)
        : !network.data ? <Waiting what="Counting" />
        : form === "table" ? <Relations data={network.data} />
        : <div class={`figure-box${busy}`}><NetworkDrawing data={network.data} /></div>}
    </>
  );
}
