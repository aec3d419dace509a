// api.ts - asking the server. Answers are kept for a while, so that going back shows at once what was there.
import { useEffect, useState } from "preact/hooks";
import type { Values } from "./address";

const KEPT = 60;
const kept = new Map<string, unknown>();

export function address(path: string, values: Values): string {
  const query = new URLSearchParams(Object.entries(values).filter(([, value]) => value !== "")).toString();
  return `/api/${path}${query ? `?${query}` : ""}`;
}

/** One question to the server. Throws an Error whose message can be shown to a person. */
export async function ask<T>(path: string, values: Values = {}, signal?: AbortSignal): Promise<T> {
  const url = address(path, values);
  if (kept.has(url)) return kept.get(url) as T;
  let response: Response;
  try {
    response = await fetch(url, signal ? { signal } : {});
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Error("The server does not answer. Is acta explore still running?");
  }
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) {
    const said = body && typeof body === "object" && "error" in body ? String(body.error) : "";
    throw new Error(said || (response.status === 503 ? "That took longer than the server allows. Narrow the filter." : `The server answered ${response.status}.`));
  }
  if (body === null) throw new Error("The server's answer could not be read.");
  kept.set(url, body);
  if (kept.size > KEPT) kept.delete(kept.keys().next().value!);
  return body as T;
}

export interface Answer<T> { data: T | null; error: string | null; waiting: boolean }

/** The answer to a question, asked anew when it changes; the last answer stays until the next is there. No path: nothing is asked. */
export function useAnswer<T>(path: string | null, values: Values = {}): Answer<T> {
  const url = path === null ? null : address(path, values);
  const [answer, setAnswer] = useState<Answer<T>>(() => ({ data: url !== null && kept.has(url) ? (kept.get(url) as T) : null, error: null, waiting: url !== null }));
  useEffect(() => {
    if (path === null) { setAnswer({ data: null, error: null, waiting: false }); return; }
    const stop = new AbortController();
    if (!kept.has(url!)) setAnswer((last) => ({ ...last, waiting: true }));
    ask<T>(path, values, stop.signal).then(
      (data) => { if (!stop.signal.aborted) setAnswer({ data, error: null, waiting: false }); },
      (error: Error) => { if (!stop.signal.aborted) setAnswer({ data: null, error: error.message, waiting: false }); });
    return () => stop.abort();
  }, [url]);
  return answer;
}
