import Testing

@testable import Incidents

@Suite struct DisplacementTests {
  private func found(_ area: (Int, Int), _ ring: (Int, Int), _ control: (Int, Int)?) -> Displacement {
    func side(_ count: (Int, Int)) -> RelativeChange.Side { .init(before: count.0, after: count.1) }
    return Displacement(area: side(area), ring: side(ring), control: control.map(side))
  }

  /// The area falls from 100 to 60 beside a control that stays at 200.
  @Test func quotients() {
    for (ring, quotient, reading) in [
      ((50, 30), 0.5, Displacement.Reading.diffusion), ((50, 50), 0, .none), ((50, 70), -0.5, .partial),
      ((50, 90), -1, .partial), ((50, 100), -1.25, .more),
    ] {
      let found = found((100, 60), ring, (200, 200))
      #expect(found.quotient == quotient && found.reading == reading && found.lack == nil && !found.isLowCount)
    }
    // Against a control that doubles, an area and a ring that stay as they are fall.
    #expect(found((100, 100), (50, 50), (200, 400)).quotient == 0.5)
  }

  @Test func whereThereIsNone() {
    for (area, control, lack) in [
      ((100, 60), nil, Displacement.Lack.control), ((100, 60), (0, 5), .controlBefore),
      ((100, 60), (5, 0), .controlAfter),
      ((100, 100), (200, 200), .noDecrease), ((100, 120), (200, 200), .noDecrease),
    ] as [((Int, Int), (Int, Int)?, Displacement.Lack)] {
      let found = found(area, (50, 70), control)
      #expect(found.lack == lack && found.quotient == nil && found.reading == nil)
    }
    #expect(found((100, 60), (19, 50), (200, 200)).isLowCount)
  }
}
