package import Geometry

/// What only a world knows of itself, for prompts that ask for it: no perception of the policy's.
package struct Hints: Hashable, Sendable {
  /// The things that can move or that the task is about, in the world's order.
  package var things: [Thing]

  /// How far away everything is, by the view's name.
  package var depths: [String: Depth]

  package init(things: [Thing] = [], depths: [String: Depth] = [:]) {
    (self.things, self.depths) = (things, depths)
  }

  package struct Thing: Hashable, Sendable {
    package var name: String

    /// Its middle, in the arm's base.
    package var p_WO: Vector3

    /// Points of its surface among which all that are outermost are, in the arm's base.
    package var outline: [Vector3]

    package init(name: String, p_WO: Vector3, outline: [Vector3]) {
      (self.name, self.p_WO, self.outline) = (name, p_WO, outline)
    }
  }

  package struct Depth: Hashable, Sendable {
    package var width, height: Int

    /// Along the optical axis at each pixel's centre, infinite where nothing is. Metres.
    /// (height, width)
    package var metres: [Float]

    package init(width: Int, height: Int, metres: [Float]) {
      precondition(metres.count == width * height, "depths do not fit the size")
      (self.width, self.height, self.metres) = (width, height, metres)
    }
  }

  /// Which of them a prompt asks for.
  package struct Kinds: OptionSet, Hashable, Sendable {
    package let rawValue: Int
    package init(rawValue: Int) { self.rawValue = rawValue }
    package static let things = Kinds(rawValue: 1)
    package static let depths = Kinds(rawValue: 2)
  }
}
