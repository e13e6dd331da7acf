import Foundation
import Markup
import Zhibiao

/// Times of making documents of pages, and of libxml2's bare parse of the same pages, round after round; the best of each
/// counts.
struct PageThroughput {
  private let pipeline: Pipeline
  private let pages: [Document]
  /// The same as UTF-8, as libxml2 is given them.
  private let sources: [[UInt8]]
  private let bytes: Int

  init(_ pipeline: Pipeline, _ sample: Sample) {
    self.pipeline = pipeline
    pages = sample.documents.filter { $0.mediaType == .html }
    let plain = pipeline.with { $0.switches[.decode] = ["pages": false] }
    sources = pages.map { page in
      var page = page
      plain.run(.decode, on: &page)
      return Array(page.text.string(Span(0, page.text.count)).utf8)
    }
    bytes = pages.reduce(0) { $0 + $1.bytes.count }
  }

  func report(rounds: Int) -> String {
    guard bytes > 0 else { return "there is no page in it" }
    let clock = ContinuousClock()
    var (reading, parsing) = (Duration.seconds(3600), Duration.seconds(3600))
    for _ in 0..<rounds {
      parsing = min(
        parsing, clock.measure { for source in sources { _ = source.withUnsafeBufferPointer(parseBarely) } })
      reading = min(
        reading,
        clock.measure {
          for page in pages {
            var page = page
            pipeline.run(.decode, on: &page)
          }
        })
    }
    let rate = { (time: Duration) in Double(bytes) / 1e6 / (time / .seconds(1)) }
    return """
      \(pages.count) pages, \(bytes / 1000) kB
      page to document   \(Self.fixed(rate(reading), 1)) MB/s
      libxml2's parse    \(Self.fixed(rate(parsing), 1)) MB/s
      ratio              \(Self.fixed(parsing / reading, 2))
      """
  }

  private static func fixed(_ value: Double, _ digits: Int) -> String { String(format: "%.\(digits)f", value) }
}
