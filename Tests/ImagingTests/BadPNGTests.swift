import Imaging
import Testing

@Suite struct BadPNGTests {
  /// Small files that take different ways through the decoder.
  static let files = [
    "rgb8", "rgb8_chunks", "rgba8_interlaced", "grey16", "palette4_clear", "grey1_keyed_interlaced",
  ]

  @Test("A PNG cut short anywhere is refused", arguments: files)
  func truncated(file: String) throws {
    let png = try Reference.bytes("imaging/formats/\(file).png")
    for count in png.indices {
      #expect(throws: ImagingError.truncated(byteCount: count), "\(count) bytes") {
        try Image(png: Array(png.prefix(count)))
      }
    }
  }

  @Test("A PNG with any byte changed is refused", arguments: files)
  func flipped(file: String) throws {
    let png = try Reference.bytes("imaging/formats/\(file).png")
    for index in png.indices {
      for mask: UInt8 in [0x01, 0x20, 0x80, 0xFF] {
        var bad = png
        bad[index] ^= mask
        #expect(throws: ImagingError.self, "byte \(index) ^ \(mask)") { try Image(png: bad) }
      }
    }
  }

  /// Checksums do not protect from a file that was made to do harm.
  @Test("Any byte of a chunk changed, its checksum made right, is read or refused, no more")
  func forged() throws {
    var refused = 0
    for file in Self.files {
      let chunks = try #require(
        PNGParts.chunks(of: Reference.bytes("imaging/formats/\(file).png")))
      for (number, chunk) in chunks.enumerated() {
        for index in chunk.data.indices {
          for mask: UInt8 in [0x01, 0x10, 0x80, 0xFF] {
            var bad = chunks
            bad[number].data[index] ^= mask
            do {
              let image = try Image(png: PNGParts.file(bad))
              #expect(image.bytes.count <= Image.largestByteCount)
            } catch let error as ImagingError {
              #expect(!error.description.contains("\n"))
              refused += 1
            }
          }
        }
      }
    }
    #expect(refused > 500)
  }

  @Test("What follows a PNG's end is not looked at")
  func trailing() throws {
    let image = Image.patterned(5, 4)
    #expect(try Image(png: image.png() + [0, 1, 2] + image.png()) == image)
  }

  @Test("Other bytes than a PNG's are shown in the error")
  func other() {
    #expect(throws: ImagingError.notPNG(start: Array("GIF89a\u{1}\u{2}".utf8))) {
      try Image(png: Array("GIF89a\u{1}\u{2}\u{3}".utf8))
    }
    #expect(throws: ImagingError.truncated(byteCount: 0)) { try Image(png: []) }
    #expect(
      ImagingError.notPNG(start: [0x0A, 0xFF]).description
        == "not a PNG: it begins with the bytes 0a ff. Give a file in PNG format.")
  }

  @Test("A wrong checksum is named with its chunk")
  func checksum() throws {
    var png = try Image.patterned(5, 4).png()
    png[png.count - 14] ^= 1  // the last of IDAT's checksum, IEND being 12 bytes
    let error = try #require(throws: ImagingError.self) { try Image(png: png) }
    guard case .damaged(let reason, let place) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(reason == "IDAT: CRC error" && place <= png.count, "\(error)")
  }

  @Test(
    "A size beyond the limits is refused before its pixels are allocated",
    arguments: [
      (0x7FFF_FFFF, 1), (1, 0x7FFF_FFFF), (0xFFFF_FFFF, 0xFFFF_FFFF), (32_769, 1), (30_000, 30_000),
    ])
  func tooLarge(width: Int, height: Int) {
    let png = PNGParts.file([
      PNGParts.header(width: width, height: height), .init(type: "IDAT", data: [0x78, 0x01]),
      .init(type: "IEND", data: []),
    ])
    #expect(throws: ImagingError.tooLarge(width: width, height: height)) { try Image(png: png) }
  }

  @Test("A size that no file of this length can fill is refused")
  func tooShort() {
    let png = PNGParts.file([
      PNGParts.header(width: 8000, height: 8000),
      .init(type: "IDAT", data: .init(repeating: 0, count: 999)), .init(type: "IEND", data: []),
    ])
    #expect(throws: ImagingError.truncated(byteCount: png.count)) { try Image(png: png) }
  }

  @Test(
    "A picture without pixels is neither read nor written", arguments: [(0, 3), (3, 0), (0, 0)])
  func empty(width: Int, height: Int) {
    #expect(throws: ImagingError.empty(width: width, height: height)) {
      try Image(width: width, height: height).png()
    }
    let png = PNGParts.file([
      PNGParts.header(width: width, height: height), .init(type: "IDAT", data: [0x78, 0x01]),
      .init(type: "IEND", data: []),
    ])
    #expect(throws: ImagingError.self) { try Image(png: png) }
  }

  @Test("A picture beyond the limits is not written")
  func tooLargeToWrite() {
    #expect(throws: ImagingError.tooLarge(width: 1, height: 32_769)) {
      try Image(width: 1, height: 32_769, format: .grey8).png()
    }
  }
}
