/// The line that `zhibiao pipe` gives for a document.
public enum PipedAnswer {
  /// `{"id":…,"records":[…],"warnings":[…]}`; `lines` are the document's JSON Lines.
  public static func records(_ lines: [UInt8], id: String, warnings: [String]) -> [UInt8] {
    var json = JSONWriter(capacity: lines.count + 256)
    json.raw(#"{"id":"#)
    json.string(id)
    json.raw(#","records":["#)
    // Each line ends with a line feed, and no line feed stands inside one.
    var inside = lines
    if inside.last == 0x0A { inside.removeLast() }
    for at in inside.indices where inside[at] == 0x0A { inside[at] = 0x2C }
    json.append(inside)
    json.raw(#"],"warnings":["#)
    for (at, warning) in warnings.enumerated() {
      if at > 0 { json.byte(0x2C) }
      json.string(warning)
    }
    json.raw("]}\n")
    return json.bytes
  }

  /// `{"id":…,"error":{"stage":…,"place":…,"reason":…}}`.
  public static func failure(id: String, stage: String, place: String, reason: String) -> [UInt8] {
    var json = JSONWriter()
    json.raw(#"{"id":"#)
    json.string(id)
    json.raw(#","error":{"stage":"#)
    json.string(stage)
    json.raw(#","place":"#)
    json.string(place)
    json.raw(#","reason":"#)
    json.string(reason)
    json.raw("}}\n")
    return json.bytes
  }
}
