import Diagnostics
import Geometry
import Synchronization

/// The patches of SWEREF 99 TM that a program has needed so far, each made once.
final class ScalePatches: Sendable {
  /// Centres lie this far apart, metres, so that whatever is at most as wide lies within the patch around the nearest one.
  private static let spacing = ScalePatch.fullReach

  private struct Key: Hashable {
    var e: Int
    var n: Int
  }

  private let patches = Mutex<[Key: ScalePatch]>([:])

  /// The patch for a geometry of this extent; nil for one that is too wide, or far from Sweden.
  func patch(
    for box: BoundingBox, toDegrees: borrowing Transformer, scale: borrowing PointScale
  ) throws -> ScalePatch? {
    let (width, height) = (box.maxX - box.minX, box.maxY - box.minY)
    guard max(width, height) <= Self.spacing, (-500_000...1_500_000).contains(box.minX),
      (5_000_000...8_500_000).contains(box.minY)
    else { return nil }
    let key = Key(
      e: Int(((box.minX + width / 2) / Self.spacing).rounded()),
      n: Int(((box.minY + height / 2) / Self.spacing).rounded()))
    let patch = try patches.withLock { patches in
      if let known = patches[key] { return known }
      let made = try ScalePatch(
        centreE: Double(key.e) * Self.spacing, centreN: Double(key.n) * Self.spacing, toDegrees: toDegrees,
        scale: scale)
      patches[key] = made
      return made
    }
    return patch.narrowed(to: box)
  }
}
