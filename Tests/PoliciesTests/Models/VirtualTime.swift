import Synchronization

@testable import Policies

/// Time that passes when everyone sleeps, and only then: minutes take no time, and a machine that is
/// busy changes nothing.
final class VirtualTime: Sendable {
  private struct State {
    var now = Duration.zero
    /// How many tasks there are that sleep or will.
    var tasks: Int
    var sleepers: [(until: Duration, number: Int, task: CheckedContinuation<Void, Never>)] = []
    var count = 0
  }

  private let state: Mutex<State>

  /// For so many tasks, each of which sleeps now and then or says that it is `done`.
  init(sleepers: Int) { state = Mutex(State(tasks: sleepers)) }

  var now: Duration { state.withLock { $0.now } }

  func sleep(_ duration: Duration) async {
    await withCheckedContinuation { task in
      let next = state.withLock { state in
        state.count += 1
        state.sleepers.append((state.now + max(.zero, duration), state.count, task))
        return Self.next(&state)
      }
      next?.resume()
    }
  }

  /// A task that will not sleep again.
  func done() {
    let next = state.withLock { state in
      state.tasks -= 1
      return Self.next(&state)
    }
    next?.resume()
  }

  /// Who wakes next, once all sleep: the earliest, of several the first to have lain down.
  private static func next(_ state: inout State) -> CheckedContinuation<Void, Never>? {
    guard state.sleepers.count >= state.tasks,
      let next = state.sleepers.indices.min(by: { a, b in
        let (x, y) = (state.sleepers[a], state.sleepers[b])
        return (x.until, x.number) < (y.until, y.number)
      })
    else { return nil }
    let sleeper = state.sleepers.remove(at: next)
    state.now = max(state.now, sleeper.until)
    return sleeper.task
  }

  var keeper: Timekeeper {
    Timekeeper(
      now: { self.now }, sleep: { await self.sleep($0) }, date: { self.now / .seconds(1) })
  }
}
