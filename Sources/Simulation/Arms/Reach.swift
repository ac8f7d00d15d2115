package import Geometry

/// What came of asking an arm for the joint angles that put its tool somewhere.
package enum Reach: Hashable, Sendable {
  /// Angles within the limits that put the tool there, to 1e-6 m and 1e-6 rad.
  case reached([Double])

  /// There are none, or none was found. The nearest that was found, within the limits, and where
  /// it puts the tool.
  case outOfReach(nearest: [Double], reached: Pose)

  /// The angles, if the tool gets there.
  package var angles: [Double]? {
    if case .reached(let q) = self { q } else { nil }
  }

  /// How far off a solution may be.
  static let metres = 1e-6
  static let radians = 1e-6
}

extension Arm {
  /// The joint angles that put the tool at `X_WT`, within the limits and near `q`.
  ///
  /// The WidowX is solved in closed form: of all its solutions it gets the nearest to `q` by the
  /// Euclidean distance between angles. A joint that is free there (the waist under the wrist's
  /// centre, the forearm's roll with a straight wrist) keeps its angle. The Pandas, which have a
  /// joint more than a pose needs, are solved by damped least squares from `q`, where small steps
  /// stay near it, and then from a fixed list of other starts. So targets that follow one another
  /// closely get angles that do, as long as the joints' limits let them.
  ///
  /// The answer is checked by `toolPose` before it is given. A pose with a number that is not
  /// finite is out of reach. Costs a few microseconds where it succeeds at once, and some
  /// milliseconds for a pose that is out of reach.
  package func jointAngles(reaching X_WT: Pose, near q: [Double]) -> Reach {
    precondition(q.count == joints.count, "An arm's angles are one for each joint.")
    let start = clamped(q.map { $0.isFinite ? $0 : 0 })
    guard X_WT.isFinite else { return .outOfReach(nearest: start, reached: toolPose(start)) }
    if let elbow, let best = nearest(elbow.solutions(reaching: X_WT, near: start), to: start, X_WT)
    {
      return .reached(best)
    }
    var search = LeastSquares(self, reaching: X_WT)
    return search.solve(from: start)
  }

  /// The joint angles that put the tool at `X_WT`, within the limits and near `q`, for a pose next to the
  /// tool's: as `jointAngles` says, but one that cannot be reached from `q` is nil at once.
  func angles(reaching X_WT: Pose, near q: [Double]) -> [Double]? {
    guard X_WT.isFinite else { return nil }
    if let elbow { return nearest(elbow.solutions(reaching: X_WT, near: q), to: q, X_WT) }
    var search = LeastSquares(self, reaching: X_WT)
    return search.descended(from: q)
  }

  /// Whether the tool is at `X_WT`, as far as a solution has to be.
  func reaches(_ X_WT: Pose, _ q: [Double]) -> Bool {
    let X = toolPose(q)
    return (X.translation - X_WT.translation).length <= Reach.metres
      && X.rotation.angle(to: X_WT.rotation) <= Reach.radians
  }

  /// The solution nearest to `q` among those within the limits, whole turns aside.
  private func nearest(_ solutions: [[Double]], to q: [Double], _ X_WT: Pose) -> [Double]? {
    var best: [Double]?
    var shortest = Double.infinity
    for solution in solutions {
      guard let angles = withinLimits(solution, near: q) else { continue }
      let distance = zip(angles, q).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
      if distance < shortest, reaches(X_WT, angles) { (best, shortest) = (angles, distance) }
    }
    return best
  }

  /// The same angles, each by the number of whole turns that puts it within its limits and nearest
  /// to where the joint is; nil if one has none. Angles beyond a limit by rounding are put on it.
  private func withinLimits(_ solution: [Double], near q: [Double]) -> [Double]? {
    var angles = solution
    for (index, joint) in joints.enumerated() {
      let nearest = solution[index] + 2 * .pi * ((q[index] - solution[index]) / (2 * .pi)).rounded()
      let away = nearest > q[index] ? -2 * Double.pi : 2 * Double.pi
      let limits = joint.limits
      guard
        let angle = [nearest, nearest + away].lazy.map({ angle in
          (angle, min(max(angle, limits.lowerBound), limits.upperBound))
        }).first(where: { abs($0.0 - $0.1) <= Reach.radians })
      else { return nil }
      angles[index] = angle.1
    }
    return angles
  }
}

extension Pose {
  var isFinite: Bool {
    let sum = translation + rotation.xAxis + rotation.yAxis + rotation.zAxis
    return sum.x.isFinite && sum.y.isFinite && sum.z.isFinite
  }
}
