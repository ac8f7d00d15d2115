package import Geometry

/// A cloth at one moment: points that keep their distances, weigh something, and have no speed.
///
/// A value, as `World` is. It moves only while something moves it or weight still does, and lies
/// still to the bit otherwise.
package struct Cloth: Sendable {
  /// Which of the scene's bodies it is.
  package let body: Int

  package let sheet: ClothSheet

  /// Midway between the two sides, in the arm's base. Metres.   (sheet.rows x sheet.columns)
  package internal(set) var points: [Vector3]

  /// The share of its flat area that it covers, seen from above.
  package internal(set) var coverage = 1.0

  /// The points in the gripper, and where in the tool's frame.
  var held: [Held] = []

  /// How many such small steps weight may still take; at 0 it lies still.
  var unrest = Cloth.patience

  struct Held: Sendable {
    let point: Int
    let p_T: Vector3
  }

  /// How many small steps that hardly lower it are left to weight after it was last disturbed.
  static let patience = 24

  init(_ sheet: ClothSheet, body: Int, at X_WS: Pose) {
    (self.body, self.sheet) = (body, sheet)
    points = sheet.flat.map { X_WS * $0 }
  }

  /// Whether the gripper has it.
  package var isHeld: Bool { !held.isEmpty }

  /// The mean of its points. Metres.
  package var middle: Vector3 { points.reduce(.zero, +) / Double(points.count) }

  /// The box that holds its points.
  var bounds: Bounds {
    let first = Bounds(lower: points[0], upper: points[0])
    return points.reduce(into: first) { box, p in
      box.lower = pointwiseMin(box.lower, p)
      box.upper = pointwiseMax(box.upper, p)
    }
  }

  /// What is drawn of it, in the arm's base: what lies on top and what lies beneath, with a picture
  /// repeated every `tile` metres along the threads.
  func mesh(tile: SIMD2<Double>) -> Mesh {
    var mesh = Mesh.sheet(points, columns: sheet.columns, thickness: sheet.thickness)
    let places = sheet.flat.map { SIMD2($0.x, -$0.y) / tile }
    mesh.uvs = places + places
    mesh.uvs += Array(repeating: .zero, count: mesh.positions.count - mesh.uvs.count)
    return mesh
  }

  /// How far two corners are apart along the horizontal. Metres.
  func gap(between corners: ClothCorners) -> Double {
    let way = points[sheet.corner(corners.from)] - points[sheet.corner(corners.to)]
    return Vector3(way.x, way.y, 0).length
  }

  /// Lies still at other points.
  mutating func lie(at points: [Vector3]) {
    (self.points, held, unrest) = (points, [], 0)
    measure()
  }

  /// Rounds its points to a hundredth of a millimetre, so that a record can hold them as they are.
  mutating func round() {
    for i in points.indices { points[i] = (1e5 * points[i]).rounded(.toNearestOrEven) / 1e5 }
  }

  // MARK: - What it covers

  /// The side of the squares that its area is counted in. Metres.
  private static let cell = 0.005

  /// The most squares along a side; a cloth that lies farther apart than that is not folded.
  private static let mostCells = 1024

  /// Counts anew what it covers, by the squares whose middles lie under one of its triangles.
  mutating func measure() {
    let box = bounds
    let reach = (box.upper - box.lower) / Self.cell
    guard max(reach.x, reach.y) < Double(Self.mostCells) else { return coverage = 1 }
    let width = Int(reach.x) + 2
    var isCovered = [Bool](repeating: false, count: width * (Int(reach.y) + 2))
    let flat = points.map { ($0 - box.lower) / Self.cell - 0.5 }
    for a in 0..<sheet.count - sheet.columns where a % sheet.columns < sheet.columns - 1 {
      let (b, c, d) = (a + 1, a + sheet.columns + 1, a + sheet.columns)
      Self.cover(&isCovered, width, flat[a], flat[b], flat[c])
      Self.cover(&isCovered, width, flat[a], flat[c], flat[d])
    }
    let area = Double(isCovered.count { $0 }) * Self.cell * Self.cell
    coverage = area / (sheet.size.x * sheet.size.y)
  }

  /// Notes the whole numbers x and y within a triangle.
  private static func cover(
    _ isCovered: inout [Bool], _ width: Int, _ a: Vector3, _ b: Vector3, _ c: Vector3
  ) {
    let low = pointwiseMax(pointwiseMin(a, pointwiseMin(b, c)), .zero)
    let high = pointwiseMax(a, pointwiseMax(b, c))
    func side(_ p: Vector3, _ q: Vector3, _ x: Double, _ y: Double) -> Double {
      (q.x - p.x) * (y - p.y) - (q.y - p.y) * (x - p.x)
    }
    var y = low.y.rounded(.up)
    while y <= high.y {
      var x = low.x.rounded(.up)
      while x <= high.x {
        let (u, v, w) = (side(a, b, x, y), side(b, c, x, y), side(c, a, x, y))
        if min(u, v, w) >= 0 || max(u, v, w) <= 0 { isCovered[Int(y) * width + Int(x)] = true }
        x += 1
      }
      y += 1
    }
  }
}
