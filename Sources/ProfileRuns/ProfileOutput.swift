import Outputs
import Areas
import Cartography
import Core
import Profile
import Reports

/// The form of a profile.
package enum ProfileFormat: String, Sendable, CaseIterable {
  /// Markdown.
  case markdown = "md"
  /// One HTML file that needs nothing else.
  case html
  /// JSON, with `run` first.
  case json

  /// The form that a file's name asks for.
  ///
  /// - Throws: ``Failure`` (cannot create) for any other ending.
  package init(ofFile name: String, ending: String) throws {
    guard let format = ProfileFormat(rawValue: ending) else {
      throw Failure(
        .cannotCreate, "a profile cannot be written in this form", file: name, expected: ".md, .html or .json")
    }
    self = format
  }
}

extension ProfileRun {
  /// A profile as text in a form.
  package func text(_ profile: AreaProfile, _ format: ProfileFormat, language: Language, journal: Journal) -> String {
    if format == .json {
      return record.document(Self.schema, journal, profile.tree(context)).description
    }
    let className = { (areaClass: AreaClass?) in ClassName.of(areaClass, language) }
    let symbology = Symbology(
      classCount: context.layer.classCount, areaStyles: AreaStyle.styles(for: areaClasses, label: className))
    let map = Locator(profile, layer: context.layer, symbology: symbology, language: language).block
    let page = ProfilePage(profile, context: context, language: language, map: map, className: className).page
    return format == .html ? page.html : page.markdown
  }

  /// A file name without ending for each profile: its identifier with everything but letters and digits as hyphens, at
  /// most 60 characters, and a number where two would be the same on a file system that ignores case.
  package var fileNames: [String] {
    var taken: Set<String> = []
    return profiles.enumerated().map { place, profile in
      var name = ""
      for character in profile.area.id.lowercased().prefix(60) {
        if character.isLetter || character.isNumber {
          name.append(character)
        } else if !name.isEmpty, name.last != "-" {
          name.append("-")
        }
      }
      while name.last == "-" { name.removeLast() }
      if name.isEmpty { name = "omrade-\(place + 1)" }
      var unique = name
      var number = 2
      while !taken.insert(unique).inserted {
        unique = "\(name)-\(number)"
        number += 1
      }
      return unique
    }
  }
}
