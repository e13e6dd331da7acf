import Records

/// What the records look like: the one description that the JSON Schema is made from and the writer is tested against.
public enum RecordSchema {
  /// A member of a record.
  public struct Field: Sendable {
    public var name: String
    var kind: Kind
    var isOptional: Bool
    var says: String

    init(_ name: String, _ kind: Kind, optional: Bool = true, _ says: String) {
      self.name = name
      self.kind = kind
      self.isOptional = optional
      self.says = says
    }
  }

  indirect enum Kind: Sendable {
    case text, number, integer, bool
    case constant(String)
    case choice([String])
    case pattern(String)
    case list(Kind)
    case object([Field])
  }

  /// The members of a type of record, in the order in which they are written.
  public static func fields(of type: RecordType) -> [Field] {
    let record = Field(
      "record", .constant("\(type.rawValue)/1"), optional: false, "The type of the record, and its version.")
    return switch type {
    case .document: [record] + document
    case .entity: [record] + head + entity + [rule]
    case .period: [record] + head + period + [rule]
    case .quantity: [record] + head + quantity + [rule]
    case .observation: [record] + head + observation + [rule]
    }
  }

  /// The JSON Schema (draft 2020-12) of a line of output.
  public static let json: String = {
    var json = JSONWriter()
    json.raw(##"{"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"urn:zhibiao:records:1","##)
    json.raw(
      #""title":"A record of zhibiao","description":"One line of output. The five types of records are told apart by `record`.","#
    )
    json.raw(#""oneOf":["#)
    for (at, type) in RecordType.allCases.enumerated() {
      if at > 0 { json.raw(",") }
      json.raw(##"{"$ref":"#/$defs/"##)
      json.body(type.rawValue)
      json.raw(#""}"#)
    }
    json.raw(#"],"$defs":{"#)
    for (at, type) in RecordType.allCases.enumerated() {
      if at > 0 { json.raw(",") }
      json.string(type.rawValue)
      json.raw(":")
      write(fields(of: type), into: &json)
    }
    json.raw("}}\n")
    return String(decoding: json.bytes, as: UTF8.self)
  }()

  private static func write(_ fields: [Field], into json: inout JSONWriter) {
    json.raw(#"{"type":"object","additionalProperties":false,"required":["#)
    for (at, field) in fields.enumerated() {
      if at > 0 { json.raw(",") }
      json.string(field.name)
    }
    json.raw(#"],"properties":{"#)
    for (at, field) in fields.enumerated() {
      if at > 0 { json.raw(",") }
      json.string(field.name)
      json.raw(#":{"description":"#)
      json.string(field.says)
      json.raw(",")
      write(field.kind, isOptional: field.isOptional, into: &json)
      json.raw("}")
    }
    json.raw("}}")
  }

  private static func write(_ kind: Kind, isOptional: Bool, into json: inout JSONWriter) {
    func type(_ name: StaticString, _ json: inout JSONWriter) {
      json.raw(isOptional ? #""type":[""# : #""type":""#)
      json.raw(name)
      json.raw(isOptional ? #"","null"]"# : "\"")
    }
    switch kind {
    case .text: type("string", &json)
    case .number: type("number", &json)
    case .integer: type("integer", &json)
    case .bool: type("boolean", &json)
    case .constant(let value):
      json.raw(#""const":"#)
      json.string(value)
    case .pattern(let pattern):
      type("string", &json)
      json.raw(#","pattern":"#)
      json.string(pattern)
    case .choice(let values):
      json.raw(#""enum":["#)
      for (at, value) in values.enumerated() {
        if at > 0 { json.raw(",") }
        json.string(value)
      }
      json.raw(isOptional ? ",null]" : "]")
    case .list(let item):
      type("array", &json)
      json.raw(#","items":"#)
      if case .object(let fields) = item {
        write(fields, into: &json)
      } else {
        json.raw("{")
        write(item, isOptional: false, into: &json)
        json.raw("}")
      }
    case .object: break
    }
  }
}
