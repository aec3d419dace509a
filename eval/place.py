#!/usr/bin/env python3
"""Gold place names resolved: the share with the very GeoNames id, and within 161 km (100 miles) of the gold point.

    python3 eval/place.py [--tool build/tools/acta-places] [--data build/acta.data] [--errors N] FILE.jsonl ...

Each line of a file holds text and toponyms [{start, end, name, lat, lon, geonames_id}]. A name without a gold point is
passed over; a name that stays unresolved counts as wrong. Where some names of a file have a GeoNames id and some have none (streets,
schools and shops, whose points the annotators took from elsewhere), the share within 161 km is given of all and of those with an id:
resolvers that choose among GeoNames' places are measured on these.
"""
import argparse
import json
import math
import subprocess
import sys
import time


def distance(a, b, c, d):
    a, b, c, d = map(math.radians, (a, b, c, d))
    h = math.sin((a - c) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((b - d) / 2) ** 2
    return 12742 * math.asin(math.sqrt(min(1, h)))


def run(tool, data, rows):
    lines = []
    for i, row in enumerate(rows):
        names = [[t["start"], t["end"]] for t in row["toponyms"] if t.get("lat") is not None and t.get("is_toponym", True)]
        lines.append(json.dumps({"id": i, "text": row["text"], "names": names}) + "\n")
    began = time.perf_counter()
    out = subprocess.run([tool, data], input="".join(lines).encode(), stdout=subprocess.PIPE, check=True).stdout
    return [json.loads(line)["places"] for line in out.splitlines()], time.perf_counter() - began


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="+")
    parser.add_argument("--tool", default="build/tools/acta-places")
    parser.add_argument("--data", default="build/acta.data")
    parser.add_argument("--errors", type=int, default=0, help="print so many errors a file")
    args = parser.parse_args()
    for name in args.files:
        rows = [json.loads(line) for line in open(name, encoding="utf-8")]
        results, seconds = run(args.tool, args.data, rows)
        count = dict.fromkeys(("all", "with id", "id", "near", "near with id", "unresolved"), 0)
        errors = args.errors
        for row, places in zip(rows, results):
            gold = [t for t in row["toponyms"] if t.get("lat") is not None and t.get("is_toponym", True)]
            for g, p in zip(gold, places):
                km = distance(g["lat"], g["lon"], p["lat"], p["lon"]) if "lat" in p else None
                same = bool(g.get("geonames_id")) and int(g["geonames_id"]) == p["geonameid"]
                count["all"] += 1
                count["with id"] += bool(g.get("geonames_id"))
                count["id"] += same
                count["near"] += km is not None and km <= 161
                count["near with id"] += km is not None and km <= 161 and bool(g.get("geonames_id"))
                count["unresolved"] += km is None
                if errors and (km is None or km > 161):
                    errors -= 1
                    print(f"  {row['id']} {row['text'][g['start']:g['end']]!r} gold {g.get('canonical') or g['name']}, {g.get('admin1', '')}, "
                          f"{g.get('country', '')} {g.get('fcode', '')} ({g['lat']:.2f} {g['lon']:.2f}) <> {p.get('name')} {p.get('country')} "
                          f"{p.get('feature')} {f'{km:.0f} km' if km is not None else ''} | {p['why']}")
        exact = f"exact id {count['id'] / count['with id']:.3f}, " if count["with id"] else ""
        if 0 < count["with id"] < count["all"]:
            exact += f"of {count['with id']} with an id within 161 km {count['near with id'] / count['with id']:.3f}, of all "
        print(f"{name}: {count['all']} names, {exact}within 161 km {count['near'] / max(count['all'], 1):.3f}, "
              f"unresolved {count['unresolved'] / max(count['all'], 1):.3f}, {len(rows) / seconds:.0f} reports/s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
