package import Control
import Geometry

/// A reply as it was understood, and what it makes the arm do.
package struct Translation: Hashable, Sendable {
  package var reading: Reading

  /// In order, each for one control step; never empty.
  package var actions: [Action]
}

extension Mapping {
  /// What was understood, in the vocabulary's own words.
  package func words(of reading: Reading) -> String { words(for: reading.steps.map(\.deed)) }

  /// An action's seven numbers in words, after which `state` is where it leads; nil where they are not
  /// seven finite numbers.
  package func describe(_ numbers: [Double], from state: inout ArmState) -> String? {
    guard let action = Action(numbers) else { return nil }
    let words = words(for: [deed(for: action, from: state)])
    state.apply(action)
    return words
  }

  /// The way-point of a state as Bridge's data has it, x, y, z in metres, roll, pitch, yaw in radians
  /// from a gripper that points straight down, and the gripper's opening 0...1; nil where they are not seven finite numbers, and where the vocabulary tells moves.
  package func wayPoint(of numbers: [Double], from start: ArmState) -> String? {
    guard case .bins(let bins) = form, numbers.count == 7, numbers.allSatisfy(\.isFinite) else {
      return nil
    }
    let R_WD = Rotation(roll: 0, pitch: .pi / 2, yaw: 0)
    let R_WT = Rotation(roll: numbers[3], pitch: numbers[4], yaw: numbers[5]) * R_WD
    let X_WT = Pose(R_WT, Vector3(numbers[0], numbers[1], numbers[2]))
    return words(for: [.reach(bins.wayPoint(X_WT, numbers[6] > 0.5, start))])
  }

  /// An action put into words, and the actions that these words are: what a policy that knows what it
  /// wants may do when all it can do is speak.
  package func said(_ wanted: Action, from state: ArmState) throws(Diagnosis) -> Answer {
    let words = words(for: [deed(for: wanted, from: state)])
    return Answer(try translate(words, from: state).actions, words: words)
  }
}

extension Reading {
  /// Tells that a roll had no say.
  mutating func leaveRoll(at span: Range<Int>, _ reply: String) {
    notes.append("no roll: the fingers point straight down, where it is a rotation")
    let place = rollSpan ?? span
    ignored.append(Excerpt(text: Folded(reply).text(place), span: place))
    ignored.sort { $0.span.lowerBound < $1.span.lowerBound }
  }
}
