/// What the arm did from one step of a trajectory on, as the ECoT data set labels it.
///
/// The rule is that of `scripts/generate_embodied_data/primitive_movements.py` in
/// MichalZawalski/embodied-CoT (commit 1813ad7), to the bit: the same operations in the same order
/// and precision as it has with NumPy 1, which its TensorFlow 2.15 asks for. (NumPy 2 divides and
/// compares lengths of float32 states in single precision: its labels differ where a length or a cut
/// motion meets a threshold exactly.)
package struct MoveLabel: Hashable, Sendable {
  /// x, y, z, roll, pitch, yaw, gripper, each -1, 0 or 1; pitch's in roll's place too where roll has
  /// none.   (7)
  package let signs: [Int]

  /// How far it went, raw: x, y, z in metres, roll, pitch, yaw in radians, gripper.   (7)
  package let motion: [Double]

  /// The label as a move of a vocabulary: of its sizes, or of the amounts measured where it tells any.
  /// ECoT's own gives ECoT's sentence.
  package func move(in mapping: Mapping) -> Move {
    var move = Move(gripper: signs[6] == 0 ? nil : signs[6] > 0 ? .open : .close)
    let isPitch = signs[3] != 0 && abs(motion[4]) > abs(motion[3]) && signs[3] == signs[4]
    let places: [(Move.Axis, sign: Int, motion: Int)] = [
      (.x, 0, 0), (.y, 1, 1), (.z, 2, 2), (.tilt, 3, isPitch ? 4 : 3), (.rotation, 5, 5),
    ]
    for (axis, sign, place) in places where signs[sign] != 0 {
      let size = abs(mapping.axes[axis]?.size ?? 0)
      move[axis] = mapping.readsAmounts ? motion[place] : Double(signs[sign]) * size
    }
    return move
  }

  /// One label a state, from x, y, z in metres, roll, pitch, yaw in radians and the gripper's
  /// opening 0...1.   (n, 7)
  ///
  /// A label compares a state with the third after it, or with the last one where there are fewer;
  /// the last state, which has none after it, repeats the label before. Numbers that are not finite
  /// are compared as IEEE 754 says. Give the precision that the trajectory was recorded in: `Float`
  /// for Bridge.
  ///
  /// - Throws: ``LanguageError/tooFewStates(count:)`` and
  ///   ``LanguageError/wrongWidth(state:count:)``.
  package static func labels<Number: BinaryFloatingPoint>(
    states: [[Number]]
  ) throws(LanguageError) -> [MoveLabel] {
    guard states.count >= 2 else { throw .tooFewStates(count: states.count) }
    if let state = states.firstIndex(where: { $0.count != 7 }) {
      throw .wrongWidth(state: state, count: states[state].count)
    }
    var labels = states.indices.dropLast().map { start in
      MoveLabel(from: states[start], to: states[goal(ofState: start, of: states.count)])
    }
    labels.append(labels[labels.count - 1])
    return labels
  }

  /// The state that a state is compared with, by its place.
  package static func goal(ofState index: Int, of count: Int) -> Int { min(index + 3, count - 1) }

  /// How far x, y, z and the gripper go, and a tenth of an angle, before they count.
  private static let threshold = 0.03

  private init<Number: BinaryFloatingPoint>(from first: [Number], to last: [Number]) {
    var motion = zip(last, first).map { $0 - $1 }
    self.motion = motion.map { Double($0) }

    // A translation longer than three thresholds, along the axes, is cut to that.
    let length = Double(abs(motion[0]) + abs(motion[1]) + abs(motion[2]))
    if length > 3 * Self.threshold {
      let scale = Number(3 * Self.threshold / length)
      for axis in 0..<3 { motion[axis] *= scale }
    }
    for axis in 3..<6 { motion[axis] /= 10 }

    let threshold = Number(Self.threshold)
    var signs = motion.map { $0 > threshold ? 1 : $0 < -threshold ? -1 : 0 }
    if signs[3] == 0 { signs[3] = signs[4] }
    self.signs = signs
  }
}
