import HotSpots
import Inputs

/// What `rutverk hotspots` is to do.
package struct HotspotParameters: Sendable {
  /// Who is whose neighbour.
  package enum Contiguity: Sendable, Equatable {
    /// Who shares an edge or a corner.
    case queen
    /// Who shares an edge.
    case rook
    /// Whose centres lie within so many metres.
    case within(metres: Double)

    /// As on the command line: `queen`, `rook`, or metres from 1 to a million.
    package init?(argument text: String) {
      switch text {
      case "queen": self = .queen
      case "rook": self = .rook
      default:
        guard let metres = Double(text), (1...1_000_000).contains(metres) else { return nil }
        self = .within(metres: metres)
      }
    }

    /// The same word again.
    package var text: String {
      switch self {
      case .queen: "queen"
      case .rook: "rook"
      case .within(let metres): metres == metres.rounded() ? "\(Int(metres))" : "\(metres)"
      }
    }
  }

  /// Which local statistics are written.
  package enum Statistic: String, CaseIterable, Sendable {
    case gi
    case moran
    case both
  }

  /// Areas of which each has its highest units listed.
  package struct Within: Sendable {
    /// The layer.
    package var areas: String
    /// How many of each area.
    package var top: Int
    /// The field of the period before.
    package var before: String?
    /// How the layer is read.
    package var input: InputOptions
    /// Its fields.
    package var fields: AreaFields.Names

    package init(areas: String, top: Int, before: String?, input: InputOptions, fields: AreaFields.Names) {
      (self.areas, self.top, self.before, self.input, self.fields) = (areas, top, before, input, fields)
    }
  }

  /// The cells, or zones.
  package var cells: String
  /// The field whose values are compared.
  package var field: String
  /// The field that counts are related to; nil: values as they are.
  package var exposure: String?
  /// Local statistics.
  package var statistic = Statistic.both
  /// Neighbours.
  package var contiguity = Contiguity.queen
  /// How units are tested.
  package var method = HotSpotMap.Method()
  /// Areas whose highest units are listed; nil: none are.
  package var within: Within?
  /// How the cells are read.
  package var cellInput = InputOptions()
  /// Workers.
  package var threads: Int

  /// A run over the cells' `field`.
  package init(cells: String, field: String, threads: Int) {
    (self.cells, self.field, self.threads) = (cells, field, threads)
  }
}
