import Areas

/// Which area of one assessment is which of another: the keys, and where ground in common comes from.
struct AreaMatcher {
  /// What areas are matched by, in this order.
  var keys: [AreaMatching.Key]
  /// Least share of the union for a match by overlap.
  var minimumShare: Double
  /// Workers.
  var threads: Int

  /// Matches two lists.
  ///
  /// - Parameters:
  ///   - byID: whether both have identifiers of their own. Without them a list's areas are called by their names, which are
  ///     no identifiers.
  ///   - hasGround: whether both have outlines.
  func matching(_ old: [Area], _ new: [Area], byID: Bool, hasGround: Bool) throws -> AreaMatching {
    func known(_ areas: [Area]) -> [Area] {
      byID ? areas : areas.map { Area(id: "", name: $0.name, areaClass: $0.areaClass, polygon: $0.polygon) }
    }
    return try AreaMatching(old: known(old), new: known(new), keys: keys, minimumShare: minimumShare) { olds, news in
      hasGround ? try CommonGround(old, new, threads).among(olds, news) : []
    }
  }
}
