import Imaging
import Testing

@Suite struct SheetTests {
  let frames = (1...5).map { number in
    Image(width: 60, height: 20, bytes: .init(repeating: UInt8(200 + number), count: 3600))
  }

  /// A cell of 60 x 20, a strip of lines of 10 and 3 more, and 2 between cells.
  func cell(_ sheet: Image, _ column: Int, _ row: Int, lines: Int) -> (
    frame: Set<[UInt8]>, ink: Int
  ) {
    let (left, top) = (column * 62, row * (20 + lines * 10 + 3 + 2))
    let frame = Set((0..<20).flatMap { y in (0..<60).map { sheet.pixel(left + $0, top + y) } })
    let ink = (20..<20 + lines * 10 + 3).reduce(0) { count, y in
      count + (0..<60).count { sheet.pixel(left + $0, top + y) == [235, 235, 235] }
    }
    return (frame, ink)
  }

  @Test("A sheet has every frame in its cell, in rows, and a caption under those that have one")
  func layout() {
    let sheet = Image.sheet(frames, captions: ["0 stop", "1"], columns: 3)
    #expect(sheet.width == 3 * 60 + 2 * 2 && sheet.height == 2 * 33 + 2)
    for (index, frame) in frames.enumerated() {
      let found = cell(sheet, index % 3, index / 3, lines: 1)
      #expect(found.frame == [frame.pixel(0, 0)], "frame \(index)")
      #expect((found.ink > 0) == (index < 2), "caption \(index)")
    }
    #expect(sheet.pixel(60, 0) == [0, 0, 0] && sheet.pixel(183, 67) == [0, 0, 0])
  }

  @Test("A long caption is broken between words, and a long word anywhere, within its own cell")
  func wrapping() {
    // Nine letters fit in 60 pixels.
    let sheet = Image.sheet(
      Array(frames.prefix(2)), captions: ["up and down", "WWWWWWWWWWWWWWWWWWWW", "no frame"],
      columns: 9)
    #expect(sheet.width == 122 && sheet.height == 20 + 3 * 10 + 3)
    #expect(cell(sheet, 0, 0, lines: 3).ink > 0)
    #expect(cell(sheet, 0, 0, lines: 3).frame == [frames[0].pixel(0, 0)])
    for y in 0..<sheet.height {
      #expect(sheet.pixel(60, y) == [0, 0, 0] && sheet.pixel(61, y) == [0, 0, 0])
    }
    var expected = Image(width: 120, height: 7)
    expected.fillAll([32, 32, 32])
    expected.draw("up and", x: 3, y: 0, scale: 1, colour: (235, 235, 235))
    for x in 0..<60 { #expect(sheet.pixel(x, 23) == expected.pixel(x, 0)) }
  }

  @Test("Frames of several sizes share the largest cell")
  func sizes() {
    let sheet = Image.sheet(
      [Image(width: 10, height: 30), Image(width: 50, height: 5)], captions: [], columns: 1)
    #expect(sheet.width == 50 && sheet.height == 2 * (30 + 13) + 2)
  }
}

extension Image {
  fileprivate mutating func fillAll(_ colour: [UInt8]) {
    for index in bytes.indices { bytes[index] = colour[index % colour.count] }
  }
}
