/// Something that can hold of a world: a goal or a milestone on the way to it.
package enum Condition: Hashable, Sendable {
  /// The body's joint stands at this position or beyond. Metres.
  case jointAtLeast(body: String, Double)

  /// The body's joint stands at this position or before. Metres.
  case jointAtMost(body: String, Double)

  /// The arm touches the body.
  case touched(body: String)
}

/// A step of the way to the goal that counts as progress.
package struct Milestone: Hashable, Sendable {
  package let name: String
  package let condition: Condition

  package init(name: String, condition: Condition) {
    self.name = name
    self.condition = condition
  }
}
