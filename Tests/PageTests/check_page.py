#!/usr/bin/env python3
"""Opens a page that rutverk made in a real browser and tries everything on it.

    check_page.py PAGE --width 1400 --height 900 --expect EXPECTED.json [--pictures FOLDER [--update]] [--shots FOLDER]

EXPECTED.json says what must be seen: {"language", "cells": [{"e", "n", "figures": {key: text}}], "areas": [{"name",
"e", "n", "figures": {key: text}}], "search": [text, name]}. Ends with 0 when all is right; else says what is not, 1. Ends
with 77 where there is no browser.
"""
import argparse
import base64
import csv
import io
import json
import os
import re
import sys
import time

from browser import Browser, find

faults = []


def check(condition, what):
    if not condition:
        faults.append(what)
        print("WRONG:", what)


def shown(browser, article):
    """Figures of the chosen area or cell, as the panel shows them."""
    return browser.run(
        f"Object.fromEntries([...document.querySelectorAll('#{article} dd')].map(d => [d.dataset.key, d.textContent]))")


def look_at(browser, e, n):
    """Brings a point to the middle of what the panel leaves free, and says where it is."""
    browser.run(f"rutverk.map.setView([{n}, {e}], 8.5, {{ animate: false }}); 0")
    browser.run("document.querySelector('#grip').offsetParent && rutverk.map.panBy([0, 200], { animate: false }); 0")
    return browser.run(f"rutverk.pointOf({e}, {n})")


def same_figures(found, expected, what):
    for key, text in expected.items():
        check(found.get(key) == text, f"{what}: {key} is {found.get(key)!r}, expected {text!r}")


def check_clicks(browser, expected):
    for cell in expected["cells"]:
        browser.run("document.querySelectorAll('#details [aria-label]').forEach(b => b.click())")
        browser.click(*look_at(browser, cell["e"], cell["n"]))
        same_figures(shown(browser, "chosen-cell"), cell["figures"], f"cell at {cell['e']}, {cell['n']}")
    for area in expected["areas"]:
        if "e" in area:
            browser.click(*look_at(browser, area["e"], area["n"]))
        else:
            browser.run(f"[...document.querySelectorAll('#areas tbody tr')].find(r => "
                        f"rutverk.areas.ids[r.dataset.area] === {json.dumps(area['id'])}).click(); 0")
        title = browser.run("document.querySelector('#chosen-area h2')?.textContent")
        check(title == area["name"], f"a click in {area['name']} chose {title}")
        same_figures(shown(browser, "chosen-area"), area["figures"], f"area {area['name']}")
        row = browser.run("document.querySelector('#areas tr[aria-selected=true] th')?.textContent")
        check(row == area["name"], f"a click in {area['name']} marked the row of {row}")


def check_hover(browser, expected):
    if not expected["cells"] or browser.run("document.querySelector('#grip').offsetParent !== null"):
        return
    cell = expected["cells"][0]
    x, y = look_at(browser, cell["e"], cell["n"])
    browser.move(x - 3, y - 3)
    browser.move(x, y)
    time.sleep(0.1)
    text = browser.run("document.getElementById('tip').hidden ? '' : document.getElementById('tip').textContent")
    check(cell["figures"].get("population", "") in text, f"hovering shows {text!r}")


def check_search(browser, expected):
    query, name = expected["search"]
    browser.run("document.getElementById('query').focus(); document.getElementById('query').value = ''; 0")
    browser.type(query)
    check(browser.run("document.getElementById('query').getAttribute('aria-expanded')") == "true", "no matches listed")
    browser.press("Enter")
    time.sleep(0.6)
    title = browser.run("document.querySelector('#chosen-area h2')?.textContent")
    check(title == name, f"searching {query!r} chose {title!r}, not {name!r}")
    check(browser.run("document.getElementById('spoken').textContent").startswith(name), "the choice is not spoken")
    browser.run("document.getElementById('query').value = ''; document.getElementById('query').focus(); 0")
    browser.type("finns inte alls")
    check(browser.run("document.querySelectorAll('#matches [role=option]').length") == 0, "matches for nonsense")
    browser.press("Escape")


def check_table(browser):
    browser.run("document.getElementById('tab-areas').click(); 0")
    columns = browser.run("document.querySelectorAll('#areas thead button').length")
    for column in range(columns):
        for way in (0, 1):
            browser.run(f"document.querySelectorAll('#areas thead button')[{column}].click(); 0")
            order = browser.run(
                "[...document.querySelectorAll('#areas tbody tr')].map(r => Number(r.dataset.area))")
            values = browser.run(
                f"(() => {{ const f = rutverk.areas.figures[{column} - document.querySelectorAll('#areas thead "
                "th:not(.number)').length]; return f ? [...f.column] : null; })()")
            sort = browser.run(f"document.querySelectorAll('#areas thead th')[{column}].getAttribute('aria-sort')")
            if values is None:
                continue
            seen = [values[i] for i in order if values[i] != -2147483648]
            check(seen == sorted(seen, reverse=sort == "descending"), f"column {column} is not sorted {sort}")
            check(len(order) == len(set(order)), "a row stands twice")
    browser.run("document.querySelectorAll('#areas thead button')[0].click(); 0")
    browser.run("document.querySelector('#areas tbody tr').focus(); 0")
    browser.press("ArrowDown")
    browser.press("Enter")
    rows = browser.run("[...document.querySelectorAll('#areas tbody tr')].map(r => [r.getAttribute('aria-selected'), "
                       "r === document.activeElement])")
    if len(rows) > 1:
        check(rows[1] == ["true", True], "arrow and Enter do not choose the second row")
    time.sleep(0.6)
    area = browser.run("rutverk.state.area")
    inside = browser.run(
        "(() => { const b = rutverk.areas.boxes.subarray(4 * rutverk.state.area); const o = rutverk.origin; return "
        "rutverk.map.getBounds().contains([o[1] - (b[1] + b[3]) / 2, o[0] + (b[0] + b[2]) / 2]); })()")
    check(area >= 0 and inside, "choosing a row does not show its area")


def check_keys(browser, expected):
    cell = expected["cells"][0]
    browser.run("document.getElementById('map').focus(); 0")
    browser.run(f"rutverk.map.setView([{cell['n']}, {cell['e']}], 8.5, {{ animate: false }}); 0")
    browser.press("Enter")
    same_figures(shown(browser, "chosen-cell"), cell["figures"], "Enter on the map")
    before = browser.run("rutverk.map.getCenter().lng")
    browser.press("ArrowRight")
    time.sleep(0.6)
    check(browser.run("rutverk.map.getCenter().lng") > before, "the arrow key does not move the map")
    browser.press("Escape")
    check(browser.run("document.getElementById('details').hidden"), "Escape does not let go")


def check_layers(browser, expected):
    cell = expected["cells"][0]
    browser.run("document.getElementById('layer-cells').click(); 0")
    browser.click(*look_at(browser, cell["e"], cell["n"]))
    check(browser.run("rutverk.state.cell") == -1, "a layer that is off can be clicked")
    browser.run("document.getElementById('layer-cells').click(); 0")


def check_address(browser, page, expected):
    """The address holds view, layers and choice, and opens them again."""
    browser.run("document.getElementById('tab-areas').click(); document.getElementById('layer-names').click(); 0")
    browser.click(*look_at(browser, expected["cells"][0]["e"], expected["cells"][0]["n"]))
    time.sleep(0.6)
    saved = browser.run("location.hash")
    check(saved == browser.run("rutverk.addressOf()"), f"the address {saved!r} is not what is seen")
    seen = "JSON.stringify([rutverk.state.cell, rutverk.state.area, rutverk.state.tab, rutverk.state.on])"
    before, requests = browser.run(seen), len(browser.requests)
    browser.ask("Page.navigate", url="about:blank")
    browser.ask("Page.navigate", url="file://" + os.path.abspath(page) + saved)
    browser.wait()
    check(browser.run(seen) == before, f"the address {saved!r} opens {browser.run(seen)}, not {before}")
    time.sleep(0.5)
    check(browser.run("rutverk.addressOf()") == saved, f"{saved!r} becomes {browser.run('rutverk.addressOf()')!r}")
    del browser.requests[requests:]
    # What no page has is as usual, and no error.
    browser.run("location.hash = '#view=x/1/&off=,a&area=%00nobody&cell=9-1&row=1e9&opacity=-4&tab=none'; 0")
    time.sleep(0.3)
    usual = json.loads(browser.run(seen))
    check(usual[:3] == [-1, -1, "overview"] and all(usual[3].values()), f"a wrong address opens {usual}")


def check_sheet(browser, expected):
    """One A4 with the legend's words, and the view as it was afterwards; as a picture too."""
    view = browser.run("JSON.stringify([rutverk.map.getZoom(), rutverk.map.getCenter()])")
    printed = base64.b64decode(browser.ask("Page.printToPDF", preferCSSPageSize=True)["data"])
    pages = len(re.findall(rb"/Type\s*/Page\b(?!s)", printed))
    sizes = [sorted(float(x) for x in box.split()) for box in re.findall(rb"/MediaBox\s*\[([^\]]*)\]", printed)]
    check(pages == 1, f"{pages} pages are printed")
    check(all(abs(box[2] - 595.3) < 2 and abs(box[3] - 841.9) < 2 for box in sizes) and sizes, f"the paper is {sizes}")
    browser.run("window.sheet = rutverk.composeSheet(); 0")
    words = browser.run("[...sheet.drawing.querySelectorAll('text')].map(t => t.textContent).join(' ')")
    legend = browser.run("[...document.querySelectorAll('.ramp div')].map(d => d.textContent)")
    facts = browser.run("[...document.querySelectorAll('#about dd')].map(d => d.textContent)")
    for text in legend + [browser.run("document.title")] + [word for fact in facts for word in fact.split(" ")]:
        check(text in words, f"the sheet lacks {text!r}")
    number = browser.run("sheet.denominator")
    check("1:" + f"{number:,.0f}".replace(",", "\u00a0") in words, f"the sheet does not say its scale 1:{number}")
    outside = browser.run(
        "(() => { document.body.append(sheet.drawing); const all = [...sheet.drawing.querySelectorAll('text')].map(t => "
        "[t.textContent, t.getBBox()]); sheet.drawing.remove(); return all.filter(([t, b]) => b.x < 0 || b.y < 0 || b.x + "
        "b.width > sheet.width || b.y + b.height > sheet.height).map(a => a[0]); })()")
    check(not outside, f"outside the sheet: {outside}")
    size = browser.run("rutverk.sheetPicture().then(b => createImageBitmap(b)).then(i => [i.width, i.height])")
    check(sorted(size) == [2100, 2970], f"the picture is {size}")
    time.sleep(0.4)
    check(browser.run("JSON.stringify([rutverk.map.getZoom(), rutverk.map.getCenter()])") == view, "printing moves the map")


def check_tables(browser, expected):
    """CSV of RFC 4180 without formulas, with every area and figure; the choice."""
    text = browser.run("rutverk.csvOf([['=1+1', 'a\"b,c', null, -1.5, '@x', ' y'], ['-2', 'z\\n', '', 0, '+', '\\t']])")
    wanted = "'=1+1,\"a\"\"b,c\",,-1.5,'@x,\" y\"\r\n'-2,\"z\n\",,0,'+,'\t\r\n"
    check(text == wanted, f"CSV is {text!r}, not {wanted!r}")
    rows = list(csv.reader(io.StringIO(browser.run("rutverk.csvOf(rutverk.areaRows([...rutverk.areas.ids.keys()]))"))))
    check(len(rows) == 1 + browser.run("rutverk.areas.count") and len({len(row) for row in rows}) == 1, "rows of the table")
    labels = browser.run("Object.fromEntries(rutverk.areas.figures.map(f => [f.key, f.label + (f.unit && ` (${f.unit})`)]))")
    for area in expected["areas"]:
        row = dict(zip(rows[0], next(row for row in rows if row[0] == area["id"])))
        for key, text in area["figures"].items():
            found = float(row[labels[key]])
            text = text.replace("\u00a0", "").replace("−", "-").replace(",", ".")
            check(found == float(text), f"CSV of {area['name']}: {key} is {found}, expected {text}")
    browser.run("document.getElementById('query').value = ''; 0")
    browser.click(*look_at(browser, expected["cells"][0]["e"], expected["cells"][0]["n"]))
    chosen = list(csv.reader(io.StringIO(browser.run("rutverk.csvOf(rutverk.chosenRows())"))))
    check(len(chosen) > 4 and len({len(row) for row in chosen}) == 1, f"CSV of the choice: {chosen}")


# Lengths and areas by PROJ's geodesics on GRS 80, in SWEREF 99 TM.
LENGTHS = [([575000, 6605000], [576000, 6605000], 1000.330247), ([300000, 6400000], [310000, 6500000], 100492.092914),
           ([850000, 7300000], [900000, 7500000], 205882.630902), ([400000, 6150000], [720000, 7600000], 1485263.66638)]
GROUNDS = [([[575000, 6605000], [576000, 6605000], [576000, 6606000], [575000, 6606000]], 1000660.602),
           ([[300000, 6200000], [800000, 6200000], [800000, 7500000], [300000, 7500000]], 650148606072.2)]


def check_measuring(browser, expected):
    for a, b, metres in LENGTHS:
        found = browser.run(f"rutverk.groundLength({a}, {b})")
        check(abs(found / metres - 1) < 3e-6, f"{a} to {b} is {found} m, not {metres}")
    for points, metres in GROUNDS:
        found = browser.run(f"rutverk.groundArea({points})")
        check(abs(found / metres - 1) < 1e-5, f"{points} is {found} m², not {metres}")
    cell = expected["cells"][0]
    x, y = look_at(browser, cell["e"], cell["n"])
    browser.run("document.querySelector('[aria-pressed]').click(); 0")
    chosen = browser.run("JSON.stringify([rutverk.state.cell, rutverk.state.area])")
    for dx, dy in ((0, 0), (60, 0), (60, 60)):
        browser.click(x + dx, y + dy)
        time.sleep(0.05)
    text = browser.run("document.getElementById('measured-text').textContent")
    check("m," in text and ("m²" in text or "ha" in text or "km²" in text), f"measured: {text!r}")
    check(browser.run("JSON.stringify([rutverk.state.cell, rutverk.state.area])") == chosen, "measuring chooses")
    browser.run("document.querySelector('[aria-pressed]').click(); 0")


def check_places(browser, expected):
    """Places of the base are found and shown."""
    names = browser.run("rutverk.base.names.filter(n => n)")
    if not names:
        return
    browser.run("document.getElementById('query').focus(); document.getElementById('query').value = ''; 0")
    browser.type(names[1].lower())
    browser.press("Enter")
    time.sleep(0.6)
    x, y = browser.run("(() => { const m = rutverk.base.middles.subarray(2, 4), o = rutverk.origin; return rutverk.pointOf(o[0] + "
                       "m[0], o[1] - m[1]); })()")
    box = browser.run("(() => { const r = document.getElementById('map').getBoundingClientRect(); return [r.left, r.top, r.right, "
                      "r.bottom]; })()")
    check(abs(x - (box[0] + box[2]) / 2) < 40 and abs(y - (box[1] + box[3]) / 2) < 40, f"{names[1]} is not shown: {x}, {y}")


def check_forced(browser):
    """With colours of the system's own: swatches keep theirs, and one tab alone looks chosen."""
    browser.ask("Emulation.setEmulatedMedia", features=[{"name": "forced-colors", "value": "active"}])
    wanted = browser.run("[...document.querySelectorAll('.ramp i')].map(i => i.style.background)")
    seen = browser.run("[...document.querySelectorAll('.ramp i')].map(i => getComputedStyle(i).backgroundColor)")
    check(wanted == seen, f"the legend's colours become {seen}")
    tabs = browser.run("[...document.querySelectorAll('#tabs button')].map(b => [b.getAttribute('aria-selected'), "
                       "getComputedStyle(b).backgroundColor + getComputedStyle(b).color])")
    chosen = {look for selected, look in tabs if selected == "true"}
    check(len(tabs) < 2 or not chosen & {look for selected, look in tabs if selected != "true"}, f"tabs look alike: {tabs}")
    browser.ask("Emulation.setEmulatedMedia", features=[])


def check_scale(browser):
    text, width = browser.run(
        "(() => { const l = document.querySelector('.leaflet-control-scale-line'); return [l.textContent, "
        "l.getBoundingClientRect().width]; })()")
    number, unit = text.replace("\u00a0", " ").split(" ")
    metres = float(number) * (1000 if unit == "km" else 1)
    # Two points of the plane that are so far apart must be as far apart on the screen.
    e, n = browser.run("(() => { const c = rutverk.map.getCenter(); return [c.lng, c.lat]; })()")
    (x1, y1), (x2, y2) = browser.run(f"[rutverk.pointOf({e}, {n}), rutverk.pointOf({e + metres}, {n})]")
    check(abs(x2 - x1 - width) <= 2 and y1 == y2, f"the scale bar of {text} is {width} wide, not {x2 - x1}")


def check_names(browser, language):
    check(browser.run("document.documentElement.lang") == language, "the page's language")
    nameless = browser.run(
        "[...document.querySelectorAll('button, input, a, [role=tab], [role=listbox], svg[role=img], #map')].filter(n => "
        "!(n.getAttribute('aria-label') || n.textContent.trim() || (n.labels && n.labels.length))).map(n => "
        "n.outerHTML.slice(0, 80))")
    check(not nameless, f"without a name for screen readers: {nameless}")
    wide = browser.run("document.documentElement.scrollWidth > innerWidth")
    check(not wide, "the page is wider than the window")
    check(browser.run("document.querySelectorAll('#app script, #app img, #app iframe').length") == 0,
          "markup has come out of the data")


def compare(browser, picture, stored):
    """Share of pixels that differ clearly, both pictures at a quarter of their size so that letters count little."""
    browser.ask("Page.navigate", url="about:blank")
    time.sleep(0.3)
    # As two variables, since a picture can be longer than one command takes well.
    for name, data in (("a", picture), ("b", stored)):
        browser.run(f"window.{name} = 'data:image/png;base64,{base64.b64encode(data).decode()}'; 0")
    return browser.run(
        "(async () => { const load = async url => { const i = new Image(); i.src = url; await i.decode(); const c = "
        "document.createElement('canvas'); c.width = i.width / 4; c.height = i.height / 4; const x = c.getContext('2d'); "
        "x.imageSmoothingQuality = 'high'; x.drawImage(i, 0, 0, c.width, c.height); return x.getImageData(0, 0, c.width, "
        "c.height); }; const [p, q] = [await load(a), await load(b)]; if (p.width !== q.width || p.height !== q.height) "
        "return 1; let n = 0; for (let k = 0; k < p.data.length; k += 4) if (Math.max(Math.abs(p.data[k] - q.data[k]), "
        "Math.abs(p.data[k + 1] - q.data[k + 1]), Math.abs(p.data[k + 2] - q.data[k + 2])) > 48) n++; return n / "
        "(p.data.length / 4); })()")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("page")
    parser.add_argument("--width", type=int, default=1400)
    parser.add_argument("--height", type=int, default=900)
    parser.add_argument("--expect")
    parser.add_argument("--pictures")
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--shots")
    options = parser.parse_args()
    if not find():
        print("SKIPPED: no chromium")
        return 77
    expected = json.load(open(options.expect, encoding="utf-8")) if options.expect else None
    browser = Browser(options.width, options.height, touch=options.width < 700)
    try:
        browser.open(options.page)
        first = browser.picture()
        if expected:
            if expected.get("cells") and expected.get("areas"):
                check_hover(browser, expected)
                check_clicks(browser, expected)
                if options.shots:
                    os.makedirs(options.shots, exist_ok=True)
                    with open(f"{options.shots}/clicked-{options.width}.png", "wb") as out:
                        out.write(browser.picture())
                check_search(browser, expected)
                check_table(browser)
                check_keys(browser, expected)
                check_layers(browser, expected)
                check_places(browser, expected)
                check_measuring(browser, expected)
                check_tables(browser, expected)
                check_sheet(browser, expected)
                check_address(browser, options.page, expected)
            check_forced(browser)
            check_names(browser, expected["language"])
            check_scale(browser)
        if options.shots:
            os.makedirs(options.shots, exist_ok=True)
            with open(f"{options.shots}/first-{options.width}.png", "wb") as out:
                out.write(first)
        check(not browser.console, f"the console says: {browser.console}")
        outside = [url for url in browser.requests if not url.startswith("data:")][1:]
        check(not outside, f"the page asks for {outside}")
        blocked = browser.run("fetch('http://127.0.0.1:9/').then(() => false, () => true)")
        check(blocked, "the page may ask for addresses")
        if options.pictures:
            path = f"{options.pictures}/page-{options.width}.png"
            if options.update:
                os.makedirs(options.pictures, exist_ok=True)
                with open(path, "wb") as out:
                    out.write(first)
            else:
                share = compare(browser, first, open(path, "rb").read())
                print(f"{share:.2%} of the picture differs")
                check(share < 0.03, f"{share:.1%} of the picture differs from {path}")
    finally:
        browser.close()
    print("right" if not faults else f"{len(faults)} faults")
    return 1 if faults else 0


sys.exit(main())
