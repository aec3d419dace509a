// narrow.ts - whether the window is a phone's width, followed as it changes.
import { useEffect, useState } from "preact/hooks";

export function useNarrow(): boolean {
  const [narrow, setNarrow] = useState(() => matchMedia("(max-width: 700px)").matches);
  useEffect(() => {
    const query = matchMedia("(max-width: 700px)"), turn = () => setNarrow(query.matches);
    query.addEventListener("change", turn);
    return () => query.removeEventListener("change", turn);
  }, []);
  return narrow;
}
