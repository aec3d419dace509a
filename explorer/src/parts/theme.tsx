// theme.tsx - light, dark, or as the system has it. The choice is kept in this browser alone.
import { useState } from "preact/hooks";
import { Icon } from "./icons";

const NEXT = { auto: "light", light: "dark", dark: "auto" } as const;
type Theme = keyof typeof NEXT;

function stored(): Theme {
  try {
    const value = localStorage.getItem("acta-theme");
    return value === "light" || value === "dark" ? value : "auto";
  } catch { return "auto"; }
}

export function applyTheme(theme: Theme = stored()): void {
  if (theme === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  dispatchEvent(new Event("acta:theme"));
}

/** Canvases are drawn anew when colours change, by the switch or by the system. */
export function onTheme(redraw: () => void): () => void {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  addEventListener("acta:theme", redraw);
  dark.addEventListener("change", redraw);
  return () => { removeEventListener("acta:theme", redraw); dark.removeEventListener("change", redraw); };
}

export function ThemeSwitch() {
  const [theme, setTheme] = useState<Theme>(stored);
  const turn = () => {
    const next = NEXT[theme];
    try { localStorage.setItem("acta-theme", next); } catch { /* a browser that keeps nothing shows it for this visit */ }
    setTheme(next);
    applyTheme(next);
  };
  const name = { auto: "as the system", light: "light", dark: "dark" }[theme];
  return (
    <button class="button quiet square" onClick={turn} title={`Colours: ${name}`} aria-label={`Colours: ${name}. Change to ${NEXT[theme] === "auto" ? "as the system" : NEXT[theme]}`}>
      <Icon name={theme === "auto" ? "auto" : theme === "light" ? "sun" : "moon"} />
    </button>
  );
}
