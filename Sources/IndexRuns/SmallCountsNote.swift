import Core
import Livsvillkor
import Reports

extension SmallCounts {
  /// Says how many numbers are withheld.
  func note(_ minimum: Int, _ definition: Definition, _ journal: Journal) {
    let units = population.count { $0 }
    let numbers = zip(definition.counts, counts).compactMap { count, few -> String? in
      guard let few else { return nil }
      return "\(count.name) in \(zip(few, population).count { $0 && !$1 })"
    }
    let others = zip(definition.variables, variables).compactMap { variable, few -> String? in
      guard let few else { return nil }
      return "\(variable.name) in \(zip(few, population).count { $0 && !$1 })"
    }
    journal.note(
      "withheld (--min-count \(minimum)): all figures of \(units) units with 1 to \(minimum - 1) people; of others "
        + (numbers + others).joined(separator: ", ") + ((numbers + others).isEmpty ? "nothing" : "")
        + "; the index, its means and its classes are those of what is left")
  }
}
