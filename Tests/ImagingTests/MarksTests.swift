import Imaging
import Testing

@Suite struct MarksTests {
  /// What is not black, a row a line.
  func drawing(_ image: Image) -> [String] {
    (0..<image.height).map { y in
      (0..<image.width).map { image.pixel($0, y) == [0, 0, 0] ? "." : "#" }.joined()
    }
  }

  @Test("Text is drawn from its top left corner in the colour given, letter by letter")
  func text() {
    var image = Image(width: 14, height: 9)
    image.draw("Hi", x: 1, y: 1, scale: 1, colour: (10, 20, 30))
    #expect(
      drawing(image) == [
        "..............",
        ".#...#...#....",
        ".#...#........",
        ".#...#..##....",
        ".#####...#....",
        ".#...#...#....",
        ".#...#...#....",
        ".#...#..###...",
        "..............",
      ])
    #expect(image.pixel(1, 1) == [10, 20, 30])
  }

  @Test("Every printable letter differs from every other, and only the space is empty")
  func letters() {
    var seen: [[String]: Character] = [:]
    for code in UInt8(32)...126 {
      let letter = Character(UnicodeScalar(code))
      var image = Image(width: 6, height: 7)
      image.draw(String(letter), x: 0, y: 0, scale: 1, colour: (255, 255, 255))
      let rows = drawing(image)
      #expect(seen.updateValue(letter, forKey: rows) == nil, "\(letter)")
      #expect(rows.contains { $0.contains("#") } == (letter != " "), "\(letter)")
      #expect(rows.allSatisfy { $0.hasSuffix(".") }, "the gap after \(letter)")
    }
  }

  @Test(
    "Letters that there are none of become question marks", arguments: ["é", "\n", "\u{7F}", "🦾"])
  func unknown(letter: String) {
    var (image, expected) = (Image(width: 20, height: 8), Image(width: 20, height: 8))
    image.draw("a\(letter)b", x: 0, y: 0, scale: 1, colour: (1, 2, 3))
    expected.draw("a?b", x: 0, y: 0, scale: 1, colour: (1, 2, 3))
    #expect(image == expected)
  }

  @Test("Text of scale 3 is that of scale 1 with pixels of 3 x 3")
  func scale() {
    var (small, large) = (Image(width: 12, height: 7), Image(width: 36, height: 21))
    small.draw("g%", x: 0, y: 0, scale: 1, colour: (9, 9, 9))
    large.draw("g%", x: 0, y: 0, scale: 3, colour: (9, 9, 9))
    for y in 0..<21 {
      for x in 0..<36 { #expect(large.pixel(x, y) == small.pixel(x / 3, y / 3)) }
    }
  }

  @Test("What is drawn across any border is the part of it that lies inside")
  func clippedText() {
    var whole = Image(width: 60, height: 60)
    whole.draw("@W", x: 20, y: 20, scale: 2, colour: (7, 7, 7))
    for (x, y) in [(-5, -3), (5, 9), (-30, 0), (0, 40), (13, -9)] {
      var part = Image(width: 15, height: 12)
      part.draw("@W", x: x, y: y, scale: 2, colour: (7, 7, 7))
      for v in 0..<12 {
        for u in 0..<15 {
          let (i, j) = (u - x + 20, v - y + 20)
          let inside = (0..<60).contains(i) && (0..<60).contains(j)
          #expect(part.pixel(u, v) == (inside ? whole.pixel(i, j) : [0, 0, 0]))
        }
      }
    }
  }

  @Test(
    "A pasted picture covers where it lies and nothing else",
    arguments: [(0, 0), (3, 2), (-2, -3), (6, 5), (-9, 0), (0, 40), (8, -1)])
  func paste(x: Int, y: Int) {
    for format in [Image.Format.grey8, .rgb8, .rgba8, .grey16] {
      let under = Image.patterned(9, 8, format)
      let over = Image(
        width: 4, height: 5, format: format,
        bytes: Image.patterned(4, 5, format).bytes.map { 255 - $0 })
      var made = under
      made.paste(over, x: x, y: y)
      for v in 0..<8 {
        for u in 0..<9 {
          let inside = (x..<x + 4).contains(u) && (y..<y + 5).contains(v)
          #expect(made.pixel(u, v) == (inside ? over.pixel(u - x, v - y) : under.pixel(u, v)))
        }
      }
    }
  }
}
