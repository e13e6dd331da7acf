import Rules
import Testing

@testable import Tagging

@Suite("Examples in the rows of the entity tables")
struct EntityRowTests {
  @Test("each `yes` fires its row, each `no` does not", arguments: EntityTagger.schemas.map(\.kind))
  func examples(kind: String) {
    for row in Entities.tables.rows(of: kind) {
      for example in row.examples {
        let found = Entities.of(example.text)
        let fired = found.filter { $0.rules.contains(row.id) }
        if !example.isPositive {
          #expect(fired.isEmpty, "\(row.id) must not fire on '\(example.text)': \(found)")
          continue
        }
        let isRight = fired.contains { one in
          example.fields.allSatisfy { name, value in
            switch name {
            case "name": one.entity.name == value
            case "type": one.entity.type.rawValue == value
            case "code": one.entity.code == value
            case "exact": one.exact == value
            case "level": one.entity.level?.rawValue == value
            default: false
            }
          }
        }
        #expect(isRight, "\(row.id) must fire on '\(example.text)' with \(example.fields): \(found)")
      }
    }
  }
}
