import Geometry

/// A damped least-squares search for joint angles (Levenberg and Marquardt's), within limits.
///
/// It lowers |p|^2 + (lever |r|)^2, where p is how far the tool is from its target and r the
/// rotation vector still to turn. The damping falls with what is left, as T. Sugihara proposes
/// ("Solvability-unconcerned inverse kinematics by the Levenberg-Marquardt method", IEEE
/// Transactions on Robotics 27(5), 2011), so that the end is as fast as Newton's method. A joint on
/// its limit that would go beyond it is held there for the step.
struct LeastSquares {
  /// What a radian of turn counts as, in metres.
  static let lever = 0.25

  /// How many steps a search takes at most, and how many other starts are tried.
  static let steps = 100
  static let otherStarts = 24

  let arm: Arm
  let X_WT: Pose
  private var jacobian: Jacobian
  private var normal: [Double]
  private var gradient: [Double]

  init(_ arm: Arm, reaching X_WT: Pose) {
    let count = arm.joints.count
    self.arm = arm
    self.X_WT = X_WT
    jacobian = Jacobian(joints: count)
    normal = Array(repeating: 0, count: count * count)
    gradient = Array(repeating: 0, count: count)
  }

  /// The first start that gets there, the given one being tried first; else the best end.
  mutating func solve(from start: [Double]) -> Reach {
    var best = start
    var least = Double.infinity
    for attempt in 0...(arm.elbow == nil ? Self.otherStarts : 0) {
      var q = attempt == 0 ? start : other(start, attempt)
      let error = descend(&q)
      if arm.reaches(X_WT, q) { return .reached(q) }
      if error < least { (best, least) = (q, error) }
    }
    return .outOfReach(nearest: best, reached: arm.toolPose(best))
  }

  /// Where the given start alone leads, if it gets there.
  mutating func descended(from start: [Double]) -> [Double]? {
    var q = start
    _ = descend(&q)
    return arm.reaches(X_WT, q) ? q : nil
  }

  /// The `attempt`-th other start: from near `q` at first to anywhere within the limits, by the
  /// fractional parts of multiples of fixed irrational numbers.
  private func other(_ q: [Double], _ attempt: Int) -> [Double] {
    let share = min(1, 2 * Double(attempt) / Double(Self.otherStarts))
    return arm.joints.indices.map { index in
      let limits = arm.joints[index].limits
      let step = Double(attempt) * (Double(index + 2)).squareRoot() * 0.618_033_988_749_894_9
      let anywhere =
        limits.lowerBound + (step - step.rounded(.down)) * (limits.upperBound - limits.lowerBound)
      return q[index] + share * (anywhere - q[index])
    }
  }

  /// Walks downhill from `q` until nothing is gained, and says what is left.
  private mutating func descend(_ q: inout [Double]) -> Double {
    var next = q
    var damping = 1.0
    var error = linearize(q)
    for _ in 0..<Self.steps where error > 1e-20 {
      step(from: q, to: &next, damping: damping * error + 1e-12)
      let reached = remainder(at: next)
      guard reached < error else {
        damping *= 8
        if damping > 1e12 { break }
        continue
      }
      let stalled = reached > 0.999_999 * error
      damping = max(damping / 4, 1e-4)
      swap(&q, &next)
      error = linearize(q)
      if stalled { break }
    }
    return error
  }

  /// What is left at `q`: a translation and a rotation vector, in W's axes.
  private func difference(_ X: Pose) -> (Vector3, Vector3) {
    (X_WT.translation - X.translation, (X_WT.rotation * X.rotation.inverse).vector)
  }

  private func remainder(at q: [Double]) -> Double {
    let (p, r) = difference(arm.toolPose(q))
    return p.dot(p) + Self.lever * Self.lever * r.dot(r)
  }

  /// Sets up the normal equations at `q`.
  private mutating func linearize(_ q: [Double]) -> Double {
    let X = arm.toolPose(q, &jacobian)
    let (p, r) = difference(X)
    let weight = Self.lever * Self.lever
    let count = q.count
    for row in 0..<count {
      let (linear, angular) = (jacobian.linear[row], jacobian.angular[row])
      gradient[row] = linear.dot(p) + weight * angular.dot(r)
      for column in 0...row {
        let entry =
          linear.dot(jacobian.linear[column]) + weight * angular.dot(jacobian.angular[column])
        normal[row * count + column] = entry
        normal[column * count + row] = entry
      }
    }
    return p.dot(p) + weight * r.dot(r)
  }

  /// One damped step, cut to the limits.
  private func step(from q: [Double], to next: inout [Double], damping: Double) {
    var (matrix, change) = (normal, gradient)
    let count = q.count
    for row in 0..<count {
      let limits = arm.joints[row].limits
      let held =
        (q[row] <= limits.lowerBound && gradient[row] < 0)
        || (q[row] >= limits.upperBound && gradient[row] > 0)
      matrix[row * count + row] += damping
      guard held else { continue }
      for column in 0..<count {
        matrix[row * count + column] = 0
        matrix[column * count + row] = 0
      }
      matrix[row * count + row] = 1
      change[row] = 0
    }
    solveSymmetric(&matrix, &change)
    for row in 0..<count {
      let limits = arm.joints[row].limits
      next[row] = min(max(q[row] + change[row], limits.lowerBound), limits.upperBound)
    }
  }
}

/// Solves A x = b for a positive definite A, given by rows, by Cholesky's factors in A's lower half;
/// b becomes x.
func solveSymmetric(_ a: inout [Double], _ b: inout [Double]) {
  let count = b.count
  for row in 0..<count {
    for column in 0...row {
      var sum = a[row * count + column]
      for k in 0..<column { sum -= a[row * count + k] * a[column * count + k] }
      if column == row {
        a[row * count + row] = max(sum, 1e-300).squareRoot()
      } else {
        a[row * count + column] = sum / a[column * count + column]
      }
    }
  }
  for row in 0..<count {
    for k in 0..<row { b[row] -= a[row * count + k] * b[k] }
    b[row] /= a[row * count + row]
  }
  for row in (0..<count).reversed() {
    for k in (row + 1)..<count { b[row] -= a[k * count + row] * b[k] }
    b[row] /= a[row * count + row]
  }
}
