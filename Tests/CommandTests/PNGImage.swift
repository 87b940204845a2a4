import CZLIB
import Foundation

/// A PNG of eight bits a channel, decoded plainly (PNG specification, 9 and 11); nil for any other file.
struct PNGImage {
  let width: Int
  let height: Int
  /// Pixels a metre; 0 where the file does not say.
  private(set) var pixelsPerMetre = 0
  private let channels: Int
  private var rows: [[UInt8]] = []

  init?(_ data: Data) {
    let bytes = [UInt8](data)
    func number(_ place: Int) -> Int { bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) } }
    guard bytes.count > 33, bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]), bytes[24] == 8 else { return nil }
    (width, height) = (number(16), number(20))
    guard let channels = [2: 3, 6: 4][bytes[25]] else { return nil }
    self.channels = channels
    var packed: [UInt8] = []
    var place = 8
    while place + 8 <= bytes.count {
      let length = number(place)
      let name = String(decoding: bytes[place + 4..<place + 8], as: UTF8.self)
      guard place + 12 + length <= bytes.count else { return nil }
      if name == "IDAT" { packed += bytes[place + 8..<place + 8 + length] }
      if name == "pHYs" { pixelsPerMetre = number(place + 8) }
      place += 12 + length
    }
    let stride = width * channels
    var raw = [UInt8](repeating: 0, count: (stride + 1) * height)
    var count = uLongf(raw.count)
    guard uncompress(&raw, &count, packed, uLong(packed.count)) == Z_OK, Int(count) == raw.count else { return nil }
    var above = [UInt8](repeating: 0, count: stride)
    for row in 0..<height {
      let start = row * (stride + 1)
      var line = Array(raw[start + 1..<start + 1 + stride])
      Self.unfilter(&line, above, raw[start], channels)
      rows.append(line)
      above = line
    }
  }

  private static func unfilter(_ line: inout [UInt8], _ above: [UInt8], _ filter: UInt8, _ channels: Int) {
    for i in line.indices {
      let left = i >= channels ? Int(line[i - channels]) : 0
      let corner = i >= channels ? Int(above[i - channels]) : 0
      let up = Int(above[i])
      let guess: Int
      switch filter {
      case 1: guess = left
      case 2: guess = up
      case 3: guess = (left + up) / 2
      case 4:
        let p = left + up - corner
        let (a, b, c) = (abs(p - left), abs(p - up), abs(p - corner))
        guess = a <= b && a <= c ? left : (b <= c ? up : corner)
      default: guess = 0
      }
      line[i] = UInt8(truncatingIfNeeded: Int(line[i]) + guess)
    }
  }

  /// `#rrggbb` of a pixel.
  func hex(_ x: Int, _ y: Int) -> String {
    guard rows.indices.contains(y), (0..<width).contains(x) else { return "outside" }
    return "#" + rows[y][x * channels..<x * channels + 3].map { String(format: "%02x", Int($0)) }.joined()
  }

  /// How many pixels have a colour.
  func count(_ hex: String) -> Int {
    (0..<height).reduce(0) { sum, y in sum + (0..<width).count { self.hex($0, y) == hex } }
  }
}
