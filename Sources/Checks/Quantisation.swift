import Control
import Geometry
import Language
import Simulation

/// How far what a vocabulary can say is at most from what was meant, within one word along or about
/// each axis that it moves.
package struct Quantisation: Hashable, Sendable {
  /// Metres.
  package private(set) var length = 0.0

  /// Radians; nil where no word turns the tool.
  package private(set) var angle: Double?

  /// Why something that was meant could not be said, where that is so.
  private(set) var failure: Diagnosis?

  /// So many shares of a word are tried for each.
  private static let samples = 80

  /// `sayings` are what moves the tool, as it is to.
  init(of mapping: Mapping, _ sayings: [Saying], from start: ArmState) {
    var state = start
    do {
      // Absolute words start from where they can name.
      let stay = try mapping.translate(mapping.reply(saying: nil, from: state), from: state)
      for action in stay.actions { state.apply(action) }
      for case .way(let axis, let isPositive) in sayings {
        for sample in 1...Self.samples {
          let share = (isPositive ? 1 : -1) * Double(sample) / Double(Self.samples)
          note(try mapping.rounding(of: axis, share, from: state), axis)
        }
      }
    } catch { failure = error }
  }

  private mutating func note(_ ends: (meant: Pose, said: Pose), _ axis: Move.Axis) {
    if axis.isLength {
      length = max(length, (ends.said.translation - ends.meant.translation).length)
    } else {
      angle = max(angle ?? 0, ends.said.rotation.angle(to: ends.meant.rotation))
    }
  }
}
