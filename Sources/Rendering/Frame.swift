package import Imaging

/// What a camera sees: a picture, and how far away and what each pixel of it is.
package struct Frame: Sendable {
  /// `rgb8`.
  package var image: Image

  /// Metres along the optical axis at each pixel's centre, infinite where nothing is
  ///                                                                     (height, width)
  package var depth: [Float]

  /// The label of what each pixel shows, 0 where nothing is   (height, width)
  package var labels: [UInt8]

  /// Of no size.
  static let empty = Frame(image: Image(width: 0, height: 0), depth: [], labels: [])
}
