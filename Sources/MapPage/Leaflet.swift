import Core

/// The map library that is put into each page: Leaflet, as the system's package has it.
package struct Leaflet: Sendable {
  /// Names of its script in a folder, the short form first.
  package static let scriptNames = ["leaflet.min.js", "leaflet.js"]
  /// Name of its style sheet.
  package static let styleName = "leaflet.css"

  let script: [UInt8]
  let style: [UInt8]

  /// Takes the bytes of `leaflet.min.js` and `leaflet.css` and makes them fit for a page that loads nothing: pictures of
  /// the style sheet and the name of the script's source map are left out, since the page uses neither.
  ///
  /// - Parameter folder: where they are from, for the message.
  /// - Throws: ``Failure`` (bad data) where the bytes are not Leaflet 1.
  package init(script: [UInt8], style: [UInt8], folder: String) throws {
    let scriptText = String(decoding: script, as: UTF8.self)
    let styleText = String(decoding: style, as: UTF8.self)
    guard scriptText.contains(".CRS"), scriptText.contains("version=\"1.") || scriptText.contains("version = \"1.")
    else {
      throw Failure(
        .badData, "the script is not Leaflet 1", file: folder + "/" + Self.scriptNames[0],
        hint: Self.installation)
    }
    guard styleText.contains(".leaflet-pane") else {
      throw Failure(
        .badData, "the style sheet is not Leaflet's", file: folder + "/" + Self.styleName, hint: Self.installation)
    }
    let lines = scriptText.split(separator: "\n", omittingEmptySubsequences: false)
      .filter { !$0.hasPrefix("//# sourceMappingURL") }
    self.script = Array(EmbeddedText.script(lines.joined(separator: "\n")).utf8)
    self.style = Array(EmbeddedText.style(Self.withoutAddresses(styleText)).utf8)
  }

  /// What to do where Leaflet is missing.
  package static let installation = "install Debian's package libjs-leaflet, or name the folder with --leaflet"

  /// The style sheet with `none` for every `url(…)`.
  private static func withoutAddresses(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    while let start = rest.range(of: "url(") {
      result += rest[..<start.lowerBound]
      guard let end = rest[start.upperBound...].firstIndex(of: ")") else { return result }
      result += "none"
      rest = rest[rest.index(after: end)...]
    }
    return result + rest
  }

  /// The library's licence, which goes wherever the library goes.
  static let licence = """
    Leaflet, a library for interactive maps. https://leafletjs.com
    Copyright (c) 2010-2019, Vladimir Agafonkin
    Copyright (c) 2010-2011, CloudMade
    All rights reserved.

    Redistribution and use in source and binary forms, with or without modification, are
    permitted provided that the following conditions are met:

       1. Redistributions of source code must retain the above copyright notice, this list of
          conditions and the following disclaimer.

       2. Redistributions in binary form must reproduce the above copyright notice, this list
          of conditions and the following disclaimer in the documentation and/or other materials
          provided with the distribution.

    THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND ANY
    EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED WARRANTIES OF
    MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE DISCLAIMED. IN NO EVENT SHALL THE
    COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL,
    EXEMPLARY, OR CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF
    SUBSTITUTE GOODS OR SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION)
    HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY, OR
    TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE OF THIS
    SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
    """
}
