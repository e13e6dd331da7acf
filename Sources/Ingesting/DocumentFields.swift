import Records

extension Document {
  /// One of the documents that a file holds, a line or a row of it each: `fields` gives what stands in a field by its name,
  /// nil where it is empty. Without an id or URL of its own it is named by the file and its number there.
  init(_ body: [UInt8], of file: String, number: String, fields: (String) -> String?) {
    self.init(id: fields("id") ?? fields("url") ?? "\(file)#\(number)")
    source = fields("url") ?? file
    bytes = body
    metadata.title = fields("title")
    metadata.datePublished = fields("date")
    metadata.publisher = fields("source")
    metadata.author = fields("author")
    metadata.region = fields("region")
    if Sniffer.isPage(body.prefix(1024)) { mediaType = .html }
  }
}
