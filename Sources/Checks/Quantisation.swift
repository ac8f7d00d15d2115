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

  /// So many amounts each way are tried on each axis.
  private static let samples = 80

  /// - Parameters:
  ///   - spans: how far a word goes in each of an action's numbers; 0 where none does.   (6)
  init(of mapping: Mapping, from start: ArmState, spans: [Double]) {
    var state = start
    do {
      // Absolute words start from where they can name.
      let stay = try mapping.translate(mapping.reply(saying: nil, from: state), from: state)
      for action in stay.actions { state.apply(action) }
      for (place, span) in spans.enumerated() where span > 0 {
        for sample in -Self.samples...Self.samples {
          var numbers = [Double](repeating: 0, count: 7)
          numbers[place] = span * Double(sample) / Double(Self.samples)
          numbers[6] = state.opening
          guard let wanted = Action(numbers) else { continue }
          note(try mapping.said(wanted, from: state).actions, for: wanted, place, from: state)
        }
      }
    } catch { failure = error }
  }

  private mutating func note(
    _ said: [Action], for wanted: Action, _ place: Int, from state: ArmState
  ) {
    var (meant, done) = (state, state)
    meant.apply(wanted)
    for action in said { done.apply(action) }
    if place < 3 {
      length = max(length, (done.X_WT.translation - meant.X_WT.translation).length)
    } else {
      angle = max(angle ?? 0, done.X_WT.rotation.angle(to: meant.X_WT.rotation))
    }
  }
}
