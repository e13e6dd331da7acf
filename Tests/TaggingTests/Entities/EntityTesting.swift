import Foundation
import Records
import Rules
import Testing
import Text

@testable import Tagging

/// The tables of the project, and entities of a text by them.
enum Entities {
  static let tables: TableSet = {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
      "../../../Pipelines/tables/tag")
    // swift-format-ignore: NeverUseForceTry
    return try! TableSet(folders: [root.standardizedFileURL.path], schemas: Tagger.schemas)
  }()
  // swift-format-ignore: NeverUseForceTry
  static let tagger = try! Tagger(tables: tables)

  struct Found: CustomStringConvertible {
    var exact: String
    var entity: Entity
    var rules: [String]
    var description: String {
      "\(exact):\(entity.type.rawValue)=\(entity.name)(\(entity.code ?? "-"))[\(rules.joined(separator: "+"))]"
    }
  }

  static func of(_ text: String, date: String? = "2021-11-15", region: String? = nil) -> [Found] {
    var document = Document(id: "test")
    document.text = SourceText(text)
    document.metadata.datePublished = date
    document.metadata.region = region
    let whole = Span(0, document.text.count)
    document.blocks = [Block(span: whole, kind: .paragraph)]
    document.sentences = [Sentence(span: whole, block: 0)]
    tagger.tag(&document)
    return document.entities.map { entity in
      Found(
        exact: document.text.string(entity.span), entity: entity,
        rules: (0..<entity.rule.count).map { tables.name(of: entity.rule[$0]) })
    }
  }

  /// `exact→name(code)` of each, for short expectations.
  static func named(_ text: String, date: String? = "2021-11-15", region: String? = nil) -> [String] {
    of(text, date: date, region: region).map { found in
      let code = found.entity.code.map { "(\($0))" } ?? ""
      return found.exact == found.entity.name && code.isEmpty
        ? found.exact : "\(found.exact)→\(found.entity.name)\(code)"
    }
  }
}
