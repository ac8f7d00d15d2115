/// A picture in memory: rows from the top left, no padding, channels interleaved.
///
/// A camera's picture is 8-bit sRGB, `format == .rgb8`, of shape (height, width, 3).
package struct Image: Hashable, Sendable {
  package let width, height: Int

  package let format: Format

  /// `height * width * format.bytesPerPixel` bytes; 16-bit samples are big-endian, as in a PNG.
  package var bytes: [UInt8]

  package enum Format: Hashable, Sendable {
    case grey8, rgb8, rgba8, grey16

    package var channels: Int {
      switch self {
      case .grey8, .grey16: 1
      case .rgb8: 3
      case .rgba8: 4
      }
    }

    package var bytesPerPixel: Int { self == .grey16 ? 2 : channels }
  }

  /// From bytes in the layout above, of which there must be exactly enough.
  package init(width: Int, height: Int, format: Format = .rgb8, bytes: [UInt8]) {
    precondition(bytes.count == width * height * format.bytesPerPixel, "bytes do not fit the size")
    self.width = width
    self.height = height
    self.format = format
    self.bytes = bytes
  }

  /// All zero: black, or clear.
  package init(width: Int, height: Int, format: Format = .rgb8) {
    self.init(
      width: width, height: height, format: format,
      bytes: [UInt8](repeating: 0, count: width * height * format.bytesPerPixel))
  }
}
