import Chance
package import Control
import Geometry
import Imaging
package import Rendering

extension World {
  /// What a policy is told now. Draws every camera, which is the expensive part of a step.
  ///
  /// A camera's marks come before the station squashes its picture, as on the real one. The views'
  /// cameras are pinholes all the same: what a lens bends is seen where they do not project it.
  package func observe() -> Observation {
    let drawables = drawables
    let views = scene.cameras.map { named in
      let image = picture(by: named, of: drawables)
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

  /// What a camera makes of what there is to draw, at its own size.
  private func picture(by named: Scene.NamedCamera, of drawables: [Drawable]) -> Image {
    func drawn(_ drawables: [Drawable], before background: SIMD3<Float>) -> Image {
      Renderer(
        camera: named.marks.pinhole(of: named.camera), lighting: scene.lighting,
        background: background
      ).draw(drawables).image
    }
    var noise = Generator(seed: seed, stream: "camera \(named.name), step \(step)")
    guard let backdrop = named.backdrop else {
      return named.marks.picture(of: drawn(drawables, before: scene.background), noise: &noise)
    }
    let left = drawables.filter { drawable in
      let body = Int(drawable.label) - 1
      return body >= scene.bodies.count || !named.photographed.contains(scene.bodies[body].name)
    }
    return named.marks.picture(
      onBlack: drawn(left, before: [0, 0, 0]), onWhite: drawn(left, before: [1, 1, 1]),
      before: backdrop, noise: &noise)
  }

  /// Everything there is to draw. Labels count from 1: the scene's bodies in their order, then the
  /// arm.
  package var drawables: [Drawable] {
    var drawables: [Drawable] = []
    for (index, body) in scene.bodies.enumerated() {
      let X_WB = pose(ofBody: index)
      for part in body.parts {
        drawables.append(
          Drawable(
            mesh: part.mesh, X_WM: X_WB * part.X_BP, material: part.material,
            label: UInt8(index + 1), castsShadow: part.castsShadow))
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
