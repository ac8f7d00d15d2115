package import Imaging

/// What a camera sees: a picture, and how far away and what each pixel of it is.
package struct Frame: Sendable {
  /// `rgb8`.
  package var image: Image

  /// Metres along the optical axis at each pixel's centre, infinite where nothing is; where four
  /// samples differ, that of the nearest. Empty unless asked for.
  ///                                                                     (height, width)
  package var depth: [Float]

  /// The label of what each pixel shows, 0 where nothing is; where four samples differ, that of the
  /// nearest. Empty unless asked for.                                    (height, width)
  package var labels: [UInt8]

  /// The outward direction of what each pixel shows, in the world and of unit length, 0 where
  /// nothing is. Empty unless asked for.                                 (height, width)
  package var normals: [SIMD3<Float>]

  /// Of no size.
  static let empty = Frame(
    image: Image(width: 0, height: 0), depth: [], labels: [], normals: [])
}
