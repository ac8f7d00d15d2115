import Chance
package import Control
package import Geometry
import Imaging
package import Rendering

/// What looking at a world again and again keeps: a canvas for each camera. The pictures are the
/// same without it, but take longer.
package struct Observer: Sendable {
  var canvases: [Canvas] = []

  package init() {}
}

extension World {
  /// What a policy is told now. Draws every camera, which is the expensive part of a step.
  ///
  /// A camera's marks come before the station squashes its picture, as on the real one. The views'
  /// cameras are pinholes all the same: what a lens bends is seen where they do not project it.
  package func observe() -> Observation {
    var observer = Observer()
    return observe(with: &observer)
  }

  /// The same, with an observer that looks again and again: what stands still is not drawn anew.
  package func observe(with observer: inout Observer) -> Observation {
    let drawables = drawables
    let cameras = scene.cameras.map(camera)
    while observer.canvases.count < scene.cameras.count { observer.canvases.append(Canvas()) }
    let views = scene.cameras.indices.map { index in
      let (named, camera) = (scene.cameras[index], cameras[index])
      let image = picture(by: named, at: camera, of: drawables, on: &observer.canvases[index])
      guard let size = station.convention.pictureSize else {
        return Observation.View(name: named.name, camera: camera, image: image)
      }
      return Observation.View(
        name: named.name,
        camera: camera.scaled(toWidth: size.width, height: size.height),
        image: image.resized(width: size.width, height: size.height))
    }
    return Observation(
      instruction: scene.instruction, views: views, proprio: proprio, X_WT: X_WT,
      commandedOpening: commandedOpening, step: step)
  }

  /// A camera where it is now: on its link, if it is mounted on one.
  package func camera(_ named: Scene.NamedCamera) -> Camera {
    guard let link = named.link else { return named.camera }
    var camera = named.camera
    camera.X_WC = scene.arm.linkPoses(q, opening: opening)[link].X_WL * camera.X_WC
    return camera
  }

  /// What a camera makes of what there is to draw, at its own size.
  private func picture(
    by named: Scene.NamedCamera, at camera: Camera, of drawables: [Drawable],
    on canvas: inout Canvas
  ) -> Image {
    var renderer = renderer(for: named.marks.pinhole(of: camera))
    var noise = Generator(seed: seed, stream: "camera \(named.name), step \(step)")
    guard let backdrop = named.backdrop else {
      return named.marks.picture(
        of: renderer.draw(drawables, on: &canvas).image, noise: &noise)
    }
    // A backdrop shows through what is drawn on black and on white by their difference.
    let left = drawables.filter { drawable in
      let body = Int(drawable.label) - 1
      return body >= scene.bodies.count || !named.photographed.contains(scene.bodies[body].name)
    }
    renderer.background = [0, 0, 0]
    let onBlack = renderer.draw(left).image
    renderer.background = [1, 1, 1]
    return named.marks.picture(
      onBlack: onBlack, onWhite: renderer.draw(left).image, before: backdrop, noise: &noise)
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
      if let cloth = cloth(ofBody: index) {
        drawables.append(drawable(cloth, body.parts[0], label: UInt8(index + 1)))
        continue
      }
      let X_WB = pose(ofBody: index)
      let isStill = body.joint == nil && body.mass == nil
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
  /// A cloth as it lies. What is spread flat on its file's surface goes with its threads.
  private func drawable(_ cloth: Cloth, _ part: Body.Part, label: UInt8) -> Drawable {
    var (material, tile) = (part.material, cloth.sheet.size)
    switch material.texture?.mapping {
    case .box(let size), .planar(let size): tile = size
    default: break
    }
    material.texture = material.texture?.mapped(.mesh)
    return Drawable(
      mesh: cloth.mesh(tile: tile), material: material, label: label,
      castsShadow: part.castsShadow)
  }
}
