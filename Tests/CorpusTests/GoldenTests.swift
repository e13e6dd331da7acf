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
    for article in articles { #expect(article.golden != nil, "\(article) has none: `make review`") }
  }

  @Test("An article gives its golden records, byte for byte", arguments: try corpus())
  func golden(article: GoldenCase) throws {
    let run = try GoldenRun(article, TestPipeline.shared())
    if !run.isSame {
      let differences = run.differences.prefix(20).map { DifferenceText($0).description }.joined(separator: "\n")
      Issue.record("\(article): \(run.differences.count) differences; `make review` decides of them\n\(differences)")
    }
  }

  @Test("An article gives the same bytes twice")
  func repeats() throws {
    let article = try #require(try corpus("communique").first)
    let pipeline = try TestPipeline.shared()
    #expect(try article.records(pipeline) == article.records(pipeline))
  }
}

/// Writes goldens anew without a review, for when they are read as a change of files. Never in a test run.
@Suite("Writing goldens", .enabled(if: ProcessInfo.processInfo.environment["ZHIBIAO_WRITE_GOLDENS"] != nil))
struct GoldenWriter {
  @Test("Goldens are written where they were asked for", arguments: try corpus())
  func write(article: GoldenCase) throws {
    let now = try article.records(TestPipeline.shared())
    if now != article.golden { try Data(now).write(to: URL(fileURLWithPath: article.goldenPath)) }
  }
}
