extension Mapping {
  /// Deeds in the vocabulary's own words, in order: its canonical sentence, which is read back as the
  /// same deeds.
  package func words(for deeds: [Deed]) -> String {
    switch form {
    case .words:
      deeds.map { deed in
        if case .move(let move) = deed { sentence(for: move) } else { Self.stop }
      }.joined(separator: ", then ")
    case .mallet, .malletAsUpstream:
      deeds.map { object($0, withRoll: form == .mallet) }.joined(separator: "\n")
    case .bins(let bins): bins.words(for: deeds)
    }
  }

  static let stop = "stop"

  /// As ECoT writes it: the words for x, y and z after one "move", then tilt, roll, rotation and
  /// gripper, between commas; "stop" when there is nothing to say.
  private func sentence(for move: Move) -> String {
    var parts = Verb.allCases.compactMap { verb in
      let words = Move.Axis.allCases.filter { Verb($0) == verb }.compactMap { word($0, of: move) }
      return words.isEmpty ? nil : "\(verb.rawValue) \(words.joined(separator: " "))"
    }
    if let gripper = move.gripper {
      parts.append("\(grips[gripper]?.first ?? gripper.rawValue) gripper")
    }
    return parts.isEmpty ? Self.stop : parts.joined(separator: ", ")
  }

  private func word(_ axis: Move.Axis, of move: Move) -> String? {
    guard let rule = axes[axis], rule.size != 0, let way = way(axis, of: move) else { return nil }
    guard readsAmounts else { return way }
    let tenths = Self.tenths(move[axis], axis)
    let number = tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    return "\(way) \(number) \(axis.isLength ? "cm" : "degrees")"
  }

  /// The word for the way that an axis goes; nil for less than what is told.
  func way(_ axis: Move.Axis, of move: Move) -> String? {
    guard let rule = axes[axis] else { return nil }
    let amount = move[axis]
    if readsAmounts ? Self.tenths(amount, axis) == 0 : abs(amount) <= abs(rule.size) / 2 {
      return nil
    }
    return ((amount > 0) == (rule.size > 0) ? rule.positive : rule.negative).first
  }

  /// How finely amounts are told: tenths of a centimetre, or of a degree.
  private static func tenths(_ amount: Double, _ axis: Move.Axis) -> Int {
    let tenths = (abs(amount) * (axis.isLength ? 1000 : 1800 / .pi)).rounded()
    return tenths < 1e15 ? Int(tenths) : 1_000_000_000_000_000
  }
}
