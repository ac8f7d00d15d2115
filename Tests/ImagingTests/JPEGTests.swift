import Imaging
import Testing

@Suite struct JPEGTests {
  struct Vector: Decodable {
    var file, chroma: String?
    var crc32, pixels: Int
    var quality: Int?
  }

  static let chromas: [String: JPEGChroma] = [
    "full": .full, "halvedAcross": .halvedAcross, "halved": .halved,
  ]

  /// Exact: libjpeg-turbo's integer transform and chroma filters are the same on every machine.
  @Test("JPEGs are read as OpenCV and Pillow read them, to the last bit")
  func read() throws {
    let vectors: [Vector] = try Reference.table("imaging/jpeg.json")
    #expect(vectors.count == 22)
    for vector in vectors {
      let file = try #require(vector.file)
      let image = try Image(jpeg: Reference.bytes("imaging/jpeg/" + file))
      #expect(image.width == 61 && image.height == 45, "\(file)")
      #expect(image.format == (file.hasPrefix("grey") ? .grey8 : .rgb8), "\(file)")
      #expect(PNGParts.crc32(image.bytes) == vector.pixels, "\(file)")
    }
  }

  /// Of pixels, not of bytes: how the same numbers are packed is the library's affair.
  @Test("What is written reads as what OpenCV writes, at each quality and chroma")
  func write() throws {
    let scene = try Image(png: Reference.bytes("imaging/jpeg/scene.png"))
    let green = stride(from: 1, to: scene.bytes.count, by: 3).map { scene.bytes[$0] }
    let grey = Image(width: 61, height: 45, format: .grey8, bytes: green)
    let vectors: [Vector] = try Reference.table("imaging/jpeg.json")
    for vector in vectors {
      guard let quality = vector.quality, let name = vector.chroma, let file = vector.file else {
        continue
      }
      let chroma = try #require(Self.chromas[name])
      let source = file.hasPrefix("grey") ? grey : scene
      let made = try Image(jpeg: source.jpeg(quality: quality, chroma: chroma))
      #expect(PNGParts.crc32(made.bytes) == vector.pixels, "\(file)")
    }
    let written = try scene.jpeg()
    #expect(try written == scene.jpeg(quality: 95, chroma: .halved))
  }

  @Test("Quality 100 without subsampling changes no sample by more than 5")
  func fine() throws {
    // Brightness and colour are each rounded three times, and blue is 1.772 times the colour away.
    let image = Image.patterned(67, 41)
    let back = try Image(jpeg: image.jpeg(quality: 100, chroma: .full))
    let worst = zip(image.bytes, back.bytes).map { abs(Int($0) - Int($1)) }.max()
    #expect(try #require(worst) <= 5)
  }

  @Test("Small sizes are written and read back", arguments: JPEGChroma.allCases)
  func small(chroma: JPEGChroma) throws {
    for (width, height) in [(1, 1), (1, 17), (33, 1), (15, 16), (2, 3)] {
      for format in [Image.Format.grey8, .rgb8] {
        let image = Image(
          width: width, height: height, format: format,
          bytes: .init(repeating: 130, count: width * height * format.bytesPerPixel))
        #expect(try Image(jpeg: image.jpeg(chroma: chroma)) == image, "\(width)x\(height)")
      }
    }
  }

  @Test("A noisy picture larger than the writer's first block of memory comes back whole")
  func large() throws {
    let image = Image.patterned(801, 603)
    let jpeg = try image.jpeg(quality: 100, chroma: .full)
    #expect(jpeg.count > 1 << 17)
    let back = try Image(jpeg: jpeg)
    #expect(back.width == 801 && back.height == 603)
    #expect(zip(image.bytes, back.bytes).allSatisfy { abs(Int($0) - Int($1)) <= 5 })
  }

  @Test("Other formats than 8-bit grey and RGB, and pictures without pixels, are not written")
  func refused() {
    for format in [Image.Format.rgba8, .grey16] {
      #expect(throws: ImagingError.unsupported("transparency or 16 bits in a JPEG")) {
        try Image(width: 3, height: 2, format: format).jpeg()
      }
    }
    #expect(throws: ImagingError.empty(width: 0, height: 2)) {
      try Image(width: 0, height: 2).jpeg()
    }
    #expect(throws: ImagingError.tooLarge(width: 1, height: 32_769)) {
      try Image(width: 1, height: 32_769).jpeg()
    }
  }
}
