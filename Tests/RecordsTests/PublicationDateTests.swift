import Records
import Testing

@Suite("Dates of publication")
struct PublicationDateTests {
  @Test(
    "what pages and exports write becomes ISO 8601",
    arguments: [
      ("2021-11-15", "2021-11-15"), ("2021/1/5", "2021-01-05"), ("2021.11.15", "2021-11-15"),
      ("2021年11月15日", "2021-11-15"), ("20211115", "2021-11-15"), ("2021-11-15 09:30", "2021-11-15T09:30:00"),
      ("2021-11-15T09:30:05+08:00", "2021-11-15T09:30:05"), ("发布于2021年3月5日 8:05", "2021-03-05T08:05:00"),
    ])
  func forms(text: String, iso: String) {
    #expect(PublicationDate.iso(text) == iso)
  }

  @Test(
    "no guess is made of what is no full date",
    arguments: ["", "昨天", "11月15日", "2021-13-01", "2021-02-30", "2021", "1636934400"])
  func none(text: String) {
    #expect(PublicationDate.iso(text) == nil)
  }
}
