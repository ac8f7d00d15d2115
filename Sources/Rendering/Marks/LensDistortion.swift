/// How a lens bends a picture: Brown and Conrady's model, with the coefficients that OpenCV calls
/// (k1, k2, p1, p2).
///
/// A ray that a pinhole sees at (x, y), in focal lengths from the principal point, is seen at
/// x (1 + k1 r² + k2 r⁴) + 2 p1 x y + p2 (r² + 2 x²), and likewise for y with p1 and p2 swapped.
/// Source: D. C. Brown, "Close-range camera calibration", Photogrammetric Engineering 37 (1971).
package struct LensDistortion: Hashable, Sendable {
  /// Negative k1 is a barrel, positive a cushion.
  package var k1, k2: Double

  /// From a lens that does not sit straight before the sensor.
  package var p1, p2: Double

  package init(k1: Double, k2: Double = 0, p1: Double = 0, p2: Double = 0) {
    (self.k1, self.k2, self.p1, self.p2) = (k1, k2, p1, p2)
  }

  /// Where a pinhole's ray is seen.
  package func distorted(_ p: SIMD2<Double>) -> SIMD2<Double> {
    let (xx, xy, yy) = (p.x * p.x, p.x * p.y, p.y * p.y)
    let rr = xx + yy
    let radial = 1 + rr * (k1 + rr * k2)
    return [
      p.x * radial + 2 * p1 * xy + p2 * (rr + 2 * xx),
      p.y * radial + 2 * p2 * xy + p1 * (rr + 2 * yy),
    ]
  }

  /// The pinhole's ray that is seen at a place, to 1e-10; nil where the lens folds the picture over
  /// or shows nothing.
  package func undistorted(_ seen: SIMD2<Double>) -> SIMD2<Double>? {
    var p = seen
    for _ in 0..<30 {
      let slope = slope(at: p)
      let miss = distorted(p) - seen
      guard slope.determinant > 0 else { return nil }
      let step =
        SIMD2(
          slope.yy * miss.x - slope.xy * miss.y, slope.xx * miss.y - slope.xy * miss.x)
        / slope.determinant
      p -= step
      if max(abs(step.x), abs(step.y)) < 1e-10 { return isFolded(before: p) ? nil : p }
    }
    return nil
  }

  /// Whether the picture turns back on itself somewhere between the axis and a ray.
  private func isFolded(before p: SIMD2<Double>) -> Bool {
    (1...8).contains { slope(at: p * (Double($0) / 8)).determinant <= 0 }
  }

  /// How `distorted` changes with x and y: a symmetric matrix.
  private func slope(at p: SIMD2<Double>) -> Slope {
    let rr = p.x * p.x + p.y * p.y
    let radial = 1 + rr * (k1 + rr * k2)
    let growth = 2 * (k1 + 2 * k2 * rr)
    return Slope(
      xx: radial + p.x * p.x * growth + 2 * p1 * p.y + 6 * p2 * p.x,
      xy: p.x * p.y * growth + 2 * p1 * p.x + 2 * p2 * p.y,
      yy: radial + p.y * p.y * growth + 6 * p1 * p.y + 2 * p2 * p.x)
  }

  private struct Slope {
    let xx, xy, yy: Double
    var determinant: Double { xx * yy - xy * xy }
  }
}
