import Foundation
import ICU
import Zhibiao

// Text to JSON Lines on one core, as a ratio to ICU's word breaking of the same text in the same run: a figure that
// means the same on any machine. `zhibiao-bench [--rounds N] [FILE …]`; without files the work reports, where they lie
// beside the package, else the articles of Corpus, repeated. `--pages`: pages to documents, as a ratio to libxml2's bare
// parse of them.

var inputs = Array(CommandLine.arguments.dropFirst())
var rounds = 5
if let at = inputs.firstIndex(of: "--rounds"), at + 1 < inputs.count, let count = Int(inputs[at + 1]), count > 0 {
  rounds = count
  inputs.removeSubrange(at...(at + 1))
}

let readsPages = inputs.contains("--pages")
inputs.removeAll { $0 == "--pages" }
if readsPages, inputs.isEmpty {
  inputs = FileManager.default.fileExists(atPath: "../shared/pages") ? ["../shared/pages"] : ["Corpus"]
}

do {
  let sample = try Sample(inputs)
  let clock = ContinuousClock()
  let begun = clock.now
  let pipeline = try Pipeline(PipelineFile(path: Home.pipelines() + "/news.yml"))
  let loading = clock.now - begun
  if readsPages {
    print(PageThroughput(pipeline, sample).report(rounds: rounds))
    exit(0)
  }
  let throughput = try Throughput(pipeline, sample)
  for _ in 0..<rounds { throughput.measure() }
  print(throughput.report(loading: loading), terminator: "")
} catch {
  FileHandle.standardError.write(Data("zhibiao-bench: \(error)\n".utf8))
  exit(2)
}
