import Geometry

/// A plane that a point of a cloth has to stay above for a small step.
struct ClothSupport {
  let point: Int
  let normal: Vector3

  /// How far from the origin along the normal the point has to be, at least. Metres.
  let offset: Double

  /// How far what it lies on goes; nil for what is too smooth to keep it from sliding. Metres.
  let drift: Vector3?
}

/// A convex piece that a cloth lies on, hangs over or is pushed by.
struct ClothObstacle {
  let shape: Shape
  let place: Place

  /// A box's half lengths; nil for other shapes.
  private let half: Vector3?

  /// A piece of the hand, which stands for the box around it, and how far it went in this small step.
  let isHand: Bool
  let drift: Vector3

  /// How near a point has to be to be watched. Metres.
  private static let reach = 6e-3

  /// How far fingers push a point in a small step, at most: rather through a cloth than torn. Metres.
  private static let push = 3e-3

  /// Fingers that come this deep into a cloth take it along. Metres.
  private static let bite = 1e-3

  init(_ shape: Shape, _ place: Place) {
    (self.shape, self.place, isHand, drift) = (shape, place, false, .zero)
    if case .box(let size) = shape { half = 0.5 * size } else { half = nil }
  }

  /// A piece of the hand.
  init(hand piece: ArmRig.Piece, _ place: Place, from earlier: Place) {
    shape = piece.shape
    let middle = Pose(.identity, piece.bounds.center)
    self.place = Place(
      place.X_WP * middle,
      Bounds(lower: -0.5 * piece.bounds.size, upper: 0.5 * piece.bounds.size))
    half = 0.5 * piece.bounds.size
    isHand = true
    drift = place.X_WP.translation - earlier.X_WP.translation
  }

  @inline(__always)
  func isNear(_ p: Vector3) -> Bool {
    p.z < place.upper.z + Self.reach && p.z > place.lower.z - Self.reach
      && p.x < place.upper.x + Self.reach && p.x > place.lower.x - Self.reach
      && p.y < place.upper.y + Self.reach && p.y > place.lower.y - Self.reach
  }

  /// Whether a point is less than `margin` off it.
  func touches(_ p: Vector3, _ margin: Double) -> Bool {
    isNear(p) && surface(near: p).distance < margin
  }

  /// What keeps a point off it by `margin`.
  func support(of p: Vector3, _ i: Int, _ margin: Double) -> ClothSupport? {
    let surface = surface(near: p)
    guard surface.distance < Self.reach else { return nil }
    let way = margin - surface.distance
    let isRough = !isHand || way > Self.bite
    return ClothSupport(
      point: i, normal: surface.normal,
      offset: p.dot(surface.normal) + (isHand ? min(way, Self.push) : way),
      drift: isRough ? drift : nil)
  }

  /// A point, or the nearest one that is `margin` off it.
  @inline(__always)
  func cleared(_ p: Vector3, _ margin: Double) -> Vector3 {
    guard isNear(p) else { return p }
    let surface = surface(near: p)
    return surface.distance < margin ? p + (margin - surface.distance) * surface.normal : p
  }

  /// How far a point is from the surface, negative inside, and the way out.
  func surface(near p: Vector3) -> (distance: Double, normal: Vector3) {
    guard let half else {
      let point = 1e-4
      let s = distance(.sphere(radius: point), Pose(.identity, p), shape, place.X_WP)
      return (s.distance + point, s.normal)
    }
    let R = place.X_WP.rotation
    let d = p - place.X_WP.translation
    let p_P = Vector3(d.dot(R.xAxis), d.dot(R.yAxis), d.dot(R.zAxis))
    let over = Vector3(abs(p_P.x) - half.x, abs(p_P.y) - half.y, abs(p_P.z) - half.z)
    let out = Vector3(max(over.x, 0), max(over.y, 0), max(over.z, 0))
    let square = out.dot(out)
    if square > 0 {
      let length = square.squareRoot()
      let n = Vector3(
        p_P.x < 0 ? -out.x : out.x, p_P.y < 0 ? -out.y : out.y, p_P.z < 0 ? -out.z : out.z)
      return (length, R * (n / length))
    }
    // Inside: out of the nearest side.
    if over.z >= over.x, over.z >= over.y { return (over.z, p_P.z < 0 ? -R.zAxis : R.zAxis) }
    if over.x >= over.y { return (over.x, p_P.x < 0 ? -R.xAxis : R.xAxis) }
    return (over.y, p_P.y < 0 ? -R.yAxis : R.yAxis)
  }
}
