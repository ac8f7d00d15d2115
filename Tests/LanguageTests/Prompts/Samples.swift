import Control
import Geometry
import Imaging
import StrictYAML

@testable import Language

extension Observation {
  /// At AutoEval's home, seen by a camera behind the base that looks forward and down.
  static func sample(
    step: Int = 0, p_WT: Vector3 = [0.258325, 0, 0.19065], opening: Double = 1,
    finger: Double? = nil, hints: Hints? = nil
  ) -> Observation {
    let image = Image(
      width: 64, height: 48,
      bytes: (0..<64 * 48 * 3).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ step) })
    let X_WT = Pose(Rotation(roll: 0, pitch: .pi / 2, yaw: 0), p_WT)
    let travel = finger ?? (0.015 + 0.022 * opening)
    var observation = Observation(
      instruction: "open the \"small\" drawer",
      views: [
        View(name: "over_shoulder", camera: .sample, image: image),
        View(name: "side", camera: .sample, image: image),
      ],
      proprio: [0, 0, 0, 0, 0, 0, 0, Float((travel - 0.01) / 0.07)], X_WT: X_WT,
      commandedOpening: opening, step: step)
    observation.hints = hints
    return observation
  }
}

extension Camera {
  /// 64 x 48, at (-0.1, 0, 0.5) m and looking at (0.3, 0, 0) m.
  static let sample: Camera = {
    let eye = Vector3(-0.1, 0, 0.5)
    let forward = (Vector3(0.3, 0, 0) - eye).normalized
    let right = forward.cross([0, 0, 1]).normalized
    let R_WC = Rotation(xAxis: right, yAxis: forward.cross(right), zAxis: forward)
    return Camera(
      width: 64, height: 48, fx: 60, fy: 60, cx: 32, cy: 24, X_WC: Pose(R_WC, eye))
  }()
}

extension Hints {
  static let sample = Hints(
    things: [
      Thing(
        name: "cube", p_WO: [0.3, 0.05, 0.02],
        outline: [[0.28, 0.03, 0], [0.32, 0.07, 0], [0.3, 0.05, 0.04]])
    ],
    depths: [
      "over_shoulder": Depth(
        width: 64, height: 48, metres: (0..<64 * 48).map { 0.3 + 0.001 * Float($0 % 64) }),
      "side": Depth(width: 64, height: 48, metres: [Float](repeating: .infinity, count: 64 * 48)),
    ])
}

extension Workplace {
  static let sample = Workplace(
    convention: .autoeval,
    box: Bounds(lower: [0.126, -0.165, 0.0216], upper: [0.364, 0.077, 0.164]), tableHeight: 0.003,
    steps: 70)
}

extension Situation {
  /// After three turns, with hints and four examples.
  static func sample(words: String = "move forward 1 cm") -> Situation {
    let turns = (0..<3).map { index -> Turn in
      let x = 0.26 + 0.01 * Double(index)
      return Turn(
        before: .sample(step: index, p_WT: [x, 0, 0.15], hints: .sample), words: words,
        actions: [Action(translation: [0.01, 0, 0], opening: 1)],
        after: .sample(step: index + 1, p_WT: [x + 0.01, 0, 0.15], hints: .sample))
    }
    let examples = turns.map { Example(turn: $0, arm: .home(), p_WA: [0.35, 0.1, 0.05]) }
    return Situation(
      workplace: .sample, observation: .sample(step: 3, p_WT: [0.29, 0, 0.15], hints: .sample),
      arm: .home(), history: turns, examples: examples + examples.prefix(1))
  }
}

/// A prompt's file with a header's lines after the four that it needs, and a body.
func promptText(_ header: String = "", body: String? = nil) -> String {
  let all = PromptPart.allCases.map { "{{\($0.rawValue)}}" }.joined(separator: "\n")
  return """
    ---
    format: 1
    version: 3
    title: A sample
    source: ours
    mapping: ecot-scaled
    \(header)
    ---
    \(body ?? "# User\nHello.\n\(all)\nGoodbye.")
    """
}

func prompt(_ header: String = "", body: String? = nil) throws -> Prompt {
  try Prompt(text: promptText(header, body: body), path: "p.md", name: "p", digest: nil)
}

extension ModelRequest {
  /// All texts, a line `[picture]` for each picture.
  var text: String {
    messages.flatMap(\.parts).map { part in
      if case .text(let text) = part { text } else { "[picture]" }
    }.joined(separator: "\n")
  }

  var pictures: [EncodedPicture] {
    messages.flatMap(\.parts).compactMap {
      if case .picture(let picture) = $0 { picture } else { nil }
    }
  }
}
