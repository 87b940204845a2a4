import Core

/// Made-up Swedish-sounding names. Some may happen to be the name of a real place; none refers to one.
enum PlaceNames {
  private static let firsts = [
    "Alm", "Ask", "Berg", "Björk", "Brunns", "Dal", "Ek", "Elm", "Falk", "Fors", "Gran", "Grön", "Gull", "Hagel",
    "Hassel", "Häll", "Hög", "Järn", "Klock", "Kors", "Kvarn", "Lind", "Ljung", "Lund", "Lärk", "Mark", "Myr", "Norr",
    "Orr", "Ren", "Ros", "Rönn", "Sjö", "Skog", "Sol", "Sten", "Ström", "Svan", "Säv", "Tall", "Torn", "Vall", "Vide",
    "Väst", "Ymer", "Åker", "Äng", "Ö",
  ]
  private static let lasts = [
    "arp", "boda", "bro", "by", "bäck", "dala", "fall", "hamn", "hem", "holm", "hult", "köping", "lanna", "lunda",
    "lösa", "måla", "mora", "näs", "rum", "ryd", "sele", "sjö", "skoga", "sta", "stad", "strand", "sund", "säter",
    "torp", "tuna", "vad", "vik", "vänge", "ås",
  ]
  private static let quarters = [
    "backen", "berget", "gläntan", "gården", "hagen", "höjden", "klippan", "kullen", "lunden", "parken", "skogen",
    "slätten", "toppen", "ängarna", "åsen",
  ]
  private static let prefixes = ["Norra ", "Södra ", "Östra ", "Västra ", "Nya ", "Gamla "]

  /// So many different names of towns.
  static func towns(count: Int, seed: UInt64) -> [String] {
    unique(count: count, seed: seed, salt: 0, endings: lasts)
  }

  /// So many different names of quarters.
  static func quarters(count: Int, seed: UInt64) -> [String] {
    unique(count: count, seed: seed, salt: 1, endings: quarters)
  }

  /// Combinations in a shuffled order; when they run out, once more with a prefix, then with a number.
  private static func unique(count: Int, seed: UInt64, salt: UInt64, endings: [String]) -> [String] {
    let random = CounterRandom(seed: seed, stream: RandomStream.names)
    let combinations = firsts.count * endings.count
    let order = (0..<combinations)
      .map { (random.bits(UInt64($0) << 1 | salt), $0) }
      .sorted { $0 < $1 }
    return (0..<max(0, count)).map { place in
      let at = order[place % combinations].1
      let name = firsts[at / endings.count] + endings[at % endings.count]
      let round = place / combinations
      if round == 0 { return name }
      if round <= prefixes.count { return prefixes[round - 1] + name }
      return "\(name) \(round)"
    }
  }
}
