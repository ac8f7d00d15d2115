/// Where a step's time went, as a line of `timing.jsonl` has it.
struct StepTiming: Sendable {
  /// Waiting for the policy; zero on the later actions of an answer.
  var policy = Duration.zero
  /// Of that, each of a model's answers.
  var calls: [Duration] = []
  /// Advancing the world.
  var world = Duration.zero
  /// Drawing the picture of this index.
  var draw = Duration.zero
  /// Writing that picture and the step's line.
  var write = Duration.zero

  func json(index: Int) -> JSON {
    [
      "index": .integer(index), "policy_ms": .number(policy.milliseconds),
      "calls_ms": JSON(calls.map(\.milliseconds)),
      "world_ms": .number(world.milliseconds), "draw_ms": .number(draw.milliseconds),
      "write_ms": .number(write.milliseconds),
    ]
  }
}

/// Time since it was last read.
struct Stopwatch {
  private var start = ContinuousClock.now

  mutating func restart() { start = .now }

  /// The time since the start, which it makes the new start.
  mutating func lap() -> Duration {
    defer { start = .now }
    return ContinuousClock.now - start
  }
}

extension Duration {
  /// To the microsecond.
  var milliseconds: Double { (self / .microseconds(1)).rounded() / 1000 }

  /// To the millisecond.
  package var seconds: Double { (self / .milliseconds(1)).rounded() / 1000 }
}
