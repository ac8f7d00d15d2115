import Foundation
import Geometry
import Rendering

/// A camera at `eye` that looks at `target`, its picture's top towards the sky.
func camera(
  width: Int = 64, height: Int = 48, fx: Double = 50, fy: Double = 60, cx: Double = 29.3,
  cy: Double = 25.1, eye: Vector3 = .zero, target: Vector3 = [1, 0, 0]
) -> Camera {
  let z = (target - eye).normalized
  let x = z.cross([0, 0, 1]).normalized
  return Camera(
    width: width, height: height, fx: fx, fy: fy, cx: cx, cy: cy,
    X_WC: Pose(Rotation(xAxis: x, yAxis: z.cross(x), zAxis: z), eye))
}

/// A flat four-sided face, its corners counter-clockwise seen from its front.
func quad(_ corners: [Vector3], normals: [Vector3]? = nil) -> Mesh {
  let normal = (corners[1] - corners[0]).cross(corners[2] - corners[0]).normalized
  return Mesh(
    positions: corners, normals: normals ?? Array(repeating: normal, count: 4),
    triangles: [[0, 1, 2], [0, 2, 3]])
}

/// A rectangle of the floor z = 0.
func floorMesh(x: ClosedRange<Double>, y: ClosedRange<Double>) -> Mesh {
  quad([
    [x.lowerBound, y.lowerBound, 0], [x.upperBound, y.lowerBound, 0],
    [x.upperBound, y.upperBound, 0], [x.lowerBound, y.upperBound, 0],
  ])
}

/// A colour of no interest.
let plain = Material(colour: [0.6, 0.6, 0.6])

extension Lighting {
  /// The lamp straight above, and no shadows.
  static let overhead = Lighting(direction: [0, 0, 1], shadow: false)
}

extension Camera {
  /// The direction of a pixel's centre in the world, one metre along the optical axis.
  func ray(_ x: Int, _ y: Int) -> Vector3 {
    unproject(u: Double(x) + 0.5, v: Double(y) + 0.5, depth: 1) - X_WC.translation
  }

  /// Columns and rows of all pixels, row by row.
  var pixels: [(x: Int, y: Int)] {
    (0..<height).flatMap { y in (0..<width).map { ($0, y) } }
  }
}

/// Numbers that look random and are the same everywhere.
struct Dice {
  var state: UInt64

  /// In 0..<1.
  mutating func roll() -> Double {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Double(state >> 11) / 9_007_199_254_740_992
  }

  mutating func roll(_ range: ClosedRange<Double>) -> Double {
    range.lowerBound + roll() * (range.upperBound - range.lowerBound)
  }
}

/// Whether a pixel and all its neighbours within `reach` have the same value in `values`.
func isUniform(_ values: [Int], _ camera: Camera, _ x: Int, _ y: Int, reach: Int) -> Bool {
  for v in max(0, y - reach)...min(camera.height - 1, y + reach) {
    for u in max(0, x - reach)...min(camera.width - 1, x + reach)
    where values[v * camera.width + u] != values[y * camera.width + x] { return false }
  }
  return true
}
