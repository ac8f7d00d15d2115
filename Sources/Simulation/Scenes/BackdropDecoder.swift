import Geometry
import Imaging
import Rendering
import StrictYAML

/// Reads the photo behind a camera's picture, under `backdrop`.
struct BackdropDecoder {
  /// The names of the scene's bodies.
  let bodies: [String]

  /// Nil when the camera has none, or after reporting what is wrong.
  func backdrop(
    of camera: Fields, for pinhole: Camera
  ) -> (backdrop: Backdrop, bodies: Set<String>)? {
    guard let fields = camera.optional.mapping("backdrop") else { return nil }
    let photo = fields.picture("file", as: [.rgb8])
    let mask = fields.has("in_front") ? fields.picture("in_front", as: [.grey8]) : nil
    let names = fields.optional.strings("shows") ?? []
    for name in names where !bodies.contains(name) {
      fields.fail("shows", "no body '\(name)' in this scene. Write names of bodies.")
    }
    guard let photo else { return nil }
    let backdrop = Backdrop(
      photo: photo, inFront: mask, width: pinhole.width, height: pinhole.height)
    return (backdrop, Set(names))
  }
}
