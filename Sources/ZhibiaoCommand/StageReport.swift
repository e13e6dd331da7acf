import Zhibiao

/// What a stage did to a document, in a line and some samples.
struct StageReport {
  /// How many of each thing are shown.
  let samples: Int

  func lines(of stage: StageName, before: Document, after: Document, emitted: Int) -> [String] {
    switch stage {
    case .ingest: ["\(before.bytes.count) bytes, \(after.mediaType.rawValue)"]
    case .decode: decoded(after)
    case .normalise: normalised(before, after)
    case .segment: segmented(after)
    case .tag: tagged(after)
    case .relate, .resolve: related(after)
    case .emit: ["\(emitted) bytes of JSON Lines"]
    }
  }

  private func decoded(_ it: Document) -> [String] {
    let replaced = it.replacedBytes == 0 ? "" : ", \(it.replacedBytes) bytes replaced"
    return ["\(it.encoding ?? "?"), \(characters(it)) characters\(replaced), sha256 \(it.sha256 ?? "?")"]
      + it.warnings.prefix(samples)
  }

  private func normalised(_ before: Document, _ after: Document) -> [String] {
    let change = characters(after) - characters(before)
    let words = change == 0 ? "as many as before" : "\(abs(change)) \(change < 0 ? "fewer" : "more")"
    return ["\(characters(after)) characters (\(words)), language \(after.language ?? "unknown")"]
  }

  private func segmented(_ it: Document) -> [String] {
    let kinds = Block.Kind.allCases.compactMap { kind in
      let count = it.blocks.count { $0.kind == kind }
      return count == 0 ? nil : "\(count) \(kind.rawValue)"
    }
    let metadata = [
      ("title", it.metadata.title), ("date", it.metadata.datePublished), ("publisher", it.metadata.publisher),
      ("author", it.metadata.author), ("editor", it.metadata.editor), ("document number", it.metadata.docNumber),
    ].compactMap { name, value in value.map { "\(name): \($0)" } }
    return ["\(it.blocks.count) blocks (\(kinds.joined(separator: ", "))), \(it.sentences.count) sentences"] + metadata
      + it.sentences.prefix(samples).map { "sentence \(quoted(it, $0.span))" }
  }

  private func tagged(_ it: Document) -> [String] {
    let counts =
      "\(it.quantities.count) quantities, \(it.periods.count) periods, \(it.entities.count) entities, \(it.cues.count) cues"
    let quantities = it.quantities.prefix(samples).map {
      "quantity \(quoted(it, $0.span)) = \($0.value?.description ?? "?") \($0.unit ?? "")"
    }
    let periods = it.periods.prefix(samples).map {
      "period \(quoted(it, $0.span)) = \($0.start?.description ?? "?")/\($0.end?.description ?? "?")"
    }
    let entities = it.entities.prefix(samples).map { "entity \(quoted(it, $0.span)) = \($0.type.rawValue) \($0.name)" }
    return [counts] + quantities + periods + entities
  }

  private func related(_ it: Document) -> [String] {
    ["\(it.observations.count) observations"]
      + it.observations.prefix(samples).map {
        let time = $0.timePeriod ?? "?"
        return "\(quoted(it, $0.span)): \($0.refAreaName ?? $0.subject ?? "?"), \($0.indicatorName ?? "?"), \(time), "
          + "\($0.measure.rawValue) \($0.value?.description ?? "?") \($0.unit ?? "")"
      }
  }

  private func characters(_ it: Document) -> Int { it.text.codePointOffset(it.text.count).value }

  /// The first characters of a stretch.
  private func quoted(_ it: Document, _ span: Span) -> String {
    let text = it.text.string(span)
    return "«\(text.count > 40 ? String(text.prefix(40)) + "…" : text)»"
  }
}
