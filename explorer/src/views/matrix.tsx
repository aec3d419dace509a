// matrix.tsx - rows act, columns are acted on; a square's size is how often, its colour the mean score. Arrow keys go from cell to cell.
import { useRef, useState } from "preact/hooks";
import { actorName } from "../countries";
import { choose } from "../parts/panel";
import { scoreClass } from "../palette";
import type { Matrix } from "../types";
import { counted, score } from "../words";

export function MatrixDrawing({ data }: { data: Matrix }) {
  const table = useRef<HTMLTableElement>(null);
  const [at, setAt] = useState<[number, number]>(() => (data.cells[0] ? [data.cells[0][0], data.cells[0][1]] : [0, 0]));
  const cells = new Map(data.cells.map((cell) => [`${cell[0]},${cell[1]}`, cell]));
  // What happens within one country or group is mostly more than between any two: it does not set the scale.
  const most = Math.max(1, ...data.cells.filter((cell) => data.rows[cell[0]] !== data.columns[cell[1]]).map((cell) => cell[2]));
  const move = (event: KeyboardEvent) => {
    const by = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
    if (!by) return;
    event.preventDefault();
    const next: [number, number] = [Math.max(0, Math.min(data.rows.length - 1, at[0] + by[0]!)), Math.max(0, Math.min(data.columns.length - 1, at[1] + by[1]!))];
    setAt(next);
    table.current?.querySelector<HTMLElement>(`[data-at="${next[0]},${next[1]}"]`)?.focus();
  };
  return (
    <div class="matrix-box">
      <table class="matrix" ref={table} onKeyDown={move}>
        <caption class="unseen">Events from the actor of the row to the recipient of the column</caption>
        <thead>
          <tr><td class="corner"><span>acts ↓</span><span>on →</span></td>{data.columns.map((id) => <th key={id} scope="col"><span title={actorName(id)}>{actorName(id)}</span></th>)}</tr>
        </thead>
        <tbody>
          {data.rows.map((id, row) => (
            <tr key={id}>
              <th scope="row"><span title={actorName(id)}>{actorName(id)}</span></th>
              {data.columns.map((to, column) => {
                const cell = cells.get(`${row},${column}`);
                const name = `${actorName(id)} to ${actorName(to)}: ${cell ? `${counted(cell[2], "event")}, mean score ${score(cell[3])}` : "none"}`;
                const side = cell ? `${Math.max(18, Math.min(100, Math.round(100 * Math.sqrt(cell[2] / most))))}%` : "0";
                return (
                  <td key={to}>
                    <button data-at={`${row},${column}`} tabIndex={row === at[0] && column === at[1] ? 0 : -1} aria-label={name} title={cell ? name : undefined} class={cell ? "" : "none"}
                            aria-disabled={!cell} onFocus={() => setAt([row, column])} onClick={() => { if (cell) choose({ actor: id, recipient: to }); }}>
                      {cell && <i class={`score-${scoreClass(cell[3])}`} style={{ width: side, height: side }} />}
                    </button>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
