package import Control
import Geometry
import Rendering

extension World {
  /// What the world knows of itself that a prompt may ask for: the things that can move or that the
  /// goal speaks of, and how far away all is in the views of an observation.
  package func hints(_ kinds: Hints.Kinds, for observation: Observation) -> Hints {
    var hints = Hints()
    if kinds.contains(.things) {
      let named = scene.goal?.bodies ?? []
      hints.things = scene.bodies.indices.filter { index in
        let body = scene.bodies[index]
        return body.mass != nil || body.joint != nil || named.contains(body.name)
      }.map(thing)
    }
    if kinds.contains(.depths) {
      for view in observation.views { hints.depths[view.name] = depth(by: view.camera) }
    }
    return hints
  }

  private func thing(_ index: Int) -> Hints.Thing {
    let (body, X_WB) = (scene.bodies[index], pose(ofBody: index))
    let cloth = cloths.first { $0.body == index }
    let outline =
      cloth?.points
      ?? body.parts.flatMap { part -> [Vector3] in
        let X_WP = X_WB * part.X_BP
        return part.mesh.positions.map { X_WP * $0 }
      }
    let middle = outline.first.map { first in
      outline.reduce(into: Bounds(lower: first, upper: first)) { box, point in
        box.lower = pointwiseMin(box.lower, point)
        box.upper = pointwiseMax(box.upper, point)
      }.center
    }
    return Hints.Thing(name: body.name, p_WO: middle ?? X_WB.translation, outline: outline)
  }

  private func depth(by camera: Camera) -> Hints.Depth {
    let renderer = Renderer(camera: camera, lighting: scene.lighting, outputs: .depth)
    return Hints.Depth(
      width: camera.width, height: camera.height, metres: renderer.draw(drawables).depth)
  }
}

extension Scene {
  /// How high what everything stands on is over the arm's base: the top of the scene's first body.
  /// Metres.
  package var tableHeight: Double {
    guard let table = bodies.first, case .fixed(let X_WB) = table.placement else { return 0 }
    let tops = table.parts.flatMap { part in
      part.mesh.positions.map { (X_WB * part.X_BP * $0).z }
    }
    return tops.max() ?? 0
  }
}

extension Condition {
  /// The bodies that it speaks of.
  fileprivate var bodies: Set<String> {
    switch self {
    case .all(let parts), .any(let parts): parts.reduce(into: []) { $0.formUnion($1.bodies) }
    case .not(let part): part.bodies
    case .jointAtLeast(let body, _), .jointAtMost(let body, _), .touched(let body),
      .held(let body, _), .moved(let body, _), .released(let body), .still(let body),
      .reached(let body, _),
      .lifted(let body, _), .upright(let body, _), .folded(let body, _, _, _):
      [body]
    case .over(let body, let other, _, _), .inside(let body, let other, _, _): [body, other]
    case .tool: []
    // The others are what it may stand on: tables and the like.
    case .touchesOnly(let body, _): [body]
    }
  }
}
