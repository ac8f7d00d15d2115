import Imaging
import Testing

@Suite struct AnimatedPNGTests {
  let frames = [Image.patterned(40, 30), Image(width: 40, height: 30), .patterned(40, 30)]

  @Test("An animation's chunks are sound, in order, and numbered without a gap")
  func chunks() throws {
    let png = try Image.animatedPNG(joining: frames.map { try $0.png() }, millisecondsPerFrame: 200)
    let chunks = try #require(PNGParts.chunks(of: png))
    let types = chunks.map(\.type)
    #expect(Array(types.prefix(4)) == ["IHDR", "acTL", "fcTL", "IDAT"] && types.last == "IEND")
    #expect(types.filter { $0 == "fcTL" }.count == 3)
    #expect(chunks[1].data == [0, 0, 0, 3, 0, 0, 0, 0], "three frames, for ever")
    let numbers = chunks.filter { ["fcTL", "fdAT"].contains($0.type) }
      .map { PNGParts.number($0.data.prefix(4)) }
    #expect(numbers == Array(0..<numbers.count))
    for control in chunks where control.type == "fcTL" {
      let expected = [40, 30, 0, 0].flatMap(PNGParts.fourBytes) + [0, 200, 3, 232, 0, 0]
      #expect(Array(control.data.dropFirst(4)) == expected)
    }
  }

  @Test("Each frame's data, taken out as a PNG of its own, are the frame")
  func pixels() throws {
    let png = try Image.animatedPNG(joining: frames.map { try $0.png() }, millisecondsPerFrame: 1)
    let chunks = try #require(PNGParts.chunks(of: png))
    var streams: [[UInt8]] = []
    for chunk in chunks {
      switch chunk.type {
      case "fcTL": streams.append([])
      case "IDAT": streams[streams.count - 1] += chunk.data
      case "fdAT": streams[streams.count - 1] += chunk.data.dropFirst(4)
      default: break
      }
    }
    let images = try streams.map { stream in
      try Image(
        png: PNGParts.file([
          chunks[0], .init(type: "IDAT", data: stream), .init(type: "IEND", data: []),
        ]))
    }
    #expect(images == frames)
  }

  @Test("A viewer without animation sees the first frame")
  func still() throws {
    #expect(
      try Image(
        png: Image.animatedPNG(joining: frames.map { try $0.png() }, millisecondsPerFrame: 9))
        == frames[0])
  }

  @Test("No frames, or one of another size or format, are refused")
  func refused() {
    #expect(throws: ImagingError.noFrames) {
      try Image.animatedPNG(joining: [], millisecondsPerFrame: 9)
    }
    for other in [Image(width: 41, height: 30), Image(width: 40, height: 30, format: .rgba8)] {
      #expect(throws: ImagingError.frameDiffers(index: 2)) {
        try Image.animatedPNG(
          joining: [frames[0], frames[1], other].map { try $0.png() }, millisecondsPerFrame: 9)
      }
    }
    let grey = Image(width: 2, height: 2, format: .grey8)
    #expect(throws: ImagingError.frameDiffers(index: 0)) {
      try Image.animatedPNG(joining: [grey.png()], millisecondsPerFrame: 9)
    }
  }
}
