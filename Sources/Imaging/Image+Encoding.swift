import CImaging

/// A file that C made in memory.
struct MadeFile {
  var bytes: UnsafeMutablePointer<UInt8>?
  var count = 0
}

extension Image {
  /// The file that a C function makes of the picture: given its shape, its pixels, where to leave
  /// the file and where to leave a message. Throws `ImagingError` for a picture without pixels or
  /// beyond the limits.
  func encoded(
    by write: (
      CImagingShape, UnsafePointer<UInt8>?, inout MadeFile, UnsafeMutablePointer<CChar>?
    ) -> CImagingStatus
  ) throws -> [UInt8] {
    precondition(bytes.count == width * height * format.bytesPerPixel, "bytes do not fit the size")
    guard width > 0, height > 0 else { throw ImagingError.empty(width: width, height: height) }
    guard Image.fits(width: width, height: height, bytesPerPixel: format.bytesPerPixel) else {
      throw ImagingError.tooLarge(width: width, height: height)
    }
    let shape = CImagingShape(
      width: UInt32(width), height: UInt32(height), channels: Int32(format.channels),
      bits: format == .grey16 ? 16 : 8)
    var message = Message()
    var file = MadeFile()
    let status = bytes.withUnsafeBufferPointer { pixels in
      message.fill { write(shape, pixels.baseAddress, &file, $0) }
    }
    defer { cimaging_release(file.bytes) }
    guard status == .fine else {
      let nothing = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
      throw ImagingError(
        status, message.text, size: (width, height), at: 0, in: nothing, other: ImagingError.notPNG)
    }
    return [UInt8](UnsafeBufferPointer(start: file.bytes, count: file.count))
  }
}

extension ImagingError {
  /// What a C function reported; `other` makes the error of bytes that are another kind of file.
  init(
    _ status: CImagingStatus, _ message: String, size: (width: Int, height: Int), at place: Int,
    in source: UnsafeBufferPointer<UInt8>, other: ([UInt8]) -> ImagingError
  ) {
    switch status {
    case .otherKind: self = other(Array(source.prefix(8)))
    case .unsupported: self = .unsupported(message)
    case .tooLarge: self = .tooLarge(width: size.width, height: size.height)
    case .truncated: self = .truncated(byteCount: source.count)
    case .outOfMemory: self = .outOfMemory
    case .damaged, .fine: self = .damaged(message, at: place)
    }
  }
}

/// Room for what a C function has to say.
struct Message {
  private var characters = [CChar](repeating: 0, count: Int(CIMAGING_MESSAGE_SIZE))

  mutating func fill<Result>(_ body: (UnsafeMutablePointer<CChar>?) -> Result) -> Result {
    characters.withUnsafeMutableBufferPointer { body($0.baseAddress) }
  }

  var text: String {
    String(decoding: characters.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
