import TestSupport
import Testing

@testable import Core

/// What a JSON text may say of its coordinate system.
@Suite struct GeoJSONSystemsTests {
  private func check(_ text: String) throws {
    var text = text
    try text.withUTF8 { try GeoJSONSystems.check(UnsafeRawBufferPointer($0)) }
  }

  @Test(arguments: [
    #"{"crs":{"type":"link","properties":{"href":"http://127.0.0.1/3006"}}}"#,
    #"{"CRS" : {"TYPE":"URL","properties":{"url":"http://127.0.0.1/3006"}}}"#,
    #"{"features":[{"geometry":{"c\u0072s":{"properties":{"HREF":"ftp://a/b"}}}}]}"#,
    #"{"crs\u0000x":{"type":"lin\u006b","properties":{}}}"#,
    #"{"crs":{"type":"name","properties":{"name":"http://127.0.0.1/3006"}}}"#,
    #"{"crs":{"type":"name","properties":{"name":"/tmp/a.prj"}}}"#,
    #"{"crs":{"type":"name","properties":{"name":"+proj=utm +nadgrids=/tmp/a"}}}"#,
    #"{'crs':{"type":"link"}}"#, #"{"crs"/* */:{"type":"link"}}"#,
  ])
  func linksAreRefused(_ text: String) {
    #expect(failure { try check(text) }?.kind == .badData)
  }

  @Test(arguments: [
    #"{"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::3006"}},"a":"it's 1/2"}"#,
    #"{"crs":{"type":"EPSG","properties":{"code":3006}}}"#, #"{"crs":null}"#,
    #"{"crs":{"type":"name","properties":{"name":"http://www.opengis.net/def/crs/OGC/1.3/CRS84"}}}"#,
    #"{"properties":{"crs":"http://127.0.0.1/","link":"http://127.0.0.1/","s":"a\"crs\":{\"type\":\"link\"}"}}"#,
  ])
  func namesAndOtherMembersPass(_ text: String) throws { try check(text) }
}
