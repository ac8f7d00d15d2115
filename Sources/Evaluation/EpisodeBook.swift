import Control
import Foundation
import Synchronization

/// The exchanges of one episode, in `exchanges.jsonl`: a line each, handed to the system before the
/// answer is used, so that none is paid for twice.
final class EpisodeBook: ExchangeBook {
  private let path: String
  private let pictures: RunPictures
  private let state: Mutex<State>

  private struct State: ~Copyable {
    /// What an earlier attempt at the episode left.
    var past: [String]
    var kept = 0
    var cost = Cost.none
    var latencies: [Duration] = []
    var taken = 0
    var file: LineFile?
  }

  /// In an episode's folder, which may hold an earlier attempt; its last line, if it was cut off, is
  /// dropped. Throws `DiskError`.
  init(in folder: String, pictures: RunPictures) throws {
    (path, self.pictures) = (folder + "/exchanges.jsonl", pictures)
    let text = FileManager.default.contents(atPath: path).map {
      String(decoding: $0, as: UTF8.self)
    }
    var lines = (text ?? "").split(separator: "\n", omittingEmptySubsequences: false).map(
      String.init)
    let torn = lines.popLast() ?? ""
    state = Mutex(State(past: lines))
    if !torn.isEmpty { try rewrite(lines) }
  }

  func past(_ index: Int) -> String? {
    state.withLock { $0.past.indices.contains(index) ? $0.past[index] : nil }
  }

  func keep(_ exchange: Exchange) throws {
    try pictures.keep(exchange.pictures)
    try state.withLock { state in
      if state.kept >= state.past.count || state.past[state.kept] != exchange.line {
        try cut(&state)
        if state.file == nil { state.file = try LineFile(path, keeps: true) }
        try state.file?.append(line: exchange.line)
      }
      state.kept += 1
      state.cost = state.cost + exchange.cost
      if let latency = exchange.latency { state.latencies.append(latency) }
    }
  }

  /// Drops what the earlier attempt has beyond this one.
  func close() throws { try state.withLock { try cut(&$0) } }

  private func cut(_ state: inout State) throws {
    guard state.kept < state.past.count else { return }
    state.past = Array(state.past.prefix(state.kept))
    try rewrite(state.past)
  }

  private func rewrite(_ lines: [String]) throws {
    try Disk.write(lines.map { $0 + "\n" }.joined(), to: path)
  }

  /// What the exchanges came to; nil where there were none.
  var cost: Cost? { state.withLock { $0.kept > 0 ? $0.cost : nil } }

  /// How long each answer took that was waited for.
  var latencies: [Duration] { state.withLock { $0.latencies } }

  /// Those of `latencies` that came since the last time.
  func takeLatencies() -> [Duration] {
    state.withLock { state in
      defer { state.taken = state.latencies.count }
      return Array(state.latencies[state.taken...])
    }
  }
}

/// The pictures that were sent, each once in a run, in `pictures/`.
final class RunPictures: Sendable {
  private let folder: String
  private let known = Mutex<Set<String>>([])

  /// In a run's folder.
  init(in run: String) { folder = run + "/pictures" }

  func keep(_ pictures: [Exchange.Picture]) throws {
    try known.withLock { known in
      for picture in pictures where !known.contains(picture.name) {
        let path = "\(folder)/\(fileName(picture.name))"
        if !FileManager.default.fileExists(atPath: path) {
          try Disk.makeFolder(folder)
          try Disk.write(picture.bytes, to: path)
        }
        known.insert(picture.name)
      }
    }
  }
}
