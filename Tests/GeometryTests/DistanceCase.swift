import Foundation
import Geometry

/// A line of `geometry/distances.json`: two bodies, their frames, and how far apart they are.
struct DistanceCase: Decodable {
  struct Body: Decodable {
    var kind: String
    var numbers: [Double]

    var shape: Shape {
      let n = numbers
      switch kind {
      case "box": return .box(size: [n[0], n[1], n[2]])
      case "cylinder": return .cylinder(radius: n[0], length: n[1])
      case "cone": return .cone(bottom: n[0], top: n[1], length: n[2])
      case "capsule": return .capsule(radius: n[0], length: n[1])
      case "sphere": return .sphere(radius: n[0])
      case "roundedBox": return .roundedBox(size: [n[0], n[1], n[2]], radius: n[3])
      default:
        let corners = stride(from: 1, to: n.count, by: 2).map { SIMD2(n[$0], n[$0 + 1]) }
        return .prism(profile: corners, length: n[0])
      }
    }

    var isCurved: Bool { ["cylinder", "cone"].contains(kind) }
  }

  struct Frame: Decodable {
    var q: [Double]
    var p: Vector3

    var pose: Pose { Pose(Rotation(w: q[0], x: q[1], y: q[2], z: q[3]), p) }
  }

  var a, b: Body
  var X_WA, X_WB: Frame
  var distance: Double

  static func all() throws -> [DistanceCase] {
    let data = try Data(contentsOf: ReferenceFiles.url("geometry/distances.json"))
    return try JSONDecoder().decode([DistanceCase].self, from: data)
  }

  /// The separation as the library finds it.
  var found: Separation {
    Geometry.distance(a.shape, X_WA.pose, b.shape, X_WB.pose)
  }
}
