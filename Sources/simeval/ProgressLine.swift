import Evaluation
import Synchronization

/// One line on the terminal that says how far a run is; nothing where there is no terminal.
final class ProgressLine: Sendable {
  private let episodes, steps: Int
  private let state = Mutex(State())

  private struct State {
    var finished = 0
    var succeeded = 0
    /// Steps done in the episodes that go on now, by episode.
    var running: [Int: Int] = [:]
  }

  init(_ run: Evaluation.Run) {
    (episodes, steps) = (run.episodes, run.first.steps)
  }

  func note(_ event: Evaluation.Run.Event) {
    guard Output.isTerminal else { return }
    state.withLock { state in
      switch event {
      case .stepped(let episode, let steps):
        state.running[episode] = steps
      case .finished(let episode, let result):
        state.running[episode] = nil
        state.finished += 1
        if result.outcome == .succeeded { state.succeeded += 1 }
      }
      let step = state.running.min { $0.key < $1.key }.map { ", step \($0.value) of \(steps)" }
      Output.progress(
        "\(state.finished) of \(episodes) episodes, \(state.succeeded) succeeded\(step ?? "")")
    }
  }

  func clear() { Output.progress("") }
}
