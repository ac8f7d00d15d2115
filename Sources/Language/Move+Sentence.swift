extension Move: CustomStringConvertible {
  /// Reads an ECoT sentence such as "move forward left, tilt down, close gripper", or "stop".
  ///
  /// Upper and lower case, surplus white space, a full stop at the end, the order of the parts and
  /// the order of the directions after "move" do not matter; everything else does. Takes time
  /// linear in the text's length and stops at the first fault.
  ///
  /// - Throws: ``LanguageError`` for any text that does not say exactly one thing: no word is
  ///   passed over and no meaning is guessed.
  package init(parsing sentence: String) throws(LanguageError) {
    var parser = MoveParser(sentence)
    self = try parser.parse()
  }

  /// The sentence as ECoT writes it: the words for x, y and z after one "move", then tilt, rotation
  /// and gripper, between commas; "stop" when there is nothing to say.
  package var description: String {
    var parts = Verb.allCases.compactMap { verb in
      let words = verb.axes.compactMap(word(for:))
      return words.isEmpty ? nil : "\(verb.rawValue) \(words.joined(separator: " "))"
    }
    if let gripper { parts.append("\(gripper.rawValue) \(Keyword.gripper)") }
    return parts.isEmpty ? Keyword.stop : parts.joined(separator: ", ")
  }

  private func word(for axis: Axis) -> String? {
    switch self[axis] {
    case .positive: axis.words.positive
    case .negative: axis.words.negative
    case .zero: nil
    }
  }
}
