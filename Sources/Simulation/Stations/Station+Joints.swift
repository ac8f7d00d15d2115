import Control
import Geometry

extension Station {
  /// The joint angles that an action asks for, told from where the arm is, and cut only where the
  /// real system cuts: joint velocities at full speed, Cartesian steps at theirs by length, and
  /// nothing else but the arm's own stops.
  func command(_ action: Action, by rules: JointControl, of arm: Arm, at q: [Double]) -> Command {
    var clipped = Clipping(action)
    clipped.decideGripper(halfOpens: convention.halfOpens)
    let target: [Double]
    switch action.space {
    case .jointPosition:
      target = arm.clamped(action.motion)
      clipped.replace(target + [clipped.action.opening], .jointLimit)
    case .jointVelocity:
      clipped.limitMagnitude(to: 1)
      let asked = zip(q, clipped.action.motion).map { $0 + rules.jointStep * $1 }
      target = arm.clamped(asked)
      let possible = zip(zip(target, asked), zip(q, clipped.action.motion)).map { ends, start in
        ends.0 == ends.1 ? start.1 : (ends.0 - start.0) / rules.jointStep
      }
      clipped.replace(possible + [clipped.action.opening], .jointLimit)
    case .toolStep, .cartesianPosition, .cartesianVelocity:
      let X_WF = arm.pose(of: rules.frame, q)
      let step = rules.step(of: action, from: X_WF)
      let cut = FrameStep(
        linear: step.linear.cut(to: rules.linearStep),
        angular: step.angular.cut(to: rules.angularStep))
      if cut != step {
        let motion = rules.motion(cut, like: action, from: X_WF)
        clipped.replace(motion + [clipped.action.opening], .stepLimit)
      }
      let change = arm.jointStep(cut, of: rules.frame, at: q, within: rules.bounds(of: arm, at: q))
      target = zip(q, change).map { $0 + $1 }
    }
    return Command(
      X_WT: arm.toolPose(target), q: target, opening: clipped.action.opening,
      applied: clipped.action, adjustments: clipped.adjustments)
  }
}

/// How far a frame is to go in one step: metres, and a rotation vector in radians, in W's axes.
struct FrameStep: Hashable, Sendable {
  var linear, angular: Vector3
}

extension JointControl {
  /// The step that an action asks of the frame, before it is cut.
  fileprivate func step(of action: Action, from X_WF: Pose) -> FrameStep {
    let (p, r) = (action.translation, action.rotation)
    switch action.space {
    case .cartesianVelocity: return FrameStep(linear: linearStep * p, angular: angularStep * r)
    case .cartesianPosition:
      // DROID takes the Euler angles of the turn for its rotation vector.
      let R_goal = Rotation(roll: r.x, pitch: r.y, yaw: r.z)
      return FrameStep(
        linear: p - X_WF.translation,
        angular: (R_goal * X_WF.rotation.inverse).rollPitchYaw)
    default: return FrameStep(linear: p, angular: r)
    }
  }

  /// The motion that asks for a step, in an action's own space.   (6)
  fileprivate func motion(_ step: FrameStep, like action: Action, from X_WF: Pose) -> [Double] {
    var (p, r) = (step.linear, step.angular)
    switch action.space {
    case .cartesianVelocity: (p, r) = (p / linearStep, r / angularStep)
    case .cartesianPosition:
      p += X_WF.translation
      r = (Rotation(roll: r.x, pitch: r.y, yaw: r.z) * X_WF.rotation).rollPitchYaw
    default: break
    }
    return [p.x, p.y, p.z, r.x, r.y, r.z]
  }

  /// How far each joint may turn in one step. Radians.
  fileprivate func bounds(of arm: Arm, at q: [Double]) -> [ClosedRange<Double>] {
    zip(q, arm.joints).map { angle, joint in
      let down = stopShare * (joint.limits.lowerBound + stopMargin - angle)
      let up = stopShare * (joint.limits.upperBound - stopMargin - angle)
      return min(0, max(down, -solverStep))...max(0, min(up, solverStep))
    }
  }
}

extension Vector3 {
  /// The same direction, no longer than `length`.
  fileprivate func cut(to length: Double) -> Vector3 {
    self.length > length ? self * (length / self.length) : self
  }
}
