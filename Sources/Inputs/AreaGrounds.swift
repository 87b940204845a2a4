import Overlay

extension AreaInput {
  /// What lies on each area, from the sums over its cells.
  package func grounds(_ figures: [Figures]) -> [OverlaidGround] {
    figures.indices.map { i in
      var ground = OverlaidGround(figures[i])
      (ground.km2, ground.planarKm2) = (ellipsoidalKm2[i], planarSquareMetres[i] / 1e6)
      return ground
    }
  }
}
