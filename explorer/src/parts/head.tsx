// head.tsx - the head of a view: its name, a word on what it shows, its own choices.
import type { ComponentChildren } from "preact";

export function ViewHead({ title, about, children }: { title: string; about: ComponentChildren; children?: ComponentChildren }) {
  return (
    <header class="view-head">
      <div>
        <h1>{title}</h1>
        <p class="quiet">{about}</p>
      </div>
      <div class="view-choices">{children}</div>
    </header>
  );
}
