import Foundation
import Geometry

/// Bodies of every kind, ordinary and extreme, that the tests of shapes share.
enum Sample {
  static let shapes: [Shape] = [
    .box(size: [0.1, 0.2, 0.3]),
    .box(size: [2, 2, 0.001]),
    .cylinder(radius: 0.04, length: 0.12),
    .cone(bottom: 0.06, top: 0.03, length: 0.1),
    .cone(bottom: 0, top: 0.05, length: 0.08),
    .cone(bottom: 0.05, top: 0, length: 0.08),
    .capsule(radius: 0.02, length: 0.1),
    .sphere(radius: 0.05),
    .prism(profile: hexagon, length: 0.2),
    .prism(profile: [[0, 0], [0.3, 0], [0.1, 0.2]], length: 0.05),
    .roundedBox(size: [0.1, 0.06, 0.08], radius: 0.01),
    .roundedBox(size: [0.1, 0.1, 0.04], radius: 0.02),
    .ellipsoid(radii: [0.06, 0.03, 0.045]),
    .ellipsoid(radii: [0.02, 0.02, 0.1]),
  ]

  static let hexagon: [SIMD2<Double>] = (0..<6).map {
    let angle = Double($0) * .pi / 3
    return [0.05 * cos(angle), 0.05 * sin(angle)]
  }

  /// Directions all over the sphere, of unit length.
  static let directions: [Vector3] = (0..<500).map { i in
    let z = 1 - (2 * Double(i) + 1) / 500
    let (around, across) = (2.399963229728653 * Double(i), (1 - z * z).squareRoot())
    return Vector3(across * cos(around), across * sin(around), z)
  }

  /// The body's volume, in cubic metres.
  static func volume(_ shape: Shape) -> Double {
    switch shape {
    case .box(let size): return size.x * size.y * size.z
    case .cylinder(let r, let length): return .pi * r * r * length
    case .cone(let a, let b, let length): return .pi / 3 * length * (a * a + a * b + b * b)
    case .capsule(let r, let length): return .pi * r * r * length + 4 / 3 * .pi * r * r * r
    case .sphere(let r): return 4 / 3 * .pi * r * r * r
    case .ellipsoid(let r): return 4 / 3 * .pi * r.x * r.y * r.z
    case .prism(let profile, let length):
      let next = profile.dropFirst() + profile.prefix(1)
      let twice = zip(profile, next).map { $0.x * $1.y - $0.y * $1.x }.reduce(0, +)
      return 0.5 * twice * length
    case .roundedBox(let size, let r):
      let core = size - 2 * r
      let sides = 2 * r * (core.x * core.y + core.y * core.z + core.z * core.x)
      let edges: Double = .pi * r * r * core.sum()
      return core.x * core.y * core.z + sides + edges + 4 / 3 * .pi * r * r * r
    }
  }
}
