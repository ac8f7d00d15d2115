package import Geometry

extension Arm {
  /// The frame of that name in the arm's base, one of those fixed to the last joint.
  package func pose(of frame: String, _ q: [Double]) -> Pose {
    var X_TF = Pose.identity
    for fixed in tool.reversed().prefix(while: { $0.name != frame }) {
      X_TF = X_TF * fixed.X_PF.inverse
    }
    return toolPose(q) * X_TF
  }

  /// How far each joint turns for a small step of a frame, by the Jacobian at `q`: the least squares
  /// of what is left of the step, metres and radians alike, and of a little damping, within bounds.
  ///
  /// Where nothing is bound, the step is met to 1e-4 of it or better away from stretched
  /// poses, and by the smallest turns. Radians.   (joints)
  func jointStep(
    _ step: FrameStep, of frame: String, at q: [Double], within bounds: [ClosedRange<Double>]
  ) -> [Double] {
    var jacobian = Jacobian(joints: q.count)
    let X_WT = toolPose(q, &jacobian)
    let p_TF_W = pose(of: frame, q).translation - X_WT.translation
    var problem = BoundedLeastSquares(bounds: bounds)
    for row in q.indices {
      let linear = jacobian.linear[row] + jacobian.angular[row].cross(p_TF_W)
      jacobian.linear[row] = linear
      problem.right[row] =
        linear.dot(step.linear) + jacobian.angular[row].dot(step.angular)
      for column in 0...row {
        let entry =
          linear.dot(jacobian.linear[column])
          + jacobian.angular[row].dot(jacobian.angular[column])
        problem[row, column] = entry + (row == column ? Self.damping : 0)
      }
    }
    return problem.solution()
  }

  /// The damping's weight, square metres or radians.
  private static let damping = 1e-6
}

/// The smallest of x A x / 2 - b x for a positive definite A, with each x within bounds that hold 0.
///
/// Active sets: from a point inside it goes towards the smallest with some x held, to the first bound
/// in the way, holds that one too, and lets go again of the one that gains most by it.
struct BoundedLeastSquares {
  let bounds: [ClosedRange<Double>]

  /// b.   (n)
  var right: [Double]

  /// A by rows, both halves.   (n x n)
  private var matrix: [Double]

  init(bounds: [ClosedRange<Double>]) {
    self.bounds = bounds
    right = Array(repeating: 0, count: bounds.count)
    matrix = Array(repeating: 0, count: bounds.count * bounds.count)
  }

  /// An entry of A, of both halves at once.
  subscript(row: Int, column: Int) -> Double {
    get { matrix[row * bounds.count + column] }
    set {
      matrix[row * bounds.count + column] = newValue
      matrix[column * bounds.count + row] = newValue
    }
  }

  func solution() -> [Double] {
    var x = bounds.map { _ in 0.0 }
    var held = bounds.map { $0.lowerBound == $0.upperBound }
    // Each round lowers the value with another set held; far fewer than this are ever needed.
    for _ in 0..<(1 << bounds.count) {
      let target = smallest(from: x, held)
      let (share, stop) = way(from: x, to: target, held)
      for index in x.indices where !held[index] { x[index] += share * (target[index] - x[index]) }
      if let stop {
        x[stop.index] = stop.bound
        held[stop.index] = true
      } else if let freed = freed(x, held) {
        held[freed] = false
      } else {
        break
      }
    }
    return x
  }

  /// The smallest with those held where they are.
  private func smallest(from x: [Double], _ held: [Bool]) -> [Double] {
    var (a, b) = (matrix, right)
    let count = x.count
    for row in 0..<count {
      for column in 0..<count where held[column] && !held[row] {
        b[row] -= matrix[row * count + column] * x[column]
      }
      for column in 0..<count where held[row] || held[column] {
        a[row * count + column] = row == column ? 1 : 0
      }
      if held[row] { b[row] = x[row] }
    }
    solveSymmetric(&a, &b)
    return b
  }

  /// How much of the way stays within the bounds, 0...1, and the bound that ends it.
  private func way(
    from x: [Double], to target: [Double], _ held: [Bool]
  ) -> (share: Double, stop: (index: Int, bound: Double)?) {
    var way: (share: Double, stop: (index: Int, bound: Double)?) = (1, nil)
    for index in x.indices where !held[index] && !bounds[index].contains(target[index]) {
      let limits = bounds[index]
      let bound = target[index] < limits.lowerBound ? limits.lowerBound : limits.upperBound
      let share = (bound - x[index]) / (target[index] - x[index])
      if way.stop == nil || share < way.share { way = (share, (index, bound)) }
    }
    return way
  }

  /// Which of those held would gain most by coming away from its bound.
  private func freed(_ x: [Double], _ held: [Bool]) -> Int? {
    var best: (index: Int, slope: Double)?
    for index in x.indices where held[index] && bounds[index].lowerBound < bounds[index].upperBound
    {
      let slope =
        right[index] - x.indices.reduce(0) { $0 + self[index, $1] * x[$1] }
      let gain = x[index] == bounds[index].lowerBound ? slope : -slope
      if gain > 1e-14, gain > best?.slope ?? 0 { best = (index, gain) }
    }
    return best?.index
  }
}
