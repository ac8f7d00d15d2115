import CImaging

extension Image {
  /// The longest side that is read or written, in pixels.
  package static let largestSide = 32_768

  /// The most bytes that a picture's pixels may take when it is read or written.
  package static let largestByteCount = 256 << 20

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

  /// The picture as a PNG, without any ancillary chunk, made small by libpng and zlib.
  ///
  /// `level` is zlib's: 0 stores, 1 is fast, 9 smallest. The bytes, not the pixels, may differ
  /// between versions of zlib. Throws `ImagingError` for a picture without pixels or beyond the
  /// limits of `init(png:)`.
  package func png(level: Int, filter: PNGFilter = .none) throws -> [UInt8] {
    precondition(0...9 ~= level, "zlib's levels are 0 to 9")
    return try encoded {
      cimaging_png_write($0, $1, Int32(level), filter.bits, &$2.bytes, &$2.count, $3)
    }
  }

  /// The picture as a PNG, without any ancillary chunk, made quickly: for frames as they are drawn.
  ///
  /// The same bytes everywhere. Rendered frames take less than half the time of level 1, and as
  /// many bytes; sheets and the like, in which parts come again, several times as many. Throws as
  /// `png(level:filter:)`.
  package func png() throws -> [UInt8] {
    try checkSize()
    let rows = rowsLessAbove
    let (data, sum) = rows.withUnsafeBufferPointer {
      (RunDeflate.deflated($0), cimaging_adler32($0.baseAddress, $0.count))
    }
    let depth: UInt8 = format == .grey16 ? 16 : 8
    let size = bigEndian(UInt32(width)) + bigEndian(UInt32(height))
    var file = PNGChunks(capacity: data.count + 128)
    file.append("IHDR", size + [depth, format.colourType, 0, 0, 0])
    file.append("IDAT", [0x78, 0x01], data[...], bigEndian(sum)[...])
    file.append("IEND")
    return file.bytes
  }

  /// The rows as the filter `up` stores them: its number, and each byte less the one above.
  private var rowsLessAbove: [UInt8] {
    let stride = width * format.bytesPerPixel
    return [UInt8](unsafeUninitializedCapacity: height * (stride + 1)) { rows, initialised in
      bytes.withUnsafeBufferPointer { bytes in
        guard let from = bytes.baseAddress, let to = rows.baseAddress else { return }
        for y in 0..<height {
          let (here, row) = (from + y * stride, to + y * (stride + 1))
          row.initialize(to: 2)
          if y == 0 {
            (row + 1).initialize(from: here, count: stride)
          } else {
            for x in 0..<stride { row[1 + x] = here[x] &- here[x - stride] }
          }
        }
      }
      initialised = height * (stride + 1)
    }
  }
}

extension Image.Format {
  /// PNG's number for what channels there are.
  fileprivate var colourType: UInt8 {
    switch self {
    case .grey8, .grey16: 0
    case .rgb8: 2
    case .rgba8: 6
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
