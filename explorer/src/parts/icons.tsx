// icons.tsx - the few drawings: verdicts by shape and colour, arrows, the switch of themes. None says anything without its words beside it.
import type { Quad, Verdict } from "../types";

/** A verdict's mark, 16 by 16: a full circle, a half one, an empty one, a split diamond, a cross. */
export function VerdictMark({ verdict, size = 16 }: { verdict: Verdict; size?: number }) {
  return (
    <svg class={`verdict verdict-${verdict}`} width={size} height={size} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      {verdict === "kept" && <><circle class="full" cx="8" cy="8" r="7" /><path class="on" d="M4.6 8.2 7 10.6 11.4 5.8" /></>}
      {verdict === "partly" && <><circle class="line" cx="8" cy="8" r="6" /><path class="full" d="M8 2a6 6 0 0 1 0 12z" /></>}
      {verdict === "pending" && <circle class="line dashed" cx="8" cy="8" r="6" />}
      {verdict === "disputed" && <><path class="line" d="M8 1.5 14.5 8 8 14.5 1.5 8z" /><path class="full" d="M8 1.5 14.5 8H1.5z" /></>}
      {verdict === "broken" && <path class="cross" d="M3 3 13 13M13 3 3 13" />}
    </svg>
  );
}

export function QuadMark({ quad }: { quad: Quad }) {
  return (
    <svg class={`quad quad-${quad}`} width="10" height="10" viewBox="0 0 10 10" aria-hidden="true" focusable="false">
      {quad <= 2 ? <circle cx="5" cy="5" r="5" /> : <path d="M5 0 10 10H0z" />}
    </svg>
  );
}

export function Icon({ name }: { name: "close" | "filter" | "moon" | "sun" | "auto" | "up" | "down" | "plus" | "minus" | "back" | "home" | "save" }) {
  const shape = {
    close: "M4 4 12 12M12 4 4 12", filter: "M2 4h12M4.5 8h7M7 12h2", up: "M4 10 8 6l4 4", down: "M4 6l4 4 4-4", plus: "M8 3v10M3 8h10", minus: "M3 8h10",
    save: "M8 2.5v7.5M4.8 7.2 8 10.4l3.2-3.2M3 13.2h10", back: "M9 4 5 8l4 4M5 8h8", home: "M3 3h4M3 3v4M13 3H9M13 3v4M3 13h4M3 13V9M13 13H9M13 13V9",
    moon: "M12.5 9.6A5 5 0 0 1 6.4 3.5a5 5 0 1 0 6.1 6.1z", sun: "M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6zM8 1.2v1.6M8 13.2v1.6M1.2 8h1.6M13.2 8h1.6M3.2 3.2l1.1 1.1M11.7 11.7l1.1 1.1M12.8 3.2l-1.1 1.1M4.3 11.7l-1.1 1.1",
    auto: "M8 2.2a5.8 5.8 0 1 0 0 11.6zM8 2.2a5.8 5.8 0 0 1 0 11.6",
  }[name];
  return <svg class="icon" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path d={shape} /></svg>;
}
