import Control
import Foundation
import Synchronization

/// What a run has paid for: a line of `spent.jsonl` for each answer that was asked for and not looked
/// up, in all its attempts and whatever became of the episode.
final class Ledger: Sendable {
  private let path: String
  private let state: Mutex<State>

  private struct State: ~Copyable {
    var entries: [Entry]
    var file: LineFile?
  }

  /// One answer.
  private struct Entry: Codable {
    /// From 0.
    var episode: Int

    /// As limits count them: guessed where the provider does not say. US dollars; nil where no price
    /// is known.
    var tokens: Int?
    var usd: Double?

    /// How long it took, waits included.
    var latency_s: Double
  }

  /// Of a run folder, with what earlier attempts at the run paid for. Throws
  /// `RunFolderError.damaged`, and `DiskError`.
  init(in run: String) throws {
    path = run + "/spent.jsonl"
    let kept = try KeptLines(path)
    let entries = kept.lines.map { Self.entry($0) }
    try kept.check(
      { Self.entry($0) != nil },
      advice: "mend it, or remove it, and limits do not count what was paid for that answer")
    if kept.isTorn { try KeptLines.rewrite(kept.lines, to: path) }
    state = Mutex(State(entries: entries.compactMap(\.self)))
  }

  private static func entry(_ line: String) -> Entry? {
    guard let entry = try? JSONDecoder().decode(Entry.self, from: Data(line.utf8)),
      entry.episode >= 0, (0...1e9).contains(entry.latency_s),
      Cost(calls: 1, tokens: entry.tokens, usd: entry.usd).isSane
    else { return nil }
    return entry
  }

  /// Adds an answer. Throws `DiskError`.
  func add(_ charge: Cost, latency: Duration, episode: Int) throws {
    let entry = Entry(
      episode: episode, tokens: charge.tokens, usd: charge.usd, latency_s: latency.seconds)
    try state.withLock { state in
      if state.file == nil { state.file = try LineFile(path, keeps: true) }
      try state.file?.append([
        "episode": .integer(episode), "tokens": JSON(entry.tokens), "usd": JSON(entry.usd),
        "latency_s": .number(entry.latency_s),
      ])
      state.entries.append(entry)
    }
  }

  /// What all of it came to; the price is nil where that of one answer is not known.
  var spent: Cost {
    state.withLock { state in
      state.entries.reduce(.none) { $0 + Cost(calls: 1, tokens: $1.tokens, usd: $1.usd) }.rounded
    }
  }

  /// How long each answer took, seconds.
  var latencies: [Double] { state.withLock { $0.entries.map(\.latency_s) } }
}

extension Cost {
  /// Whether it can be of one episode or answer, and summed up: a file may say anything.
  var isSane: Bool {
    let (numbers, dollars) = (0...1_000_000_000_000, 0.0...1e9)
    return numbers.contains(calls) && numbers.contains(tokens ?? 0) && dollars.contains(usd ?? 0)
  }

  /// To a billionth of a dollar, so that a sum does not depend on its order.
  var rounded: Cost {
    Cost(calls: calls, tokens: tokens, usd: usd.map { ($0 * 1e9).rounded() / 1e9 })
  }
}
