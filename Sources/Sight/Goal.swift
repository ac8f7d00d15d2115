/// What an instruction asks for, as far as the stand-in understands any.
enum Goal: Hashable, Sendable {
  case openDrawer
  case closeDrawer
  case eggplantInSink
  case eggplantInBasket

  /// By its words; nil for anything else.
  init?(_ instruction: String) {
    let words = instruction.lowercased().split { !$0.isLetter }.map(String.init)
    if words.contains("drawer") {
      if words.contains("open") || words.contains("pull") {
        self = .openDrawer
      } else if words.contains("close") || words.contains("shut") || words.contains("push") {
        self = .closeDrawer
      } else {
        return nil
      }
    } else if words.contains("eggplant") {
      guard let place = words.last(where: { ["sink", "basket"].contains($0) }) else { return nil }
      self = place == "sink" ? .eggplantInSink : .eggplantInBasket
    } else {
      return nil
    }
  }
}

extension Sight {
  /// Whether an instruction asks for something that the stand-in knows how to do, at AutoEval's station
  /// at least: it knows the bodies of no other.
  package static func knows(_ instruction: String) -> Bool { Goal(instruction) != nil }
}
