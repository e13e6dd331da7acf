import CLibXML2

extension PageTree {
  /// Elements inside one another that are read.
  static let depthLimit = 2000

  /// Parses a page that was decoded to UTF-8. Says nothing on standard error, reads nothing from elsewhere.
  public init(utf8 source: UnsafeBufferPointer<UInt8>) {
    self.init()
    // Zeros would end the text for libxml2, other controls be dropped: spaces in their place keep all offsets.
    let safe = source.map { $0 < 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D ? 0x20 : $0 }
    guard !safe.isEmpty else { return }
    let builder = PageBuilder()
    safe.withUnsafeBufferPointer { builder.parse($0) }
    self = builder.tree
  }
}

extension PageTree {
  /// Parses the XML of an office document, decoded to UTF-8. No entity is expanded, nothing is read from elsewhere; at a
  /// fault the tree ends, and is cut short.
  public init(xml source: UnsafeBufferPointer<UInt8>) {
    self.init()
    guard !source.isEmpty else { return }
    let builder = PageBuilder()
    builder.parse(xml: source)
    self = builder.tree
  }
}

/// Takes the parser's events. Lives for one page.
private final class PageBuilder {
  var tree = PageTree()
  private var names: [UnsafePointer<xmlChar>: String] = [:]
  private var attributes: [UnsafePointer<xmlChar>: Attribute?] = [:]
  private var open: [Int] = []
  private var context: xmlParserCtxtPtr?
  private var source = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
  /// Where the last run ended.
  private var consumed = 0

  func parse(_ source: UnsafeBufferPointer<UInt8>) {
    self.source = source
    source.withMemoryRebound(to: CChar.self) { bytes in
      guard let context = htmlCreateMemoryParserCtxt(bytes.baseAddress, Int32(clamping: bytes.count)) else { return }
      self.context = context
      defer { htmlFreeParserCtxt(context) }
      let options =
        HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
        | HTML_PARSE_NONET.rawValue | HTML_PARSE_IGNORE_ENC.rawValue
      htmlCtxtUseOptions(context, Int32(options))
      // What a page declares was heeded when it was decoded; here it is UTF-8 whatever it says.
      xmlSwitchEncoding(context, XML_CHAR_ENCODING_UTF8)
      if let sax = context.pointee.sax { sax.pointee = Self.handler() }
      context.pointee.userData = Unmanaged.passUnretained(self).toOpaque()
      htmlParseDocument(context)
    }
    while !open.isEmpty { end() }
    context = nil
  }

  func parse(xml source: UnsafeBufferPointer<UInt8>) {
    self.source = source
    source.withMemoryRebound(to: CChar.self) { bytes in
      guard let context = xmlCreateMemoryParserCtxt(bytes.baseAddress, Int32(clamping: bytes.count)) else { return }
      self.context = context
      defer { xmlFreeParserCtxt(context) }
      let options =
        XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
        | XML_PARSE_IGNORE_ENC.rawValue
      xmlCtxtUseOptions(context, Int32(options))
      xmlSwitchEncoding(context, XML_CHAR_ENCODING_UTF8)
      // No handler of entities: those of the document itself stay unknown, and mean nothing.
      if let sax = context.pointee.sax {
        sax.pointee = Self.handler()
        sax.pointee.startElementNs = { user, name, prefix, _, _, _, count, _, attributes in
          PageBuilder.of(user)?.start(name, prefix, Int(count), attributes)
        }
        sax.pointee.endElementNs = { user, _, _, _ in PageBuilder.of(user)?.end() }
      }
      context.pointee.userData = Unmanaged.passUnretained(self).toOpaque()
      if xmlParseDocument(context) != 0 { tree.isCutShort = true }
    }
    while !open.isEmpty { end() }
    context = nil
  }

  private static func handler() -> xmlSAXHandler {
    var handler = xmlSAXHandler()
    handler.initialized = UInt32(XML_SAX2_MAGIC)
    handler.startElement = { user, name, attributes in PageBuilder.of(user)?.start(name, attributes) }
    handler.endElement = { user, name in PageBuilder.of(user)?.end(name) }
    handler.characters = { user, text, count in PageBuilder.of(user)?.text(text, Int(count)) }
    handler.ignorableWhitespace = { user, text, count in PageBuilder.of(user)?.text(text, Int(count)) }
    handler.serror = { _, _ in }
    return handler
  }

  private static func of(_ user: UnsafeMutableRawPointer?) -> PageBuilder? {
    user.map { Unmanaged<PageBuilder>.fromOpaque($0).takeUnretainedValue() }
  }

  // MARK: Elements

  private func start(_ name: UnsafePointer<xmlChar>?, _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?) {
    guard let name else { return }
    guard open.count < PageTree.depthLimit else {
      tree.isCutShort = true
      if let context { xmlStopParser(context) }
      return
    }
    var element = PageTree.Element(
      name: elementName(name), parent: open.last ?? -1, firstRun: tree.runs.count,
      endRun: tree.runs.count, endElement: tree.elements.count + 1)
    read(attributes, into: &element)
    open.append(tree.elements.count)
    tree.elements.append(element)
  }

  /// An element of XML: names have their prefix before them, as documents write them.
  private func start(
    _ name: UnsafePointer<xmlChar>?, _ prefix: UnsafePointer<xmlChar>?, _ count: Int,
    _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
  ) {
    guard let name else { return }
    guard open.count < PageTree.depthLimit else {
      tree.isCutShort = true
      if let context { xmlStopParser(context) }
      return
    }
    let full = { (name: UnsafePointer<xmlChar>, prefix: UnsafePointer<xmlChar>?) in
      prefix.map { String(cString: $0) + ":" + String(cString: name) } ?? String(cString: name)
    }
    var element = PageTree.Element(
      name: full(name, prefix), parent: open.last ?? -1, firstRun: tree.runs.count, endRun: tree.runs.count,
      endElement: tree.elements.count + 1)
    // Five pointers for each: name, prefix, namespace, where the value begins and ends.
    for at in 0..<max(count, 0) {
      guard let attributes, let key = attributes[5 * at], let start = attributes[5 * at + 3],
        let end = attributes[5 * at + 4], end >= start
      else { continue }
      let value = String(decoding: UnsafeBufferPointer(start: start, count: end - start), as: UTF8.self)
      switch full(key, attributes[5 * at + 1]) {
      case "w:val", "text:outline-level": element.value = value
      case "table:number-columns-spanned": element.columnSpan = min(max(Int(value) ?? 1, 1), 1000)
      case "table:number-rows-spanned": element.rowSpan = min(max(Int(value) ?? 1, 1), 65534)
      default: break
      }
    }
    open.append(tree.elements.count)
    tree.elements.append(element)
  }

  private enum Attribute { case words, hidden, style, rowSpan, columnSpan, name, property, content }

  private static let attributes: [String: Attribute] = [
    "class": .words, "id": .words, "hidden": .hidden, "style": .style, "rowspan": .rowSpan, "colspan": .columnSpan,
    "name": .name, "property": .name, "itemprop": .property, "rel": .property, "content": .content,
    "datetime": .content,
  ]

  /// The parser keeps each name once: its address tells which it is.
  private func attribute(_ name: UnsafePointer<xmlChar>) -> Attribute? {
    if let known = attributes[name] { return known }
    let found = Self.attributes[String(cString: name).lowercased()]
    attributes[name] = .some(found)
    return found
  }

  private func elementName(_ name: UnsafePointer<xmlChar>) -> String {
    if let known = names[name] { return known }
    let found = String(cString: name).lowercased()
    names[name] = found
    return found
  }

  private func read(_ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, into element: inout PageTree.Element)
  {
    var metaName: String?
    var metaContent: String?
    var property: String?
    var at = 0
    while let attributes, let key = attributes[at] {
      defer { at += 2 }
      // Most attributes say nothing of a text: their values are not even looked at.
      guard let attribute = attribute(key), let content = attributes[at + 1] else {
        if attribute(key) == .hidden { element.isHidden = true }
        continue
      }
      let value = String(cString: content)
      switch attribute {
      case .words: element.words += element.words.isEmpty ? value.lowercased() : " " + value.lowercased()
      case .hidden: element.isHidden = true
      case .style:
        let style = value.lowercased().filter { $0 != " " }
        if style.contains("display:none") || style.contains("visibility:hidden") { element.isHidden = true }
      case .rowSpan: element.rowSpan = min(max(Int(value) ?? 1, 1), 65534)
      case .columnSpan: element.columnSpan = min(max(Int(value) ?? 1, 1), 1000)
      case .name: metaName = metaName ?? value.lowercased()
      // Microdata: the value stands in an attribute, or is the text of the element, which then is known by the name.
      case .property: property = value.lowercased()
      case .content: metaContent = value
      }
    }
    if let property { element.words += element.words.isEmpty ? property : " " + property }
    if let name = element.name == "meta" ? metaName ?? property : property, let metaContent, !metaContent.isEmpty {
      tree.metas.append(.init(name: name, content: metaContent))
    }
  }

  private func end(_ name: UnsafePointer<xmlChar>?) {
    guard let name, let last = open.last else { return }
    let wanted = elementName(name)
    if tree.elements[last].name == wanted { return end() }
    guard let at = open.lastIndex(where: { tree.elements[$0].name == wanted }) else { return }
    while open.count > at { end() }
  }

  private func end() {
    guard let last = open.popLast() else { return }
    tree.elements[last].endRun = tree.runs.count
    tree.elements[last].endElement = tree.elements.count
  }

  // MARK: Text

  private func text(_ characters: UnsafePointer<xmlChar>?, _ count: Int) {
    guard let characters, count > 0, let context, let element = open.last else { return }
    let text = UnsafeBufferPointer(start: characters, count: count)
    let end = min(max(Int(xmlByteConsumed(context)), consumed), source.count)
    let run = located(text, upTo: end, element)
    consumed = max(consumed, run.end)
    tree.runs.append(run)
  }

  /// Where a text that the parser gave lies in the source, or which stretch of the source it stands for.
  private func located(_ text: UnsafeBufferPointer<UInt8>, upTo end: Int, _ element: Int) -> PageTree.Run {
    let reference = lastReference(upTo: end)
    // `&amp;` gives `&`, which stands in the source as well, but for one byte of five.
    if let reference, text.count == 1, text[0] == 0x26 {
      return isAmpersand(reference..<end)
        ? .init(element: element, start: reference, end: end, replacement: [0x26])
        // A name that is none: the parser has read it, and gives it next.
        : .init(element: element, start: reference, end: reference + 1, replacement: nil)
    }
    let from = end - text.count
    if from >= consumed, matches(text, at: from) {
      return .init(element: element, start: from, end: end, replacement: nil)
    }
    if let reference, text.count <= 8, end - reference <= 40 {
      let units = Array(String(decoding: text, as: UTF8.self).utf16).map(Self.windowsCharacter)
      return .init(element: element, start: reference, end: end, replacement: units)
    }
    // The parser was ahead of what it gave: the text lies somewhere before.
    var at = consumed
    while at + text.count <= source.count, at <= end {
      if matches(text, at: at) { return .init(element: element, start: at, end: at + text.count, replacement: nil) }
      at += 1
    }
    let units = Array(String(decoding: text, as: UTF8.self).utf16)
    return .init(element: element, start: min(consumed, end), end: end, replacement: units)
  }

  private func matches(_ text: UnsafeBufferPointer<UInt8>, at: Int) -> Bool {
    guard at >= 0, at + text.count <= source.count else { return false }
    return source[at..<at + text.count].elementsEqual(text)
  }

  /// Where the last `&` before a place stands that is not used up.
  private func lastReference(upTo end: Int) -> Int? {
    var at = end - 1
    while at >= consumed, end - at <= 40 {
      if source[at] == 0x26 { return at }
      at -= 1
    }
    return nil
  }

  private func isAmpersand(_ range: Range<Int>) -> Bool {
    let words = source[range].filter { $0 != 0x3B }.map { $0 | 0x20 }
    return ["&amp", "&#38", "&#x26"].contains { Array($0.utf8).map { $0 | 0x20 } == words }
  }

  /// `&#150;` means a character of Windows' code page, as all browsers read it (HTML, numeric character reference end state).
  private static func windowsCharacter(_ unit: UInt16) -> UInt16 {
    (0x80...0x9F).contains(unit) ? windows[Int(unit) - 0x80] : unit
  }

  private static let windows: [UInt16] = [
    0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D, 0x017D,
    0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,
    0x017E, 0x0178,
  ]
}
