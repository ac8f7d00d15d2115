import Control
import Geometry

/// Where a reply sends the tool, in whole numbers.
package struct WayPoint: Hashable, Sendable {
  /// x, y, z, roll, pitch, yaw.   (6)
  var bins: [Int]
  var opens: Bool
}

/// EmbodiedBench's seven whole numbers: the bin of x, y and z in a box of the base, of roll, pitch
/// and yaw, and 1 for an open gripper.
package struct Bins: Hashable, Sendable {
  /// The box's lower corner. Metres.
  var lower: Vector3

  /// The width of a bin. Metres, and radians.
  var size, angle: Double

  /// The highest bin of a place, which is read as the one before it; and of an angle.
  var most, mostAngle: Int

  /// The middle of a bin, in the arm's base. Angles are turns about the base's axes from the tool's
  /// rotation at the station's home.
  func pose(_ point: WayPoint, _ state: ArmState) -> Pose {
    var p_WT = lower
    var angles = Vector3.zero
    for axis in 0..<3 {
      p_WT[axis] += (Double(min(point.bins[axis], most - 1)) + 0.5) * size
      angles[axis] = (Double(point.bins[axis + 3]) - Double(mostAngle) / 2) * angle
    }
    return Pose(Rotation(roll: angles.x, pitch: angles.y, yaw: angles.z) * state.R_WH, p_WT)
  }

  /// The bins of a pose; the nearest, for one outside.
  func wayPoint(_ X_WT: Pose, _ opens: Bool, _ state: ArmState) -> WayPoint {
    let angles = (X_WT.rotation * state.R_WH.inverse).rollPitchYaw
    let places = (0..<3).map { axis in
      Self.bin((X_WT.translation[axis] - lower[axis]) / size - 0.5, most - 1)
    }
    let turns = (0..<3).map { Self.bin(angles[$0] / angle + Double(mostAngle) / 2, mostAngle) }
    return WayPoint(bins: places + turns, opens: opens)
  }

  private static func bin(_ value: Double, _ most: Int) -> Int {
    Int(min(max(value.rounded(), 0), Double(most)))
  }

  /// A way-point that the arms here can take their tools to.
  var example: String {
    let places = [0.255, 0.005, 0.195].enumerated().map { axis, place in
      Self.bin((place - lower[axis]) / size - 0.5, most - 1)
    }
    let point = WayPoint(bins: places + Array(repeating: mostAngle / 2, count: 3), opens: true)
    return words(for: [.reach(point)])
  }

  func words(for deeds: [Deed]) -> String {
    let points = deeds.compactMap { deed -> String? in
      guard case .reach(let point) = deed else { return nil }
      let numbers = point.bins + [point.opens ? 1 : 0]
      return "[" + numbers.map(String.init).joined(separator: ", ") + "]"
    }
    return "[" + points.joined(separator: ", ") + "]"
  }
}

extension Bins {
  /// The way-points of the last complete object or list that holds any.
  func read(_ text: Folded, with mapping: Mapping) throws(Diagnosis) -> Reading {
    try SentenceReader.read(lastObjectOf: text, with: mapping, among: { [$0] }) {
      node throws(Diagnosis) in try reading(of: node, text)
    }
  }

  private func reading(of node: JSONNode, _ text: Folded) throws(Diagnosis) -> Reading {
    var lists: [JSONNode] = []
    collect(node, &lists, text)
    guard !lists.isEmpty else {
      throw Diagnosis(
        .badSchema, "no list of 7 whole numbers; give x, y, z, roll, pitch, yaw, gripper",
        at: node.span)
    }
    var reading = Reading(steps: [])
    for list in lists {
      reading.steps.append(.init(deed: .reach(try wayPoint(list)), span: list.span))
    }
    reading.ignored = text.around([node.span])
    return reading
  }

  /// Lists of numbers, in order; a plan may be a text that holds them.
  private func collect(_ node: JSONNode, _ lists: inout [JSONNode], _ text: Folded) {
    switch node.value {
    case .list(let nodes):
      if nodes.contains(where: \.isNumber) {
        lists.append(node)
      } else {
        for node in nodes { collect(node, &lists, text) }
      }
    case .object(let members):
      let plan = AnswerPlaces.answer(among: members)
      for member in plan.map({ [$0] }) ?? members { collect(member.node, &lists, text) }
    case .string:
      guard let start = node.inside.first(where: { text.bytes[$0] > 0x20 }),
        text.bytes[start] == UInt8(ascii: "["),
        case .value(let plan) = LooseJSON.read(text, from: start, to: node.inside.upperBound)
      else { return }
      collect(plan, &lists, text)
    default: break
    }
  }

  private func wayPoint(_ list: JSONNode) throws(Diagnosis) -> WayPoint {
    guard case .list(let nodes) = list.value, nodes.count == 7 else {
      throw Diagnosis(
        .badSchema, "a list that is not of 7 numbers; give all of them", at: list.span)
    }
    var numbers: [Int] = []
    for (place, node) in nodes.enumerated() {
      guard case .number(let value) = node.value, let number = Int(exactly: value) else {
        throw Diagnosis(.badSchema, "no whole number; write one", at: node.span)
      }
      let limit = place < 3 ? most : place < 6 ? mostAngle : 1
      guard 0...limit ~= number else {
        throw Diagnosis(.badAmount, "a number that is not within 0 to \(limit)", at: node.span)
      }
      numbers.append(number)
    }
    return WayPoint(bins: Array(numbers[..<6]), opens: numbers[6] == 1)
  }
}

extension JSONNode {
  fileprivate var isNumber: Bool {
    switch value {
    case .number, .immense: true
    default: false
    }
  }
}

extension Mapping {
  /// The actions to a way-point, straight there, the gripper last; `state` follows.
  func actions(
    to point: WayPoint, _ state: inout ArmState, _ room: Int, at span: Range<Int>
  ) throws(Diagnosis) -> [Action] {
    guard case .bins(let bins) = form else { return [] }
    let X_WG = bins.pose(point, state)
    guard state.reaches(X_WG) else {
      throw Diagnosis(
        .outOfReach, "a way-point that the arm does not reach; name one nearer", at: span)
    }
    let start = state.X_WT
    let way = X_WG.translation - start.translation
    let turn = (start.rotation.inverse * X_WG.rotation).vector
    let angle = turn.length
    let count = state.rule.count(way, [angle < 1e-9 ? 0 : angle, 0, 0])
    guard count <= Double(room) else { throw tooFar(at: span) }
    var X_WT = start
    var actions: [Action] = []
    for index in 1...Int(count) {
      let share = Double(index) / count
      var action = Action(translation: way / count, opening: state.opening)
      if angle >= 1e-9 {
        let R_WG = start.rotation * Rotation(vector: turn * share)
        action.rotation = state.rule.angles(from: X_WT.rotation, to: R_WG)
      }
      X_WT = state.rule.target(action, from: X_WT)
      actions.append(action)
    }
    actions = try steps(actions, state, room, at: span)
    actions[actions.count - 1].opening = point.opens ? 1 : 0
    for action in actions { state.apply(action) }
    return actions
  }
}
