import Geometry

/// The solid pieces of a scene's bodies, in one list.
struct Solids: Sendable {
  let pieces: [Piece]

  /// Where each body's pieces are in the list.   (bodies)
  let ranges: [Range<Int>]

  struct Piece: Sendable {
    let body: Int
    let shape: Shape

    /// The piece's frame in the body's.
    let X_BP: Pose

    /// The box around it, in its own frame.
    let bounds: Bounds
  }

  init(_ bodies: [Body]) {
    var (pieces, ranges) = ([Piece](), [Range<Int>]())
    for (index, body) in bodies.enumerated() {
      let start = pieces.count
      for part in body.parts {
        guard let shape = part.shape else { continue }
        pieces.append(Piece(body: index, shape: shape, X_BP: part.X_BP, bounds: shape.bounds))
      }
      ranges.append(start..<pieces.count)
    }
    (self.pieces, self.ranges) = (pieces, ranges)
  }
}

/// Where a convex piece is, and the box along the world's axes that holds it.
struct Place: Sendable {
  var X_WP: Pose
  var lower, upper: Vector3

  @inline(__always)
  init(_ X_WP: Pose, _ bounds: Bounds) {
    self.X_WP = X_WP
    let R = X_WP.rotation
    let half = 0.5 * bounds.size
    let middle = X_WP * bounds.center
    let reach =
      half.x * R.xAxis.magnitude + half.y * R.yAxis.magnitude + half.z * R.zAxis.magnitude
    (lower, upper) = (middle - reach, middle + reach)
  }

  /// How far the boxes are apart along the axis on which they are farthest; negative where they
  /// overlap. Metres.
  @inline(__always)
  func gap(to other: Place) -> Double {
    let apart = pointwiseMax(lower - other.upper, other.lower - upper)
    return max(apart.x, max(apart.y, apart.z))
  }

  /// Whether the boxes come closer than `slack` along every axis.
  @inline(__always)
  func isNear(_ other: Place, slack: Double) -> Bool {
    lower.x - slack <= other.upper.x && other.lower.x - slack <= upper.x
      && lower.y - slack <= other.upper.y && other.lower.y - slack <= upper.y
      && lower.z - slack <= other.upper.z && other.lower.z - slack <= upper.z
  }
}

extension Vector3 {
  /// Each coordinate without its sign.
  @inline(__always)
  fileprivate var magnitude: Vector3 { Vector3(abs(x), abs(y), abs(z)) }
}

/// Where every link of the arm is, for one set of joint angles and one opening of the gripper, and
/// every solid piece of it and of what it holds.
struct Stance: Sendable {
  var q: [Double]
  var opening: Double
  let links: [Pose]
  let places: [Place]

  /// How far each piece has gone since what it may meet was listed, or more. Metres.
  private(set) var travel: [Double]

  init(_ arm: Arm, _ q: [Double], opening: Double, _ pieces: [ArmRig.Piece]) {
    self.q = q
    self.opening = opening
    travel = []
    var links: [Pose] = []
    arm.linkPoses(q, opening: opening, into: &links)
    self.links = links
    var places: [Place] = []
    places.reserveCapacity(pieces.count)
    for k in pieces.indices {
      places.append(Place(links[pieces[k].link] * pieces[k].X_LS, pieces[k].bounds))
    }
    self.places = places
  }

  /// Begins to count how far its pieces go.
  mutating func setOut() { travel = places.map { _ in 0 } }

  /// Counts on from where it was before.
  mutating func count(from earlier: Stance, _ pieces: [ArmRig.Piece]) {
    travel.reserveCapacity(places.count)
    for k in places.indices {
      let (X, Y) = (places[k].X_WP, earlier.places[k].X_WP)
      let u = X.rotation.xAxis - Y.rotation.xAxis
      let v = X.rotation.yAxis - Y.rotation.yAxis
      let w = X.rotation.zAxis - Y.rotation.zAxis
      // No point of the sphere goes farther than by twice the sine of half the turn.
      let turn = (0.5 * (u.dot(u) + v.dot(v) + w.dot(w))).squareRoot()
      let way = (X.translation - Y.translation).length + pieces[k].radius * turn
      travel.append(earlier.travel[k] + way)
    }
  }

  /// How far the farthest of the pieces' boxes goes on the way to another stance. Metres.
  func way(to other: Stance) -> Double {
    var most = 0.0
    for k in places.indices {
      most = max(most, (places[k].lower - other.places[k].lower).length)
      most = max(most, (places[k].upper - other.places[k].upper).length)
    }
    return most
  }
}
