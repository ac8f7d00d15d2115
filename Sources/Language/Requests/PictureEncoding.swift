package import Imaging

/// How a picture is put into bytes.
package enum PictureEncoding: Hashable, Sendable {
  case png
  /// Of a quality 1 coarsest ... 100 finest, colour at half the resolution.
  case jpeg(quality: Int)

  package var mediaType: String {
    switch self {
    case .png: "image/png"
    case .jpeg: "image/jpeg"
    }
  }
}

extension EncodedPicture {
  /// Throws `ImagingError` for a picture without pixels, or one that is too large.
  package init(_ image: Image, as encoding: PictureEncoding) throws {
    switch encoding {
    case .png: bytes = try image.png()
    case .jpeg(let quality): bytes = try image.jpeg(quality: quality)
    }
    self.encoding = encoding
    sha256 = SHA256.digest(of: bytes)
    (width, height) = (image.width, image.height)
  }

  /// A file that came, and the picture in it.
  package init(of image: Image, as encoding: PictureEncoding, bytes: [UInt8]) {
    (self.bytes, self.encoding, sha256) = (bytes, encoding, SHA256.digest(of: bytes))
    (width, height) = (image.width, image.height)
  }
}
