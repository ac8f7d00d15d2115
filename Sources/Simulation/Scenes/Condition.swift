package import Geometry

/// Something that can hold of a world: a goal, a milestone on the way to it, or a part of one.
package indirect enum Condition: Hashable, Sendable {
  /// Every one of them holds.
  case all([Condition])

  /// At least one of them holds.
  case any([Condition])

  /// It does not hold.
  case not(Condition)

  /// The body's joint stands at this position or beyond. Metres or radians.
  case jointAtLeast(body: String, Double)

  /// The body's joint stands at this position or before. Metres or radians.
  case jointAtMost(body: String, Double)

  /// The arm touches the body, or holds it.
  case touched(body: String)

  /// The gripper has held the body after so many steps in a row.
  case held(body: String, steps: Int)

  /// The arm neither touches the body nor holds it.
  case released(body: String)

  /// Nothing moved the body in the last step.
  case still(body: String)

  /// The body is this far from where it was at the start along the horizontal, and farther than any
  /// other that can be pushed. Metres.
  case moved(body: String, by: Double)

  /// The tool is this near to where the body is grasped, or else to its frame's origin. Metres.
  case reached(body: String, within: Double)

  /// The tool is within limits along the axes of the arm's base.
  case tool(in: WorkspaceBox)

  /// The body is higher than it was at the start, by this much. Metres.
  case lifted(body: String, by: Double)

  /// The body's own z axis is within this angle of the vertical. Radians.
  case upright(body: String, within: Double)

  /// The origin of the body is over that of the other: this near along the horizontal, and higher
  /// by more than the range's lower end and at most its upper one. Metres.
  case over(body: String, other: String, within: Double, height: ClosedRange<Double>)

  /// The middle of the body (its centre of mass) is in a box in the other's frame. Metres.
  case inside(body: String, other: String, lower: Vector3, upper: Vector3)

  /// A cloth lies or hangs with one corner this near to another along the horizontal (metres), and
  /// covers such a share of its flat area, seen from above.
  case folded(body: String, ClothCorners, within: Double, covers: ClosedRange<Double>)

  /// The body touches none but these, and the arm.
  case touchesOnly(body: String, others: [String])
}

/// Two corners of a cloth, each by the signs of its x and y in the cloth's frame.
package struct ClothCorners: Hashable, Sendable {
  package let from, to: SIMD2<Double>
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
