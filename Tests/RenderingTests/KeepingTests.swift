import Geometry
import Imaging
import Rendering
import Testing

@Suite struct KeepingTests {
  /// A table with still things and one that moves, at a frame.
  private func drawables(_ frame: Int, _ scene: Scenes.Scene, matte: Bool) -> [Drawable] {
    scene.drawables.enumerated().map { k, drawable in
      var X_WM = drawable.X_WM
      if k % 3 == 1 { X_WM.translation += 0.01 * Double(frame) * Vector3(1, -0.5, 0.3) }
      let material = matte ? Material(colour: drawable.material.colour) : drawable.material
      return Drawable(
        mesh: drawable.mesh, X_WM: X_WM, material: material, label: drawable.label,
        castsShadow: drawable.castsShadow, isStill: k % 3 != 1)
    }
  }

  @Test(
    "What is kept changes no pixel of any output",
    arguments: [Renderer.Samples.centre, .four], [true, false])
  func keeping(samples: Renderer.Samples, matte: Bool) {
    let scene = Scenes.table()
    var renderer = scene.renderer
    renderer.samples = samples
    renderer.outputs = matte ? [.depth, .labels] : [.depth, .labels, .normals]
    if matte { renderer.lighting.ground = renderer.lighting.sky }
    if !matte {
      renderer.lighting.fills = [
        .init(direction: [-1, -1, 2], diffuse: [0.2, 0.2, 0.1], castsShadow: true)
      ]
      renderer.lighting.contact = .init(height: 0, reach: 0.02)
    }
    var (some, all) = (Canvas(keep: .shadows), Canvas(keep: .all))
    for frame in [0, 1, 2, 2, 9, 30, 1] {
      // Another light now and then, and another camera.
      renderer.lighting.exposure = frame == 9 ? 0.8 : 1
      renderer.lighting.softShadow = frame < 9
      if frame == 30 { renderer.camera.X_WC.translation.x -= 0.03 }
      let things = drawables(frame, scene, matte: matte)
      let truth = renderer.draw(things)
      for kept in [renderer.draw(things, on: &some), renderer.draw(things, on: &all)] {
        #expect(kept.image == truth.image)
        #expect(kept.depth == truth.depth)
        #expect(kept.labels == truth.labels)
        #expect(kept.normals == truth.normals)
      }
    }
  }

  @Test("A thing that stood still and moves after all is drawn where it is now")
  func stillNoMore() {
    let scene = Scenes.table()
    var canvas = Canvas(keep: .all)
    _ = scene.renderer.draw(drawables(0, scene, matte: false), on: &canvas)
    let moved = drawables(0, scene, matte: false).map { drawable in
      var moved = drawable
      moved.X_WM.translation.x += drawable.label == 3 ? 0.05 : 0
      return moved
    }
    let frame = scene.renderer.draw(moved, on: &canvas)
    #expect(frame.image == scene.renderer.draw(moved).image)
    let fewer = Array(moved.dropFirst(2))
    #expect(
      scene.renderer.draw(fewer, on: &canvas).image == scene.renderer.draw(fewer).image)
  }
}
