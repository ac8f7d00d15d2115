import Control
import Foundation
import Synchronization

/// The exchanges of one episode, in `exchanges.jsonl`: a line each, handed to the system before the
/// answer is used, so that none is paid for twice.
final class EpisodeBook: ExchangeBook {
  private let path: String
  private let episode: Int
  private let pictures: RunPictures
  private let ledger: Ledger
  private let state: Mutex<State>

  private struct State: ~Copyable {
    /// What an earlier attempt at the episode left.
    var past: [String]
    var kept = 0
    var cost = Cost.none
    var latencies: [Duration] = []
    var file: LineFile?
  }

  /// In the folder of an episode, from 0, which may hold an earlier attempt; its last line, if it was
  /// cut off, is dropped. Throws `DiskError`.
  init(in folder: String, episode: Int, pictures: RunPictures, ledger: Ledger) throws {
    path = Self.path(in: folder)
    (self.episode, self.pictures, self.ledger) = (episode, pictures, ledger)
    let kept = try KeptLines(path)
    state = Mutex(State(past: kept.lines))
    if kept.isTorn { try KeptLines.rewrite(kept.lines, to: path) }
  }

  /// Of an episode's folder.
  static func path(in folder: String) -> String { folder + "/exchanges.jsonl" }

  func past(_ index: Int) -> String? {
    state.withLock { $0.past.indices.contains(index) ? $0.past[index] : nil }
  }

  func keep(_ exchange: Exchange) throws {
    // What is paid for is counted first: an answer that then is lost has its price all the same.
    if let charge = exchange.charge {
      try ledger.add(charge, latency: exchange.latency ?? .zero, episode: episode)
    }
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
    try pictures.keep(exchange.pictures)
  }

  /// Drops what the earlier attempt has beyond this one.
  func close() throws { try state.withLock { try cut(&$0) } }

  private func cut(_ state: inout State) throws {
    guard state.kept < state.past.count else { return }
    state.past = Array(state.past.prefix(state.kept))
    try KeptLines.rewrite(state.past, to: path)
  }

  /// What the exchanges came to; nil where there were none.
  var cost: Cost? { state.withLock { $0.kept > 0 ? $0.cost : nil } }

  /// How long each answer took that was waited for since the last time.
  func takeLatencies() -> [Duration] {
    state.withLock { state in
      defer { state.latencies = [] }
      return state.latencies
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
