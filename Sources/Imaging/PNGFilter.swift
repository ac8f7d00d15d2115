/// How a PNG's rows are predicted from their surroundings before they are compressed.
///
/// The pixels come back the same with every filter; size and time differ.
/// Source: Portable Network Graphics specification, third edition, section 9.
package enum PNGFilter: String, Hashable, Sendable, CaseIterable {
  /// As they are: on the frames of our scenes faster than any filter, and as small within 3 %.
  case none

  /// From the pixel to the left.
  case sub

  /// From the pixel above.
  case up

  /// From the mean of left and above.
  case average

  /// From the one of left, above and above left that is nearest to a plane through them.
  case paeth

  /// Of all five, row by row, the one that leaves least. About twice the time of `none`.
  case adaptive
}
