import Columns
import Geometry
import Grid
import Projections

/// A layer that a run has made: fields and shapes, not yet in any format.
package struct LayerContents: Sendable {
  /// The shapes of the rows.
  package enum Shapes: Sendable {
    case none
    /// The cells of a lattice, one a row; remainders have their true outline.
    case cells(CellLattice)
    /// Polygons, one a row, in that coordinate system.
    case polygons([MultiPolygon?], crs: CoordinateSystem)
  }

  /// Name of the layer in formats that have layers.
  package var name: String
  /// The fields.
  package var table: Table
  /// The shapes.
  package var shapes: Shapes

  /// A layer of that content.
  package init(name: String, table: Table, shapes: Shapes) {
    (self.name, self.table, self.shapes) = (name, table, shapes)
  }
}
