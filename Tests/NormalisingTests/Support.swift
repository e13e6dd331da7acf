import Foundation
import Normalising
import Records
import Rules
import Text

/// The tables of the package, found from this file.
let packageFolder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

let tables: TableSet = {
  do {
    return try TableSet(
      folders: [packageFolder.appendingPathComponent("Pipelines/tables/normalise").path], schemas: Normaliser.schemas)
  } catch { fatalError("\(error)") }
}()

func normaliser(_ change: (inout Normaliser.Options) -> Void = { _ in }) -> Normaliser {
  var options = Normaliser.Options()
  change(&options)
  do { return try Normaliser(tables: tables, options: options) } catch { fatalError("\(error)") }
}

let standard = normaliser()

func normalised(_ text: String, _ with: Normaliser = standard) -> Document {
  var document = Document(id: "t")
  document.text = SourceText(text)
  with.normalise(&document)
  return document
}

extension Document {
  var whole: String { text.string(Span(0, text.count)) }
}

/// The reports and the article that lie beside the package, where they are there.
let sharedTexts: [String] = {
  let folder = packageFolder.deletingLastPathComponent().appendingPathComponent("shared/data")
  var texts: [String] = []
  if let article = try? String(contentsOf: folder.appendingPathComponent("qingxu.txt"), encoding: .utf8) {
    texts.append(article)
  }
  guard let lines = try? String(contentsOf: folder.appendingPathComponent("gwr-even.jsonl"), encoding: .utf8) else {
    return texts
  }
  for line in lines.split(separator: "\n") {
    let object = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
    if let content = object?["content"] as? String { texts.append(content) }
  }
  return texts
}()
