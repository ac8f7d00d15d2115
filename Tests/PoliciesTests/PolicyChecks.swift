import Control
import Geometry
import Imaging
import Testing

/// What every policy must do, whatever it is: at least one action for each observation, all numbers
/// finite and within what any station takes (AutoEval's +-2), and a second one made alike gives the
/// same answers to the same observations.
func checkPolicy(
  steps: Int = 60, sourceLocation: SourceLocation = #_sourceLocation,
  _ make: () throws -> any Policy
) async throws {
  var answers: [[Answer]] = []
  for _ in 0..<2 {
    var policy = try make()
    var said: [Answer] = []
    for step in 0..<steps {
      let answer = try await policy.act(.example(step: step))
      #expect(!answer.actions.isEmpty, sourceLocation: sourceLocation)
      let numbers = answer.actions.flatMap(\.numbers)
      #expect(numbers.allSatisfy { $0.isFinite && abs($0) <= 2 }, sourceLocation: sourceLocation)
      said.append(answer)
    }
    answers.append(said)
  }
  #expect(answers[0] == answers[1], sourceLocation: sourceLocation)
}

extension Observation {
  /// A small observation that differs from step to step; the gripper was told 0.25 last.
  static func example(step: Int = 0, width: Int = 4, height: Int = 3) -> Observation {
    let bytes = (0..<height * width * 3).map { (index: Int) -> UInt8 in
      UInt8(truncatingIfNeeded: index * 37 + index / 251 + step)
    }
    let camera = Camera(
      width: width, height: height, fx: 4, fy: 4, cx: 2, cy: 1.5, X_WC: .identity)
    let image = Image(width: width, height: height, bytes: bytes)
    return Observation(
      instruction: "öffne \"the\" drawer",
      views: [.init(name: "main", camera: camera, image: image)],
      proprio: [0.25, -0.125, 0.1, -3.1, 1.5, .pi, 0, Float(step)], X_WT: .identity,
      commandedOpening: 0.25, step: step)
  }
}
