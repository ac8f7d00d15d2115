extension Image {
  /// Writes text with its top left corner at (x, y), in letters of 5 x 7 pixels each `scale` times
  /// enlarged, 6 x `scale` apart. What lies outside the picture is left out; characters other than
  /// printable ASCII become '?'. On 8-bit RGB pictures.
  package mutating func draw(
    _ text: String, x: Int, y: Int, scale: Int, colour: (UInt8, UInt8, UInt8)
  ) {
    precondition(scale > 0, "text needs a size")
    for (index, character) in text.enumerated() {
      let left = x + index * Glyphs.advance * scale
      for (row, bits) in Glyphs.rows(of: character).enumerated() {
        for column in 0..<Glyphs.width where bits >> (Glyphs.width - 1 - column) & 1 == 1 {
          fill(
            x: left + column * scale, y: y + row * scale, width: scale, height: scale,
            colour: colour)
        }
      }
    }
  }

  /// Puts another picture of the same format over this one, its top left corner at (x, y). What
  /// lies outside is left out; nothing is blended.
  package mutating func paste(_ other: Image, x: Int, y: Int) {
    precondition(other.format == format, "only pictures of one format can be pasted")
    let (columns, rows) = (covered(x, other.width, width), covered(y, other.height, height))
    guard !columns.isEmpty else { return }
    let step = format.bytesPerPixel
    for row in rows {
      let from = ((row - y) * other.width + columns.lowerBound - x) * step
      let to = (row * width + columns.lowerBound) * step
      let count = columns.count * step
      bytes.replaceSubrange(to..<to + count, with: other.bytes[from..<from + count])
    }
  }

  /// Paints a rectangle, as much of it as lies inside. On 8-bit RGB pictures.
  package mutating func fill(
    x: Int, y: Int, width boxWidth: Int, height boxHeight: Int, colour: (UInt8, UInt8, UInt8)
  ) {
    precondition(format == .rgb8, "marks are drawn on 8-bit RGB pictures")
    let columns = covered(x, boxWidth, width)
    for row in covered(y, boxHeight, height) {
      for column in columns {
        let place = (row * width + column) * 3
        (bytes[place], bytes[place + 1], bytes[place + 2]) = colour
      }
    }
  }

  /// The part of `start..<start + count` that lies in `0..<limit`.
  func covered(_ start: Int, _ count: Int, _ limit: Int) -> Range<Int> {
    (start..<start + count).clamped(to: 0..<limit)
  }
}
