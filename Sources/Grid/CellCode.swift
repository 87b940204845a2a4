extension Cell {
  /// What files call the cell: its 13 digits, or the INSPIRE code where the corner does not fit them.
  public var code: String { RutaCode.swedish(e: e, n: n) ?? RutaCode.inspire(self) }
}
