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

    /// The impulse along the normal so far.
    var push: Double { rows.0.impulse }

    /// Along the normal, and the two tangents.
    fileprivate var rows = (Row(), Row(), Row())

    init(
      a: Int, b: Int, other: Int, normal: Vector3, p: Vector3, gap: Double, friction: Double,
      drift: Vector3
    ) {
      (self.a, self.b, self.other) = (a, b, other)
      (self.normal, self.p, self.gap) = (normal, p, gap)
      (self.friction, self.drift) = (friction, drift)
    }
  }

  /// One direction in which a contact acts.
  fileprivate struct Row {
    var direction = Vector3.zero

    /// About the centres of the mover and of the other one, and how that turns them.
    var torques = (Vector3.zero, Vector3.zero)
    var turns = (Vector3.zero, Vector3.zero)

    /// How far the surfaces go apart for a unit impulse, and the inverse.
    var motion = 0.0
    var yield = 0.0

    var impulse = 0.0

    init() {}

    init(_ direction: Vector3, at p: Vector3, _ a: Mover, _ b: Mover?) {
      self.direction = direction
      torques.0 = (p - a.p_WM).cross(direction)
      turns.0 = a.inverseInertia * torques.0
      motion = a.inverseMass + torques.0.dot(turns.0)
      if let b {
        torques.1 = (p - b.p_WM).cross(direction)
        turns.1 = b.inverseInertia * torques.1
        motion += b.inverseMass + torques.1.dot(turns.1)
      }
      yield = 1 / motion
    }
  }

  var movers: [Mover] = []
  var contacts: [Contact] = []

  /// The gap that a contact keeps. Metres.
  static let rest = 3e-4

  private static let rounds = 60

  /// When nothing changes by more in a round, it is done. Metres.
  private static let precision = 1e-8

  mutating func solve() {
    for index in contacts.indices {
      let contact = contacts[index]
      let (a, b) = (movers[contact.a], contact.b >= 0 ? movers[contact.b] : nil)
      let t = contact.normal.perpendicular
      contacts[index].rows = (
        Row(contact.normal, at: contact.p, a, b), Row(t, at: contact.p, a, b),
        Row(contact.normal.cross(t), at: contact.p, a, b)
      )
    }
    contacts.withUnsafeMutableBufferPointer { contacts in
      movers.withUnsafeMutableBufferPointer { movers in
        for _ in 0..<Self.rounds {
          var change = 0.0
          for index in contacts.indices {
            change = max(change, Self.relax(&contacts[index], movers))
          }
          if change < Self.precision { return }
        }
      }
    }
  }

  private typealias Movers = UnsafeMutableBufferPointer<Mover>

  /// Mends one contact; tells how far that moved it.
  @inline(__always)
  private static func relax(_ contact: inout Contact, _ movers: Movers) -> Double {
    let (a, b) = (contact.a, contact.b)
    let before = contact.rows.0.impulse
    let wanted = rest - contact.gap - slip(along: contact.rows.0, a, b, movers)
    let push = max(0, before + contact.rows.0.yield * wanted)
    if push != before { add(push - before, to: &contact.rows.0, a, b, movers) }
    var change = abs(push - before) * contact.rows.0.motion
    guard push > 0 || contact.rows.1.impulse != 0 || contact.rows.2.impulse != 0 else {
      return change
    }

    func wish(_ row: Row) -> Double {
      row.impulse - row.yield * (slip(along: row, a, b, movers) - contact.drift.dot(row.direction))
    }
    var drag = SIMD2(wish(contact.rows.1), wish(contact.rows.2))
    let (size, most) = ((drag.x * drag.x + drag.y * drag.y).squareRoot(), contact.friction * push)
    if size > most { drag *= most / size }
    let more = drag - SIMD2(contact.rows.1.impulse, contact.rows.2.impulse)
    add(more.x, to: &contact.rows.1, a, b, movers)
    add(more.y, to: &contact.rows.2, a, b, movers)
    change = max(change, abs(more.x) * contact.rows.1.motion)
    return max(change, abs(more.y) * contact.rows.2.motion)
  }

  /// How far the mover's surface goes past the other mover's along a row.
  @inline(__always)
  private static func slip(along row: Row, _ a: Int, _ b: Int, _ movers: Movers) -> Double {
    var slip = movers[a].move.dot(row.direction) + movers[a].turn.dot(row.torques.0)
    if b >= 0 { slip -= movers[b].move.dot(row.direction) + movers[b].turn.dot(row.torques.1) }
    return slip
  }

  @inline(__always)
  private static func add(
    _ impulse: Double, to row: inout Row, _ a: Int, _ b: Int, _ movers: Movers
  ) {
    row.impulse += impulse
    movers[a].move += (impulse * movers[a].inverseMass) * row.direction
    movers[a].turn += impulse * row.turns.0
    guard b >= 0 else { return }
    movers[b].move -= (impulse * movers[b].inverseMass) * row.direction
    movers[b].turn -= impulse * row.turns.1
  }
}
