package import Chance
package import Geometry
package import Imaging

/// A camera with its marks: what to draw for it, and what becomes of what was drawn.
package struct MarkedCamera: Sendable {
  /// The pinhole that the camera would be without its lens: what positions in its picture are told
  /// by. With a distorting lens they are off by what the lens bends.
  package let camera: Camera

  package let marks: CameraMarks

  /// The pinhole to draw for `picture(of:noise:)`: `camera`, or, where a lens shows more than that,
  /// the same with a border.
  package var drawn: Camera { lens?.pinhole ?? camera }

  private let lens: LensMap?

  /// Nil for a lens that folds the camera's picture over, or shows more than twice a side of it.
  package init?(_ camera: Camera, marks: CameraMarks = CameraMarks()) {
    self.camera = camera
    self.marks = marks
    guard let distortion = marks.distortion else {
      lens = nil
      return
    }
    guard let map = LensMap(distortion, of: camera) else { return nil }
    lens = map
  }

  /// What the camera makes of an 8-bit RGB picture drawn for `drawn`: a picture of `camera`'s size,
  /// the same one when there are no marks. The generator is used for noise only.
  package func picture(of image: Image, noise generator: inout Generator) -> Image {
    precondition(
      image.format == .rgb8 && image.width == drawn.width && image.height == drawn.height,
      "not a picture of this camera")
    let developed = marks.changesLight ? develop(image, &generator) : image
    guard let quality = marks.jpegQuality else { return developed }
    do {
      return try Image(jpeg: developed.jpeg(quality: quality))
    } catch {
      // A picture of our own is sound: only memory can be short.
      preconditionFailure("\(error)")
    }
  }

  private func develop(_ image: Image, _ generator: inout Generator) -> Image {
    var light = LightField(image)
    if let lens {
      light = light.seen(through: lens, width: camera.width, height: camera.height)
    }
    if marks.vignetting > 0 {
      light.darkenCorners(by: marks.vignetting, around: SIMD2(Float(camera.cx), Float(camera.cy)))
    }
    if marks.blur > 0 { light.blur(BlurKernel(deviation: marks.blur)) }
    if marks.exposure != 1 { light.scale(by: marks.exposure) }
    if marks.noise != SensorNoise() { light.add(marks.noise, from: &generator) }
    return light.image(scaledBy: marks.whiteBalance)
  }
}
