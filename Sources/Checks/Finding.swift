import Geometry
import Language

/// Something about a vocabulary that whoever writes a prompt in it ought to know, or that spoils it.
package struct Finding: Hashable, Sendable {
  package var kind: Kind

  /// Whether the vocabulary fails for it; what is no fault is told only.
  package var isFault: Bool

  /// What was found, on one line.
  package var text: String

  /// The same with its weight before it, `fault:` or `note:`.
  package var line: String { "\(isFault ? "fault" : "note"): \(text)" }

  package enum Kind: String, CaseIterable, Hashable, Sendable {
    /// The oracle did not reach the goal in these words.
    case unsolved
    /// Something that the vocabulary has a word for is an error.
    case notUnderstood = "not_understood"
    /// A word moves nothing, wherever it was tried.
    case dead
    /// A word of the lists that cannot be said.
    case unheard
    /// Two words do the same.
    case alias
    /// A word goes the other way.
    case sign
    /// A word goes about or along another axis.
    case axis
    /// Which way a word goes depends on the side of straight down that the finger tips are on.
    case gimbal
    /// The gripper does not do what it is told.
    case gripper
    /// The station cuts off what a word asks for.
    case clipped
    /// A magnitude of nothing moves.
    case offset
  }
}

extension Vector3 {
  /// A way along the axes of the arm's base, for people: where it mostly goes.
  var wayInWords: String { named("forward", "back", "left", "right", "up", "down") }

  /// A turn, a rotation vector about the base's axes, for people: what it mostly does to fingers that
  /// point down.
  var turnInWords: String {
    named(
      "swings the finger tips left", "swings the finger tips right", "swings the finger tips back",
      "swings the finger tips forward", "turns counterclockwise from above",
      "turns clockwise from above")
  }

  private func named(
    _ x: String, _ minusX: String, _ y: String, _ minusY: String, _ z: String, _ minusZ: String
  ) -> String {
    if abs(self.z) >= Swift.max(abs(self.x), abs(self.y)) { return self.z < 0 ? minusZ : z }
    return abs(self.x) >= abs(self.y) ? self.x < 0 ? minusX : x : self.y < 0 ? minusY : y
  }
}

/// A number rounded to so many digits after its point.
func rounded(_ value: Double, _ digits: Int) -> Double {
  var scale = 1.0
  for _ in 0..<digits { scale *= 10 }
  return (value * scale).rounded() / scale
}

/// The same for people: a whole number without a point.
func inDigits(_ value: Double, _ digits: Int) -> String {
  let value = rounded(value, digits)
  return Int(exactly: value).map(String.init) ?? "\(value)"
}
