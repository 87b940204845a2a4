import Reports

extension AreaProfile {
  /// The profile as JSON members: everything that the page shows, with all digits; null where unknown.
  package func tree(_ context: ProfileContext) -> [JSONTree.Member] {
    var members = [
      JSONTree.Member("id", .string(area.id)), JSONTree.Member("name", .string(area.name)),
      JSONTree.Member("class", area.areaClass.map { .string($0.code) } ?? .null),
      JSONTree.Member("area_km2", .number(km2)),
      JSONTree.Member("area_planar_km2", .number(area.polygon.planarArea / 1e6)),
      JSONTree.Member("density_km2", .number(km2 > 0 ? ground.figures.population / km2 : .nan)),
      JSONTree.Member("invanardistans_m", .number(spacingMetres)),
      JSONTree.Member("status", .string(status)),
    ]
    members += ground.members(context)
    members.append(JSONTree.Member("missing_variables", .array(context.missingVariables.map { .string($0) })))
    members.append(
      JSONTree.Member("drivers", drivers.map { $0.tree(context.layer.variables) } ?? .null))
    members.append(
      JSONTree.Member(
        "rest_of_municipality",
        municipality.map {
          .object(
            [JSONTree.Member("name", .string($0.name)), JSONTree.Member("share_of_area", .number($0.sharedGround))]
              + $0.rest.members(context))
        } ?? .null))
    members.append(JSONTree.Member("country", .object(context.whole.members(context))))
    members.append(JSONTree.Member("history", history.map { .array($0.map(\.tree)) } ?? .null))
    members.append(JSONTree.Member("footprint", activity.map(\.tree) ?? .null))
    members.append(JSONTree.Member("incidents", incidents.map { .array($0.map(\.tree)) } ?? .null))
    return members
  }

  /// `no_cells`, `no_index` or `ok`, as in the statistics of an overlay.
  private var status: String {
    if ground.figures.cells == 0 { return "no_cells" }
    return ground.figures.indexedCells == 0 ? "no_index" : "ok"
  }
}

extension GroundSummary {
  /// The figures, `variables`, `classes`, `quantiles`, `histogram`.
  func members(_ context: ProfileContext) -> [JSONTree.Member] {
    [
      JSONTree.Member("cells", .integer(figures.cells)), JSONTree.Member("population", .number(figures.population)),
      JSONTree.Member("unga_0_15_antal", .number(figures.children)),
      JSONTree.Member("unga_16_19_antal", .number(figures.youth)),
      JSONTree.Member("index_mean", .number(figures.indexMean)),
      JSONTree.Member("index_min", .number(figures.indexMin)),
      JSONTree.Member("index_max", .number(figures.indexMax)),
      JSONTree.Member("percentile_mean", .number(figures.percentileMean)),
      JSONTree.Member("population_with_index", .number(figures.populationWithIndex)),
      JSONTree.Member("cells_with_index", .integer(figures.indexedCells)),
      JSONTree.Member(
        "variables",
        .array(
          zip(context.layer.variables, variables).map { variable, entry in
            .members([
              "variable": .string(variable.name), "unit": .string(variable.unit.rawValue),
              "mean": .number(entry.mean), "score_mean": .number(entry.score), "n_population": .number(entry.people),
              "n_cells": .integer(entry.cells),
            ])
          })),
      JSONTree.Member(
        "classes",
        .array(
          classes.map {
            .members(["class": .integer($0.number), "population": .number($0.people), "cells": .integer($0.cells)])
          })),
      JSONTree.Member("population_without_class", .number(peopleWithoutClass)),
      JSONTree.Member(
        "quantiles",
        .array(
          zip(IndexDistribution.fractions, distribution.quantiles).map {
            .members(["fraction": .number($0), "index": .number($1)])
          })),
      JSONTree.Member("histogram", context.bins.map { histogram($0) } ?? .null),
    ]
  }

  private func histogram(_ bins: IndexBins) -> JSONTree {
    .members([
      "edges": .array((0...bins.count).map { .number(bins.edge($0)) }),
      "shares": .array(distribution.shares(in: bins).map { .number($0) }),
    ])
  }
}

extension Drivers {
  fileprivate func tree(_ variables: [ProfileLayer.Variable]) -> JSONTree {
    .members([
      "index_difference": .number(difference), "remainder": .number(remainder),
      "parts": .array(
        parts.map { part in
          let variable = variables[part.variable]
          return .members([
            "variable": .string(variable.name), "group": .string(variable.group), "weight": .number(variable.weight),
            "score_mean": .number(part.score), "country_score_mean": .number(part.wholeScore),
            "contribution": .number(part.contribution),
          ])
        }),
    ])
  }
}

extension AreaProfile.HistoryEntry {
  fileprivate var tree: JSONTree {
    .members([
      "year": .string(year), "class": areaClass.map { .string($0.code) } ?? .null, "name": .string(name),
      "found_by": .string(isSameName ? "name" : "ground"), "shared_ground": .number(sharedGround),
    ])
  }
}

extension AreaProfile.Activity {
  fileprivate var tree: JSONTree {
    func number(_ value: Double?) -> JSONTree { value.map { .number($0) } ?? .null }
    return .members([
      "dygnsavtryck": number(dygnsavtryck), "share": number(share), "unique_phones": number(uniquePhones),
      "phone_days": number(phoneDays),
    ])
  }
}

extension AreaProfile.IncidentCount {
  fileprivate var tree: JSONTree {
    .members([
      "period": period.map { .string($0) } ?? .null, "count": count.map { .integer($0) } ?? .null,
      "n": events.map { .integer($0) } ?? .null, "share": share.map { .number($0) } ?? .null,
      "rate_per_1000": ratePer1000.map { .number($0) } ?? .null,
      "rate_per_1000_low": rateLimits.map { .number($0.low) } ?? .null,
      "rate_per_1000_high": rateLimits.map { .number($0.high) } ?? .null,
      "partial": .bool(part != nil), "months": part.map { .number($0.months) } ?? .null,
    ])
  }
}
