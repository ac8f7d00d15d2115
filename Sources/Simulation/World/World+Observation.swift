package import Control
package import Geometry
import Imaging
package import Rendering

extension World {
  /// What a policy is told now. Draws every camera, which is the expensive part of a step.
  package func observe() -> Observation {
    var canvases: [Canvas] = []
    return observe(on: &canvases)
  }

  /// The same, on canvases that are kept from one observation to the next, one for each camera;
  /// those that are missing are added. What stands still is then not drawn again.
  package func observe(on canvases: inout [Canvas]) -> Observation {
    let drawables = drawables
    while canvases.count < scene.cameras.count { canvases.append(Canvas()) }
    let views = scene.cameras.indices.map { index in
      let named = scene.cameras[index]
      let image = renderer(for: named.camera).draw(drawables, on: &canvases[index]).image
      guard let size = station.convention.pictureSize else {
        return Observation.View(name: named.name, camera: named.camera, image: image)
      }
      return Observation.View(
        name: named.name,
        camera: named.camera.scaled(toWidth: size.width, height: size.height),
        image: image.resized(width: size.width, height: size.height))
    }
    return Observation(
      instruction: scene.instruction, views: views, proprio: proprio, X_WT: X_WT,
      commandedOpening: commandedOpening, step: step)
  }

  /// Draws as the scene is lit, with smooth edges, and colour only.
  package func renderer(for camera: Camera) -> Renderer {
    Renderer(
      camera: camera, lighting: scene.lighting, background: scene.background, samples: .four,
      outputs: [])
  }

  /// Everything there is to draw. Labels count from 1: the scene's bodies in their order, then the
  /// arm.
  package var drawables: [Drawable] {
    var drawables: [Drawable] = []
    for (index, body) in scene.bodies.enumerated() {
      let X_WB = pose(ofBody: index)
      let isStill = body.joint == nil
      for part in body.parts {
        drawables.append(
          Drawable(
            mesh: part.mesh, X_WM: X_WB * part.X_BP, material: part.material,
            label: UInt8(index + 1), castsShadow: part.castsShadow, isStill: isStill))
      }
    }
    let links = scene.arm.linkPoses(q, opening: opening)
    for look in scene.rig.looks {
      drawables.append(
        Drawable(
          mesh: look.mesh, X_WM: links[look.link].X_WL * look.X_LS, material: look.material,
          label: UInt8(scene.bodies.count + 1)))
    }
    return drawables
  }
}
