import Core
import Reports

/// A map as one HTML file that needs nothing else: it works without a network and asks for no address.
///
/// Contents and Leaflet decide every byte. The page's own parts are the files in `Page/`, which are
/// compiled into the program.
package enum MapPage {
  /// Nothing may be loaded from anywhere, whatever a file or a script says.
  private static let policy =
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
    + "form-action 'none'"

  /// The page's scripts in the order in which they need each other.
  private static var scripts: [[UInt8]] {
    [
      PackageResources.data_js, PackageResources.text_js, PackageResources.state_js, PackageResources.canvas_js,
      PackageResources.gathered_js, PackageResources.squares_js, PackageResources.shapes_js,
      PackageResources.legend_js,
      PackageResources.histogram_js, PackageResources.table_js, PackageResources.search_js,
      PackageResources.details_js, PackageResources.panel_js, PackageResources.measure_js, PackageResources.sheet_js,
      PackageResources.save_js, PackageResources.address_js, PackageResources.main_js,
    ]
  }

  /// The page's bytes (UTF-8).
  ///
  /// - Throws: ``Failure`` (bad data) where the squares lie too far apart to be numbered.
  package static func bytes(_ contents: PageContents, leaflet: Leaflet) throws -> [UInt8] {
    let data = EmbeddedText.json(try PageData(contents).tree.description)
    let script = scripts.flatMap { $0 + [UInt8(ascii: "\n")] }
    let style = EmbeddedText.style(String(decoding: PackageResources.page_css, as: UTF8.self))
    let text = EmbeddedText.script(String(decoding: script, as: UTF8.self))
    var page: [UInt8] = []
    page.reserveCapacity(data.count + leaflet.script.count + leaflet.style.count + 100_000)
    page += Array(
      """
      <!DOCTYPE html>
      <html lang="\(contents.language.rawValue)">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="\(policy)">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(MarkupText.escaped(contents.title))</title>
      <!--
      \(Leaflet.licence)
      -->
      <style>
      """.utf8)
    page += leaflet.style + Array("\n</style>\n<style>\n".utf8) + Array(style.utf8)
    page += Array("</style>\n</head>\n<body>\n".utf8) + PackageResources.page_html
    page += Array(
      "<noscript>\(contents.language.text(sv: "Kartan behöver JavaScript.", en: "The map needs JavaScript."))</noscript>\n"
        .utf8)
    page += Array("<script type=\"application/json\" id=\"data\">\n".utf8) + data
    page += Array("</script>\n<script>\n".utf8) + leaflet.script
    page += Array("\n</script>\n<script>\n(() => {\n\"use strict\";\n".utf8) + Array(text.utf8)
    page += Array("})();\n</script>\n</body>\n</html>\n".utf8)
    return page
  }
}
