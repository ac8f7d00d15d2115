/// Reads a sentence of the ECoT vocabulary, part by part:
///
///     sentence = part {"," part}
///     part     = verb direction {direction} | ("open" | "close") "gripper" | "stop"
///
/// Whatever has been said is remembered with its place, so that saying it again, or its opposite,
/// is an error that points at both.
struct MoveParser {
  private var tokens: TokenReader
  private var move = Move()

  /// The word that opens the sentence's first part.
  private var opening: Token?
  private var verbs: [Verb: Token] = [:]
  private var directions: [Move.Axis: Token] = [:]
  private var gripper: Token?

  init(_ sentence: String) { tokens = TokenReader(sentence) }

  mutating func parse() throws(LanguageError) -> Move {
    guard tokens.next != nil else { throw .nothingSaid }
    var comma: Token?
    repeat {
      guard let word = tokens.take(), !word.isComma else {
        throw .emptyPart(place: comma?.place ?? 1)
      }
      try parsePart(word)
      comma = tokens.take()
      if let comma, !comma.isComma { throw .unknownWord(Quote(comma), expected: [Self.comma]) }
    } while comma != nil
    return move
  }

  /// The part that opens with `word`, up to what should be a comma.
  private mutating func parsePart(_ word: Token) throws(LanguageError) {
    if let verb = Verb.allCases.first(where: { word.says($0.rawValue) }) {
      try parseDirections(of: verb, word)
    } else if let told = Move.Gripper.allCases.first(where: { word.says($0.rawValue) }) {
      try parseGripper(told, word)
    } else if !word.says(Keyword.stop) {
      throw .unknownWord(Quote(word), expected: Self.openings)
    }

    // "stop" says that there is nothing else to say.
    if let opening, word.says(Keyword.stop) || opening.says(Keyword.stop) {
      throw .clash(word, opening, same: word.says(Keyword.stop) && opening.says(Keyword.stop))
    }
    opening = opening ?? word
  }

  private mutating func parseDirections(of verb: Verb, _ word: Token) throws(LanguageError) {
    let known = verb.directions
    var count = 0
    while let next = tokens.next, !next.isComma {
      guard let direction = known.first(where: { next.says($0.word) }) else {
        let alternative = count > 0 ? [Self.comma] : []
        throw .unknownWord(Quote(next), expected: known.map(\.word) + alternative)
      }
      if let earlier = directions.updateValue(next, forKey: direction.axis) {
        throw .clash(next, earlier, same: move[direction.axis] == direction.sign)
      }
      move[direction.axis] = direction.sign
      count += 1
      _ = tokens.take()
    }
    guard count > 0 else { throw .unfinished(Quote(word), expected: known.map(\.word)) }
    if let earlier = verbs.updateValue(word, forKey: verb) {
      throw .clash(word, earlier, same: true)
    }
  }

  private mutating func parseGripper(_ told: Move.Gripper, _ word: Token) throws(LanguageError) {
    guard let noun = tokens.next, !noun.isComma else {
      throw .unfinished(Quote(word), expected: [Keyword.gripper])
    }
    guard noun.says(Keyword.gripper) else {
      throw .unknownWord(Quote(noun), expected: [Keyword.gripper])
    }
    _ = tokens.take()
    if let gripper { throw .clash(word, gripper, same: move.gripper == told) }
    (move.gripper, gripper) = (told, word)
  }

  private static let comma = "a comma"

  /// What a part can begin with, as errors list it.
  private static let openings =
    Verb.allCases.map(\.rawValue) + Move.Gripper.allCases.map { "\($0.rawValue) gripper" }
    + [Keyword.stop]
}

extension LanguageError {
  /// Two words for one thing: the same one twice, or one against the other.
  fileprivate static func clash(_ later: Token, _ earlier: Token, same: Bool) -> LanguageError {
    same
      ? .repetition(Quote(later), earlier: Quote(earlier))
      : .contradiction(Quote(later), earlier: Quote(earlier))
  }
}
