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

  init(_ arm: Arm, _ q: [Double], opening: Double, _ pieces: [ArmRig.Piece]) {
    self.q = q
    self.opening = opening
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
