import Control
import Foundation
import Geometry
import StrictYAML
import Testing

@testable import Simulation

/// A bare table, its top at 0, with whatever bodies a test puts on it.
enum TableScene {
  static func scene(_ bodies: String, more: String = "") throws -> Scene {
    let text = """
      format: 1
      title: A table
      source: invented for a test
      instruction: play
      arm: widowx-250s
      station: bridge
      steps: 60
      cameras:
        side:
          size_px: [320, 240]
          focal_px: [320, 320]
          centre_px: [160, 120]
          at: [0.3, -0.55, 0.2]
          quaternion_wxyz: [0.57922797, -0.81516572, 0, 0]
      light: {towards: [-0.4, -0.3, 1], lamp: 0.5, sky: [0.6, 0.6, 0.6], ground: [0.3, 0.3, 0.3]}
      background_rgb: [200, 205, 210]
      bodies:
        table:
          at: [0.3, 0, 0]
          parts: [{box: [0.6, 0.6, 0.04], at: [0, 0, -0.02], rgb: [160, 135, 110], casts_shadow: false}]
      \(bodies.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\n"))
      \(more)
      """
    let decoder = SceneDecoder(name: "table", digest: "")
    return try YAMLFile(text: text, path: "table.yaml").decode(decoder.scene)
  }

  static func world(_ bodies: String, seed: UInt64 = 0) throws -> World {
    let scene = try scene(bodies)
    return World(scene, station: try Station(named: "bridge", box: .none, for: scene), seed: seed)
  }

  /// A free cube with an edge of 3 cm.
  static func cube(_ name: String, at: Vector3, yaw: Double = 0) -> String {
    """
      \(name):
        at: [\(at.x), \(at.y), \(at.z)]
        yaw_deg: \(yaw)
        mass: 0.03
        parts: [{box: [0.03, 0.03, 0.03], rgb: [90, 160, 90]}]

    """
  }
}

extension World {
  func pose(of name: String) throws -> Pose {
    placements[try #require(scene.bodies.firstIndex { $0.name == name })]
  }

  /// Sends the tool to a place in steps of at most 2 cm, and shows every pose on the way.
  mutating func move(to p_WT: Vector3, opening: Double, look: (World) -> Void = { _ in })
    -> [StepReport]
  {
    var reports: [StepReport] = []
    while reports.count < 100 {
      let left = p_WT - X_WT_commanded.translation
      if left.length < 1e-9 { break }
      reports.append(advance(Action(translation: left.cut(to: 0.02), opening: opening)))
      look(self)
    }
    return reports
  }

  /// Turns the gripper straight down, its fingers parting along y.
  mutating func pointDown() {
    let angles = X_WT.rotation
    let down = Rotation(xAxis: [0, 0, -1], yAxis: [0, 1, 0], zAxis: [1, 0, 0])
    let turn = (down * angles.inverse).rollPitchYaw
    _ = advance(Action(rotation: turn, opening: 1))
  }
}
