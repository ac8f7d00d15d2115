import Geometry

/// For each pixel of a lens's picture the place in a pinhole's picture that shows the same, and how
/// much larger than the camera's own that pinhole's picture has to be.
struct LensMap: Hashable, Sendable {
  /// The size of the pinhole's picture, and how much of it lies left of and above the camera's own.
  /// Pixels.
  let width, height, left, top: Int

  /// In pixels of the pinhole's picture, the middle of its first pixel being (0, 0).
  ///                                                                     (height, width)
  let places: [SIMD2<Float>]

  /// Nil for a lens that folds the picture over, or shows more than twice a side of it.
  init?(_ lens: LensDistortion, of camera: Camera) {
    let (focal, centre) = (SIMD2(camera.fx, camera.fy), SIMD2(camera.cx, camera.cy))
    let last = SIMD2(Double(camera.width - 1), Double(camera.height - 1))
    var places: [SIMD2<Float>] = []
    places.reserveCapacity(camera.width * camera.height)
    var (low, high) = (SIMD2(0.0, 0.0), last)
    for row in 0..<camera.height {
      for column in 0..<camera.width {
        let seen = (SIMD2(Double(column) + 0.5, Double(row) + 0.5) - centre) / focal
        guard let ray = lens.undistorted(seen) else { return nil }
        let place = ray * focal + centre - 0.5
        low = SIMD2(min(low.x, place.x), min(low.y, place.y))
        high = SIMD2(max(high.x, place.x), max(high.y, place.y))
        places.append(SIMD2<Float>(place))
      }
    }
    let first = low.rounded(.down)
    let size = high.rounded(.up) - first + 1
    guard size.x <= 2 * (last.x + 1), size.y <= 2 * (last.y + 1) else { return nil }
    (width, height) = (Int(size.x), Int(size.y))
    (left, top) = (Int(-first.x), Int(-first.y))
    let corner = SIMD2<Float>(first)
    self.places = places.map { $0 - corner }
  }
}
