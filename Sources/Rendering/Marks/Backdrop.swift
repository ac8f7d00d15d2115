package import Imaging

/// A photo by a camera, of what stands behind the drawn bodies and, by a mask, before them.
package struct Backdrop: Hashable, Sendable {
  /// `rgb8`, of the camera's own size: as the camera took it, with whatever marks it left.
  package let photo: Image

  /// `grey8`, of the same size: 255 where the photo hides the bodies, 0 where they hide it.
  package let inFront: Image?

  /// From a photo and a mask of any sizes, which are brought to the camera's.
  package init(photo: Image, inFront: Image? = nil, width: Int, height: Int) {
    precondition(photo.format == .rgb8, "a photo is 8-bit RGB")
    precondition(inFront.map { $0.format == .grey8 } ?? true, "a mask is 8-bit grey")
    self.photo = photo.resized(width: width, height: height)
    self.inFront = inFront?.resized(width: width, height: height)
  }
}
