import Columns
import Core
import Geometry
import Parallel
import Reports
import Topology

/// Outlines that go from a layer to another one as they are, in their own coordinate system, made valid on the way.
enum OutlineRepair {
  /// Repairs what is invalid and says so.
  ///
  /// - Parameters:
  ///   - outlines: one entry a zone, nil where it has none.
  ///   - keys: what each zone is called.
  ///   - file: the layer, for messages.
  /// - Throws: ``Failure`` for an outline with a coordinate that is no number, or that no method repairs.
  static func mend(_ outlines: inout [MultiPolygon?], keys: TextColumn, file: String, threads: Int, journal: Journal)
    throws
  {
    let given = outlines
    let found = try Parallel.blocks(of: given.count, block: AreaPreparation.batch, threads: threads) { rows in
      let topology = try TopologyContext()
      return try rows.compactMap { row -> (row: Int, fault: PolygonFault, repaired: MultiPolygon)? in
        guard let outline = given[row], !outline.isEmpty else { return nil }
        do {
          if let i = outline.firstVertexNotFinite {
            throw Failure(
              .badData, "coordinate is not a finite number", value: "\(outline.x[i]), \(outline.y[i])")
          }
          guard let fault = try topology.validity(of: outline) else { return nil }
          return (row, fault, try topology.repaired(outline))
        } catch var failure as Failure where failure.kind == .badData {
          (failure.file, failure.place) = (file, "zone \(keys[row])")
          throw failure
        }
      }
    }
    for (row, fault, repaired) in found.joined() {
      let before = abs(outlines[row]?.planarArea ?? 0)
      let share = before > 0 ? repaired.planarArea / before : .nan
      outlines[row] = repaired
      journal.note(
        "\(file), zone \(keys[row]): invalid polygon: \(fault.text); repaired"
          + (repaired.isEmpty ? ": no ground is left of it" : "")
          + (share.isFinite && !repaired.isEmpty
            ? ", to \((share * 1000).rounded() / 10) % of the ground that its rings enclosed" : ""))
    }
  }
}
