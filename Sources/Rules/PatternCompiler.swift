import Records

/// Reads the pattern language and compiles it. Faults have positions in the cell.
///
///     pattern  = element+                       one element is the anchor `Q`
///     element  = [ name ":" ] atom [ "?" | "*" | "+" | "{" min "," max "}" ]
///     atom     = symbol [ "[" flag+ "]" ] | "(" pattern ( "|" pattern )* ")" | "^" | "$" | "<" | ">"
public struct PatternCompiler {
  let symbols: Symbols
  /// Names that stand for several symbols (`name`, `change`).
  let groups: [String: SymbolSet]
  /// The conditions that may stand in brackets, each with its bit.
  let flags: [String: UInt32]

  public init(symbols: Symbols, groups: [String: SymbolSet], flags: [String: UInt32]) {
    self.symbols = symbols
    self.groups = groups
    self.flags = flags
  }

  indirect enum Node {
    case token(SymbolSet, UInt32)
    case run(SymbolSet, Int, Int)
    case sequence([Node])
    case choice([Node])
    case optional(Node)
    case capture(Int, Node)
    case anchor(UInt32)
    case border
    case edge
    /// A part that is written as this element.
    case element(Int, Node)

    var isAnchor: Bool { anchorFlags != nil }

    /// The conditions of the anchor, where it is one.
    var anchorFlags: UInt32? {
      switch self {
      case .anchor(let flags): flags
      case .element(_, let node): node.anchorFlags
      default: nil
      }
    }
  }

  /// Compiles the cell `column` of a row.
  public func compile(_ row: Row, column: String = "pattern") throws(Diagnostic) -> Pattern {
    var parser = Parser(row: row, column: column, text: Array(row[column].unicodeScalars), compiler: self)
    let nodes = try parser.sequence()
    if parser.at < parser.text.count { throw parser.fault("'\(parser.text[parser.at])' does not belong here") }
    guard let anchor = nodes.firstIndex(where: \.isAnchor), let anchorFlags = nodes[anchor].anchorFlags else {
      throw row.fault(
        column, "the pattern has no anchor",
        mend: "one element outside brackets must be Q, the number that the rule is about")
    }
    if nodes[(anchor + 1)...].contains(where: \.isAnchor) {
      throw row.fault(column, "the pattern has two anchors", mend: "write q for a second number")
    }
    var left = Program()
    emit(.sequence(Array(nodes[..<anchor])), leftwards: true, into: &left)
    var right = Program()
    emit(.sequence(Array(nodes[(anchor + 1)...])), leftwards: false, into: &right)
    var pattern = Pattern(
      anchorFlags: anchorFlags, left: left.steps + [.done], right: right.steps + [.done], captures: parser.captures)
    pattern.elements = parser.elements
    pattern.leftElements = left.elements
    pattern.rightElements = right.elements
    pattern.needs = Self.needs(of: .sequence(Array(nodes[..<anchor])))
    return pattern
  }

  /// The sets that a side must have a token of, whatever way it is matched.
  private static func needs(of node: Node) -> [SymbolSet] {
    switch node {
    case .token(let set, _): [set]
    case .run(let set, let min, _): min > 0 ? [set] : []
    case .sequence(let nodes): nodes.flatMap { needs(of: $0) }
    case .capture(_, let node), .element(_, let node): needs(of: node)
    case .choice, .optional, .anchor, .border, .edge: []
    }
  }

  /// Steps, each with the element that it comes from.
  private struct Program {
    var steps: [Pattern.Step] = []
    var elements: [Int] = []
    var element = 0

    mutating func append(_ step: Pattern.Step) {
      steps.append(step)
      elements.append(element)
    }
  }

  private func emit(_ node: Node, leftwards: Bool, into program: inout Program) {
    switch node {
    case .element(let element, let node):
      let outer = program.element
      program.element = element
      emit(node, leftwards: leftwards, into: &program)
      program.element = outer
    case .token(let set, let flags): program.append(.token(set, flags: flags))
    case .run(let set, let min, let max): program.append(.run(set, min: min, max: max))
    case .border: program.append(.border)
    case .edge: program.append(.edge)
    case .anchor: break
    case .sequence(let nodes):
      for node in leftwards ? nodes.reversed() : nodes { emit(node, leftwards: leftwards, into: &program) }
    case .capture(let slot, let node):
      program.append(.open(slot))
      emit(node, leftwards: leftwards, into: &program)
      program.append(.close(slot))
    case .optional(let node):
      let split = program.steps.count
      program.append(.split(split + 1, 0))
      emit(node, leftwards: leftwards, into: &program)
      program.steps[split] = .split(split + 1, program.steps.count)
    case .choice(let nodes):
      var jumps: [Int] = []
      for (i, node) in nodes.enumerated() {
        guard i + 1 < nodes.count else {
          emit(node, leftwards: leftwards, into: &program)
          break
        }
        let split = program.steps.count
        program.append(.split(split + 1, 0))
        emit(node, leftwards: leftwards, into: &program)
        jumps.append(program.steps.count)
        program.append(.jump(0))
        program.steps[split] = .split(split + 1, program.steps.count)
      }
      for jump in jumps { program.steps[jump] = .jump(program.steps.count) }
    }
  }

  // MARK: Parser

  private struct Parser {
    let row: Row
    let column: String
    let text: [Unicode.Scalar]
    let compiler: PatternCompiler
    var at = 0
    var captures: [String] = []
    var elements: [Pattern.Element] = []
    var enclosing: Int?
    var depth = 0

    init(row: Row, column: String, text: [Unicode.Scalar], compiler: PatternCompiler) {
      self.row = row
      self.column = column
      self.text = text
      self.compiler = compiler
    }

    func fault(_ message: String, mend: String? = nil, from: Int? = nil) -> Diagnostic {
      row.fault(column, message, mend: mend, offset: from ?? at, length: max(1, from.map { at - $0 } ?? 1))
    }

    mutating func sequence() throws(Diagnostic) -> [Node] {
      var nodes: [Node] = []
      skipSpaces()
      while at < text.count, text[at] != ")", text[at] != "|" {
        nodes.append(try element())
        skipSpaces()
      }
      return nodes
    }

    private mutating func element() throws(Diagnostic) -> Node {
      let start = at
      let place = elements.count
      elements.append(Pattern.Element(text: "", symbols: nil, flags: 0, enclosing: enclosing))
      let outer = enclosing
      enclosing = place
      defer { enclosing = outer }
      var slot: Int?
      if let name = peekWord(), at + name.count < text.count, text[at + name.count] == ":" {
        at += name.count + 1
        let word = String(String.UnicodeScalarView(name))
        slot = captures.firstIndex(of: word) ?? captures.count
        if slot == captures.count { captures.append(word) }
        if captures.count > 8 { throw fault("a pattern may name eight stretches at most", from: start) }
      }
      let atom = try atom()
      var node = try quantified(atom)
      elements[place].text = String(String.UnicodeScalarView(text[start..<at]))
      switch atom {
      case .token(let set, let flags): (elements[place].symbols, elements[place].flags) = (set, flags)
      case .anchor(let flags): elements[place].flags = flags
      case .choice: elements[place].isChoice = true
      default: break
      }
      if let slot {
        if case .optional(let inner) = node {
          node = .optional(.capture(slot, inner))
        } else {
          node = .capture(slot, node)
        }
      }
      return .element(place, node)
    }

    private mutating func atom() throws(Diagnostic) -> Node {
      guard at < text.count else { throw fault("the pattern ends too early") }
      let start = at
      switch text[at] {
      case "(":
        at += 1
        depth += 1
        if depth > 16 { throw fault("brackets are nested too deep", from: start) }
        var choices = [Node.sequence(try sequence())]
        while at < text.count, text[at] == "|" {
          at += 1
          choices.append(.sequence(try sequence()))
        }
        guard at < text.count, text[at] == ")" else { throw fault("this bracket is not closed", from: start) }
        at += 1
        depth -= 1
        return choices.count == 1 ? choices[0] : .choice(choices)
      case "<", ">":
        at += 1
        return .edge
      case "^", "$":
        at += 1
        return .border
      default:
        guard let word = peekWord() else {
          throw fault("'\(text[at])' does not belong here", mend: "an element is a symbol, or a group in ( )")
        }
        at += word.count
        let name = String(String.UnicodeScalarView(word))
        let flags = try conditions()
        if name == "Q" { return .anchor(flags) }
        if let set = compiler.groups[name] { return .token(set, flags) }
        guard let symbol = compiler.symbols[name == "q" ? "Q" : name] else {
          at = start
          let known = compiler.symbols.names + compiler.groups.keys.sorted()
          throw row.fault(
            column, "there is no symbol '\(name)'", mend: suggestion(name, known), offset: start, length: word.count)
        }
        return .token(SymbolSet([symbol]), flags)
      }
    }

    private mutating func conditions() throws(Diagnostic) -> UInt32 {
      guard at < text.count, text[at] == "[" else { return 0 }
      at += 1
      var out: UInt32 = 0
      skipSpaces()
      while at < text.count, text[at] != "]" {
        let start = at
        guard let word = peekWord() else { throw fault("a condition is expected") }
        at += word.count
        let name = String(String.UnicodeScalarView(word))
        guard let bit = compiler.flags[name] else {
          throw row.fault(
            column, "there is no condition '\(name)'", mend: suggestion(name, compiler.flags.keys.sorted()),
            offset: start, length: word.count)
        }
        out |= bit
        skipSpaces()
      }
      guard at < text.count else { throw fault("this bracket is not closed") }
      at += 1
      return out
    }

    private mutating func quantified(_ node: Node) throws(Diagnostic) -> Node {
      guard at < text.count else { return node }
      let start = at
      var (low, high) = (1, 1)
      switch text[at] {
      case "?":
        at += 1
        return .optional(node)
      case "*":
        at += 1
        (low, high) = (0, 64)
      case "+":
        at += 1
        (low, high) = (1, 64)
      case "{":
        let end = text[at...].firstIndex(of: "}") ?? text.count
        let parts = String(String.UnicodeScalarView(text[(at + 1)..<end])).split(separator: ",").map { Int($0.trimmed) }
        at = min(end + 1, text.count)
        guard parts.count == 2, let a = parts[0], let b = parts[1], 0 <= a, a <= b, b <= 64 else {
          throw fault("a repeat is written {least,most}, with 64 at most", from: start)
        }
        (low, high) = (a, b)
      default: return node
      }
      guard case .token(let set, 0) = node else { throw fault("only a symbol can be repeated", from: start) }
      return .run(set, low, high)
    }

    private func peekWord() -> [Unicode.Scalar]? {
      let word = text[at...].prefix {
        ("a"..."z").contains($0) || ("A"..."Z").contains($0) || ("0"..."9").contains($0) || $0 == "_" || $0 == "-"
      }
      return word.isEmpty ? nil : Array(word)
    }

    private mutating func skipSpaces() {
      while at < text.count, text[at] == " " { at += 1 }
    }
  }
}
