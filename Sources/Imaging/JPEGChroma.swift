/// How finely a JPEG keeps colour, beside brightness, which it always keeps for every pixel.
package enum JPEGChroma: Hashable, Sendable, CaseIterable {
  /// 4:4:4, for every pixel.
  case full

  /// 4:2:2, for every two pixels of a row.
  case halvedAcross

  /// 4:2:0, for every two by two pixels: what cameras and OpenCV do.
  case halved

  var across: Int32 { self == .full ? 1 : 2 }
  var down: Int32 { self == .halved ? 2 : 1 }
}
