import Foundation
import Geometry
import Imaging
import Rendering

/// Pictures that show one thing at a time, several on a sheet: what the golden tests compare.
enum GoldenSheets {
  /// One picture of a sheet.
  static let size = (width: 128, height: 96)

  /// Pictures side by side, so many in a row.
  static func sheet(_ pictures: [Image], columns: Int) -> Image {
    let rows = (pictures.count + columns - 1) / columns
    var sheet = Image(width: columns * size.width, height: rows * size.height)
    for (k, picture) in pictures.enumerated() {
      sheet.paste(picture, x: k % columns * size.width, y: k / columns * size.height)
    }
    return sheet
  }

  /// A thing about a hand high on a floor, seen from a little above.
  static func picture(
    _ drawables: [Drawable], lighting: Lighting = Lighting(), floor: Material? = nil
  ) -> Image {
    let camera = camera(
      width: size.width, height: size.height, fx: 150, fy: 150, cx: 64, cy: 50,
      eye: [-0.27, -0.165, 0.23], target: [0, 0, 0.055])
    let ground = Drawable(
      mesh: floorMesh(x: -0.5...0.5, y: -0.5...0.5),
      material: floor ?? Material(colour: [0.62, 0.6, 0.57]), label: 1, castsShadow: false)
    return Renderer(camera: camera, lighting: lighting, samples: .four).draw([ground] + drawables)
      .image
  }

  /// Each texture on a box and on a ball or a can.
  static func materials() -> Image {
    let textures: [(SIMD3<Float>, Texture)] = [
      ([0.62, 0.44, 0.3], .wood().mapped(.box(size: [1.28, 0.512]))),
      ([0.7, 0.7, 0.72], .brushedMetal()), ([0.3, 0.55, 0.7], .wovenCloth()),
      ([0.75, 0.72, 0.68], .speckle()),
    ]
    let box = Shape.roundedBox(size: [0.09, 0.09, 0.09], radius: 0.008).mesh()
    let ball = Shape.sphere(radius: 0.048).mesh(segments: 48)
    return sheet(
      textures.map { colour, texture in
        let material = Material(colour: colour, specular: 0.05, texture: texture)
        return picture([
          Drawable(
            mesh: box, X_WM: Pose(Rotation(about: [0, 0, 1], by: 0.4), [0.03, 0.06, 0.045]),
            material: material, label: 2),
          Drawable(
            mesh: ball, X_WM: Pose(.identity, [0, -0.06, 0.048]), material: material, label: 3),
        ])
      }, columns: 2)
  }
}
