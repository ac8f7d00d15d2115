import Geometry

/// A body as flat or solid pieces in the world, each of a shade, drawn one over the other: what is
/// looked for in a picture.
struct Figure {
  /// Later ones hide earlier ones.
  var pieces: [Piece] = []

  struct Piece {
    /// The points whose hull is seen, in the world. Metres.
    var corners: [Vector3]

    /// Nil where anything may be seen.
    var shade: Shade?
  }

  mutating func add(_ corners: [Vector3], _ shade: Shade?, at X_WB: Pose) {
    pieces.append(Piece(corners: corners.map { X_WB * $0 }, shade: shade))
  }

  /// A box between two corners in a body's frame.
  mutating func add(box lower: Vector3, _ upper: Vector3, _ shade: Shade?, at X_WB: Pose) {
    let corners = (0..<8).map { index in
      Vector3(
        index & 1 == 0 ? lower.x : upper.x, index & 2 == 0 ? lower.y : upper.y,
        index & 4 == 0 ? lower.z : upper.z)
    }
    add(corners, shade, at: X_WB)
  }

  /// A ball in a body's frame, as the twelve corners of an icosahedron a little larger.
  mutating func add(ball middle: Vector3, radius: Double, _ shade: Shade?, at X_WB: Pose) {
    let (short, long) = (0.55 * radius, 0.89 * radius)
    var corners: [Vector3] = []
    for a in [-short, short] {
      for b in [-long, long] {
        corners += [middle + [0, a, b], middle + [a, b, 0], middle + [b, 0, a]]
      }
    }
    add(corners, shade, at: X_WB)
  }
}

/// A picture's shades with the camera that explains them, and paper to draw figures on.
struct Likeness {
  let shades: Shades
  let camera: Camera

  /// The world in the camera's frame.
  private let X_CW: Pose

  /// The shades that a figure is made of.
  let shown: Set<Shade>

  /// The shades that may hide it.
  let hiding: Set<Shade>

  /// How far round a figure its absence is looked for, in pixels.
  let margin: Int

  private var paper: [UInt8]

  /// For each code of `Shades`: 0 something else, 1 may hide, 2 + its code where it is shown.
  private let table: [UInt8]

  private static let anything: UInt8 = 1

  init(
    _ shades: Shades, _ camera: Camera, shown: Set<Shade>, hiding: Set<Shade>, margin: Int
  ) {
    (self.shades, self.camera, X_CW) = (shades, camera, camera.X_WC.inverse)
    (self.shown, self.hiding) = (shown, hiding)
    self.margin = margin
    paper = [UInt8](repeating: 0, count: shades.width * shades.height)
    table = Shade.allCases.map { shade in
      shown.contains(shade) ? 2 + shade.rawValue : hiding.contains(shade) ? Self.anything : 0
    }
  }

  /// How well a figure fits.
  struct Fit {
    /// The pixels that agree over those where either shows something: 0...1.
    var share = 0.0

    /// How many pixels of the figure can be seen, whatever they show.
    var visible = 0

    /// How many pixels agree.
    var agreed = 0
  }

  /// How well a figure fits the picture.
  mutating func fit(_ figure: Figure) -> Fit {
    var box = PixelRange.none
    var hulls: [(corners: [SIMD2<Double>], code: UInt8)] = []
    hulls.reserveCapacity(figure.pieces.count)
    for piece in figure.pieces {
      guard let hull = outline(piece.corners) else { return Fit() }
      if piece.shade != nil { for corner in hull { box.include(corner) } }
      hulls.append((hull, piece.shade.map { 2 + $0.rawValue } ?? Self.anything))
    }
    box.grow(by: margin, within: shades.width, shades.height)
    guard !box.isEmpty else { return Fit() }
    for y in box.y { for x in box.x { paper[y * shades.width + x] = 0 } }
    for hull in hulls { fill(hull.corners, hull.code, within: box) }
    return compare(within: box)
  }

  /// The shade at a point of the world; nil where it is outside the picture.
  func shade(at p_W: Vector3) -> Shade? {
    let p_C = X_CW * p_W
    guard p_C.z > 0.02 else { return nil }
    let x = PixelRange.pixel(camera.fx * p_C.x / p_C.z + camera.cx)
    let y = PixelRange.pixel(camera.fy * p_C.y / p_C.z + camera.cy)
    guard x >= 0, y >= 0, x < shades.width, y < shades.height else { return nil }
    return shades[x, y]
  }

  private func compare(within box: PixelRange) -> Fit {
    var (agreed, either, visible) = (0, 0, 0)
    for y in box.y {
      for index in (y * shades.width + box.x.lowerBound)..<(y * shades.width + box.x.upperBound) {
        let (wanted, seen) = (paper[index], table[Int(shades.codes[index])])
        if wanted >= 2 { visible += 1 }
        if wanted == Self.anything || seen == Self.anything { continue }
        if wanted >= 2 || seen >= 2 { either += 1 }
        if wanted >= 2, wanted == seen { agreed += 1 }
      }
    }
    let share = either == 0 ? 0 : Double(agreed) / Double(either)
    return Fit(share: share, visible: visible, agreed: agreed)
  }

  /// The convex outline of points as they are seen, clockwise or not; nil when one is behind.
  private func outline(_ corners: [Vector3]) -> [SIMD2<Double>]? {
    var points: [SIMD2<Double>] = []
    points.reserveCapacity(corners.count)
    for corner in corners {
      let p_C = X_CW * corner
      guard p_C.z > 0.02 else { return nil }
      points.append(
        SIMD2(camera.fx * p_C.x / p_C.z + camera.cx, camera.fy * p_C.y / p_C.z + camera.cy))
    }
    points.sort { ($0.x, $0.y) < ($1.x, $1.y) }
    var hull: [SIMD2<Double>] = []
    for pass in 0..<2 {
      let start = hull.count
      for point in pass == 0 ? points : points.reversed() {
        while hull.count >= start + 2 {
          let (a, b) = (hull[hull.count - 2], hull[hull.count - 1])
          let turn = (b.x - a.x) * (point.y - a.y) - (b.y - a.y) * (point.x - a.x)
          if turn > 0 { break }
          hull.removeLast()
        }
        hull.append(point)
      }
      hull.removeLast()
    }
    return hull
  }

  /// Colours the pixels whose centres are inside a convex outline.
  private mutating func fill(_ hull: [SIMD2<Double>], _ code: UInt8, within box: PixelRange) {
    guard hull.count >= 3 else { return }
    var (top, bottom) = (Double.infinity, -Double.infinity)
    for corner in hull { (top, bottom) = (min(top, corner.y), max(bottom, corner.y)) }
    let first = max(box.y.lowerBound, PixelRange.pixel(top))
    let last = min(box.y.upperBound - 1, PixelRange.pixel(bottom))
    guard first <= last else { return }
    for y in first...last {
      let line = Double(y) + 0.5
      var (left, right) = (Double.infinity, -Double.infinity)
      var a = hull[hull.count - 1]
      for b in hull {
        if (a.y <= line) != (b.y <= line) {
          let x = a.x + (line - a.y) / (b.y - a.y) * (b.x - a.x)
          (left, right) = (min(left, x), max(right, x))
        }
        a = b
      }
      guard left < right else { continue }
      let from = max(box.x.lowerBound, PixelRange.pixel(left + 0.5))
      let to = min(box.x.upperBound, PixelRange.pixel(right + 0.5))
      if from < to { for x in from..<to { paper[y * shades.width + x] = code } }
    }
  }
}

/// A rectangle of pixels.
private struct PixelRange {
  var x, y: Range<Int>
  private var isNone = true

  static let none = PixelRange(x: 0..<0, y: 0..<0)

  private init(x: Range<Int>, y: Range<Int>) { (self.x, self.y) = (x, y) }

  var isEmpty: Bool { x.isEmpty || y.isEmpty }

  mutating func include(_ point: SIMD2<Double>) {
    let (px, py) = (Self.pixel(point.x), Self.pixel(point.y))
    if isNone {
      (x, y, isNone) = (px..<(px + 1), py..<(py + 1), false)
    } else {
      x = min(x.lowerBound, px)..<max(x.upperBound, px + 1)
      y = min(y.lowerBound, py)..<max(y.upperBound, py + 1)
    }
  }

  mutating func grow(by margin: Int, within width: Int, _ height: Int) {
    x = ((x.lowerBound - margin)..<(x.upperBound + margin)).clamped(to: 0..<width)
    y = ((y.lowerBound - margin)..<(y.upperBound + margin)).clamped(to: 0..<height)
  }

  /// The pixel that a coordinate is in; far outside, somewhere outside.
  static func pixel(_ coordinate: Double) -> Int {
    Int(max(-100_000, min(100_000, coordinate.rounded(.down))))
  }
}
