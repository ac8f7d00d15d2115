import CImaging

extension Image {
  /// Reads a JPEG, baseline or progressive, as 8-bit grey or RGB. What comes after its end is not
  /// looked at, and neither are colour profiles and the orientation that a camera notes.
  ///
  /// The pixels are libjpeg-turbo's with its accurate integer transform and smooth chroma, which is
  /// how OpenCV and Pillow read. Sizes are judged before any pixel is allocated, and a file of more
  /// than 64 scans, or too short for its size, is refused.
  ///
  /// Throws `ImagingError` for bytes that are no JPEG, cut short, damaged, too large, or of another
  /// sort: CMYK, 12 bits, lossless, arithmetic coding.
  package init(jpeg bytes: [UInt8]) throws {
    self = try bytes.withUnsafeBufferPointer { try Image(jpeg: $0) }
  }

  private init(jpeg source: UnsafeBufferPointer<UInt8>) throws {
    var message = Message()
    var shape = CImagingShape()
    var reader: OpaquePointer?
    let limits = CImagingLimits(side: UInt32(Image.largestSide), bytes: Image.largestByteCount)
    let opened = message.fill {
      cimaging_jpeg_open(source.baseAddress, source.count, limits, &reader, &shape, $0)
    }
    defer { cimaging_jpeg_close(reader) }
    let size = (Int(shape.width), Int(shape.height))
    guard opened == .fine else {
      throw ImagingError(
        opened, message.text, size: size, at: source.count, in: source, other: ImagingError.notJPEG)
    }

    let format = shape.channels == 1 ? Format.grey8 : .rgb8
    let byteCount = size.0 * size.1 * format.bytesPerPixel
    let pixels = try [UInt8](unsafeUninitializedCapacity: byteCount) { buffer, initialised in
      let status = message.fill { cimaging_jpeg_read(reader, buffer.baseAddress, $0) }
      guard status == .fine else {
        let place = cimaging_jpeg_position(reader)
        throw ImagingError(
          status, message.text, size: size, at: place, in: source, other: ImagingError.notJPEG)
      }
      initialised = byteCount
    }
    self.init(width: size.0, height: size.1, format: format, bytes: pixels)
  }

  /// The picture as a baseline JPEG.
  ///
  /// Quality 1 is coarsest, 100 finest. The defaults are those of OpenCV's `imwrite` and `imencode`
  /// (IMWRITE_JPEG_QUALITY 95, colour at half the resolution), through which the stations' pictures
  /// go. Throws `ImagingError` for anything but 8-bit grey and RGB, for a picture without pixels,
  /// and beyond the limits of `init(jpeg:)`.
  package func jpeg(quality: Int = 95, chroma: JPEGChroma = .halved) throws -> [UInt8] {
    precondition(1...100 ~= quality, "JPEG's qualities are 1 to 100")
    guard format == .rgb8 || format == .grey8 else {
      throw ImagingError.unsupported("transparency or 16 bits in a JPEG")
    }
    return try encoded {
      cimaging_jpeg_write(
        $0, $1, Int32(quality), chroma.across, chroma.down, &$2.bytes, &$2.count, $3)
    }
  }
}
