import Drawing

/// Colours, widths and dashes: four colours of M. Okabe and K. Ito (Color Universal Design, 2008) that the colour-blind tell
/// apart, each with a dash of its own for print in black.
struct ChartLook {
  /// Red, green and blue, 0–1.
  struct Ink: Equatable {
    let red: Double
    let green: Double
    let blue: Double

    init(_ hex: UInt32) {
      red = Double(hex >> 16 & 0xFF) / 255
      green = Double(hex >> 8 & 0xFF) / 255
      blue = Double(hex & 0xFF) / 255
    }

    static let text = Ink(0x1A1A1A)
    static let faint = Ink(0x5F5F5F)
    static let grid = Ink(0xE2E2E2)
    static let axis = Ink(0x8A8A8A)
    static let partial = Ink(0xF1F1EE)
  }

  let ink: Ink
  let width: Double
  let dash: [Double]
  /// How much of the band's colour shows.
  let band: Double

  init(_ role: LineChart.Role) {
    switch role {
    case .own: (ink, width, dash, band) = (Ink(0x0072B2), 0.62, [], 0.2)
    case .unit: (ink, width, dash, band) = (Ink(0xD55E00), 0.42, [2.2, 0.9], 0.13)
    case .peers: (ink, width, dash, band) = (Ink(0x009E73), 0.42, [2.2, 0.8, 0.5, 0.8], 0.13)
    case .country: (ink, width, dash, band) = (Ink(0x4D4D4D), 0.42, [0.6, 0.8], 0.12)
    }
  }
}

extension DrawingSheet {
  borrowing func fill(_ path: PagePath, _ ink: ChartLook.Ink, opacity: Double = 1) {
    fill(path, red: ink.red, green: ink.green, blue: ink.blue, opacity: opacity)
  }

  borrowing func stroke(_ path: PagePath, _ ink: ChartLook.Ink, width: Double, dash: [Double] = []) {
    stroke(path, red: ink.red, green: ink.green, blue: ink.blue, widthMillimetres: width, dashMillimetres: dash)
  }

  /// Text that starts, is in the middle, or ends at x: `anchor` 0, 0.5 or 1.
  borrowing func write(
    _ text: String, x: Double, y: Double, size: Double, _ ink: ChartLook.Ink = .text, isBold: Bool = false,
    anchor: Double = 0
  ) {
    let shift = anchor == 0 ? 0 : anchor * width(of: text, sizeMillimetres: size, isBold: isBold)
    draw(
      text, x: x - shift, y: y, sizeMillimetres: size, isBold: isBold, red: ink.red, green: ink.green, blue: ink.blue,
      haloMillimetres: 0)
  }

  /// The text cut so that it goes no further than `room`, mm.
  borrowing func cut(_ text: String, to room: Double, size: Double, isBold: Bool) -> String {
    if width(of: text, sizeMillimetres: size, isBold: isBold) <= room { return text }
    var kept = text
    while !kept.isEmpty {
      kept.removeLast()
      while kept.last == " " { kept.removeLast() }
      if width(of: kept + "…", sizeMillimetres: size, isBold: isBold) <= room { return kept + "…" }
    }
    return ""
  }
}
