import Imaging
import Testing

@Suite struct BadJPEGTests {
  /// Files that take different ways through the decoder.
  static let files = ["rgb_20_halved", "progressive", "restarts", "grey_60", "commented"]

  @Test("A JPEG cut short anywhere is refused", arguments: files)
  func truncated(file: String) throws {
    let jpeg = try Reference.bytes("imaging/jpeg/\(file).jpg")
    for count in jpeg.indices {
      #expect(throws: ImagingError.truncated(byteCount: count), "\(count) bytes") {
        try Image(jpeg: Array(jpeg.prefix(count)))
      }
    }
  }

  /// A JPEG has no checksum: a changed byte may well give another picture.
  @Test("A JPEG with any byte changed is read or refused in one line, no more", arguments: files)
  func flipped(file: String) throws {
    let jpeg = try Reference.bytes("imaging/jpeg/\(file).jpg")
    var refused = 0
    for index in jpeg.indices {
      for mask: UInt8 in [0x01, 0x10, 0x80, 0xFF] {
        var bad = jpeg
        bad[index] ^= mask
        do {
          let image = try Image(jpeg: bad)
          #expect(image.bytes.count <= Image.largestByteCount)
        } catch let error as ImagingError {
          #expect(!error.description.contains("\n"))
          refused += 1
        }
      }
    }
    #expect(refused > 100)
  }

  @Test("A JPEG that ends with its marker before its pixels do is refused")
  func endedEarly() throws {
    let jpeg = try Reference.bytes("imaging/jpeg/rgb_20_halved.jpg")
    let error = try #require(throws: ImagingError.self) {
      try Image(jpeg: Array(jpeg.prefix(jpeg.count - 60)) + [0xFF, 0xD9])
    }
    guard case .damaged = error else {
      Issue.record("\(error)")
      return
    }
  }

  @Test("What follows a JPEG's end, or stands as padding before a marker, is let pass")
  func padding() throws {
    let jpeg = try Reference.bytes("imaging/jpeg/rgb_20_halved.jpg")
    let image = try Image(jpeg: jpeg)
    #expect(try Image(jpeg: jpeg + [1, 2, 3]) == image)
    #expect(try Image(jpeg: jpeg.dropLast(2) + [0, 0, 0xFF, 0xD9]) == image)
  }

  @Test("Other bytes than a JPEG's are shown in the error")
  func other() {
    #expect(throws: ImagingError.notJPEG(start: Array("GIF89a\u{1}\u{2}".utf8))) {
      try Image(jpeg: Array("GIF89a\u{1}\u{2}\u{3}".utf8))
    }
    #expect(throws: ImagingError.truncated(byteCount: 0)) { try Image(jpeg: []) }
  }

  @Test("CMYK, arithmetic coding, lossless files and 12 bits are named as unsupported")
  func unsupported() throws {
    #expect(throws: ImagingError.unsupported("CMYK colours")) {
      try Image(jpeg: Reference.bytes("imaging/jpeg/cmyk.jpg"))
    }
    let jpeg = try Reference.bytes("imaging/jpeg/rgb_20_halved.jpg")
    let frame = try #require(Self.frame(of: jpeg))
    // The frame's marker says how it is coded, its fifth byte with how many bits.
    for (place, byte) in [(frame + 1, 0xC9), (frame + 1, 0xC3), (frame + 4, 12)] {
      var bad = jpeg
      bad[place] = UInt8(byte)
      let error = try #require(throws: ImagingError.self) { try Image(jpeg: bad) }
      guard case .unsupported = error else {
        Issue.record("\(error)")
        continue
      }
    }
  }

  @Test(
    "A size beyond the limits is refused before its pixels are allocated",
    arguments: [(0xFFFF, 1), (1, 0xFFFF), (30_000, 30_000), (32_769, 32_769)])
  func tooLarge(width: Int, height: Int) throws {
    let jpeg = try Self.resized("rgb_20_halved", width, height)
    #expect(throws: ImagingError.tooLarge(width: width, height: height)) { try Image(jpeg: jpeg) }
  }

  @Test("A size that no file of this length can fill is refused", arguments: files)
  func tooShort(file: String) throws {
    let jpeg = try Self.resized(file, 8000, 8000)
    #expect(throws: ImagingError.truncated(byteCount: jpeg.count)) { try Image(jpeg: jpeg) }
  }

  @Test("Scans without end are refused after the sixty-fourth")
  func scans() throws {
    let jpeg = try Reference.bytes("imaging/jpeg/progressive.jpg")
    // The last scan refines what the others laid, which it may do again and again.
    let start = try #require(
      jpeg.indices.dropLast().last { jpeg[$0] == 0xFF && jpeg[$0 + 1] == 0xDA })
    let scan = jpeg[start..<jpeg.count - 2]
    let bomb = jpeg.dropLast(2) + Array(repeating: scan, count: 1000).joined() + [0xFF, 0xD9]
    let error = try #require(throws: ImagingError.self) { try Image(jpeg: Array(bomb)) }
    guard case .damaged = error else {
      Issue.record("\(error)")
      return
    }
  }

  /// Where a JPEG's frame header starts.
  private static func frame(of jpeg: [UInt8]) -> Int? {
    jpeg.indices.dropLast().first { jpeg[$0] == 0xFF && [0xC0, 0xC2].contains(jpeg[$0 + 1]) }
  }

  /// A file that says it has another size than it has.
  private static func resized(_ file: String, _ width: Int, _ height: Int) throws -> [UInt8] {
    var jpeg = try Reference.bytes("imaging/jpeg/\(file).jpg")
    let frame = try #require(Self.frame(of: jpeg))
    (jpeg[frame + 5], jpeg[frame + 6]) = (UInt8(height >> 8), UInt8(height & 255))
    (jpeg[frame + 7], jpeg[frame + 8]) = (UInt8(width >> 8), UInt8(width & 255))
    return jpeg
  }
}
