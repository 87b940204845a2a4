import Core
import LocalTime
import Testing

@testable import Incidents

@Suite struct PeriodTests {
  private func date(_ text: String) throws -> CivilDate { try #require(CivilDate(text: text)) }

  @Test func labels() throws {
    let day = try date("2022-09-26")
    #expect(
      PeriodLength.allCases.map { IncidentPeriod($0, containing: day).label } == [
        "2022", "2022-Q3", "2022-09", "all",
      ])
    let december = try date("1999-12-31")
    #expect(
      PeriodLength.allCases.map { IncidentPeriod($0, containing: december).label } == [
        "1999", "1999-Q4", "1999-12", "all",
      ])
    for label in ["2022", "2022-Q1", "2022-Q4", "2022-01", "2022-12", "all"] {
      #expect(IncidentPeriod(label: label)?.label == label)
    }
    for bad in [
      "22", "2022-Q5", "2022-13", "2022-1", "2022-", "x", "2022-01-01", "2022-+1", "2022-Q+", "-", "2022-Q", "+022",
    ] {
      #expect(IncidentPeriod(label: bad) == nil, "\(bad)")
    }
    #expect(IncidentPeriod(label: "2022-Q3")?.year == 2022 && IncidentPeriod(label: "")?.length == .all)
  }

  @Test func windowsOfTheSameCalendarDaysAreAlike() throws {
    func window(_ text: String) throws -> DateWindow { try DateWindow(text, flag: "--before") }
    // A leap year and a common one; half-years; February to its end; the turn of the year.
    let alike = [
      ("2019-01-01..2019-12-31", "2020-01-01..2020-12-31"), ("2020-01-01..2020-06-30", "2021-01-01..2021-06-30"),
      ("2020-02-01..2020-02-29", "2021-02-01..2021-02-28"), ("2018-11-01..2019-03-31", "2019-11-01..2020-03-31"),
      ("2021-03-01..2021-03-31", "2021-05-01..2021-05-31"),
    ]
    for (a, b) in alike {
      #expect(try window(a).isComparable(with: window(b)) && window(b).isComparable(with: window(a)), "\(a) \(b)")
    }
    let unlike = [
      ("2020-01-01..2020-12-31", "2021-01-01..2021-12-30"), ("2020-01-01..2020-01-31", "2020-02-01..2020-02-29"),
      ("2019-01-01..2019-12-31", "2020-01-01..2021-12-31"), ("2020-02-01..2020-02-28", "2021-02-01..2021-03-01"),
    ]
    for (a, b) in unlike {
      #expect(try !window(a).isComparable(with: window(b)), "\(a) \(b)")
    }
    #expect(try window("2020-02-01..2020-02-29").days == 29)
    for bad in ["2020-01-02..2020-01-01", "2020-01-01", "2020-01-01..", "2020-02-30..2020-03-01"] {
      #expect(throws: Failure.self) { try window(bad) }
    }
  }
}
