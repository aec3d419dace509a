// build.mjs - one script, one style sheet and one page out of src/, into dist/ (or the folder given).
// The same sources and the same lock file give the same bytes: a test holds the committed bundle against a fresh one.
import { build } from "esbuild";
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { quantize } from "topojson-client";

const here = dirname(fileURLToPath(import.meta.url));
const GRID = 5e3;                         // steps the width of the world is cut into: 8 km at the equator, less than a pixel until far enlarged
const target = resolve(process.argv[2] ?? join(here, "dist"));

/** Natural Earth's countries at 1:110m, made small: names only where a shape has no number, coordinates on a coarser grid, no Antarctica. */
function world() {
  const whole = JSON.parse(readFileSync(join(here, "node_modules/world-atlas/countries-110m.json"), "utf8"));
  const shapes = whole.objects.countries.geometries.filter((shape) => shape.id !== "010");
  const { scale, translate } = whole.transform, arcs = [], places = new Map();
  const kept = (index) => {                                // arcs of what was left out go too, so the rest are numbered anew
    const at = index < 0 ? ~index : index;
    if (!places.has(at)) {
      let x = 0, y = 0;
      places.set(at, arcs.push(whole.arcs[at].map(([dx, dy]) => [(x += dx) * scale[0] + translate[0], (y += dy) * scale[1] + translate[1]])) - 1);
    }
    return index < 0 ? ~places.get(at) : places.get(at);
  };
  const renumbered = (part) => (Array.isArray(part) ? part.map(renumbered) : kept(part));
  const geometries = shapes.map(({ type, id, properties, arcs: part }) => ({ type, ...(id ? { id } : { properties: { name: properties.name } }), arcs: renumbered(part) }));
  return JSON.stringify(quantize({ type: "Topology", objects: { countries: { type: "GeometryCollection", geometries } }, arcs }, GRID));
}

const atlas = {
  name: "atlas",
  setup(with_) {
    with_.onResolve({ filter: /^atlas$/ }, () => ({ path: "atlas", namespace: "atlas" }));
    with_.onLoad({ filter: /.*/, namespace: "atlas" }, () => ({ contents: world(), loader: "text" }));
  },
};

mkdirSync(target, { recursive: true });
const built = await build({
  absWorkingDir: here, entryPoints: { app: "src/main.tsx" }, outdir: target, bundle: true, minify: true, format: "iife", target: "es2022",
  plugins: [atlas], legalComments: "none", logLevel: "warning", charset: "utf8", metafile: true, jsx: "automatic", jsxImportSource: "preact",
  banner: { js: "/* The page of acta explore. Built from explorer/ by npm ci && npm run build; licences.txt there says whose work is in it. */" },
});
copyFileSync(join(here, "src/index.html"), join(target, "index.html"));

// Whose work went in, under which licence, in their own words.
const packages = new Set(Object.keys(built.metafile.inputs).map((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1]).filter(Boolean));
packages.add("world-atlas");
const licences = [...packages].sort().map((name) => {
  const folder = join(here, "node_modules", name), { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = ["LICENSE", "LICENSE.md", "LICENSE.txt"].map((one) => join(folder, one)).find(existsSync);
  if (!file) throw new Error(`${name} says nowhere under which licence it is`);
  return `${name} ${version}\n\n${readFileSync(file, "utf8").trim()}\n`;
});
writeFileSync(join(target, "licences.txt"), `The explorer's page holds work of others, with thanks. The map's shapes are Natural Earth's, in the public domain.\n\n${licences.join("\n----\n\n")}`);
