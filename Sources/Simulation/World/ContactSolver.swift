import Geometry

/// Finds how far bodies move in one small step: free ones down by their weight, those on joints along
/// them, and none farther than what they touch lets them.
///
/// There are no velocities: a step begins at rest. The displacements are the least ones, weighted by
/// mass and inertia, that keep a gap at every contact, with Coulomb's friction between what touches;
/// found by the projected method of Gauss and Seidel (Moreau; Jourdan, Alart and Jean 1998), which
/// begins with the impulses of the step before.
struct ContactSolver {
  /// A body that gives way.
  struct Mover {
    let body: Int

    /// What moves are reckoned about: the centre of mass, or a point of the joint's line, in W.
    let p_WM: Vector3

    let freedom: Freedom

    /// How far that point moves, and the body turns about it. Metres and radians.
    var move = Vector3.zero
    var turn = Vector3.zero

    /// The impulse of the joint's friction and stops so far.
    fileprivate var hold = 0.0

    init(body: Int, p_WM: Vector3, freedom: Freedom) {
      (self.body, self.p_WM, self.freedom) = (body, p_WM, freedom)
    }

    /// How it moves and turns for a unit impulse through a point.
    fileprivate func response(_ impulse: Vector3, _ torque: Vector3) -> (Vector3, Vector3) {
      switch freedom {
      case .free(let mass):
        return (mass.inverseMass * impulse, mass.inverseInertia * torque)
      case .joint(let joint):
        let way = joint.inverse * (joint.slide.dot(impulse) + joint.spin.dot(torque))
        return (way * joint.slide, way * joint.spin)
      }
    }
  }

  enum Freedom {
    case free(Mass)
    case joint(Joint)
  }

  struct Mass {
    let inverseMass: Double

    /// About the centre of mass, in W.
    let inverseInertia: MassProperties.Rows
  }

  /// One degree of freedom.
  struct Joint {
    /// The directions in which it moves and turns, one of them of unit length and the other zero.
    let slide, spin: Vector3

    /// How far it goes for a unit impulse.
    let inverse: Double

    /// How far it may go.
    let room: ClosedRange<Double>

    /// The largest impulse of its friction.
    let friction: Double

    /// How far a move is along it.
    func way(of mover: Mover) -> Double { slide.dot(mover.move) + spin.dot(mover.turn) }
  }

  /// One point where a mover touches something, or soon may.
  struct Contact {
    /// The same in the next small step, and greater than that of the contact before it.
    let key: Int

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
      key: Int, a: Int, b: Int, other: Int, normal: Vector3, p: Vector3, gap: Double,
      friction: Double, drift: Vector3
    ) {
      (self.key, self.a, self.b, self.other) = (key, a, b, other)
      (self.normal, self.p, self.gap) = (normal, p, gap)
      (self.friction, self.drift) = (friction, drift)
    }
  }

  /// One direction in which a contact acts.
  fileprivate struct Row {
    var direction = Vector3.zero

    /// About the points of the mover and of the other one, and how a unit impulse moves and turns them.
    var torques = (Vector3.zero, Vector3.zero)
    var moves = (Vector3.zero, Vector3.zero)
    var turns = (Vector3.zero, Vector3.zero)

    /// How far the surfaces go apart for a unit impulse, and the inverse.
    var motion = 0.0
    var yield = 0.0

    var impulse = 0.0

    init() {}

    @inline(__always)
    init(_ direction: Vector3, at p: Vector3, _ movers: Movers, _ a: Int, _ b: Int) {
      self.direction = direction
      torques.0 = (p - movers[a].p_WM).cross(direction)
      (moves.0, turns.0) = movers[a].response(direction, torques.0)
      motion = direction.dot(moves.0) + torques.0.dot(turns.0)
      if b >= 0 {
        torques.1 = (p - movers[b].p_WM).cross(direction)
        (moves.1, turns.1) = movers[b].response(direction, torques.1)
        motion += direction.dot(moves.1) + torques.1.dot(turns.1)
      }
      yield = motion > 0 ? 1 / motion : 0
    }
  }

  var movers: [Mover] = []
  var contacts: [Contact] = []

  /// The impulses of the last step that began at rest, in the order of their keys.
  private var memory: [(key: Int, impulses: Vector3)] = []

  /// The gap that a contact keeps. Metres.
  static let rest = 3e-4

  private static let rounds = 60

  /// When a round changes as good as much as that many rounds ago, it leads nowhere.
  private static let (patience, stalled) = (10, 0.95)

  /// When nothing changes by more in a round, it is done. Metres.
  private static let precision = 1e-7

  /// - Parameter isFirst: whether the step begins; else it mends what was missed of one.
  mutating func solve(isFirst: Bool) {
    contacts.withUnsafeMutableBufferPointer { contacts in
      movers.withUnsafeMutableBufferPointer { movers in
        Self.prepare(contacts, movers, remembering: isFirst ? memory : [])
        var last = Double.infinity
        for round in 1...Self.rounds {
          var change = 0.0
          for index in contacts.indices {
            change = max(change, Self.relax(&contacts[index], movers))
          }
          for index in movers.indices { change = max(change, Self.hold(&movers[index])) }
          if change < Self.precision { return }
          // What is squeezed between what does not give way gains nothing by more rounds.
          guard round % Self.patience == 0 else { continue }
          if change > Self.stalled * last, change > 1e-5 { return }
          last = change
        }
      }
    }
    guard isFirst else { return }
    memory.removeAll(keepingCapacity: true)
    for contact in contacts {
      let rows = contact.rows
      let impulses = Vector3(rows.0.impulse, rows.1.impulse, rows.2.impulse)
      memory.append((contact.key, impulses))
    }
  }

  fileprivate typealias Movers = UnsafeMutableBufferPointer<Mover>

  /// Reckons each contact's directions, and begins with the impulses that it had.
  private static func prepare(
    _ contacts: UnsafeMutableBufferPointer<Contact>, _ movers: Movers,
    remembering memory: [(key: Int, impulses: Vector3)]
  ) {
    var known = 0
    for index in contacts.indices {
      let contact = contacts[index]
      let (p, a, b) = (contact.p, contact.a, contact.b)
      let t = contact.normal.perpendicular
      contacts[index].rows.0 = Row(contact.normal, at: p, movers, a, b)
      contacts[index].rows.1 = Row(t, at: p, movers, a, b)
      contacts[index].rows.2 = Row(contact.normal.cross(t), at: p, movers, a, b)
      while known < memory.count, memory[known].key < contact.key { known += 1 }
      guard known < memory.count, memory[known].key == contact.key else { continue }
      let impulses = memory[known].impulses
      add(impulses.x, to: &contacts[index].rows.0, a, b, movers)
      add(impulses.y, to: &contacts[index].rows.1, a, b, movers)
      add(impulses.z, to: &contacts[index].rows.2, a, b, movers)
    }
  }

  /// Keeps what is on a joint still, as far as its friction can, and between its stops; tells how far
  /// that moved it.
  @inline(__always)
  private static func hold(_ mover: inout Mover) -> Double {
    guard case .joint(let joint) = mover.freedom else { return 0 }
    let way = joint.way(of: mover)
    let loose = way - joint.inverse * mover.hold
    let rubbed = joint.inverse * joint.friction
    let slid = loose > rubbed ? loose - rubbed : loose < -rubbed ? loose + rubbed : 0
    let stopped = min(max(slid, joint.room.lowerBound), joint.room.upperBound)
    mover.hold = (stopped - loose) / joint.inverse
    mover.move += (stopped - way) * joint.slide
    mover.turn += (stopped - way) * joint.spin
    return abs(stopped - way)
  }

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
    movers[a].move += impulse * row.moves.0
    movers[a].turn += impulse * row.turns.0
    guard b >= 0 else { return }
    movers[b].move -= impulse * row.moves.1
    movers[b].turn -= impulse * row.turns.1
  }
}
