/// A way in which models misbehave, how often, and from which seed.
package struct Persona: Hashable, Sendable {
  /// What it does.
  package var habit: Habit

  /// The part of the answers in which it shows: 0...1.
  package var rate: Double

  /// What decides which answers those are.
  package var seed: UInt64

  /// A rate beyond 0...1 is cut.
  package init(_ habit: Habit, rate: Double = 1, seed: UInt64 = 0) {
    (self.habit, self.seed) = (habit, seed)
    self.rate = max(0, min(1, rate))
  }

  /// By the names that the command line has for them.
  package enum Habit: String, CaseIterable, Hashable, Sendable {
    /// Says much around the answer, other moves that it thought of included.
    case wordy
    /// Answers in a form that nobody asked for.
    case wrongFormat = "wrong-format"
    /// Will not.
    case refuses
    /// Takes left for right.
    case swapsSides = "swaps-sides"
    /// Answers without looking.
    case blind
    /// Says what it said the last time.
    case repeats
    /// Takes its time.
    case slow
    /// Is asked too much: 429.
    case busy
    /// Ends in the middle.
    case cutOff = "cut-off"
    /// Answers for the picture before.
    case late
  }
}

/// What a stand-in says to one request, and how.
package struct Utterance: Hashable, Sendable {
  /// Empty where nothing is said.
  package var text: String
  /// Why it says no more.
  package var ending = Ending.complete

  /// How long it takes over it. Seconds.
  package var delay = 0.0

  package init(text: String) { self.text = text }

  /// Why it says no more.
  package enum Ending: Hashable, Sendable {
    case complete
    /// There was no room for more.
    case cut
    case refused
    /// Nothing was said: ask again after this many seconds.
    case busy(retryAfter: Double)
  }
}
