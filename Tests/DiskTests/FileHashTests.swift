import Core
import Disk
import TestSupport
import Testing

/// SHA-256 (FIPS 180-4) of bytes, files and folders.
@Suite struct FileHashTests {
  /// Examples of the standard, and lengths around a block.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func published(_ text: String, _ digits: String) throws {
    var sum = try SHA256()
    sum.add(text)
    #expect(sum.digits == digits)
  }

  @Test func aMillionLettersInPieces() throws {
    for piece in [1000, 64, 77] {
      var sum = try SHA256()
      var left = 1_000_000
      while left > 0 {
        sum.add(String(repeating: "a", count: min(piece, left)))
        left -= piece
      }
      #expect(sum.digits == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0", "\(piece)")
    }
  }

  @Test func foldersAndShapefilesAreAllTheirFiles() throws {
    let scratch = try ScratchFolder()
    try scratch.write("a.shp", "abc")
    let alone = try FileHash(scratch.file("a.shp"))
    #expect(alone?.bytes == 3 && alone?.sha256.hasPrefix("ba7816bf") == true)
    try scratch.write("a.dbf", "x")
    let both = try FileHash(scratch.file("a.shp"))
    #expect(both?.bytes == 4 && both != alone)
    try scratch.write("a.PRJ", "z")
    #expect(try FileHash(scratch.file("a.shp"))?.bytes == 5)
    let folder = try FileHash(scratch.path)
    try scratch.write("a.dbf", "y")
    #expect(try FileHash(scratch.path) != folder)
    #expect(try FileHash(scratch.file("b")) == nil)
  }
}
