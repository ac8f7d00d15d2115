import Foundation

/// How a sluggish arm follows what it is told: each joint at a speed in proportion to what is left,
/// and no faster than it can.
///
/// The proportion is a drive's stiffness over its damping, which is how a drive without inertia
/// moves; a real one overshoots or comes later still.
package struct Lag: Hashable, Sendable {
  /// The joints', base to wrist.   (arm.joints)
  package let joints: [Follower]

  /// The gripper's driver.
  package let gripper: Follower

  /// The lag of an arm's joints, at the speeds that they and the gripper can turn at.
  ///
  /// - Parameter times: of the joints, base to wrist, then of the gripper. Seconds.   (joints + 1)
  init(_ times: [Double], joints: [Joint], gripper: Gripper) {
    self.joints = zip(times, joints).map { Follower(time: $0, speed: $1.maxVelocity) }
    self.gripper = Follower(time: times.last ?? 0, speed: gripper.maxVelocity)
  }

  /// One thing on its way to a target: where it is changes by (target - position) / time, cut to the
  /// speed.
  package struct Follower: Hashable, Sendable {
    /// In which all but 1/e of what is left is done; 0 for as fast as it can. Seconds.
    package let time: Double

    /// The fastest it goes, in its own unit a second.
    package let speed: Double

    /// Where it is after some seconds. Exact, so that two halves are one whole.
    func position(from start: Double, to target: Double, after seconds: Double) -> Double {
      let way = abs(target - start)
      // At full speed first, as long as the proportion asks for more.
      let limit = speed * time
      let cruise = min(seconds, max(0, way - limit) / speed)
      var left = way - speed * cruise
      if cruise < seconds { left *= time > 0 ? exp(-(seconds - cruise) / time) : 0 }
      return left < 1e-9 ? target : target - (target > start ? left : -left)
    }
  }

  /// Where the joints are after some seconds.
  func angles(from q: [Double], to target: [Double], after seconds: Double) -> [Double] {
    q.indices.map { joints[$0].position(from: q[$0], to: target[$0], after: seconds) }
  }

  /// How far the gripper is open after some seconds.
  func opening(
    of gripper: Gripper, from opening: Double, to target: Double, after seconds: Double
  ) -> Double {
    let goal = gripper.fingerTravel(opening: target)
    let driver = self.gripper.position(
      from: gripper.fingerTravel(opening: opening), to: goal, after: seconds)
    return driver == goal ? target : gripper.opening(fingerTravel: driver)
  }
}
