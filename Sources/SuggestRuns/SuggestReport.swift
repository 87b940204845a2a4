import Columns
import Outputs
import Reports
import Suggestions

extension SuggestRun {
  /// The statistics: `run`, `suggestions`, `total`, and against assessed areas `assessed` and `ladder`.
  package func statistics(_ journal: Journal) -> JSONTree {
    record.document(
      Self.schema, journal,
      [
        "suggestions": .rows(JSONRows(output.table)),
        "total": .members([
          "suggestions": .integer(step.suggestions), "cells": .integer(step.units.count),
          "population": .number(step.population),
          "share_of_population": .number(step.population / gridPopulation),
          "area_km2": .number(suggestions.reduce(0) { $0 + $1.ground.km2 }),
        ]),
        "assessed": assessed.map(tree) ?? .null,
        "ladder": .array(ladder.map(tree)),
      ])
  }

  var gridPopulation: Double { layer.population.reduce(0) { $1.isNaN ? $0 : $0 + $1 } }

  private var record: RunRecord {
    RunRecord(
      command: "suggest",
      parameters: [
        ("min_percentile", .number(parameters.minPercentile)), ("min_cells", .integer(parameters.minCells)),
        ("min_population", .number(parameters.minPopulation)), ("min_unga", .number(parameters.minUnga)),
        ("contiguity", .string(parameters.contiguity.rawValue)), ("bridge", .integer(parameters.bridge)),
        ("draws", .integer(parameters.draws)), ("seed", .string("\(parameters.seed)")),
        ("key", parameters.cellInput.key.map { .string($0) } ?? .null),
        ("cells_where", parameters.cellInput.filter.map { .string($0) } ?? .null),
        ("assessed_where", parameters.areaInput.filter.map { .string($0) } ?? .null),
      ],
      inputs: inputs,
      method: [
        "A suggestion is ground of contiguous \(layer.units.noun) with poor livsvillkor: a basis for assessment, not an"
          + " assessment. The police's own rests on more than livsvillkor.",
        "Groups of \(layer.units.noun) whose percentile is at least min_percentile; rank 1 has most people.",
        "Recall: areas that a suggestion reaches into, people and ground of the areas that lie in suggestions, as shares of"
          + " those in the data. Precision: people and ground of suggestions that lie in areas.",
        "random: as many inhabited \(layer.units.noun), each equally likely, drawn \(parameters.draws) times; 95 % of the draws"
          + " lie from low to high. densest: as many of those with most people on their ground.",
      ])
  }

  private func tree(_ range: ChanceAgreement.Range) -> JSONTree {
    .members(["mean": .number(range.mean), "low": .number(range.low), "high": .number(range.high)])
  }

  private func members(_ recall: AssessedAgreement.Recall) -> [JSONTree.Member] {
    [
      JSONTree.Member("areas_share", .number(recall.areas)),
      JSONTree.Member("population_share", .number(recall.population)),
      JSONTree.Member("ground_share", .number(recall.ground)),
    ]
  }

  private func members(_ agreement: AssessedAgreement, _ assessed: Assessed) -> [JSONTree.Member] {
    [
      JSONTree.Member("areas_found", .integer(agreement.areasFound.reduce(0, +))),
      JSONTree.Member(
        "recall",
        .object(members(agreement.recall(against: assessed.everything, areas: assessed.units.areasWithUnits)))),
      JSONTree.Member(
        "precision",
        .members([
          "population_share": .number(agreement.populationPrecision),
          "ground_share": .number(agreement.groundPrecision),
        ])),
    ]
  }

  private func random(_ step: Step) -> JSONTree {
    guard step.random.count == 4 else { return .null }
    return .members([
      "recall": .members([
        "areas_share": tree(step.random[0]), "population_share": tree(step.random[1]),
        "ground_share": tree(step.random[2]),
      ]),
      "precision": .members(["population_share": tree(step.random[3])]),
    ])
  }

  private func tree(_ step: Step) -> JSONTree {
    guard let assessed, let agreement = step.agreement else { return .null }
    return .object(
      [
        JSONTree.Member("min_percentile", .number(step.minPercentile)),
        JSONTree.Member("suggestions", .integer(step.suggestions)),
        JSONTree.Member("cells", .integer(step.units.count)),
        JSONTree.Member("population", .number(step.population)),
      ] + members(agreement, assessed) + [JSONTree.Member("random", random(step))])
  }

  private func tree(_ assessed: Assessed) -> JSONTree {
    let set = assessed.areas.set
    let agreement = step.agreement ?? assessed.units.agreement(of: [Int]())
    let classes = set.classes.indices.map { rank in
      JSONTree.object(
        [
          JSONTree.Member("class", set.classes[rank].map { .string($0.code) } ?? .null),
          JSONTree.Member("areas", .integer(set.membersByClass[rank].count)),
          JSONTree.Member("areas_with_cells", .integer(assessed.units.areasWithUnits[rank])),
          JSONTree.Member("areas_found", .integer(agreement.areasFound[rank])),
          JSONTree.Member(
            "recall",
            .object(
              members(
                agreement.recall(
                  of: rank, against: assessed.everything, areas: assessed.units.areasWithUnits)))),
        ])
    }
    let meeting = suggestions.count { $0.assessed?.isEmpty == false }
    return .object(
      [
        JSONTree.Member("areas", .integer(set.areas.count)),
        JSONTree.Member("areas_with_cells", .integer(assessed.units.areasWithUnits.reduce(0, +))),
      ] + members(agreement, assessed) + [
        JSONTree.Member("suggestions_meeting", .integer(meeting)),
        JSONTree.Member("classes", .array(classes)),
        JSONTree.Member("random", random(step)),
        JSONTree.Member("densest", .object(members(assessed.densest, assessed))),
        JSONTree.Member(
          "each",
          .array(
            set.areas.indices.map { area in
              .members([
                "id": .string(set.areas[area].id), "name": .string(set.areas[area].name),
                "class": set.areas[area].areaClass.map { .string($0.code) } ?? .null,
                "status": .string(
                  !assessed.hasUnits[area] ? "no_cells" : assessed.meeting[area].isEmpty ? "not_found" : "found"),
                "suggestions": .array(assessed.meeting[area].map { .string(suggestions[$0].id) }),
              ])
            })),
      ])
  }
}
