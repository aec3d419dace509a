// behind.tsx - the table behind a drawing: the same as rows, for those who do not see the drawing or want the figures.
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";

const SHOWN = 300;

export interface Line { key: string; cells: ComponentChildren[]; onOpen?: () => void }

/** Columns named from the left; the first column opens what a row stands for. Figures are set right. */
export function Behind({ caption, columns, lines, figures = [] }: { caption: string; columns: string[]; lines: Line[]; figures?: number[] }) {
  const [all, setAll] = useState(false);
  const shown = all ? lines : lines.slice(0, SHOWN);
  return (
    <div class="behind">
      <table>
        <caption>{caption}</caption>
        <thead><tr>{columns.map((column, at) => <th key={column} scope="col" class={figures.includes(at) ? "figure" : ""}>{column}</th>)}</tr></thead>
        <tbody>
          {shown.map((line) => (
            <tr key={line.key}>
              {line.cells.map((cell, at) => at === 0
                ? <th key={at} scope="row">{line.onOpen ? <button class="link" onClick={line.onOpen}>{cell}</button> : cell}</th>
                : <td key={at} class={figures.includes(at) ? "figure" : ""}>{cell}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
      {lines.length > shown.length && <p><button class="button" onClick={() => setAll(true)}>Show all {lines.length}</button></p>}
    </div>
  );
}
