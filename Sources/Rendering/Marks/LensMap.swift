import Geometry

/// For each pixel of a lens's picture the place in a pinhole's picture that shows the same, and how
/// much larger than the camera's own that pinhole's picture has to be.
struct LensMap: Sendable {
  /// The pinhole that sees all that the lens shows: the camera's own, with a border.
  let pinhole: Camera

  /// In pixels of the pinhole's picture, the middle of its first pixel being (0, 0).
  ///                                                                     (height, width)
  let places: [SIMD2<Float>]

  /// Nil for a lens that folds the picture over, or shows more than twice a side of it.
  init?(_ lens: LensDistortion, of camera: Camera) {
    let (width, height) = (camera.width, camera.height)
    let (focal, centre) = (SIMD2(camera.fx, camera.fy), SIMD2(camera.cx, camera.cy))
    var rays: [SIMD2<Double>] = []
    rays.reserveCapacity(width * height)
    var (low, high) = (SIMD2(0.0, 0.0), SIMD2(Double(width - 1), Double(height - 1)))
    for row in 0..<height {
      for column in 0..<width {
        let seen = (SIMD2(Double(column) + 0.5, Double(row) + 0.5) - centre) / focal
        guard let ray = lens.undistorted(seen) else { return nil }
        let place = ray * focal + centre - 0.5
        low = SIMD2(min(low.x, place.x), min(low.y, place.y))
        high = SIMD2(max(high.x, place.x), max(high.y, place.y))
        rays.append(place)
      }
    }
    let first = low.rounded(.down)
    let size = high.rounded(.up) - first + 1
    guard size.x <= Double(2 * width), size.y <= Double(2 * height) else { return nil }
    pinhole = Camera(
      width: Int(size.x), height: Int(size.y), fx: camera.fx, fy: camera.fy,
      cx: camera.cx - first.x, cy: camera.cy - first.y, X_WC: camera.X_WC)
    places = rays.map { SIMD2<Float>($0 - first) }
  }
}
