import CImaging

extension Image {
  /// The longest side that is read or written, in pixels.
  package static let largestSide = 32_768

  /// The most bytes that a picture's pixels may take when it is read or written.
  package static let largestByteCount = 256 << 20

  /// Whether pixels of so many bytes each make a picture that can be written.
  package static func fits(width: Int, height: Int, bytesPerPixel: Int = 3) -> Bool {
    max(width, height) <= largestSide && width * height * bytesPerPixel <= largestByteCount
  }

  /// Reads a PNG. What comes after its end is not looked at, and neither are texts, colour profiles
  /// and the like.
  ///
  /// Palettes become RGB, grey below 8 bits 8-bit grey; with transparency both, and RGB, become
  /// RGBA, and so does grey with alpha. 16-bit grey keeps its 16 bits and loses a transparent value;
  /// other 16-bit pictures are rounded to 8. Sizes are judged before any pixel is allocated.
  ///
  /// Throws `ImagingError` for bytes that are no PNG, cut short, damaged (each chunk's checksum is
  /// compared) or too large.
  package init(png bytes: [UInt8]) throws {
    self = try bytes.withUnsafeBufferPointer { try Image(png: $0) }
  }

  private init(png source: UnsafeBufferPointer<UInt8>) throws {
    var message = Message()
    var shape = CImagingShape()
    var reader: OpaquePointer?
    let limits = CImagingLimits(side: UInt32(Image.largestSide), bytes: Image.largestByteCount)
    let opened = message.fill {
      cimaging_png_open(source.baseAddress, source.count, limits, &reader, &shape, $0)
    }
    defer { cimaging_png_close(reader) }
    let size = (Int(shape.width), Int(shape.height))
    guard opened == .fine else {
      throw ImagingError(
        opened, message.text, size: size, at: source.count, in: source, other: ImagingError.notPNG)
    }

    let format = try Format(channels: Int(shape.channels), bits: Int(shape.bits))
    let byteCount = size.0 * size.1 * format.bytesPerPixel
    let pixels = try [UInt8](unsafeUninitializedCapacity: byteCount) { buffer, initialised in
      let status = message.fill { cimaging_png_read(reader, buffer.baseAddress, $0) }
      guard status == .fine else {
        let place = cimaging_png_position(reader)
        throw ImagingError(
          status, message.text, size: size, at: place, in: source, other: ImagingError.notPNG)
      }
      initialised = byteCount
    }
    self.init(width: size.0, height: size.1, format: format, bytes: pixels)
  }

  /// The picture as a PNG, without any ancillary chunk.
  ///
  /// `level` is zlib's: 0 stores, 1 is fast, 9 smallest. The bytes, not the pixels, may differ
  /// between versions of zlib. Throws `ImagingError` for a picture without pixels or beyond the
  /// limits of `init(png:)`.
  package func png(level: Int = 1, filter: PNGFilter = .none) throws -> [UInt8] {
    precondition(0...9 ~= level, "zlib's levels are 0 to 9")
    precondition(bytes.count == width * height * format.bytesPerPixel, "bytes do not fit the size")
    return try encoded {
      cimaging_png_write($0, $1, Int32(level), filter.bits, &$2.bytes, &$2.count, $3)
    }
  }
}

extension Image.Format {
  /// The format that libpng's transformations lead to.
  fileprivate init(channels: Int, bits: Int) throws {
    switch (channels, bits) {
    case (1, 8): self = .grey8
    case (3, 8): self = .rgb8
    case (4, 8): self = .rgba8
    case (1, 16): self = .grey16
    default: throw ImagingError.damaged("\(channels) channels of \(bits) bits", at: 0)
    }
  }
}

extension PNGFilter {
  fileprivate var bits: Int32 {
    switch self {
    case .none: Int32(CImagingFilterNone)
    case .sub: Int32(CImagingFilterSub)
    case .up: Int32(CImagingFilterUp)
    case .average: Int32(CImagingFilterAverage)
    case .paeth: Int32(CImagingFilterPaeth)
    case .adaptive: 31
    }
  }
}
