/// Chooses what the arm does next. One instance serves one episode, so it may remember.
///
/// `act` may be slow and is never called twice at once. It throws rather than invent an action:
/// the episode then ends as *errored*, which is never counted as *failed*.
package protocol Policy: Sendable {
  /// One or more actions, oldest first, each for one control step (later ones may go unused); or words
  /// alone, which whoever asks turns into actions.
  mutating func act(_ observation: Observation) async throws -> Answer
}

/// What a policy answered: actions, and the words they came from if it spoke.
package struct Answer: Hashable, Sendable {
  /// Oldest first, each for one control step; empty only where words alone were said.   (n)
  package var actions: [Action]

  /// The words the actions were made from, or are to be.
  package var words: String?

  /// Why words alone are not to be carried out, whatever they say.
  package var fault: Fault?

  package enum Fault: Hashable, Sendable {
    /// They are not all of it.
    case cut
    /// They are why there is no answer.
    case refused
  }

  package init(_ actions: [Action], words: String? = nil) {
    self.actions = actions
    self.words = words
  }

  /// Words alone, of the vocabulary that whoever asks has for them.
  package init(saying words: String, fault: Fault? = nil) {
    self.init([], words: words)
    self.fault = fault
  }
}
