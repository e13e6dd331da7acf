import Ingesting
import Records
import Rules
import Testing

@Suite("CSV")
struct CSVRowsTests {
  func read(_ text: String, _ names: [String: String] = [:]) throws -> (documents: [Document], faults: [InputError]) {
    let scratch = try Scratch(["a.csv": text])
    var options = IngestOptions()
    options.fieldNames = names
    var ingester = Ingester(["\(scratch.path)/a.csv"], options: options)
    var out: (documents: [Document], faults: [InputError]) = ([], [])
    while let next = ingester.next() {
      switch next {
      case .success(let document): out.documents.append(document)
      case .failure(let error): out.faults.append(error)
      }
    }
    return out
  }

  func texts(_ documents: [Document]) -> [String] { documents.map { String(decoding: $0.bytes, as: UTF8.self) } }

  @Test("rows are documents; cells in quotes may hold commas, quotes and new lines")
  func rows() throws {
    let read = try read("id,title,text,date\r\n1,甲,\"增长5%,\n称\"\"好\"\"。\",2022-01-05\r\n\r\n2,乙,下降1%。,\r\n")
    #expect(texts(read.documents) == ["增长5%,\n称\"好\"。", "下降1%。"])
    #expect(read.documents.map(\.id) == ["1", "2"])
    #expect(read.documents.map(\.metadata.title) == ["甲", "乙"])
    #expect(read.documents.map(\.metadata.datePublished) == ["2022-01-05", nil])
    #expect(read.faults.isEmpty)
  }

  @Test("other names of columns, other marks between cells, a mark of UTF-8 before all", arguments: [";", "\t", ","])
  func marks(mark: String) throws {
    let read = try read("\u{FEFF}编号\(mark)正文\n7\(mark)增长5%。\n", ["id": "编号", "text": "正文"])
    #expect(read.documents.map(\.id) == ["7"] && texts(read.documents) == ["增长5%。"])
  }

  @Test("a row without a text is a fault with its line, and not the end")
  func missing() throws {
    let read = try read("id,text\n1,\n2,甲\n")
    #expect(texts(read.documents) == ["甲"])
    #expect(read.faults.map { $0.place.hasSuffix("a.csv:2") } == [true])
    #expect(try self.read("").faults.count == 1)
    #expect(texts(try self.read("text\n\"甲\n乙").documents) == ["甲\n乙"])
  }
}
