import Control
import Evaluation
import Language

extension Evaluation.Run.Report {
  /// What came of the run and where to look, for people.
  func lines(seeds plan: Evaluation.Run) -> [String] {
    let judged = summary.count(.succeeded) + summary.count(.failed)
    var lines = ["\(summary.scene), policy \(summary.policy), station \(summary.station)"]
    var verdict = "\(summary.count(.succeeded)) of \(judged) episodes succeeded"
    if let interval = summary.interval, judged > 1 {
      verdict += " (95 % interval \(percent(interval.low)) to \(percent(interval.high)) %)"
    }
    if summary.count(.errored) > 0 { verdict += "; \(summary.count(.errored)) more errored" }
    if wasInterrupted { verdict += "; interrupted after \(summary.results.count)" }
    lines.append(verdict)
    if summary.results.count == 1, let only = summary.results.first {
      lines.append("\(only.outcome.rawValue) after \(only.steps) steps: \(only.reason)")
    }
    if let cost = summary.cost, cost.calls > 0 {
      lines.append("Model          \(words(for: cost))\(latencies)")
    }
    if summary.spent.calls > 0, summary.spent != summary.cost {
      // Something was looked up, cut off or done again.
      lines.append("Paid for       \(words(for: summary.spent))")
    }
    if let understanding = summary.understanding { lines += words(for: understanding) }
    lines.append("Run folder     \(summary.run)")
    if let index = exemplar(of: plan) {
      lines.append("Contact sheet  \(RunFolder.episode(index, of: summary.run))/sheet.png")
      lines.append("Rollout        \(RunFolder.episode(index, of: summary.run))/rollout.png")
    }
    return lines
  }

  private func words(for cost: Cost) -> String {
    var words = [cost.calls == 1 ? "1 answer" : "\(cost.calls) answers"]
    if let tokens = cost.tokens { words.append("\(tokens) tokens") }
    words.append(cost.price)
    return words.joined(separator: ", ")
  }

  /// How long the answers took that were paid for.
  private var latencies: String {
    guard let median = summary.latency(50), let most = summary.latency(100) else { return "" }
    return ", \(median) s each, \(most) s at most"
  }

  /// What of a model's answers was not understood at first, and to the end.
  private func words(for understanding: Understanding) -> [String] {
    var lines: [String] = []
    if understanding.repairs > 0 {
      lines.append("Repairs        \(understanding.repairs) asked for, of replies not understood")
    }
    if !understanding.list.isEmpty {
      let count = understanding.list.reduce(0) { $0 + $1.count }
      let kinds = understanding.list.map { "\($0.kind.rawValue) \($0.count)" }
      lines.append(
        "Not understood \(count) of the answers, the arm held still: \(kinds.joined(separator: ", "))"
      )
    }
    return lines
  }

  /// The episode that is worth a look first: one that did not succeed, if there is any.
  private func exemplar(of plan: Evaluation.Run) -> Int? {
    let result = summary.results.first { $0.outcome != .succeeded } ?? summary.results.first
    return result.map { Int($0.seed - plan.first.seed) }
  }

  /// How many episodes errored and what the first of them met; nil where none did.
  var firstError: String? {
    guard let first = summary.results.first(where: { $0.outcome == .errored }) else { return nil }
    let count = summary.count(.errored)
    return "\(count) of \(summary.results.count) episodes errored, in \(summary.run), "
      + "seed \(first.seed) after \(first.steps) steps: \(first.reason)"
  }

  private func percent(_ share: Double) -> String {
    let tenths = Int((share * 1000).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }
}
