import Geometry

/// Moves a cloth in small steps that begin at rest, and keeps what that needs from one to the next.
///
/// In each, weight takes every point down a little; then its threads, what it lies on and its own
/// layers take back what may not be, round after round (position-based dynamics, without speeds).
/// The order is always the same, and so is the outcome.
struct ClothSolver {
  /// How far weight takes a point in a small step where nothing keeps it. Metres.
  static let drop = 1e-3

  /// How often threads, supports and layers are gone through in a small step.
  private static let rounds = 3

  /// The part of what a thread along the weave, and one across its squares, lacks or has too much
  /// that is made good at once.
  private static let (stiffness, shear) = (1.0, 0.3)

  /// The part of a bend that is straightened at once.
  private static let bending = 0.25

  /// Coulomb's coefficient on what is solid, and of cloth on cloth.
  private static let (friction, ownFriction) = (0.7, 0.3)

  /// What moves less than this in a small step does not move. Metres.
  private static let stillness = 2e-5

  /// No point goes farther in a small step. Metres.
  private static let longestMove = 8e-3

  /// What falls lower has left the scene, and lies there. Metres, in W.
  private static let floor = -0.75

  let sheet: ClothSheet
  private let links: [Link]
  private let tethers: [Tether]

  /// 0 for the points in the gripper, which nothing but it moves, else 1.   (points)
  private var weights: [Double]

  /// Where the points were before the small step.   (points)
  private var before: [Vector3]

  /// Which points moved in the last small step or are touched by the hand, or are at most two squares
  /// from one of those: the others stay where they are. All take part at first.   (points)
  private var isActive: [Bool]
  private var hasMoved: [Bool]
  private var activeLinks: [Link] = []

  private var supports: [ClothSupport] = []
  private var layers: ClothLayers
  private var isOdd = false
  private var steps = 0

  /// Two points that keep their distance, and its square.
  private struct Link {
    let a, b: Int
    let square, share: Double
  }

  /// A point is never farther from one in the gripper than in the flat, which a hanging cloth would
  /// else forget where many links share the load.
  private struct Tether {
    let point, held: Int
    let square: Double
  }

  init(_ cloth: Cloth) {
    sheet = cloth.sheet
    links = Self.links(sheet)
    before = cloth.points
    weights = [Double](repeating: 1, count: sheet.count)
    layers = ClothLayers(sheet)
    isActive = [Bool](repeating: true, count: sheet.count)
    hasMoved = isActive
    activeLinks.reserveCapacity(links.count)
    for held in cloth.held { weights[held.point] = 0 }
    tethers = Self.tethers(cloth)
  }

  /// In an order in which what is near in it has no point in common, and what follows is one further.
  private static func links(_ sheet: ClothSheet) -> [Link] {
    let (columns, rows) = (sheet.columns, sheet.rows)
    var links: [Link] = []
    links.reserveCapacity(4 * sheet.count)
    func add(_ a: Int, _ b: Int, _ share: Double) {
      links.append(Link(a: a, b: b, square: sheet.squaredLength(from: a, to: b), share: share))
    }
    for column in 0..<columns - 1 {
      for row in 0..<rows { add(row * columns + column, row * columns + column + 1, stiffness) }
    }
    for a in 0..<(rows - 1) * columns { add(a, a + columns, stiffness) }
    for a in 0..<(rows - 1) * columns where a % columns < columns - 1 {
      add(a, a + columns + 1, shear)
    }
    for a in 0..<(rows - 1) * columns where a % columns < columns - 1 {
      add(a + 1, a + columns, shear)
    }
    return links
  }

  private static func tethers(_ cloth: Cloth) -> [Tether] {
    guard !cloth.held.isEmpty else { return [] }
    return (0..<cloth.sheet.count).compactMap { i in
      let nearest = cloth.held.map { held in
        Tether(
          point: i, held: held.point,
          square: cloth.sheet.squaredLength(from: held.point, to: i))
      }.min { $0.square < $1.square }
      return nearest.flatMap { $0.square > 0 ? $0 : nil }
    }
  }

  // MARK: - One small step

  /// Takes one small step, with the tool there and these things around.
  ///
  /// - Returns: whether anything moved.
  mutating func step(_ cloth: inout Cloth, holding X_WT: Pose, among obstacles: [ClothObstacle])
    -> Bool
  {
    for i in before.indices { before[i] = cloth.points[i] }
    for held in cloth.held { hasMoved[held.point] = true }
    for hand in obstacles where hand.isHand {
      for i in before.indices where hand.touches(before[i], 0.5 * sheet.thickness) {
        hasMoved[i] = true
      }
    }
    spreadActivity()
    // No point goes far enough in two steps to pass through what was listed before them.
    if steps.isMultiple(of: 2) { layers.find(before, &isActive) }
    steps += 1
    findSupports(cloth, obstacles)
    for i in before.indices where isActive[i] { cloth.points[i].z -= Self.drop }
    for held in cloth.held { cloth.points[held.point] = X_WT * held.p_T }
    activeLinks.removeAll(keepingCapacity: true)
    for link in links where isActive[link.a] || isActive[link.b] { activeLinks.append(link) }
    relax(&cloth.points)
    return finish(&cloth, obstacles)
  }

  /// Goes through threads, layers and supports, in turn forwards and backwards.
  private mutating func relax(_ points: inout [Vector3]) {
    let (columns, rows) = (sheet.columns, sheet.rows)
    let (links, tethers, supports, layers) = (activeLinks, tethers, supports, layers)
    let wasOdd = isOdd
    points.withUnsafeMutableBufferPointer { points in
      weights.withUnsafeBufferPointer { weights in
        before.withUnsafeBufferPointer { before in
          isActive.withUnsafeBufferPointer { isActive in
            guard let p = points.baseAddress, let w = weights.baseAddress,
              let before = before.baseAddress, let isActive = isActive.baseAddress
            else { return }
            for round in 0..<Self.rounds {
              for tether in tethers where isActive[tether.point] { Self.pull(p, tether) }
              Self.tighten(p, w, links, backwards: wasOdd == round.isMultiple(of: 2))
              Self.straighten(p, w, isActive, columns, rows)
              layers.separate(p, w, before, grip: Self.ownFriction * Self.drop)
              for support in supports where w[support.point] > 0 { Self.keep(support, p, before) }
            }
          }
        }
      }
    }
    isOdd = wasOdd == Self.rounds.isMultiple(of: 2)
  }

  /// Lists what keeps points where they may be: planes, which hold for a small step.
  private mutating func findSupports(_ cloth: Cloth, _ obstacles: [ClothObstacle]) {
    supports.removeAll(keepingCapacity: true)
    for obstacle in obstacles {
      for i in before.indices where isActive[i] && obstacle.isNear(before[i]) {
        if obstacle.isHand, cloth.isBesideGrip(i) { continue }
        if let support = obstacle.support(of: before[i], i, 0.5 * sheet.thickness) {
          supports.append(support)
        }
      }
    }
  }

  /// What is solid has the last word; what hardly moved did not move.
  private mutating func finish(_ cloth: inout Cloth, _ obstacles: [ClothObstacle]) -> Bool {
    for i in before.indices {
      let way = cloth.points[i] - before[i]
      let square = way.dot(way)
      hasMoved[i] = false
      guard square > 0 else { continue }
      var p = cloth.points[i]
      if square > Self.longestMove * Self.longestMove, weights[i] > 0 {
        p = before[i] + Self.longestMove / square.squareRoot() * way
      }
      for obstacle in obstacles where !obstacle.isHand {
        p = obstacle.cleared(p, 0.5 * sheet.thickness)
      }
      p.z = max(p.z, Self.floor)
      let moved = p - before[i]
      hasMoved[i] = moved.dot(moved) >= Self.stillness * Self.stillness
      cloth.points[i] = hasMoved[i] ? p : before[i]
    }
    return hasMoved.contains(true)
  }

  /// Notes who takes part in the small step.
  private mutating func spreadActivity() {
    for i in isActive.indices { isActive[i] = false }
    let (columns, rows) = (sheet.columns, sheet.rows)
    for i in hasMoved.indices where hasMoved[i] {
      let (row, column) = (i / columns, i % columns)
      for r in max(row - 2, 0)...min(row + 2, rows - 1) {
        for c in max(column - 2, 0)...min(column + 2, columns - 1) {
          isActive[r * columns + c] = true
        }
      }
    }
  }

  // MARK: - Threads

  @inline(__always)
  private static func pull(_ p: UnsafeMutablePointer<Vector3>, _ tether: Tether) {
    let way = p[tether.point] - p[tether.held]
    let square = way.dot(way)
    guard square > tether.square else { return }
    p[tether.point] = p[tether.held] + (tether.square / square).squareRoot() * way
  }

  /// Goes through the links once.
  private static func tighten(
    _ p: UnsafeMutablePointer<Vector3>, _ w: UnsafePointer<Double>, _ links: [Link],
    backwards: Bool
  ) {
    links.withUnsafeBufferPointer { links in
      guard backwards else {
        for link in links { tighten(p, w, link) }
        return
      }
      var k = links.count - 1
      while k >= 0 {
        tighten(p, w, links[k])
        k -= 1
      }
    }
  }

  /// To the first order what a root would give, and never far off.
  @inline(__always)
  private static func tighten(
    _ p: UnsafeMutablePointer<Vector3>, _ w: UnsafePointer<Double>, _ link: Link
  ) {
    let (a, b) = (p[link.a], p[link.b])
    let way = b - a
    let square = way.x * way.x + way.y * way.y + way.z * way.z
    let share = link.share * (0.5 - link.square / (square + link.square))
    let (u, v) = (w[link.a], w[link.b])
    p[link.a] = a + (share * u * (2 - v)) * way
    p[link.b] = b - (share * v * (2 - u)) * way
  }

  /// Bends every thread back a little, each point towards the middle of its neighbours.
  private static func straighten(
    _ p: UnsafeMutablePointer<Vector3>, _ w: UnsafePointer<Double>,
    _ isActive: UnsafePointer<Bool>, _ columns: Int, _ rows: Int
  ) {
    for row in 0..<rows {
      for b in row * columns + 1..<(row + 1) * columns - 1 where isActive[b] {
        straighten(p, w, b, step: 1)
      }
    }
    for b in columns..<(rows - 1) * columns where isActive[b] { straighten(p, w, b, step: columns) }
  }

  @inline(__always)
  private static func straighten(
    _ p: UnsafeMutablePointer<Vector3>, _ w: UnsafePointer<Double>, _ b: Int, step: Int
  ) {
    let (a, c) = (b - step, b + step)
    let off = (0.5 * bending) * (0.5 * (p[a] + p[c]) - p[b])
    p[b] += w[b] * off
    p[a] -= (0.5 * w[a]) * off
    p[c] -= (0.5 * w[c]) * off
  }

  // MARK: - What it lies on

  /// Brings a point back above what it has to stay above, and keeps it from sliding as well as
  /// friction can.
  @inline(__always)
  private static func keep(
    _ support: ClothSupport, _ p: UnsafeMutablePointer<Vector3>, _ before: UnsafePointer<Vector3>
  ) {
    let i = support.point
    let depth = support.offset - p[i].dot(support.normal)
    guard depth >= 0 else { return }
    p[i] += depth * support.normal
    guard let drift = support.drift else { return }
    let way = p[i] - before[i] - drift
    let slide = way - way.dot(support.normal) * support.normal
    p[i] -= held(slide, by: friction * drop)
  }

  /// The part of a sliding that friction takes back.
  @inline(__always)
  static func held(_ slide: Vector3, by grip: Double) -> Vector3 {
    let square = slide.dot(slide)
    return square <= grip * grip ? slide : grip / square.squareRoot() * slide
  }
}
