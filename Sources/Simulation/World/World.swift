package import Control
import Chance
package import Geometry

/// A scene at one moment: the arm, what it was told, and where everything that can move stands.
///
/// A value: copy it to branch, rewind or replay. Nothing else holds state, and nothing here looks at
/// a clock. Chance has its say in `init` and, from the same seed, in the noise of `observe`.
package struct World: Sendable {
  package internal(set) var scene: Scene
  package let station: Station

  /// The episode's seed.
  package let seed: UInt64

  /// The number of the scene's variant that the seed gave; nil for a scene without.
  package var variant: Int? { scene.variant(seed: seed) }

  /// How many control steps were taken.
  package private(set) var step = 0

  /// The arm's joint angles. Radians.   (arm.joints)
  package internal(set) var q: [Double]

  /// The joint angles that the arm was told last, which one that lags is still on its way to.
  /// Radians.   (arm.joints)
  package internal(set) var q_told: [Double]

  /// Where the gripper's fingers are: 0 shut ... 1 open.
  package internal(set) var opening = 1.0

  /// What the gripper was told last.
  package private(set) var commandedOpening = 1.0

  /// Where the tool was told to go last, in the arm's base.
  package private(set) var X_WT_commanded: Pose

  /// Where each body is with its joint at 0, scatter included, in the arm's base.   (scene.bodies)
  package internal(set) var placements: [Pose]

  /// The position of each body's joint, 0 for bodies without one. Metres, or radians for what turns.
  /// (scene.bodies)
  package internal(set) var joints: [Double]

  /// The solid pieces of the scene's bodies, and where each is.
  let solids: Solids
  var places: [Place] = []

  /// Those that fall and can be pushed, and those on joints.
  let freeBodies, jointedBodies: [Int]

  /// Which free bodies are on the move; the others lie still to the bit.   (scene.bodies)
  var isAwake: [Bool]

  /// The least gap about each free body after its last small step. Metres.   (scene.bodies)
  var gaps: [Double]

  /// What the gripper holds, or has hold of by a handle.
  var hold: Hold?
  var pull: Pull?

  /// What the gripper holds, a cloth included.
  private var heldBody: Int? { hold?.body ?? cloths.first(where: \.isHeld)?.body }

  /// For how many steps in a row it has held it.
  private(set) var heldFor = 0

  /// The cloths, which are bodies of their own.
  package internal(set) var cloths: [Cloth] = []

  /// Where each body was at the start, when everything had come to rest.   (scene.bodies)
  private(set) var starts: [Pose] = []

  /// The free bodies and cloths that the last step moved.
  private(set) var moved: Set<Int> = []

  /// The solid pieces of the arm and of what it holds.
  var armPieces: [ArmRig.Piece]

  /// The pieces that may meet in the motion that is under way.
  var meetings: [Meeting] = []
  var listed: (stance: Stance, joints: [Double])?

  /// For how many steps in a row the goal has held with nothing moving or held, and whether those
  /// were ever enough.
  private var calm = 0
  private var wasStable = false

  /// How many of them are.
  private static let stableSteps = 5

  /// For how many steps in a row the motors pushed harder than they stand.
  private var overloads = 0

  /// Whether the motors have given up: the arm moves no more.
  package private(set) var hasMotorFault = false

  /// The step after which each milestone first held.   (scene.milestones)
  private var reached: [Int?]

  /// The bodies that the arm touched in the last step, sorted.
  package private(set) var contacts: [String] = []

  /// The scene at the start of an episode: the arm at the station's home, the gripper open, and
  /// everything where the seed puts it. Seed 0 is the nominal scene, without scatter.
  package init(_ scene: Scene, station: Station, seed: UInt64) {
    self.scene = scene
    self.station = station
    self.seed = seed
    let start = scene.start(seed: seed)
    placements = start.placements
    joints = start.joints
    q = station.home(of: scene.arm, sag: scene.sag)
    q_told = q
    X_WT_commanded = station.commandedHome(of: scene.arm)
    if let strayed = scene.strayed(home: q, seed: seed) {
      (q, q_told, X_WT_commanded) = (strayed, strayed, scene.arm.toolPose(strayed))
    }
    reached = scene.milestones.map { _ in nil }
    solids = Solids(scene.bodies)
    freeBodies = scene.bodies.indices.filter { scene.bodies[$0].mass != nil }
    jointedBodies = scene.bodies.indices.filter { scene.bodies[$0].joint != nil }
    isAwake = scene.bodies.map { $0.mass != nil }
    gaps = scene.bodies.map { _ in -.infinity }
    armPieces = scene.rig.colliders
    placeAll()
    var bench = Workbench()
    settle(&bench, for: 4000, within: 4)
    spreadCloths()
    starts = placements
    noteMilestones()
  }

  /// Notes anew where every solid piece is.
  mutating func placeAll() {
    places = solids.pieces.map { piece in
      Place(pose(ofBody: piece.body) * piece.X_BP, piece.bounds)
    }
  }

  /// One control step: the station's clipping, then the arm, then the gripper, each stopped by what
  /// is solid and pushing what gives way.
  package mutating func advance(_ asked: Action) -> StepReport {
    let (X_start, before) = (X_WT, (placements: placements, joints: joints, cloths: cloths))
    let (q_S, opening_S, heldBefore) = (q, opening, heldBody)
    let action = resisted(asked)
    let command = station.command(action, of: scene.arm, at: q, commanded: X_WT_commanded)
    var report = StepReport(
      asked: asked, applied: command.applied,
      adjustments: (action == asked ? [] : [Adjustment(.effort)]) + command.adjustments,
      contacts: [], moved: .zero)

    // The arm first.
    var touched = Set([pull?.body].compactMap { $0 })
    var bench = Workbench()
    report.adjustments +=
      hasMotorFault
      ? [Adjustment(.motorFault)] : drive(by: command, touching: &touched, &bench)

    // The gripper after it.
    commandedOpening = command.opening
    let opening_G =
      station.lag?.opening(
        of: scene.arm.gripper, from: opening, to: command.opening, after: stepTime)
      ?? command.opening
    let grip =
      hasMotorFault
      ? [] : moveGripper(to: opening_G, touching: &touched, &bench) + checkPull()
    if let held = hold?.body ?? pull?.body { touched.insert(held) }
    let fallen = settle(&bench)

    moved = Set(freeBodies.filter { placements[$0] != before.placements[$0] })
    let clothGrip = moveCloths(
      from: q_S, opening: opening_S, isPushed: !moved.isEmpty || joints != before.joints,
      touching: &touched)
    for (cloth, old) in zip(cloths, before.cloths) where cloth.points != old.points {
      moved.insert(cloth.body)
    }

    step += 1
    heldFor = heldBody == nil ? 0 : heldBody == heldBefore ? heldFor + 1 : 1
    contacts = names(of: touched)
    noteMilestones()
    let isCalm = heldBody == nil && moved.isEmpty && joints == before.joints
    calm = isCalm && scene.goal.map(holds) ?? false ? calm + 1 : 0
    wasStable = wasStable || calm >= Self.stableSteps
    report.contacts = contacts
    report.effort = effort
    report.events =
      (grip + clothGrip).map { "\($0.what.rawValue) \(scene.bodies[$0.body].name)" }
      + names(of: fallen).map { "fell \($0)" } + strain()
    report.moved = X_WT.translation - X_start.translation
    return report
  }

  /// Moves the arm as it is told, which stays where it is when the pose is out of its reach; one that
  /// lags only comes nearer, joint by joint, to where it was told to go last.
  ///
  /// - Returns: why it did not do what it was told, or did more.
  private mutating func drive(
    by command: Station.Command, touching touched: inout Set<Int>, _ bench: inout Workbench
  ) -> [Adjustment] {
    var adjustments: [Adjustment] = []
    let X_sagging = Pose(command.X_WT.rotation, command.X_WT.translation + scene.sag)
    let X_goal = command.q == nil ? X_sagging : command.X_WT
    let told = command.q ?? scene.arm.jointAngles(reaching: X_goal, near: q).angles
    if let told {
      let rest = X_WT_commanded.translation + scene.sag - X_WT.translation
      if command.q == nil, rest.length > 1e-5 { adjustments.append(Adjustment(.catchingUp)) }
      (q_told, X_WT_commanded) = (told, command.X_WT)
    } else {
      if station.convention.remembersUnreached { (q_told, X_WT_commanded) = (q, command.X_WT) }
      adjustments.append(Adjustment(.outOfReach))
    }

    let blocked: Set<Int>
    if let lag = station.lag {
      let q_G = lag.angles(from: q, to: q_told, after: stepTime)
      if q_G != q_told { adjustments.append(Adjustment(.lagging)) }
      blocked = moveArm(
        to: scene.arm.toolPose(q_G), by: q_G, evenly: true, touching: &touched, &bench)
    } else if let told {
      blocked = moveArm(
        to: X_goal, by: told, evenly: command.q != nil, touching: &touched, &bench)
    } else {
      blocked = []
    }
    return adjustments + names(of: blocked).map { Adjustment(.blocked, body: $0) }
  }

  /// How long a control step takes. Seconds.
  private var stepTime: Double { 1 / station.convention.rate }

  /// What becomes of an action while the motors push too hard, where the scene has a limit: the arm
  /// goes back half as far as it was told to go on, as AutoEval's `InHouseImpedanceControl` has it.
  private func resisted(_ action: Action) -> Action {
    guard let limit = scene.effortLimit, effort > limit, action.space == .toolStep else {
      return action
    }
    var action = action
    action.translation *= -0.5
    action.rotation *= -0.5
    return action
  }

  /// Counts the steps in which the motors push too hard; tells the one in which they give up.
  private mutating func strain() -> [String] {
    guard let fault = scene.motorFault, !hasMotorFault else { return [] }
    overloads = effort > fault.effort ? overloads + 1 : 0
    hasMotorFault = overloads >= fault.steps
    return hasMotorFault ? ["motor fault"] : []
  }

  private func names(of bodies: Set<Int>) -> [String] {
    bodies.map { $0 == Self.armItself ? "arm" : scene.bodies[$0].name }.sorted()
  }

  private mutating func noteMilestones() {
    for (index, milestone) in scene.milestones.enumerated() where reached[index] == nil {
      if holds(milestone.condition) { reached[index] = step }
    }
  }
}

extension World {
  /// The tool in the arm's base, where it is.
  package var X_WT: Pose { scene.arm.toolPose(q) }

  /// How hard the motors push, on the scale of AutoEval's joint efforts: what the tool lacks of the
  /// way that it was told to go, at 35 a millimetre, so that the stations' limit of 700 is met when
  /// something holds it 2 cm back. That figure is ours.
  package var effort: Double {
    35_000 * (X_WT_commanded.translation + scene.sag - X_WT.translation).length
  }

  /// Where a body is in the arm's base.
  package func pose(ofBody index: Int) -> Pose { pose(ofBody: index, joint: joints[index]) }

  /// Where a body would be with its joint at another position.
  func pose(ofBody index: Int, joint position: Double) -> Pose {
    guard let joint = scene.bodies[index].joint else { return placements[index] }
    return placements[index] * joint.pose(at: position)
  }

  /// The poses of all bodies in the arm's base, by name. A cloth's is at the mean of its points.
  package var bodyPoses: [(name: String, X_WB: Pose)] {
    scene.bodies.indices
      .map { body in
        var X_WB = pose(ofBody: body)
        if let cloth = cloth(ofBody: body) { X_WB.translation = cloth.middle }
        return (scene.bodies[body].name, X_WB)
      }
      .sorted { $0.0 < $1.0 }
  }

  /// The positions of all joints of bodies, by the body's name. Metres, or radians for what turns.
  package var jointPositions: [(name: String, position: Double)] {
    scene.bodies.indices
      .filter { scene.bodies[$0].joint != nil }
      .map { (scene.bodies[$0].name, joints[$0]) }
      .sorted { $0.0 < $1.0 }
  }

  /// The arm's state as the station reports it.   (7, 8 or 14)
  package var proprio: [Float] {
    station.convention.proprio.numbers(of: scene.arm, at: q, opening: opening)
  }

  /// How things stand against the goal.
  package var verdict: Verdict {
    var verdict = Verdict(
      success: scene.goal.map(holds) ?? false, wasStable: wasStable,
      reason: scene.goal.map(evidence) ?? "the scene has no goal",
      milestones: zip(scene.milestones, reached).map { .init(name: $0.name, step: $1) })
    verdict.classification = scene.classifier.map {
      .init(question: $0.question, answer: answer(of: $0))
    }
    verdict.failure = scene.failure.flatMap { holds($0) ? evidence(for: $0) : nil }
    return verdict
  }
}
