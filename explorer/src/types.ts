// types.ts - what the server answers. docs/explorer.md lists the paths.

export type Quad = 1 | 2 | 3 | 4;

export interface EventType { type: string; quad: Quad; scale: number; label: string }

export interface About {
  documents: number; copies: number; events: number; happenings: number; first: string | null; last: string | null;
  agreements: number; claims: number; types: EventType[]; sample: boolean; version: string; notice?: string;
}

export interface Timeline { by: string; stack: string; undated?: number; bins: { start: string; counts: Record<string, number> }[] }

export interface CountryRow { code: string; count: number; mean: number }
export interface PointRow {
  lat: number; lon: number; name: string | null; geonameid: number | null; count: number; mean: number; box?: number[]; places?: number;
}

export interface Network {
  nodes: { id: string; label: string; count: number }[];
  edges: { from: string; to: string; count: number; mean: number }[];
}
export interface Matrix { rows: string[]; columns: string[]; cells: [number, number, number, number][] }

export type Verdict = "kept" | "broken" | "partly" | "pending" | "disputed";
/** Who takes part in an agreement, as it is joined across reports. */
export interface Named { name: string; code?: string | null }
export interface Claim { id: string; doc: string; verdict: Verdict; day?: string | null; speakers: Named[]; words?: string | null; span?: [number, number] | null }
export interface Obligation {
  key: string; action?: string | null; type: string; deadline?: string | null; obligors: Named[]; contrary: boolean; claims: Claim[];
}
export interface Agreement {
  key: string; name: string | null; from?: string | null; to?: string | null; parties: Named[]; mediators?: Named[]; reports?: number; obligations: Obligation[];
}

export interface Party { text: string | null; name: string | null; code: string | null; sector: string[] | string | null; who: string }
export interface EventRow {
  id: string; doc: string; date: string | null; enddate: string | null; granularity: string | null; type: string; mode: string[] | string | null;
  quad: Quad; scale: number; status: string; actor: Party[]; recipient: Party[]; place: string | null; country: string | null;
  lat: number | null; lon: number | null; speaker: Party[]; words: string; confidence: number | null; sources: number | null;
  title: string | null; published: string | null;
}
export interface Ledger { left_out?: number; agreements: Agreement[] }
export interface Events { total: number; rows: EventRow[] }

export type Span = [number, number];
export interface Mention { sentence?: number; span: Span }
export interface Mentioned { entity_text?: string; span?: Span; entity?: string; name?: string; code?: string; sector?: string[]; office?: string }
export interface Place { text?: string; span?: Span; name?: string; country?: string; province?: string; lat?: number; lon?: number; resolution?: string }
/** A record as acta wrote it (docs/records.md). Which fields there are depends on its kind. */
export interface Stored {
  kind: string; id: string; doc?: string; event?: string; mode?: string[]; context?: string[]; cameo?: string; quad_code?: Quad; event_scale?: number;
  status?: string; actor?: Mentioned[]; recipient?: Mentioned[]; said_by?: Mentioned[]; date?: string; enddate?: string; granularity?: string;
  date_text?: string; date_span?: Span; event_loc?: Place; size?: Record<string, unknown>; event_text?: string[]; mentions?: Mention[];
  confidence?: number; name?: string; aliases?: string[]; type?: string; code?: string; sector?: string[]; office?: string; parties?: Mentioned[];
  mediator?: Mentioned[]; agreement?: string; obligation?: string; obligor?: Mentioned[]; beneficiary?: Mentioned[]; action?: string;
  deadline?: string; verdict?: Verdict; words?: string;
}
export interface Report {
  id: string; title: string | null; published: string | null; publisher: string | null; url: string | null; text: string;
  copy_of: string | null; similarity: number | null;
  copies: { id: string; title: string | null; publisher: string | null; published: string | null }[];
  records: Stored[];
}

export interface Search {
  documents: { id: string; title: string | null; published: string | null; publisher: string | null; snippet: { text: string; hit: boolean }[] }[];
  actors: { who: string; name: string; count: number }[];
  places: { name: string; country: string | null; count: number }[];
}
