import Geometry

/// How the arm, what it holds, and bodies on joints got from one place to another: what pushes.
struct Thrust {
  let earlier: Stance
  let stance: Stance

  /// The pieces of the arm and of what it holds, in the order of the stances' places.
  let pieces: [ArmRig.Piece]

  /// Where the joints were.   (bodies)
  let joints: [Double]
}

/// What motion is reckoned with, kept from one small step to the next.
struct Workbench {
  /// Where the arm's pieces are, to be used again while it stands there.
  var stance: Stance?

  var solver = ContactSolver()
  var manifold = Manifold()

  /// Which mover a body is, or -1.   (bodies)
  var moverOfBody: [Int] = []

  /// The bodies on joints that give way in this step.
  var yielding: [Int] = []

  /// The least gap about each mover.   (movers)
  var gaps: [Double] = []

  /// The bodies that kept the last step from being taken.
  var caught: [Int] = []

  /// Where the movers were.   (movers)
  var starts: [(pose: Pose, joint: Double)] = []

  /// Whether movers and contacts are those of where everything is now, with the arm at rest.
  var isFresh = false
}

extension World {
  /// How near something has to be to count in a small step. Metres.
  static let reach = 2e-3

  /// A step that leaves less than this between two surfaces is taken back. Metres.
  static let leastGap = 2e-5

  /// What fingers that shut leave, so that the arm can move with what is between them. Metres.
  static let fingerGap = 1.5e-4

  /// How far a body may go in a small step, at its farthest point. Metres.
  private static let longestMove = 3e-3

  /// How often a step is mended by what was missed of its turns.
  private static let passes = 4

  /// What resists when a free body pushes something along its joint: as a thing of this mass, held back
  /// by this weight. Light, for a small step begins at rest, and light things push it. Kilograms.
  private static let (jointMass, jointFriction) = (0.1, 0.1)

  /// Whether a body falls and can be pushed now.
  func isFree(_ body: Int) -> Bool {
    scene.bodies[body].mass != nil && hold?.body != body
  }

  /// Whether any body is on the move.
  var isRestless: Bool { isAwake.contains(true) }

  /// Notes where a body's solid pieces are, for its joint at a position.
  mutating func place(_ body: Int, joint: Double) {
    let X_WB = pose(ofBody: body, joint: joint)
    for index in solids.ranges[body] {
      let piece = solids.pieces[index]
      places[index] = Place(X_WB * piece.X_BP, piece.bounds)
    }
  }

  // MARK: - One small step

  /// Moves the free bodies that are awake: down by their weight, out of the way of what pushes; and
  /// what is on a joint and in their way, along that.
  ///
  /// - Parameters:
  ///   - drop: how far they fall where nothing holds them. Metres.
  ///   - room: the least gap that has to be left. Metres.
  ///   - yielding: the bodies on joints that give way.
  /// - Returns: nil if they could; else what they are caught between, and all is as it was.
  mutating func shift(
    drop: Double, leaving room: Double = Self.leastGap, yielding: [Int] = [], _ thrust: Thrust,
    _ bench: inout Workbench
  ) -> [ContactSolver.Contact]? {
    if !bench.isFresh {
      bench.yielding = yielding
      gather(&bench, drop: drop)
      findContacts(thrust, &bench)
    }
    bench.isFresh = false
    noteStarts(&bench)
    var caught: [ContactSolver.Contact] = []
    var deepest = -Double.infinity
    for pass in 0..<Self.passes {
      if pass == 0 { fall(by: drop, &bench) }
      bench.solver.solve(isFirst: pass == 0)
      if pass == 0 { caught = bench.solver.contacts.filter { $0.push > 0 } }
      guard carryOut(&bench) else { break }
      gather(&bench, drop: drop)
      findContacts(thrust, &bench)
      bench.caught.removeAll(keepingCapacity: true)
      for (index, mover) in bench.solver.movers.enumerated() {
        let least = bench.gaps[index]
        guard least < room, least < gaps[mover.body] - 1e-6 else { continue }
        bench.caught.append(mover.body)
      }
      if bench.caught.isEmpty {
        for (index, mover) in bench.solver.movers.enumerated() {
          gaps[mover.body] = bench.gaps[index]
        }
        return nil
      }
      // What does not get better will not get well.
      let depth = bench.gaps.min() ?? 0
      if pass > 0, depth < deepest + 0.3 * (room - deepest) { break }
      deepest = depth
    }
    for (index, mover) in bench.solver.movers.enumerated() {
      (placements[mover.body], joints[mover.body]) = bench.starts[index]
      place(mover.body, joint: joints[mover.body])
    }
    return caught
  }

  /// Notes where the movers are, and how near to something what is on a joint was.
  private mutating func noteStarts(_ bench: inout Workbench) {
    bench.starts.removeAll(keepingCapacity: true)
    for (index, mover) in bench.solver.movers.enumerated() {
      bench.starts.append((placements[mover.body], joints[mover.body]))
      if case .joint = mover.freedom { gaps[mover.body] = bench.gaps[index] }
    }
  }

  private func fall(by drop: Double, _ bench: inout Workbench) {
    for index in bench.solver.movers.indices {
      if case .free = bench.solver.movers[index].freedom {
        bench.solver.movers[index].move.z = -drop
      }
    }
  }

  /// Lists the bodies that are awake, at rest, and those on joints that give way.
  private func gather(_ bench: inout Workbench, drop: Double) {
    bench.solver.movers.removeAll(keepingCapacity: true)
    if bench.moverOfBody.isEmpty { bench.moverOfBody = scene.bodies.map { _ in -1 } }
    for body in jointedBodies { bench.moverOfBody[body] = -1 }
    for body in freeBodies {
      bench.moverOfBody[body] = -1
      guard isAwake[body], let mass = scene.bodies[body].mass else { continue }
      bench.moverOfBody[body] = bench.solver.movers.count
      let R = placements[body].rotation
      let inverse = mass.inverseInertia
      func row(_ k: Int) -> Vector3 {
        let e_B = Vector3(R.xAxis[k], R.yAxis[k], R.zAxis[k])
        return R * (inverse * e_B)
      }
      let inertia = MassProperties.Rows(x: row(0), y: row(1), z: row(2))
      bench.solver.movers.append(
        ContactSolver.Mover(
          body: body, p_WM: placements[body] * mass.p_BM,
          freedom: .free(.init(inverseMass: 1 / mass.mass, inverseInertia: inertia))))
    }
    for body in bench.yielding {
      bench.moverOfBody[body] = bench.solver.movers.count
      bench.solver.movers.append(joined(body, drop: drop))
    }
  }

  /// What is on a joint as something that gives way along it.
  private func joined(_ index: Int, drop: Double) -> ContactSolver.Mover {
    let (body, X_WC) = (scene.bodies[index], placements[index])
    guard let joint = body.joint else { preconditionFailure("\(body.name) is on no joint.") }
    let room = (joint.range.lowerBound - joints[index])...(joint.range.upperBound - joints[index])
    func freedom(_ slide: Vector3, _ spin: Vector3) -> ContactSolver.Freedom {
      .joint(
        ContactSolver.Joint(
          slide: slide, spin: spin, inverse: 1 / (Self.jointMass * body.lever * body.lever),
          room: room, friction: Self.jointFriction * drop * body.lever))
    }
    switch joint.kind {
    case .slides(let axis):
      return .init(
        body: index, p_WM: X_WC.translation, freedom: freedom(X_WC.rotation * axis, .zero))
    case .turns(let axis, let pivot):
      return .init(
        body: index, p_WM: X_WC * pivot, freedom: freedom(.zero, X_WC.rotation * axis))
    }
  }

  /// Moves and turns the movers by what was found; false where that is more than a small step.
  private mutating func carryOut(_ bench: inout Workbench) -> Bool {
    bench.caught.removeAll(keepingCapacity: true)
    for mover in bench.solver.movers {
      let farthest =
        switch mover.freedom {
        case .free: mover.move.length + mover.turn.length * scene.bodies[mover.body].size
        case .joint(let joint): abs(joint.way(of: mover)) * scene.bodies[mover.body].lever
        }
      if farthest >= Self.longestMove { bench.caught.append(mover.body) }
    }
    guard bench.caught.isEmpty else { return false }
    for mover in bench.solver.movers {
      switch mover.freedom {
      case .free:
        guard let mass = scene.bodies[mover.body].mass else { continue }
        let half = 0.5 * mover.turn
        let turned =
          Rotation(w: 1, x: half.x, y: half.y, z: half.z) * placements[mover.body].rotation
        let q = turned.quaternion
        let R = Rotation(w: q.x, x: q.y, y: q.z, z: q.w)
        placements[mover.body] = Pose(R, mover.p_WM + mover.move - R * mass.p_BM)
      case .joint(let joint):
        joints[mover.body] += joint.way(of: mover)
      }
      place(mover.body, joint: joints[mover.body])
    }
    return true
  }
}
