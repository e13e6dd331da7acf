import Foundation
import Testing
import Zhibiao
import ZhibiaoTesting

@Suite("The articles of the corpus")
struct GoldenTests {
  @Test("Every article has golden records")
  func goldensAreThere() throws {
    let articles = try corpus()
    #expect(articles.count >= 15)
    for article in articles { #expect(article.golden != nil, "\(article) has none: `make goldens`, then review them") }
  }

  @Test("An article gives its golden records, byte for byte", arguments: try corpus())
  func golden(article: CorpusArticle) throws {
    guard let golden = article.golden else { return }
    let now = try article.records()
    if now != golden {
      Issue.record("\(article) changed:\n\(GoldenDifference(golden: golden, now: now))")
    }
  }

  @Test("An article gives the same bytes twice")
  func repeats() throws {
    let article = try #require(try corpus("communique").first)
    #expect(try article.records() == article.records())
  }
}

/// Writes goldens anew for a reader to review: `make goldens`. Never in a test run.
@Suite("Writing goldens", .enabled(if: ProcessInfo.processInfo.environment["ZHIBIAO_WRITE_GOLDENS"] != nil))
struct GoldenWriter {
  @Test("Goldens are written where they were asked for", arguments: try corpus())
  func write(article: CorpusArticle) throws {
    let now = try article.records()
    if now != article.golden { try now.write(toFile: article.goldenPath, atomically: true, encoding: .utf8) }
  }
}
