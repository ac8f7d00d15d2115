/// What a real camera adds to the picture that a pinhole would make. All of it is off by default.
///
/// In the order in which light meets it: the lens bends, darkens the corners and blurs; exposure
/// scales the light; the sensor adds noise; white balance scales the channels; the picture is
/// rounded to 8 bits of sRGB and, last, goes through JPEG.
package struct CameraMarks: Hashable, Sendable {
  /// How the lens bends straight lines.
  package var distortion: LensDistortion?

  /// The part of its light that the farthest corner loses, 0...1; it grows with the square of the
  /// distance from the principal point.
  package var vignetting: Float = 0

  /// The standard deviation of a Gaussian, in pixels of the camera's own picture.
  package var blur: Double = 0

  /// A factor on the light.
  package var exposure: Float = 1

  /// Factors on the light's red, green and blue.
  package var whiteBalance: SIMD3<Float> = [1, 1, 1]

  package var noise = SensorNoise()

  /// The quality of the JPEG, colour at half the resolution, that the picture goes through: 1...100.
  /// OpenCV's default, and so most stations', is 95.
  package var jpegQuality: Int?

  package init() {}

  /// Whether the light changes at all before it becomes bytes.
  var changesLight: Bool {
    var copy = self
    copy.jpegQuality = nil
    return copy != CameraMarks()
  }
}

/// The noise of a sensor on linear light, where 1 is the brightest pixel: the standard deviation is
/// the square root of `read`² + `shot`² x light.
package struct SensorNoise: Hashable, Sendable {
  /// What light itself brings, growing with it: its part at the brightest pixel.
  package var shot: Float = 0

  /// What is there in the dark as well.
  package var read: Float = 0

  package init(shot: Float = 0, read: Float = 0) {
    self.shot = shot
    self.read = read
  }
}
