/// A document behind one reference, for readers that are made for each sentence: copying the value itself would count
/// references to each of its lists.
public final class DocumentReference: Sendable {
  public let document: Document

  public init(_ document: Document) { self.document = document }
}
