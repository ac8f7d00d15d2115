/// Why a picture could not be read or written: what was found, where, and what to do, in one line.
package enum ImagingError: Error, Equatable {
  /// The bytes begin otherwise than a PNG does; the first of them, up to eight.
  case notPNG(start: [UInt8])

  /// The bytes begin otherwise than a JPEG does; the first of them, up to eight.
  case notJPEG(start: [UInt8])

  /// A sort of file, or of picture, that is not read or written here: which.
  case unsupported(String)

  /// The bytes end where more of the picture must follow.
  case truncated(byteCount: Int)

  /// A size beyond `Image.largestSide` or `Image.largestByteCount`.
  case tooLarge(width: Int, height: Int)

  /// What libpng or libjpeg found wrong, and how many bytes it had read by then.
  case damaged(String, at: Int)

  /// A picture without a pixel, which no file can hold.
  case empty(width: Int, height: Int)

  /// An animation of no frames.
  case noFrames

  /// A frame of an animation that is not 8-bit RGB of the first frame's size; from 0.
  case frameDiffers(index: Int)

  case outOfMemory
}

extension ImagingError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .notPNG(let start):
      "not a PNG: it begins with the bytes \(hexadecimal(start)). Give a file in PNG format."
    case .notJPEG(let start):
      "not a JPEG: it begins with the bytes \(hexadecimal(start)). Give a file in JPEG format."
    case .unsupported(let what):
      "\(what): pictures of this sort are not supported. Give 8-bit RGB or grey."
    case .truncated(let byteCount):
      "the picture is cut short: after \(byteCount) bytes more must follow. Fetch or make it again."
    case .tooLarge(let width, let height):
      "the picture of \(width) x \(height) pixels is too large: a side has at most "
        + "\(Image.largestSide) pixels and all pixels at most \(Image.largestByteCount >> 20) MiB. "
        + "Make it smaller."
    case .damaged(let reason, let place):
      "the picture is damaged: \(reason), within its first \(place) bytes. Fetch or make it again."
    case .empty(let width, let height):
      "a picture of \(width) x \(height) pixels has no file. Give it at least one pixel."
    case .noFrames:
      "an animation needs at least one frame. Give it some."
    case .frameDiffers(let index):
      "frame \(index) of the animation is not 8-bit RGB of the first frame's size. "
        + "Bring all frames to one size and format."
    case .outOfMemory:
      "not enough memory for the picture. Make it smaller, or free some."
    }
  }
}

private func hexadecimal(_ bytes: [UInt8]) -> String {
  bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: " ")
}
