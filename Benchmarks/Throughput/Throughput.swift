import Foundation
import ICU
import Zhibiao

/// Times of the whole, of each stage, and of ICU's word breaking, over several rounds. The best round of each counts:
/// what disturbs a measurement only ever makes it slower.
final class Throughput {
  private let pipeline: Pipeline
  private let sample: Sample
  private let words: WordBreaker
  /// The normalised texts: what is broken into words.
  private let texts: [[UInt16]]

  private var whole: [Duration] = []
  private var breaking: [Duration] = []
  private var stages: [StageName: [Duration]] = [:]
  private var written = 0
  private var boundaries: [Int32] = []
  private let clock = ContinuousClock()

  init(_ pipeline: Pipeline, _ sample: Sample) throws {
    self.pipeline = pipeline
    self.sample = sample
    words = try WordBreaker()
    texts = sample.documents.map { document in
      var document = document
      pipeline.process(&document)
      return document.text.units
    }
  }

  /// One round of each, the one after the other, so that all meet the same machine.
  func measure() {
    breaking.append(clock.measure { breakWords() })
    whole.append(clock.measure { run() })
    runStages()
  }

  private func breakWords() {
    for text in texts {
      boundaries.removeAll(keepingCapacity: true)
      text.withUnsafeBufferPointer { words.boundaries(of: $0, into: &boundaries) }
    }
  }

  private func run() {
    written = 0
    for document in sample.documents {
      var document = document
      pipeline.process(&document)
      written += pipeline.emit(document).count
    }
  }

  private func runStages() {
    var times: [StageName: Duration] = [:]
    for document in sample.documents {
      var document = document
      for stage in StageName.allCases where stage != .emit {
        times[stage, default: .zero] += clock.measure { pipeline.run(stage, on: &document) }
      }
      times[.emit, default: .zero] += clock.measure { _ = pipeline.emit(document) }
    }
    for (stage, time) in times { stages[stage, default: []].append(time) }
  }

  // MARK: Report

  func report(loading: Duration) -> String {
    let unit = best(breaking)
    var out = "\(sample.name): \(sample.documents.count) documents, \(fixed(Double(sample.bytes) / 1e6, 2)) MB, "
    out += "\(fixed(Double(written) / 1e6, 1)) MB of records, best of \(whole.count) rounds\n\n"
    out += row("", "ms", "MB/s", "x ICU words")
    out += line("ICU words", unit, unit)
    out += line("text to records", best(whole), unit)
    for stage in StageName.allCases { out += line("  \(stage.rawValue)", best(stages[stage] ?? []), unit) }
    out += "\ntables loaded in \(fixed(milliseconds(loading), 0)) ms"
    if let peak = Self.peakMemory { out += "; peak memory \(peak / 1024) MB, copies of the texts included" }
    return out + "\n"
  }

  private func line(_ name: String, _ time: Duration, _ unit: Duration) -> String {
    let ms = milliseconds(time)
    // Too short to say anything of: the stage is switched off, or has nothing to do.
    guard ms >= 0.1 else { return row(name, fixed(ms, 1), "", "") }
    return row(name, fixed(ms, 1), fixed(Double(sample.bytes) / 1e3 / ms, 1), fixed(milliseconds(unit) / ms, 2))
  }

  private func row(_ name: String, _ ms: String, _ rate: String, _ ratio: String) -> String {
    func right(_ text: String, _ width: Int) -> String {
      String(repeating: " ", count: max(0, width - text.count)) + text
    }
    return name + right(ms, 28 - name.count) + right(rate, 10) + right(ratio, 13) + "\n"
  }

  private func best(_ times: [Duration]) -> Duration { times.min() ?? .zero }

  private func milliseconds(_ time: Duration) -> Double { time / .milliseconds(1) }

  private func fixed(_ value: Double, _ places: Int) -> String { String(format: "%.\(places)f", value) }

  /// The most that the process held, in KB, as Linux tells it.
  private static var peakMemory: Int? {
    guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
      let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") })
    else { return nil }
    return line.split(separator: " ").compactMap { Int($0) }.first
  }
}
