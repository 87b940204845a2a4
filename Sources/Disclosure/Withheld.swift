/// Why a figure is withheld.
public enum Withheld: String, Sendable, Equatable {
  /// It comes from 1 … k − 1 phones, or from a place or period that has no more.
  case fewPhones = "few_phones"
  /// It comes from 1 … N − 1 events, or only from places and periods with so few each.
  case fewEvents = "few_events"
  /// It comes from fewer than N people, but not from none, or only from places with so few each.
  case fewPeople = "few_people"
  /// It comes from enough, but with what else is shown it would give away one that does not; or it is of a period that is
  /// withheld whole.
  case wouldReveal = "would_reveal"
}
