extension Image {
  /// The size of a plaque with a text, in pixels.
  package static func plaqueSize(_ text: String, scale: Int) -> (width: Int, height: Int) {
    let columns = 2 * (max(1, text.count) * Glyphs.advance - 1)
    return (scale * (columns + 2 * margin), scale * (2 * Glyphs.height + 2 * margin))
  }

  /// Writes a text on a ground of its own, whose top left corner is at (x, y), in letters of 10 x 14
  /// pixels `scale` times enlarged. What lies outside the picture is left out. On 8-bit RGB pictures.
  package mutating func drawPlaque(
    _ text: String, x: Int, y: Int, scale: Int, ink: (UInt8, UInt8, UInt8),
    ground: (UInt8, UInt8, UInt8)
  ) {
    precondition(scale > 0, "text needs a size")
    let size = Self.plaqueSize(text, scale: scale)
    fill(x: x, y: y, width: size.width, height: size.height, colour: ground)
    for (row, dots) in Glyphs.smooth(text).enumerated() {
      for (column, isInk) in dots.enumerated() where isInk {
        fill(
          x: x + scale * (Self.margin + column), y: y + scale * (Self.margin + row), width: scale,
          height: scale, colour: ink)
      }
    }
  }

  /// Around the letters, in pixels.
  private static let margin = 5
}

extension Glyphs {
  /// A text twice as large, its slanting strokes without steps.   (14 rows)
  ///
  /// Source: Eric Johnston's EPX, also known as Scale2x: where two neighbours of a dot that meet at a
  /// corner are alike, and the others are not, that quarter of the dot is theirs.
  static func smooth(_ text: String) -> [[Bool]] {
    var dots = [[Bool]](
      repeating: [Bool](repeating: false, count: max(1, text.count) * advance + 1),
      count: height + 2)
    for (index, character) in text.enumerated() {
      for (row, bits) in rows(of: character).enumerated() {
        for column in 0..<width where bits >> (width - 1 - column) & 1 == 1 {
          dots[row + 1][1 + index * advance + column] = true
        }
      }
    }
    let columns = dots[0].count - 2
    var smooth = [[Bool]](
      repeating: [Bool](repeating: false, count: 2 * columns), count: 2 * height)
    for y in 1...height {
      for x in 1...columns {
        let here = dots[y][x]
        let (up, down, left, right) = (
          dots[y - 1][x], dots[y + 1][x], dots[y][x - 1], dots[y][x + 1]
        )
        let (row, column) = (2 * (y - 1), 2 * (x - 1))
        smooth[row][column] = left == up && left != down && up != right ? up : here
        smooth[row][column + 1] = up == right && up != left && right != down ? right : here
        smooth[row + 1][column] = down == left && down != right && left != up ? left : here
        smooth[row + 1][column + 1] = right == down && right != up && down != left ? down : here
      }
    }
    return smooth
  }
}
