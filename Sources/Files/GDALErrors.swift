internal import CGDAL
import Core

/// What GDAL complains of during the calls of one task: the one place where its messages become ours.
///
/// GDAL reports through a handler per thread, and many calls (closing a dataset, reading a feature) report in no
/// other way. Nothing reaches stderr.
final class GDALErrors {
  /// The first message of an error; later ones are mostly its consequences.
  private(set) var firstError: String?
  /// GDAL's number of that error (`CPLE_FileIO`, …).
  private(set) var firstNumber: Int32 = 0
  /// The first error of PROJ's, handed on by GDAL: a coordinate system that it does not know. What that means is for the caller
  /// to say, who may have a system of his own for the file.
  private(set) var projectionError: String?
  /// The first few warnings.
  private(set) var warnings: [String] = []

  /// Runs calls to GDAL and collects what they report.
  func capture<T: ~Copyable>(_ body: () throws -> T) rethrows -> T {
    CPLErrorReset()
    CPLPushErrorHandlerEx(
      { category, number, text in
        guard let text, let box = CPLGetErrorHandlerUserData() else { return }
        Unmanaged<GDALErrors>.fromOpaque(box).takeUnretainedValue().note(category, number, String(cString: text))
      }, Unmanaged.passUnretained(self).toOpaque())
    defer { CPLPopErrorHandler() }
    return try body()
  }

  /// Forgets what was collected.
  func clear() {
    firstError = nil
    firstNumber = 0
    projectionError = nil
    warnings = []
  }

  private func note(_ category: CPLErr, _ number: Int32, _ text: String) {
    switch category {
    case CE_Failure where text.hasPrefix("PROJ:"): projectionError = projectionError ?? Self.oneLine(text)
    case CE_Failure, CE_Fatal:
      if firstError == nil { (firstError, firstNumber) = (Self.oneLine(text), number) }
    case CE_Warning:
      if warnings.count < 20 { warnings.append(Self.oneLine(text)) }
    default: break
    }
  }

  /// GDAL breaks long messages into lines (an SQL expression and a caret below it).
  private static func oneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// A failure that says what was attempted, which C function refused it and why.
  func failure(
    _ kind: Failure.Kind, _ message: String, _ function: String, file: String, place: String? = nil
  ) -> Failure {
    let reason = firstError ?? projectionError ?? warnings.first ?? "no reason given"
    return Failure(kind, "\(message): \(function) says \(reason)", file: file, place: place)
  }

  /// Throws ``failure(_:_:_:file:place:)`` if an error was reported.
  func check(
    _ kind: Failure.Kind, _ message: String, _ function: String, file: String, place: String? = nil
  ) throws {
    if firstError != nil { throw failure(kind, message, function, file: file, place: place) }
  }
}
