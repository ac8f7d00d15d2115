import Geometry

/// A node's place in the node above it: any linear map, and a step.
struct Affine {
  /// Where x, y and z of the node lead.
  var x: Vector3 = [1, 0, 0]
  var y: Vector3 = [0, 1, 0]
  var z: Vector3 = [0, 0, 1]
  var step = Vector3.zero

  func linear(_ v: Vector3) -> Vector3 { v.x * x + v.y * y + v.z * z }

  static func * (a: Affine, b: Affine) -> Affine {
    Affine(
      x: a.linear(b.x), y: a.linear(b.y), z: a.linear(b.z), step: a.linear(b.step) + a.step)
  }

  static func * (a: Affine, p: Vector3) -> Vector3 { a.linear(p) + a.step }

  /// Whether it turns a body inside out, as a mirror does.
  var mirrors: Bool { x.dot(y.cross(z)) < 0 }

  /// Where a direction at right angles to a surface leads, of any length.
  func normal(_ n: Vector3) -> Vector3 {
    let turned = n.x * y.cross(z) + n.y * z.cross(x) + n.z * x.cross(y)
    return mirrors ? -turned : turned
  }
}

extension Affine {
  /// As a glTF node says it; nil where a list has another length.
  init?(_ node: GLTF.Node) {
    self.init()
    if let m = node.matrix {
      guard m.count == 16 else { return nil }
      x = [m[0], m[1], m[2]]
      y = [m[4], m[5], m[6]]
      z = [m[8], m[9], m[10]]
      step = [m[12], m[13], m[14]]
      return
    }
    let (t, q, s) = (node.translation ?? [0, 0, 0], node.rotation ?? [0, 0, 0, 1], node.scale)
    guard t.count == 3, q.count == 4, s?.count ?? 3 == 3 else { return nil }
    // One without length would be no turn at all.
    guard q.contains(where: { abs($0) > 1e-6 && abs($0) < 1e6 }) else { return nil }
    let turn = Rotation(w: q[3], x: q[0], y: q[1], z: q[2])
    let scale = s.map { Vector3($0[0], $0[1], $0[2]) } ?? Vector3(repeating: 1)
    (x, y, z) = (scale.x * turn.xAxis, scale.y * turn.yAxis, scale.z * turn.zAxis)
    step = Vector3(t[0], t[1], t[2])
  }
}
