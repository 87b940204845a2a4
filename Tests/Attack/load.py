#!/usr/bin/env python3
"""Large inputs, each with the most memory and time that a run may take.

  load.py PROGRAM [--events N] [--areas N] [--only NAME,...]

- events: N events (20,000,000) by pipe, `footprint --memory 200`: below 300 MB.
- areas: 50,000 areas over 40,000 squares, `overlay`: below 1 GB.
- stack: 3,000 areas on top of each other, refused with the limit's name; 900 are cut.
- vertex: an area with one vertex 1,000 km away, `coverage`: refused with the limit's name, or below 300 MB where it is thin.
- workbook: an .xlsx of 4 MB with 64 million cells, refused with the limit's name below 300 MB.
- vertices: a GeoJSON feature of 3 million vertices, refused with the limit's name; taken with `--input-limit`, below 2.5 GB.

Prints a line each; exit code 1 where one takes more, or ends otherwise than it should.
"""
import argparse
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import threading
import time
import zipfile

SYSTEM = '"crs": {"type": "name", "properties": {"name": "EPSG:3006"}}'
failed = []


# What a run says is looked for in English; without being asked the program speaks Swedish.
def run(program, name, words, code=0, says="", most_mb=1000, seconds=600, feed=None):
    start = time.monotonic()
    process = subprocess.Popen(
        [program, *words, "--lang", "en"], stdin=subprocess.PIPE if feed else subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE)
    if feed:
        threading.Thread(target=feed, args=(process.stdin,), daemon=True).start()
    timer = threading.Timer(seconds, process.kill)
    timer.start()
    errors = process.stderr.read().decode(errors="replace")
    _, status, usage = os.wait4(process.pid, 0)
    timer.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    peak = usage.ru_maxrss / 1000
    is_right = process.returncode == code and says in errors and peak <= most_mb
    print(f"{name}: {'as it should' if is_right else 'WRONG'}, exit code {process.returncode}, "
          f"{time.monotonic() - start:.0f} s, {peak:.0f} MB of {most_mb}", flush=True)
    if not is_right:
        failed.append(name)
        print(errors[-400:])


def square(x, y, side, name):
    ring = [[x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]]
    return polygon(ring, name)


def polygon(ring, name):
    return ('{"type": "Feature", "properties": {"id": "%s"}, "geometry": {"type": "Polygon", "coordinates": [%s]}}'
            % (name, str(ring)))


def layer(path, features):
    path.write_text('{"type": "FeatureCollection", %s, "features": [%s]}' % (SYSTEM, ",\n".join(features)))


def events(program, folder, count):
    layer(folder / "areas.geojson", [square(600000 + 3000 * i, 6600000, 2000, f"A{i}") for i in range(5)])
    (folder / "stations.csv").write_text("station,e,n\n" + "".join(
        f"S{i},{600000 + 137 * i % 15000},{6600000 + 731 * i % 4000}\n" for i in range(500)))

    def feed(pipe):
        dice = random.Random(1)
        phones = [f"{dice.getrandbits(48):012x}," for _ in range(200_000)]
        tails = [f"S{dice.randrange(500)},2025-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}T{dice.randrange(24):02}:15:00\n"
                 for _ in range(50_000)]
        try:
            pipe.write(b"phone,station,timestamp\n")
            left = count
            while left > 0:
                size = min(left, 100_000)
                rows = map("".join, zip(dice.choices(phones, k=size), dice.choices(tails, k=size)))
                pipe.write("".join(rows).encode())
                left -= size
            pipe.close()
        except BrokenPipeError:
            pass

    run(program, f"events, {count:,} by pipe",
        ["footprint", "--events", "-", "--stations", str(folder / "stations.csv"), "--areas", str(folder / "areas.geojson"),
         "--memory", "200", "--output", str(folder / "o.csv")], most_mb=300, seconds=3600, feed=feed)


def areas(program, folder, count):
    dice = random.Random(2)
    with open(folder / "cells.csv", "w") as cells:
        cells.write("ruta,size_m,population\n")
        for i in range(200):
            for j in range(200):
                cells.write(f"{600000 + 250 * i}{6600000 + 250 * j},250,{dice.randint(0, 99)}\n")
    # Neighbours share some ground.
    layer(folder / "many.geojson", [
        square(600000 + 220 * (i % 224) + dice.randint(0, 20), 6600000 + 220 * (i // 224) + dice.randint(0, 20), 215, f"A{i}")
        for i in range(count)])
    run(program, f"areas, {count:,}",
        ["overlay", "--cells", str(folder / "cells.csv"), "--areas", str(folder / "many.geojson"), "--output",
         str(folder / "o.csv")])


def stack(program, folder, _):
    (folder / "few.csv").write_text("ruta,size_m,population\n6000006600000,250,10\n")
    for count, code, says in [(3000, 65, "stacked-pairs"), (900, 0, "")]:
        layer(folder / "stack.geojson", [square(600000 + i, 6600000 + i, 2000, f"A{i}") for i in range(count)])
        run(program, f"stack, {count:,} areas",
            ["overlay", "--cells", str(folder / "few.csv"), "--areas", str(folder / "stack.geojson"), "--output",
             str(folder / "o.csv")], code=code, says=says)


def vertex(program, folder, _):
    for name, west, code, says in [("thin", 600000, 0, ""), ("wide", -400000, 65, "the limit squares")]:
        ring = [[600000, 6600000], [601000, 6600000], [600001 if code == 0 else 1600000, 7600000], [west, 7600000], [600000, 6600000]]
        layer(folder / "far.geojson", [polygon(ring, "A")])
        run(program, f"vertex far away, {name}",
            ["coverage", "--areas", str(folder / "far.geojson"), "--output", str(folder / "o.csv")], code=code, says=says,
            most_mb=300)


def workbook(program, folder, _):
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default '
        'Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        'ContentType="application/xml"/><Override PartName="/xl/workbook.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
        'Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r='
        '"http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="rId1"/>'
        "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
        'Target="worksheets/sheet1.xml"/></Relationships>',
    }
    with zipfile.ZipFile(folder / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
        with archive.open("xl/worksheets/sheet1.xml", "w") as sheet:
            sheet.write(b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>')
            rows = ("<row>" + "<c><v>1</v></c>" * 8 + "</row>").encode() * 1000
            for _ in range(8000):
                sheet.write(rows)
            sheet.write(b"</sheetData></worksheet>")
    run(program, f"workbook of {(folder / 'bomb.xlsx').stat().st_size / 1e6:.0f} MB",
        ["index", str(folder / "bomb.xlsx"), "--output", str(folder / "o.csv")], code=65, says="the limit sheet-cells", most_mb=300)


def vertices(program, folder, _):
    count = 1_500_000
    upper = ",".join(f"[{600000 + i / 100},{6600010 + i % 7}]" for i in range(count))
    lower = ",".join(f"[{600000 + i / 100},{6600000 - i % 7}]" for i in reversed(range(count)))
    (folder / "large.geojson").write_text(
        '{"type": "FeatureCollection", %s, "features": [{"type": "Feature", "properties": {"id": "A"}, "geometry": '
        '{"type": "Polygon", "coordinates": [[%s,%s,[600000.0,6600010]]]}}]}' % (SYSTEM, upper, lower))
    words = ["coverage", "--areas", str(folder / "large.geojson"), "--output", str(folder / "o.csv")]
    run(program, "a feature of 3,000,000 vertices", words, code=65, says="the limit json-vertices", most_mb=300)
    run(program, "the same with --limit", [*words, "--input-limit", "json-vertices=4000000"], most_mb=2500)


def main():
    kinds = {kind.__name__: kind for kind in (events, areas, stack, vertex, workbook, vertices)}
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--events", type=int, default=20_000_000)
    parser.add_argument("--areas", type=int, default=50_000)
    parser.add_argument("--only", default=",".join(kinds))
    options = parser.parse_args()
    program = str(pathlib.Path(options.program).resolve())
    with tempfile.TemporaryDirectory() as folder:
        for name in options.only.split(","):
            kinds[name](program, pathlib.Path(folder), options.events if name == "events" else options.areas)
    sys.exit(1 if failed else 0)


main()
