import Columns
import Dygnsavtryck
import Reports

/// Activity against people and ground: the report's "13 procent … 0,02 procent av landets yta med ungefär 5 procent av Sveriges
/// befolkning".
extension FootprintResult {
  /// An area's share of activity beside its people and ground.
  func compared(area: Int, _ footprint: Footprint) -> ComparedActivity {
    ComparedActivity(share: footprint.areas[area].share, ground: base.areas[area], country: base.country)
  }

  /// Likewise of a class, by its rank.
  func compared(classOf rank: Int, _ footprint: Footprint) -> ComparedActivity {
    ComparedActivity(
      share: footprint.classes[rank].share, ground: base.union(members([rank])), country: base.country)
  }

  /// Likewise of the three classes of utsatta områden together.
  func compared(_ together: Footprint.Together) -> ComparedActivity {
    ComparedActivity(share: together.share, ground: base.union(members(assessed)), country: base.country)
  }

  /// Likewise of the country, all of whose shares are 1.
  func comparedCountry(_ footprint: Footprint) -> ComparedActivity {
    ComparedActivity(share: footprint.country.share, ground: base.country, country: base.country)
  }

  /// The figures beside people, where any are known, and ground.
  var comparisons: [Figure<ComparedActivity>] {
    (base.hasPeople ? FootprintFigure.besidePeople : []) + FootprintFigure.besideGround
  }

  private func members(_ ranks: [Int]) -> [Int] {
    areas.classOfArea.indices.filter { ranks.contains(areas.classOfArea[$0]) }
  }

  /// The report's sentence in one line: the three classes' share of activity, people and ground (of all areas where there are
  /// none of these classes), and how many of all areas have no activity.
  func sentence(_ footprint: Footprint, _ language: Language) -> String {
    let together = footprint.together
    let activity =
      together.map(compared)
      ?? ComparedActivity(
        share: footprint.insideShare, ground: base.union(Array(areas.classOfArea.indices)), country: base.country)
    func percent(_ share: Double?, _ sv: String, _ en: String) -> String {
      Self.brief(share, language) + " " + language.text(sv: sv, en: en)
    }
    var parts = [percent(activity.share, "av dygnsavtrycken", "of the activity")]
    if base.hasPeople { parts.append(percent(activity.shareOfPopulation, "av befolkningen", "of the people")) }
    parts.append(percent(activity.shareOfCountry, "av ytan", "of the ground"))
    let idle = footprint.areasWithoutActivity
    parts.append(
      language.count(idle) + " "
        + language.text(
          sv: idle == 1 ? "område utan aktivitet" : "områden utan aktivitet",
          en: idle == 1 ? "area without activity" : "areas without activity"))
    return parts.joined(separator: " · ")
  }

  /// Per cent as the report's text has them: whole ones from 1 % up, below with as many decimals as the first digit needs.
  private static func brief(_ share: Double?, _ language: Language) -> String {
    guard let share, share.isFinite else { return "–" }
    let percent = share * 100
    var decimals = 0
    if percent > 0, percent < 0.95 {
      var unit = 1.0
      while percent < unit / 2 || decimals == 0, decimals < 9 {
        unit /= 10
        decimals += 1
      }
    }
    return language.percent(share, decimals: decimals)
  }
}
