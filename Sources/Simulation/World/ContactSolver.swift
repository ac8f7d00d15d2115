import Geometry

/// Finds how far free bodies move in one small step: down by their weight, and no farther than what
/// they touch lets them.
///
/// There are no velocities: a step begins at rest. The displacements are the least ones, weighted by
/// mass and inertia, that keep a gap at every contact, with Coulomb's friction between what touches;
/// found by the projected method of Gauss and Seidel (Moreau; Jourdan, Alart and Jean 1998).
struct ContactSolver {
  /// A body that gives way.
  struct Mover {
    let body: Int
    let inverseMass: Double

    /// About the centre of mass, in W.
    let inverseInertia: MassProperties.Rows

    /// The centre of mass in W.
    let p_WM: Vector3

    /// How far the centre moves, and the body turns about it. Metres and radians.
    var move = Vector3.zero
    var turn = Vector3.zero

    /// How far a unit impulse along `d` at `r` from the centre moves that point along `d`.
    fileprivate func yielding(at r: Vector3, along d: Vector3) -> Double {
      let torque = r.cross(d)
      return inverseMass + torque.dot(inverseInertia * torque)
    }
  }

  /// One point where a mover touches something, or soon may.
  struct Contact {
    /// The mover, and the other one or -1.
    let a, b: Int

    /// What of the scene the other one is, or -1 for the arm and what it holds.
    let other: Int

    /// From the other one towards the mover.
    let normal: Vector3

    /// In W.
    let p: Vector3
    let gap: Double
    let friction: Double

    /// How far the other one's surface went there, where it is no mover.
    let drift: Vector3

    /// The impulses so far: along the normal and the two tangents.
    var push = 0.0
    var drag = SIMD2<Double>.zero

    fileprivate var tangents = (Vector3.zero, Vector3.zero)
    fileprivate var arms = (Vector3.zero, Vector3.zero)
    fileprivate var yield = Vector3.zero

    init(
      a: Int, b: Int, other: Int, normal: Vector3, p: Vector3, gap: Double, friction: Double,
      drift: Vector3
    ) {
      (self.a, self.b, self.other) = (a, b, other)
      (self.normal, self.p, self.gap) = (normal, p, gap)
      (self.friction, self.drift) = (friction, drift)
    }
  }

  var movers: [Mover] = []
  var contacts: [Contact] = []

  /// The gap that a contact keeps. Metres.
  static let rest = 3e-4

  private static let rounds = 200

  /// When nothing changes by more in a round, it is done. Metres.
  private static let precision = 1e-8

  mutating func solve() {
    for index in contacts.indices { Self.prepare(&contacts[index], movers) }
    for _ in 0..<Self.rounds {
      var change = 0.0
      for index in contacts.indices {
        change = max(change, Self.relax(&contacts[index], &movers))
      }
      if change < Self.precision { return }
    }
  }

  private static func prepare(_ contact: inout Contact, _ movers: [Mover]) {
    let n = contact.normal
    let t = n.perpendicular
    contact.tangents = (t, n.cross(t))
    contact.arms.0 = contact.p - movers[contact.a].p_WM
    if contact.b >= 0 { contact.arms.1 = contact.p - movers[contact.b].p_WM }
    let (a, b, arms) = (contact.a, contact.b, contact.arms)
    func yield(_ d: Vector3) -> Double {
      let other = b >= 0 ? movers[b].yielding(at: arms.1, along: d) : 0
      return 1 / (movers[a].yielding(at: arms.0, along: d) + other)
    }
    contact.yield = Vector3(yield(n), yield(contact.tangents.0), yield(contact.tangents.1))
  }

  /// Mends one contact; tells how far that moved it.
  @inline(__always)
  private static func relax(_ contact: inout Contact, _ movers: inout [Mover]) -> Double {
    let n = contact.normal
    let wanted = rest - contact.gap - slip(of: contact, movers).dot(n)
    let push = max(0, contact.push + contact.yield.x * wanted)
    let change = push - contact.push
    contact.push = push
    if change != 0 { apply(change * n, contact, &movers) }
    guard push > 0 || contact.drag != .zero else { return abs(change) / contact.yield.x }

    let slip = slip(of: contact, movers) - contact.drift
    let (t, u) = contact.tangents
    var drag =
      contact.drag - SIMD2(contact.yield.y * slip.dot(t), contact.yield.z * slip.dot(u))
    let (size, most) = ((drag.x * drag.x + drag.y * drag.y).squareRoot(), contact.friction * push)
    if size > most { drag *= most / size }
    let more = drag - contact.drag
    contact.drag = drag
    apply(more.x * t + more.y * u, contact, &movers)
    return max(
      abs(change) / contact.yield.x, abs(more.x) / contact.yield.y, abs(more.y) / contact.yield.z)
  }

  /// How far the mover's surface goes past the other mover's.
  @inline(__always)
  private static func slip(of contact: Contact, _ movers: [Mover]) -> Vector3 {
    let a = movers[contact.a]
    var slip = a.move + a.turn.cross(contact.arms.0)
    if contact.b >= 0 {
      let b = movers[contact.b]
      slip -= b.move + b.turn.cross(contact.arms.1)
    }
    return slip
  }

  @inline(__always)
  private static func apply(
    _ impulse: Vector3, _ contact: Contact, _ movers: inout [Mover]
  ) {
    let a = contact.a
    movers[a].move += movers[a].inverseMass * impulse
    movers[a].turn += movers[a].inverseInertia * contact.arms.0.cross(impulse)
    guard contact.b >= 0 else { return }
    let b = contact.b
    movers[b].move -= movers[b].inverseMass * impulse
    movers[b].turn -= movers[b].inverseInertia * contact.arms.1.cross(impulse)
  }
}
