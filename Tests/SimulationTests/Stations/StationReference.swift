import Control
import Foundation
import Geometry
import Testing

@testable import Simulation

/// What the real control paths command: Tests/Reference/stations.
enum StationReference {
  static let commands = try? decode(Commands.self, "commands.json")
  static let proprio = try? decode(Proprio.self, "proprio.json")

  static let autoeval = commands?.autoeval ?? []
  static let bridge = commands?.bridge ?? []

  struct Commands: Decodable {
    var boxes: [String: [[Double?]]]
    var autoeval, bridge: [Sequence]
  }

  /// Steps taken one after the other.
  struct Sequence: Decodable, Sendable, CustomTestStringConvertible {
    var name: String
    var box: String

    /// The pose commanded before the first step.   (12)
    var start: [Double]

    /// Whether the measured places are given in doubles, where the real path rounds to floats.
    var unrounded: Bool?
    var steps: [Step]

    var testDescription: String { name }

    /// The pose that each step started from.
    ///
    /// - Parameter remembersUnreached: whether a pose that the arm could not reach counts as
    ///   commanded.
    func commanded(remembersUnreached: Bool) -> [Pose] {
      var pose = start.pose
      return steps.map { step in
        defer { if step.refused != true || remembersUnreached { pose = step.t.pose } }
        return pose
      }
    }
  }

  struct Step: Decodable, Sendable {
    /// The action asked.   (7)
    var a: [Double]
    /// Where the tool was measured.   (3)
    var m: [Double]
    /// The arm's part of the action after clipping.   (6)
    var w: [Double]
    /// The pose commanded: the place, and the rotation by rows.   (12)
    var t: [Double]
    /// Whether the gripper was opened.
    var g: Double
    /// Whether the arm could not follow.
    var refused: Bool?

    /// How far off a small turn may be on SIMPLER's path, where transforms3d's `quat2axangle` takes
    /// one below 5.2e-8 for none, and reads others from an arc cosine near 1. Radians.
    var turnError: Double {
      let turn = Vector3(a[3], a[4], a[5]).length
      return turn < 5.2e-8 ? turn : 4.4e-16 / turn
    }

    var measured: Pose { Pose(.identity, Vector3(m[0], m[1], m[2])) }
  }

  struct Proprio: Decodable {
    var autoeval, bridge: [Row]

    struct Row: Decodable, Sendable {
      /// The tool's pose.   (12)
      var x: [Double]
      var finger, opening: Double?
      /// What the policy is told.   (8 or 7)
      var p: [Float]
    }
  }

  /// A station in the scene that has the box.
  static func station(_ name: String, box: String) throws -> Station {
    let choice = WorkspaceBox.Choice(rawValue: box) ?? .none
    return try Station(
      named: name, box: choice, for: scene(choice == .reset ? "close_drawer" : "open_drawer"))
  }

  static func scene(_ name: String) throws -> Scene { try #require(scenes[name]) }

  private static let scenes = Dictionary(
    uniqueKeysWithValues: ["open_drawer", "close_drawer"].compactMap { name in
      (try? Scene.load(name, folder: checkout.appending(path: "scenes").path())).map { (name, $0) }
    })

  private static var checkout: URL {
    (0..<4).reduce(URL(filePath: #filePath)) { url, _ in url.deletingLastPathComponent() }
  }

  private static func decode<T: Decodable>(_: T.Type, _ file: String) throws -> T {
    let url = checkout.appending(path: "Tests/Reference/stations").appending(path: file)
    return try JSONDecoder().decode(T.self, from: Data(contentsOf: url))
  }
}

extension [Double] {
  /// A place and a rotation by rows.
  var pose: Pose {
    Pose(
      Rotation(
        xAxis: [self[3], self[6], self[9]], yAxis: [self[4], self[7], self[10]],
        zAxis: [self[5], self[8], self[11]]),
      [self[0], self[1], self[2]])
  }
}

extension Pose {
  /// The largest difference of any of the twelve numbers.
  func distance(to other: Pose) -> Double {
    let (A, B) = (rotation, other.rotation)
    return [
      translation - other.translation, A.xAxis - B.xAxis, A.yAxis - B.yAxis, A.zAxis - B.zAxis,
    ].map { Swift.max(abs($0.x), abs($0.y), abs($0.z)) }.max() ?? .infinity
  }
}

extension Station {
  /// The command of a station that tells poses, whose tables hold no joint angles.
  func command(_ action: Action, measured: Pose, commanded: Pose) -> Command {
    guard case .poses(let rules) = convention.commands else {
      preconditionFailure("\(convention.name) tells no poses.")
    }
    return command(action, by: rules, measured: measured, commanded: commanded)
  }
}
