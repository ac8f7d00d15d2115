import Foundation
import Geometry

extension World {
  /// Whether a condition holds now.
  func holds(_ condition: Condition) -> Bool {
    switch condition {
    case .all(let all): all.allSatisfy(holds)
    case .any(let any): any.contains(where: holds)
    case .not(let other): !holds(other)
    case .jointAtLeast(let body, let position): self.position(of: body) >= position
    case .jointAtMost(let body, let position): self.position(of: body) <= position
    case .touched(let body): contacts.contains(body)
    case .released(let body): !contacts.contains(body)
    case .held(let body, let steps): isHeld(body) && heldFor >= steps
    case .moved(let body, let by): self.index(of: body).map { isMoved($0, by: by) } ?? false
    case .still(let body): index(of: body).map { !moved.contains($0) } ?? false
    case .reached(let body, let within): distance(toGraspOf: body) <= within
    case .tool(let box): box.clamp(X_WT.translation) == X_WT.translation
    case .lifted(let body, let by): rise(of: body) >= by
    case .upright(let body, let within): tilt(of: body) <= within
    case .over(let body, let other, let within, let height):
      offset(of: body, from: other).map {
        Vector3($0.x, $0.y, 0).length <= within && $0.z > height.lowerBound
          && $0.z <= height.upperBound
      } ?? false
    case .inside(let body, let other, let lower, let upper):
      place(of: body, in: other).map { Bounds(lower: lower, upper: upper).contains($0) } ?? false
    case .folded(let body, let corners, let within, let covers):
      cloth(body).map {
        $0.gap(between: corners) <= within && covers.contains($0.coverage)
      } ?? false
    case .touchesOnly(let body, let others):
      touching(body).allSatisfy { others.contains(scene.bodies[$0].name) }
    }
  }

  /// What speaks for or against a condition, in words.
  func evidence(for condition: Condition) -> String {
    switch condition {
    case .all(let all):
      // What is missing tells more than what is there.
      let missing = all.filter { !holds($0) }
      return (missing.isEmpty ? all : missing).map(evidence).joined(separator: "; ")
    case .any(let any):
      let there = any.filter(holds)
      return (there.isEmpty ? any : there).map(evidence).joined(separator: "; ")
    case .not(let other): return "not: \(evidence(for: other))"
    case .jointAtLeast(let body, let position):
      return "\(body) at \(stand(of: body)), needs at least \(stand(of: body, at: position))"
    case .jointAtMost(let body, let position):
      return "\(body) at \(stand(of: body)), needs at most \(stand(of: body, at: position))"
    case .touched(let body), .released(let body):
      return contacts.contains(body) ? "\(body) is touched" : "\(body) is not touched"
    case .held(let body, let steps):
      let long = steps > 1 ? " for \(steps) steps" : ""
      return "\(body) is \(holds(condition) ? "" : "not ")held\(long)"
    case .moved(let body, let by):
      let way = index(of: body).map(strayed) ?? 0
      return "\(body) is \(metres(way)) from its start, needs at least \(metres(by)) and to be "
        + "moved farthest"
    case .still(let body): return "\(body) \(holds(condition) ? "is still" : "moves")"
    case .reached(let body, let within):
      return "the tool is \(metres(distance(toGraspOf: body))) from \(body), "
        + "needs at most \(metres(within))"
    case .tool:
      let p = X_WT.translation
      return "the tool is at (\(metres(p.x)), \(metres(p.y)), \(metres(p.z)))"
    case .lifted(let body, let by):
      return "\(body) is lifted by \(metres(rise(of: body))), needs at least \(metres(by))"
    case .upright(let body, let within):
      return "\(body) leans by \(degrees(tilt(of: body))), may by \(degrees(within))"
    case .over(let body, let other, let within, let height):
      guard let d = offset(of: body, from: other) else { return "\(body) is gone" }
      return "\(body) is \(metres(Vector3(d.x, d.y, 0).length)) beside \(other), needs at most "
        + "\(metres(within)), and \(metres(d.z)) above, needs more than "
        + "\(metres(height.lowerBound)) and at most \(metres(height.upperBound))"
    case .inside(let body, let other, let lower, let upper):
      guard let p = place(of: body, in: other) else { return "\(body) is gone" }
      let isIn = Bounds(lower: lower, upper: upper).contains(p)
      return "\(body) is \(isIn ? "inside" : "outside") \(other)'s space, at "
        + "(\(metres(p.x)), \(metres(p.y)), \(metres(p.z))) in its frame"
    case .folded(let body, let corners, let within, let covers):
      guard let cloth = self.cloth(body) else { return "\(body) is gone" }
      return "\(body)'s corner is \(metres(cloth.gap(between: corners))) from the other, needs at "
        + "most \(metres(within)), and it covers \(share(cloth.coverage)) of its size, needs "
        + "\(share(covers.lowerBound)) to \(share(covers.upperBound))"
    case .touchesOnly(let body, let others):
      let names = touching(body).map { scene.bodies[$0].name }
      return "\(body) touches \(names.isEmpty ? "nothing" : names.joined(separator: ", ")), may "
        + "touch only \(others.joined(separator: ", "))"
    }
  }

  private func share(_ value: Double) -> String { "\((value * 100).rounded() / 100)" }

  /// What the station's classifier would be right to say.
  func answer(of classifier: Classifier) -> String {
    if let goal = scene.goal, holds(goal) { return classifier.success }
    return classifier.answers.first { holds($0.condition) }?.says ?? classifier.otherwise
  }

  private func metres(_ value: Double) -> String { "\((value * 1e4).rounded() / 1e4) m" }

  private func degrees(_ angle: Double) -> String {
    "\((angle * 1800 / .pi).rounded() / 10) degrees"
  }

  /// Where a body's joint stands, or would stand, in its own unit.
  private func stand(of body: String, at position: Double? = nil) -> String {
    let turns = index(of: body).flatMap { scene.bodies[$0].joint?.turns } ?? false
    let position = position ?? self.position(of: body)
    return turns ? degrees(position) : metres(position)
  }

  func index(of body: String) -> Int? { scene.bodies.firstIndex { $0.name == body } }

  /// The position of a body's joint; the scene's file was checked to name one that has a joint.
  func position(of body: String) -> Double { index(of: body).map { joints[$0] } ?? 0 }

  private func distance(toGraspOf body: String) -> Double {
    guard let index = index(of: body) else { return .infinity }
    let p_WG = pose(ofBody: index) * (scene.bodies[index].grasp ?? .zero)
    return (X_WT.translation - p_WG).length
  }

  private func isHeld(_ name: String) -> Bool {
    guard let body = index(of: name) else { return false }
    return hold?.body == body || cloth(ofBody: body)?.isHeld ?? false
  }

  private func cloth(_ name: String) -> Cloth? { index(of: name).flatMap(cloth(ofBody:)) }

  /// The cloth that a body is, if it is one.
  func cloth(ofBody body: Int) -> Cloth? { cloths.first { $0.body == body } }

  private func rise(of body: String) -> Double {
    index(of: body).map { placements[$0].translation.z - starts[$0].translation.z } ?? 0
  }

  /// How far a body is from its start along the horizontal. Metres.
  private func strayed(_ body: Int) -> Double {
    let way = placements[body].translation - starts[body].translation
    return Vector3(way.x, way.y, 0).length
  }

  private func isMoved(_ body: Int, by least: Double) -> Bool {
    let way = strayed(body)
    return way >= least && freeBodies.allSatisfy { $0 == body || strayed($0) < way }
  }

  private func tilt(of body: String) -> Double {
    guard let index = index(of: body) else { return .pi }
    let up = pose(ofBody: index).rotation.zAxis
    return atan2(up.cross([0, 0, 1]).length, up.z)
  }

  private func offset(of body: String, from other: String) -> Vector3? {
    guard let body = index(of: body), let other = index(of: other) else { return nil }
    return pose(ofBody: body).translation - pose(ofBody: other).translation
  }

  private func place(of body: String, in other: String) -> Vector3? {
    guard let body = index(of: body), let other = index(of: other) else { return nil }
    let p_WM = pose(ofBody: body) * (scene.bodies[body].mass?.p_BM ?? .zero)
    return pose(ofBody: other).inverse * p_WM
  }

  /// The other bodies that a free one touches, in the scene's order.
  private func touching(_ name: String) -> [Int] {
    guard let body = index(of: name) else { return [] }
    let near = 1e-3
    var others: Set<Int> = []
    for i in solids.ranges[body] {
      for (j, piece) in solids.pieces.enumerated() where piece.body != body {
        guard !others.contains(piece.body), places[i].isNear(places[j], slack: near) else {
          continue
        }
        let own = solids.pieces[i]
        let gap = Geometry.distance(own.shape, places[i].X_WP, piece.shape, places[j].X_WP)
        if gap.distance < near { others.insert(piece.body) }
      }
    }
    return others.sorted()
  }
}
