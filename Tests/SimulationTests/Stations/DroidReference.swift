import Control
import Foundation
import Geometry
import Testing

@testable import Simulation

/// What DROID's control path commands, by other libraries: Tests/Reference/droid.
enum DroidReference {
  static let all = try? decode(File.self, "commands.json")
  static let commands = all?.commands ?? []

  struct File: Decodable {
    var commands: [Command]
    var flange: [Flange]
    var registers: [Register]
  }

  struct Command: Decodable, Sendable, CustomTestStringConvertible {
    var space: String
    /// Where the joints were. Radians.   (7)
    var q: [Double]
    /// As the wire has it: the gripper 0 open ... 1 shut.   (7 or 8)
    var action, applied: [Double]
    /// The joint angles commanded. Radians.   (7)
    var target: [Double]
    /// How many joints the solver stopped at a bound.
    var bound: Int

    var testDescription: String { "\(space) from \(q.map { ($0 * 1000).rounded() / 1000 })" }
  }

  struct Flange: Decodable {
    var q, position, rotation: [Double]
  }

  struct Register: Decodable {
    var width: Double
    var register: Int
    var told: Double
  }

  /// The eight poses of `panda_link8` that came with the protocol's frames.
  static let frames = (try? decode([Frame].self, "panda_link8_fk.json")) ?? []

  struct Frame: Decodable {
    var q, link8_xyz, euler_xyz_extrinsic: [Double]
  }

  /// DROID's `add_poses` and `pose_diff`.
  static let differences = (try? decode([Difference].self, "pose_add_diff.json")) ?? []

  struct Difference: Decodable {
    var source, delta, add_poses: [Double]
  }

  /// A probe of the station.
  static func scene() throws -> Scene {
    try Scene.load("probe/axes_droid", folder: SceneFiles.folder)
  }

  static func station() throws -> Station {
    try Station(named: "droid", box: .none, for: scene())
  }

  private static func decode<T: Decodable>(_ type: T.Type, _ name: String) throws -> T {
    let file = checkout.appending(path: "Tests/Reference/droid/\(name)")
    return try JSONDecoder().decode(type, from: try Data(contentsOf: file))
  }

  private static var checkout: URL {
    (0..<4).reduce(URL(filePath: #filePath)) { url, _ in url.deletingLastPathComponent() }
  }
}
