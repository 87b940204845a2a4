import Core

extension Page {
  /// The page as one HTML file that needs nothing outside itself, for screen and paper.
  package var html: String {
    var text = "<!DOCTYPE html>\n<html lang=\"\(language.rawValue)\">\n<head>\n<meta charset=\"utf-8\">\n"
    text += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
    // Nothing may be fetched, whatever a name holds.
    text +=
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\(pictureRule)\">\n"
    text += "<title>\(Self.escaped(title))</title>\n<style>\(Self.style)</style>\n</head>\n<body>\n<main>\n"
    text += "<header><h1>\(Self.escaped(title))</h1>\n<p>\(Self.escaped(subtitle))</p></header>\n"
    if hasContents { text += contents }
    for (index, section) in sections.enumerated() {
      text += "<section\(hasContents ? " id=\"s\(index + 1)\"" : "")>\n<h2>\(Self.escaped(section.title))</h2>\n"
      for block in section.blocks { text += html(block) }
      text += "</section>\n"
    }
    return text + "</main>\n</body>\n</html>\n"
  }

  /// What the page may hold besides text: its own pictures, where it has any.
  private var pictureRule: String {
    let hasPictures = sections.contains { section in
      section.blocks.contains { if case .picture = $0 { true } else { false } }
    }
    return hasPictures ? "; img-src data:" : ""
  }

  private var contents: String {
    let name = language.text(sv: "Innehåll", en: "Contents")
    let items = sections.enumerated().map { "<li><a href=\"#s\($0 + 1)\">\(Self.escaped($1.title))</a></li>\n" }
    return "<nav>\n<h2>\(name)</h2>\n<ol>\n\(items.joined())</ol>\n</nav>\n"
  }

  /// A path as an address from the page.
  private static func address(_ path: String) -> String {
    let plain = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/".utf8)
    return path.utf8.map { byte in
      plain.contains(byte) ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined()
  }

  private func html(_ block: Block) -> String {
    switch block {
    case .text(let text): "<p>\(Self.escaped(text))</p>\n"
    case .facts(let facts):
      "<dl>\n"
        + facts.map { "<div><dt>\(Self.escaped($0.name))</dt><dd>\(Self.escaped($0.value))</dd></div>\n" }.joined()
        + "</dl>\n"
    case .list(let texts): "<ul>\n" + texts.map { "<li>\(Self.escaped($0))</li>\n" }.joined() + "</ul>\n"
    case .drawing(let svg, let words): "<figure>\(svg)<figcaption>\(Self.escaped(words))</figcaption></figure>\n"
    case .table(let table): Self.html(table)
    case .heading(let title): "<h3>\(Self.escaped(title))</h3>\n"
    case .picture(let media, let base64, let words):
      "<figure><img src=\"data:\(Self.escaped(media));base64,\(base64)\" alt=\"\(Self.escaped(words))\">"
        + "<figcaption>\(Self.escaped(words))</figcaption></figure>\n"
    case .links(let links):
      "<ul>\n"
        + links.map {
          "<li><a href=\"\(Self.address($0.value))\">\(Self.escaped($0.value))</a> \(Self.escaped($0.name))</li>\n"
        }.joined() + "</ul>\n"
    case .chart(let chart):
      "<figure>\(ChartDrawing(chart, language: language).svg)<figcaption>"
        + "<span class=\"bar\"></span>\(Self.escaped(chart.barName)) "
        + "<span class=\"line\"></span>\(Self.escaped(chart.lineName))</figcaption></figure>\n"
    }
  }

  private static func html(_ table: PageTable) -> String {
    func cells(_ row: [String], _ tag: String, scope: String) -> String {
      row.enumerated().map { place, cell in
        let isHead = tag == "th" || place == 0
        let scope = isHead ? " scope=\"\(tag == "th" ? scope : "row")\"" : ""
        let style = place < table.textColumns ? "" : " class=\"n\""
        return "<\(isHead ? "th" : "td")\(scope)\(style)>\(escaped(cell))</\(isHead ? "th" : "td")>"
      }.joined()
    }
    var text =
      "<div class=\"wide\"><table\(table.titles.count > 8 ? " class=\"many\"" : "")>\n<thead><tr>\(cells(table.titles, "th", scope: "col"))</tr></thead>\n<tbody>\n"
    for row in table.rows { text += "<tr>\(cells(row, "td", scope: ""))</tr>\n" }
    text += "</tbody></table></div>\n"
    for note in table.notes { text += "<p class=\"note\">\(escaped(note))</p>\n" }
    return text
  }

  /// A text as content or attribute of an element.
  static func escaped(_ text: String) -> String { MarkupText.escaped(PrintableText.of(text)) }

  private static let style = """
    body{font:15px/1.45 system-ui,"Segoe UI","Noto Sans","DejaVu Sans",sans-serif;color:#1a1a1a;background:#fff;margin:0}
    main{max-width:56rem;margin:0 auto;padding:1rem}
    h1{font-size:1.7rem;margin:.2rem 0;overflow-wrap:anywhere}
    h3{font-size:1rem;margin:1.2rem 0 .2rem;break-after:avoid}
    nav ol{columns:2;column-gap:2.8rem;padding-left:1.6rem}nav a{color:inherit}
    img{max-width:100%;max-height:24cm;height:auto;border:1px solid #ddd}
    h2{font-size:1.15rem;margin:1.6rem 0 .4rem;border-bottom:1px solid #bbb;break-after:avoid}
    header p,.note,figcaption{color:#444}
    .note,figcaption{font-size:.87rem}
    dl{display:grid;grid-template-columns:repeat(auto-fill,minmax(11rem,1fr));gap:.5rem 1rem;margin:.6rem 0}
    dt{color:#444;font-size:.87rem}dd{margin:0;font-size:1.1rem;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
    .wide{overflow-x:auto}
    table{border-collapse:collapse;width:100%;margin:.5rem 0;font-variant-numeric:tabular-nums}
    th,td{text-align:left;padding:.22rem .5rem;border-bottom:1px solid #ddd;font-weight:400;vertical-align:top}
    thead th{font-weight:600;border-bottom:2px solid #888;max-width:12rem;overflow-wrap:break-word;hyphens:auto}
    td{overflow-wrap:anywhere}.n{text-align:right}td.n{white-space:nowrap}
    .many{font-size:.8rem}.many th,.many td{padding:.18rem .3rem}
    figure{margin:.6rem 0;break-inside:avoid}
    svg{max-width:100%;height:auto;font-family:inherit}
    .bar,.line{display:inline-block;width:1.1em;margin:0 .35em 0 .8em}
    .bar{height:.8em;background:#5b7fa8}.line{border-top:2px solid #1a1a1a;vertical-align:middle}
    @media print{main{max-width:none;padding:0}body{font-size:10pt}section{break-inside:avoid-page}.wide{overflow:visible}table{font-size:8.5pt}.many{font-size:6.3pt}thead{display:table-header-group}
    tr{break-inside:avoid}a{color:inherit}@page{size:A4;margin:14mm}}
    """
}
