/// Why words, or a trajectory to be put into words, were not understood.
///
/// Places count Unicode scalars from 1.
package enum LanguageError: Error, Hashable, Sendable {
  /// The text is empty or white space.
  case nothingSaid
  /// There is nothing between two commas, before the first or after the last; `place` is the
  /// comma's.
  case emptyPart(place: Int)
  /// A word that has no meaning where it stands, and what would have one.
  case unknownWord(Quote, expected: [String])
  /// A word that needs another after it.
  case unfinished(Quote, expected: [String])
  /// The opposite was said earlier.
  case contradiction(Quote, earlier: Quote)
  /// The same was said earlier, which could mean twice as far or nothing at all.
  case repetition(Quote, earlier: Quote)
  /// A trajectory has fewer than two states, so that nothing moves.
  case tooFewStates(count: Int)
  /// A state of a trajectory, counted from 0, does not have seven numbers.
  case wrongWidth(state: Int, count: Int)
}

extension LanguageError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .nothingSaid:
      "nothing is said; say a move such as \"move forward left, close gripper\", or \"stop\""
    case .emptyPart(let place):
      "nothing is said on one side of the comma at character \(place); leave the comma out"
    case .unknownWord(let word, let expected):
      "\(word) means nothing there; say \(Self.alternatives(expected))"
    case .unfinished(let word, let expected):
      "\(word) says only half; follow it with \(Self.alternatives(expected))"
    case .contradiction(let word, let earlier):
      "\(word) contradicts \(earlier); keep one of them"
    case .repetition(let word, let earlier):
      "\(word) repeats \(earlier); say it once"
    case .tooFewStates(let count):
      "a trajectory of \(count) \(count == 1 ? "state" : "states") has no moves; give at least 2"
    case .wrongWidth(let state, let count):
      "state \(state) of the trajectory has \(count) \(count == 1 ? "number" : "numbers"); "
        + "give 7: x, y, z, roll, pitch, yaw, gripper"
    }
  }

  private static func alternatives(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.joined() }
    return words.dropLast().joined(separator: ", ") + " or " + last
  }
}
