import Geometry

/// Where a cloth lies on itself: which points are above which others, and how far they have to be.
///
/// Who is above is decided by how they lay before the small step, so that layers do not pass through
/// one another.
struct ClothLayers {
  private let thickness: Double

  /// Where the points are in the flat. Metres.
  private let flat: [Vector3]

  /// How near two points are along the horizontal when the one carries the other in full, and how
  /// near when it begins to. Metres.
  private let (near, far): (Double, Double)

  /// Points that are no farther apart along the cloth do not lie on one another: they are the bend
  /// itself. Square metres.
  private let squaredBend: Double

  /// How far above another a point may be to be watched, beyond the thickness. Metres.
  private static let watch = 5e-3

  /// How far two points are parted at once. Metres.
  private static let mostLift = 1e-3

  /// How many pairs count for each point, in the mean: of a heap not all do.
  private static let mostPairs = 4

  /// Cells along a side; places that many cells apart share one, and are told apart afterwards.
  private static let side = 64
  private static let mask = side - 1

  /// The last point in each cell, and the one before it in the same, or -1.
  private var last: [Int32]
  private var previous: [Int32]
  private var cells: [Int32]
  private var pairs: [Pair] = []

  private struct Pair {
    let upper, lower: Int
    let gap: Double
  }

  init(_ sheet: ClothSheet) {
    (thickness, flat) = (sheet.thickness, sheet.flat)
    let spacing = max(sheet.spacing.x, sheet.spacing.y)
    (near, far) = (0.75 * spacing, 1.1 * spacing)
    squaredBend = 2.6 * 2.6 * spacing * spacing
    last = Array(repeating: -1, count: Self.side * Self.side)
    previous = Array(repeating: -1, count: sheet.count)
    cells = previous
  }

  /// Lists the points that lie on others, or soon may, where one of the two is active; the other then
  /// is as well.
  mutating func find(_ points: [Vector3], _ isActive: inout [Bool]) {
    pairs.removeAll(keepingCapacity: true)
    let scale = 1 / far
    for i in points.indices {
      let (x, y) = (Self.cell(points[i].x * scale), Self.cell(points[i].y * scale))
      let own = y * Self.side + x
      cells[i] = Int32(own)
      previous[i] = last[own]
      last[own] = Int32(i)
    }
    points.withUnsafeBufferPointer { points in
      isActive.withUnsafeBufferPointer { isActive in look(points, isActive) }
    }
    for i in points.indices { last[Int(cells[i])] = -1 }
    for pair in pairs { (isActive[pair.upper], isActive[pair.lower]) = (true, true) }
  }

  private static func cell(_ x: Double) -> Int {
    Int(max(-1e6, min(1e6, x)).rounded(.down)) & mask
  }

  /// Looks at the points in each point's own cell, to the right of it, and in the next row.
  private mutating func look(
    _ points: UnsafeBufferPointer<Vector3>, _ isActive: UnsafeBufferPointer<Bool>
  ) {
    let most = Self.mostPairs * points.count
    last.withUnsafeBufferPointer { last in
      previous.withUnsafeBufferPointer { previous in
        flat.withUnsafeBufferPointer { flat in
          for i in points.indices {
            let (x, y) = (Int(cells[i]) & Self.mask, Int(cells[i]) / Self.side)
            let above = ((y + 1) & Self.mask) * Self.side
            let beside = y * Self.side + ((x + 1) & Self.mask)
            for k in 0..<5 {
              var j = Int(
                k == 0
                  ? previous[i] : k == 1 ? last[beside] : last[above + ((x + k - 3) & Self.mask)])
              while j >= 0 {
                if isActive[i] || isActive[j], pairs.count < most,
                  let pair = pair(points[i] - points[j], flat[i] - flat[j], i, j)
                {
                  pairs.append(pair)
                }
                j = Int(previous[j])
              }
            }
          }
        }
      }
    }
  }

  /// How two points lie that are this far apart, and along the cloth; nil where that is too far, or
  /// too near.
  @inline(__always)
  private func pair(_ way: Vector3, _ along: Vector3, _ i: Int, _ j: Int) -> Pair? {
    let square = way.x * way.x + way.y * way.y
    guard square < far * far, along.x * along.x + along.y * along.y > squaredBend,
      abs(way.z) < thickness + Self.watch
    else { return nil }
    let share = min(1, (far - square.squareRoot()) / (far - near))
    let (upper, lower) = way.z >= 0 ? (i, j) : (j, i)
    return Pair(upper: upper, lower: lower, gap: share * thickness)
  }

  /// Parts what lies above from what lies beneath, and keeps it from sliding there as well as friction
  /// can.
  func separate(
    _ p: UnsafeMutablePointer<Vector3>, _ w: UnsafePointer<Double>,
    _ before: UnsafePointer<Vector3>, grip: Double
  ) {
    for pair in pairs {
      let (u, l) = (pair.upper, pair.lower)
      let short = min(pair.gap - (p[u].z - p[l].z), Self.mostLift)
      guard short > 0 else { continue }
      // Both give way, so that layers cannot climb on one another.
      p[u].z += 0.5 * short * w[u] * (2 - w[l])
      p[l].z -= 0.5 * short * w[l] * (2 - w[u])
      var slide = (p[u] - before[u]) - (p[l] - before[l])
      slide.z = 0
      p[u] -= w[u] * ClothSolver.held(slide, by: grip)
    }
  }
}
