import Records
import Testing

@Suite("Dates of publication")
struct PublicationDateTests {
  @Test(
    "what pages and exports write becomes ISO 8601",
    arguments: [
      ("2021-11-15", "2021-11-15"), ("2021/1/5", "2021-01-05"), ("2021.11.15", "2021-11-15"),
      ("2021年11月15日", "2021-11-15"), ("20211115", "2021-11-15"), ("2021-11-15 09:30", "2021-11-15T09:30:00"),
      ("2021-11-15T09:30:05+08:00", "2021-11-15T09:30:05+08:00"),
      ("2021-11-15T09:30:05.123+0900", "2021-11-15T09:30:05+09:00"), ("发布于2021年3月5日 8:05", "2021-03-05T08:05:00"),
    ])
  func forms(text: String, iso: String) {
    #expect(PublicationDate.iso(text) == iso)
  }

  @Test(
    "a time in UTC becomes that of China",
    arguments: [
      ("2021-11-15T20:30:00Z", "2021-11-16T04:30:00+08:00"), ("2021-11-15T01:30:00+00:00", "2021-11-15T09:30:00+08:00"),
      ("2021-12-31T16:00:00.000Z", "2022-01-01T00:00:00+08:00"),
    ])
  func universal(text: String, iso: String) throws {
    #expect(PublicationDate.iso(text) == iso)
    #expect(PublicationDate.iso(iso) == iso)
  }

  @Test("two digits are a year behind a label only")
  func shortYear() {
    let units = Array("18-03-08 23:16".utf16)
    units.withUnsafeBufferPointer {
      #expect(PublicationDate.find($0, in: 0..<$0.count) == nil)
      #expect(PublicationDate.find($0, in: 0..<$0.count, isLabelled: true)?.iso == "2018-03-08T23:16:00")
    }
  }

  @Test(
    "no guess is made of what is no full date",
    arguments: ["", "昨天", "11月15日", "2021-13-01", "2021-02-30", "2021", "1636934400"])
  func none(text: String) {
    #expect(PublicationDate.iso(text) == nil)
  }
}
