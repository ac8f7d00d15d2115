package import Geometry

/// What a scene's file says of a cloth: a rectangle of points about its part's origin, rows along x,
/// each next row further along y.
package struct ClothSheet: Hashable, Sendable {
  /// Along x and y. Metres.
  package let size: SIMD2<Double>

  /// How many points a row has, and how many rows there are, at least 4 each.
  package let columns, rows: Int

  /// Metres.
  package let thickness: Double

  /// The sheet lying flat in z = 0.   (rows x columns)
  package var flat: [Vector3] {
    (0..<rows).flatMap { row in
      (0..<columns).map { column in
        Vector3(
          size.x * (Double(column) / Double(columns - 1) - 0.5),
          size.y * (Double(row) / Double(rows - 1) - 0.5), 0)
      }
    }
  }

  package var count: Int { columns * rows }

  /// From one point to the next along x and y. Metres.
  var spacing: SIMD2<Double> { size / SIMD2(Double(columns - 1), Double(rows - 1)) }

  /// The square of how far two points are apart in the flat. Square metres.
  func squaredLength(from i: Int, to j: Int) -> Double {
    let x = spacing.x * Double(i % columns - j % columns)
    let y = spacing.y * Double(i / columns - j / columns)
    return x * x + y * y
  }

  /// The point at the corner that lies towards these signs of x and y.
  func corner(_ signs: SIMD2<Double>) -> Int {
    (signs.y > 0 ? (rows - 1) * columns : 0) + (signs.x > 0 ? columns - 1 : 0)
  }
}
