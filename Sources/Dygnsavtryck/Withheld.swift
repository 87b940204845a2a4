/// Why a figure is withheld.
public enum Withheld: String, Sendable, Equatable {
  /// It comes from 1 … k − 1 phones, or from a place or period that has no more.
  case fewPhones = "few_phones"
  /// It comes from enough phones, but with what else is shown it would give away one that does not.
  case wouldReveal = "would_reveal"
}
