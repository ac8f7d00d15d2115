import Geometry
import Imaging

/// One picture with its camera: finds bodies in it by colour and shape.
struct Eyes: Sendable {
  let shades: Shades
  let camera: Camera

  /// The same at half the size.
  let smallShades: Shades
  let smallCamera: Camera

  /// Where the arm works, roughly, in its base. Metres.
  static let lower = Vector3(0.10, -0.24, 0.015)
  static let upper = Vector3(0.44, 0.26, 0.26)

  /// A larger picture is looked at in this size. Pixels.
  private static let side = 256

  /// Nil for a picture that is not in colour.
  init?(_ image: Image, camera: Camera) {
    var image = image
    if max(image.width, image.height) > Self.side {
      let scale = Double(Self.side) / Double(max(image.width, image.height))
      image = image.resized(
        width: max(2, Int((Double(image.width) * scale).rounded())),
        height: max(2, Int((Double(image.height) * scale).rounded())))
    }
    guard let shades = Shades(image), shades.width >= 32, shades.height >= 32 else { return nil }
    self.shades = shades
    self.camera = camera.scaled(toWidth: shades.width, height: shades.height)
    smallShades = shades.halved
    smallCamera = camera.scaled(toWidth: smallShades.width, height: smallShades.height)
  }

  /// Where the ray of a pixel is at a height.
  static func meet(_ camera: Camera, _ pixel: SIMD2<Double>, height: Double) -> Vector3 {
    let eye = camera.X_WC.translation
    let way = camera.unproject(u: pixel.x, v: pixel.y, depth: 1) - eye
    guard abs(way.z) > 1e-6 else { return eye + way }
    return eye + (height - eye.z) / way.z * way
  }
}
