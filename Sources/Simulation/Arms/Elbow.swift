import Foundation
import Geometry

/// The measures of an arm that has a closed form: a waist about z, a shoulder and an elbow about y,
/// and a wrist of three axes x, y, x through one point.
///
/// At zero angles the upper arm goes up and the forearm and the tool go forward along x. All
/// lengths are metres.
struct Elbow: Hashable, Sendable {
  /// How high the shoulder is above the base, on the waist's axis.
  let shoulderHeight: Double

  /// The elbow from the shoulder at zero angles: forward, and up.
  let forward, up: Double

  /// From the elbow to the wrist's centre.
  let forearm: Double

  /// From the wrist's centre to the tool, along the tool's x.
  let wristToTool: Double

  /// The cosine of the elbow may pass 1 by this and count as 1: the arm at full stretch, off by
  /// less than 2e-7 m.
  private static let stretch = 1e-6

  /// Where the sine of the middle wrist joint is below this, the two others turn about one axis,
  /// and the tool is off by no more than this angle if the sine is taken as 0. Radians.
  private static let straight = 1e-7

  /// Every set of angles in -pi...pi that puts the tool there, up to eight, whatever the limits:
  /// the waist towards the wrist's centre or away from it, the elbow bent either way, the middle
  /// wrist joint bent either way. Where an axis is free, its angle in `q` is kept: the waist's if
  /// the wrist's centre is above it, the first wrist joint's if the wrist is straight.
  func solutions(reaching X_WT: Pose, near q: [Double]) -> [[Double]] {
    let p_WC = X_WT * Vector3(-wristToTool, 0, 0)
    let radius = hypot(p_WC.x, p_WC.y)
    let bearing = radius < 1e-9 ? q[0] : atan2(p_WC.y, p_WC.x)
    let height = p_WC.z - shoulderHeight
    var found: [[Double]] = []
    for (waist, out) in [(bearing, radius), (bearing + .pi, -radius)] {
      for (shoulder, elbow) in planar(out: out, up: height) {
        let R_WF = Rotation.identity.turned(about: .z, by: waist)
          .turned(about: .y, by: shoulder + elbow)
        for (roll, bend, turn) in wrist(R_WF.inverse * X_WT.rotation, roll: q[3]) {
          found.append([waist, shoulder, elbow, roll, bend, turn])
        }
      }
    }
    return found
  }

  /// The shoulder and the elbow that put the wrist's centre there in the arm's own plane, from the
  /// shoulder: none or two.
  private func planar(out: Double, up height: Double) -> [(shoulder: Double, elbow: Double)] {
    // Angles count down from the x axis, as turns about y do.
    let upperArm = hypot(forward, up)
    let rest = -atan2(up, forward)
    let direction = atan2(-height, out)
    let cosine =
      (out * out + height * height - upperArm * upperArm - forearm * forearm)
      / (2 * upperArm * forearm)
    guard abs(cosine) <= 1 + Self.stretch else { return [] }
    let bend = acos(min(max(cosine, -1), 1))
    return [bend, -bend].map { bend in
      let lead = atan2(forearm * sin(bend), upperArm + forearm * cos(bend))
      return (direction - lead - rest, bend + rest)
    }
  }

  /// The wrist's three angles that turn the forearm's frame F to the tool's: two sets, or one
  /// where the wrist is straight.
  private func wrist(_ R_FT: Rotation, roll: Double) -> [(Double, Double, Double)] {
    let x = R_FT.xAxis
    let sine = hypot(x.y, x.z)
    if sine < Self.straight {
      let R =
        Rotation.identity.turned(about: .x, by: roll)
        .turned(about: .y, by: x.x < 0 ? .pi : 0).inverse * R_FT
      return [(roll, x.x < 0 ? .pi : 0, atan2(R.yAxis.z, R.yAxis.y))]
    }
    let (bend, first, last) = (
      atan2(sine, x.x), atan2(x.y, -x.z), atan2(R_FT.yAxis.x, R_FT.zAxis.x)
    )
    return [(first, bend, last), (first + .pi, -bend, last + .pi)]
  }
}
