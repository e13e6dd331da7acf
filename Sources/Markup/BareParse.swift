import CLibXML2

/// libxml2's own parse of a page into its own tree, of which nothing is read: what reading pages is measured against.
/// Says whether there was a tree.
public func parseBarely(utf8 source: UnsafeBufferPointer<UInt8>) -> Bool {
  let options =
    HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
    | HTML_PARSE_NONET.rawValue
  return source.withMemoryRebound(to: CChar.self) { bytes in
    guard let tree = htmlReadMemory(bytes.baseAddress, Int32(clamping: bytes.count), nil, "UTF-8", Int32(options))
    else { return false }
    xmlFreeDoc(tree)
    return true
  }
}
