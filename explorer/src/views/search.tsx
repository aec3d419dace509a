// search.tsx - full text over the reports, and the actors and places of that name. Everything found can become part of the filter.
import { type Values, go, link } from "../address";
import { useAnswer } from "../api";
import { actorName, countryName } from "../countries";
import { FilterFields } from "../parts/filter";
import { ViewHead } from "../parts/head";
import { Bare, Empty, Failed, Waiting } from "../parts/states";
import type { About, Search } from "../types";
import { count, counted, day } from "../words";

export function SearchView({ values, about }: { values: Values; about: About }) {
  const words = values.q ?? "";
  const { data, error, waiting } = useAnswer<Search>(words ? "search" : null, { q: words, limit: "50" });
  if (!about.documents) return <Bare />;
  return (
    <>
      <ViewHead title="Search" about="The words of every report. What you search for also filters the other views." />
      <form class="search-form" role="search" onSubmit={(event) => { event.preventDefault(); go({ q: String(new FormData(event.currentTarget).get("words") ?? "").trim() }); }}>
        <input key={words} type="search" name="words" aria-label="Words to search for" defaultValue={words} placeholder="ceasefire, prisoners, Istanbul" autocomplete="off" />
        <button class="button strong">Search</button>
      </form>
      {error ? <Failed error={error} /> : words && !data ? <Waiting what="Searching" /> : !words ? (
        <div class="search-start">
          <p class="quiet">Or choose events by who, where, when, and on whose word:</p>
          <FilterFields values={values} />
        </div>
      ) : data && (
        <div class={waiting ? "search-found busy" : "search-found"}>
          <section aria-label="Reports">
            <h2>{data.documents.length ? "Reports" : "No report has these words"}</h2>
            {!data.documents.length && <Empty head="Nothing found" clear><p>Try fewer words, or another form of them.</p></Empty>}
            <ol class="hits">{data.documents.map((document) => (
              <li key={document.id}>
                <a href={link({ id: document.id, record: "" }, "report")}>{document.title || document.id}</a>
                <span class="quiet">{[document.publisher, day(document.published)].filter(Boolean).join(" · ")}</span>
                <p>{document.snippet.map((part, at) => (part.hit ? <mark key={at}>{part.text}</mark> : part.text))}</p>
              </li>
            ))}</ol>
          </section>
          <div>
            {data.actors.length > 0 && (
              <section aria-label="Actors">
                <h2>Actors</h2>
                <ul class="found">{data.actors.map((actor) => (
                  <li key={`${actor.name} ${actor.who}`}><button class="link" onClick={() => go({ either: actor.name, q: "" }, "timeline")} title={`Filter: ${actor.name} on either side`}>{actor.name}</button>
                    <span class="quiet">{actorName(actor.who) === actor.name ? "" : actorName(actor.who)}</span> <span class="figure" aria-label={counted(actor.count, "event")}>{count(actor.count)}</span></li>
                ))}</ul>
              </section>
            )}
            {data.places.length > 0 && (
              <section aria-label="Places">
                <h2>Places</h2>
                <ul class="found">{data.places.map((place) => (
                  <li key={`${place.name} ${place.country}`}><button class="link" onClick={() => go({ place: place.name, q: "" }, "map")} title={`Filter: in ${place.name}`}>{place.name}</button>
                    <span class="quiet">{place.country ? countryName(place.country) : ""}</span> <span class="figure" aria-label={counted(place.count, "event")}>{count(place.count)}</span></li>
                ))}</ul>
              </section>
            )}
          </div>
        </div>
      )}
    </>
  );
}
