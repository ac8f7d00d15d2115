import Testing

@testable import Imaging

@Suite struct LinesTests {
  @Test("A line covers what lies on it, and nothing else")
  func straight() {
    var image = Image(width: 9, height: 7)
    image.drawLine(from: [2, 3], to: [6.9, 3.9], width: 1, colour: (1, 2, 3))
    for y in 0..<7 {
      for x in 0..<9 {
        let isOn = y == 3 && (2...6).contains(x)
        #expect(image.pixel(x, y) == (isOn ? [1, 2, 3] : [0, 0, 0]))
      }
    }
  }

  @Test("A share of a colour mixes with what is there")
  func share() {
    var image = Image(width: 3, height: 1, bytes: [UInt8](repeating: 100, count: 9))
    image.drawLine(from: [0, 0.5], to: [3, 0.5], width: 1, colour: (200, 100, 0), share: 0.5)
    #expect(image.pixel(1, 0) == [150, 100, 50])
  }

  @Test("A box's outline is as thick as told, inside and outside left alone")
  func box() {
    var image = Image(width: 8, height: 8)
    image.drawBox(x: 1, y: 2, width: 6, height: 5, line: 1, colour: (9, 9, 9))
    for y in 0..<8 {
      for x in 0..<8 {
        let isIn = (1...6).contains(x) && (2...6).contains(y)
        let isWithin = (2...5).contains(x) && (3...5).contains(y)
        #expect(image.pixel(x, y)[0] == (isIn && !isWithin ? 9 : 0))
      }
    }
  }

  @Test("A plaque is as large as it says, at the picture's border too")
  func plaque() {
    let size = Image.plaqueSize("F10", scale: 1)
    var image = Image(width: size.width + 4, height: size.height + 4)
    image.drawPlaque("F10", x: 2, y: 2, scale: 1, ink: (255, 255, 255), ground: (7, 7, 7))
    #expect(image.pixel(1, 2) == [0, 0, 0] && image.pixel(2, 2) == [7, 7, 7])
    #expect(image.pixel(size.width + 1, size.height + 1) == [7, 7, 7])
    #expect(image.pixel(size.width + 2, 2) == [0, 0, 0])
    // The stem of the F, five pixels in.
    #expect(image.pixel(7, 12) == [255, 255, 255] && image.pixel(6, 12) == [7, 7, 7])
    image.drawPlaque("F10", x: -20, y: 1_000_000, scale: 3, ink: (1, 1, 1), ground: (2, 2, 2))
  }

  /// EPX leaves straight strokes and rounds the steps of slanting ones; after its published rules.
  @Test("Twice as large, letters keep their straight strokes and lose their steps")
  func smooth() {
    let bar = Glyphs.smooth("|").map { row in row.map { $0 ? "#" : "." }.joined() }
    #expect(bar.allSatisfy { $0 == bar[0] } && bar[0].count { $0 == "#" } == 2)
    let slash = Glyphs.smooth("/")
    // Doubled alone, each row would be there twice.
    #expect(stride(from: 0, to: 14, by: 2).contains { slash[$0] != slash[$0 + 1] })
    #expect(slash.count == 14 && slash[0].count == 10)
  }
}
