import Foundation
import Geometry
import Simulation
import Testing

/// The files of Tests/Reference/kinematics, which say where Pinocchio and MuJoCo put the arms.
struct KinematicsReference: Sendable, CustomTestStringConvertible {
  let arm: Arm
  let stem: String

  static let all = [
    KinematicsReference(arm: .widowX250s, stem: "wx250s"),
    KinematicsReference(arm: .pandaHand, stem: "panda_hand"),
    KinematicsReference(arm: .pandaRobotiq, stem: "panda_robotiq"),
  ]

  var testDescription: String { arm.name }

  struct Forward: Decodable {
    let meta: Meta, named: [Case], cases: [Case]

    struct Meta: Decodable {
      let joints: [String], joint_lower: [Double], joint_upper: [Double]
    }

    struct Case: Decodable {
      let q: [Double], position: [Double], rotation: [[Double]], quaternion_xyzw: [Double]
      let extra_frames: [String: Frame]
    }

    struct Frame: Decodable {
      let position: [Double], quaternion_xyzw: [Double]
    }
  }

  struct Jacobians: Decodable {
    let cases: [Case]

    struct Case: Decodable {
      let q: [Double], jacobian: [[Double]]
    }
  }

  struct Inverse: Decodable {
    let cases: [Case]

    struct Case: Decodable {
      let q_seed: [Double], q_one_solution: [Double]
      let target_position: [Double], target_rotation: [[Double]]

      var X_WT: Pose { Pose(rotation(target_rotation), Vector3(target_position)) }
    }
  }

  func forward() throws -> Forward { try Self.read("fk_\(stem)") }
  func jacobians() throws -> Jacobians { try Self.read("jacobian_\(stem)") }
  func inverse() throws -> Inverse { try Self.read("ik_\(stem)") }

  static func read<Content: Decodable>(_ name: String) throws -> Content {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let file = folder.appending(path: "Reference/kinematics/\(name).json")
    return try JSONDecoder().decode(Content.self, from: Data(contentsOf: file))
  }
}

/// From rows.
func rotation(_ rows: [[Double]]) -> Rotation {
  Rotation(
    xAxis: Vector3(rows.map { $0[0] }), yAxis: Vector3(rows.map { $0[1] }),
    zAxis: Vector3(rows.map { $0[2] }))
}

/// The largest difference of two rotations' entries.
func difference(_ a: Rotation, _ b: Rotation) -> Double {
  [a.xAxis - b.xAxis, a.yAxis - b.yAxis, a.zAxis - b.zAxis]
    .map { max(abs($0.x), abs($0.y), abs($0.z)) }.max() ?? 0
}

/// Numbers in 0..<1 that are always the same: the fractions of multiples of fixed irrationals.
struct Spread {
  private var index = 0.0

  mutating func next(_ count: Int) -> [Double] {
    index += 1
    return (0..<count).map {
      let product = index * Double($0 + 2).squareRoot() * 0.618_033_988_749_894_9
      return product - product.rounded(.down)
    }
  }

  /// Angles anywhere within an arm's limits.
  mutating func angles(of arm: Arm) -> [Double] {
    zip(arm.joints, next(arm.joints.count)).map {
      $0.limits.lowerBound + $1 * ($0.limits.upperBound - $0.limits.lowerBound)
    }
  }
}
