import Control
import Geometry
import Simulation

extension JSON {
  /// `position` in metres and `quaternion` w-first, with w >= 0.
  init(_ pose: Pose) {
    let (p, q) = (pose.translation, pose.rotation.quaternion)
    self = ["position": JSON(p), "quaternion": JSON([q.x, q.y, q.z, q.w])]
  }

  init(_ vector: Vector3) { self = JSON([vector.x, vector.y, vector.z]) }

  init(_ adjustment: Adjustment) {
    self = [
      "kind": .string(adjustment.kind.rawValue),
      "element": JSON(adjustment.element),
      "from": JSON(adjustment.from),
      "to": JSON(adjustment.to),
      "body": JSON(adjustment.body),
    ]
  }

  init(_ milestone: Verdict.Milestone) {
    self = ["name": .string(milestone.name), "step": JSON(milestone.step)]
  }

  init(_ classification: Verdict.Classification) {
    self = [
      "question": .string(classification.question), "answer": .string(classification.answer),
    ]
  }

  /// What can move and where it is: `joints` in metres or radians, `bodies` as poses in W, and in a
  /// scene with any `cloths`, their points in W, row by row.
  static func things(of world: World) -> [(String, JSON)] {
    let cloths = world.cloths.map { cloth in
      (world.scene.bodies[cloth.body].name, JSON.array(cloth.points.map { JSON($0) }))
    }
    return [
      ("joints", .object(world.jointPositions.map { ($0.name, .number($0.position)) })),
      ("bodies", .object(world.bodyPoses.map { ($0.name, JSON($0.X_WB)) })),
    ] + (cloths.isEmpty ? [] : [("cloths", .object(cloths))])
  }
}
