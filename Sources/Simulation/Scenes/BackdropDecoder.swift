import Foundation
import Geometry
import Imaging
import Rendering
import StrictYAML

/// Reads the photo behind a camera's picture, under `backdrop`.
struct BackdropDecoder {
  /// The names of the scene's bodies.
  let bodies: [String]

  /// The largest file that is read. Bytes.
  private static let largestFile = 32 << 20

  /// Nil when the camera has none, or after reporting what is wrong.
  func backdrop(
    of camera: Fields, for pinhole: Camera
  ) -> (backdrop: Backdrop, bodies: Set<String>)? {
    guard let fields = camera.optional.mapping("backdrop") else { return nil }
    let photo = picture("file", of: fields, as: .rgb8)
    let mask = fields.has("in_front") ? picture("in_front", of: fields, as: .grey8) : nil
    let names = fields.optional.strings("shows") ?? []
    for name in names where !bodies.contains(name) {
      fields.fail("shows", "no body '\(name)' in this scene. Write names of bodies.")
    }
    guard let photo else { return nil }
    let backdrop = Backdrop(
      photo: photo, inFront: mask, width: pinhole.width, height: pinhole.height)
    return (backdrop, Set(names))
  }

  private func picture(_ key: String, of fields: Fields, as format: Image.Format) -> Image? {
    guard let name = fields.string(key) else { return nil }
    let steps = name.split(separator: "/", omittingEmptySubsequences: false)
    if steps.contains(where: { ["", ".", ".."].contains($0) }) {
      fields.fail(key, "a path that leads elsewhere. Write one below the scene's own folder.")
      return nil
    }
    let folder = URL(filePath: fields.place(of: key).path).deletingLastPathComponent()
    do {
      let image = try Self.picture(at: folder.appending(path: name))
      if image.format == format { return image }
      let wanted = format == .rgb8 ? "8-bit RGB" : "8-bit grey"
      fields.fail(key, "a picture of another sort than \(wanted). Convert it.")
    } catch let error as ImagingError {
      fields.fail(key, error.description)
    } catch {
      fields.fail(
        key, "no picture of at most 32 MiB can be read there. Check path and permissions.")
    }
    return nil
  }

  /// A PNG or a JPEG, told apart by how it begins.
  private static func picture(at url: URL) throws -> Image {
    // Opening a pipe would wait for its other end.
    let place = url.resolvingSymlinksInPath()
    let attributes = try FileManager.default.attributesOfItem(atPath: place.path)
    guard attributes[.type] as? FileAttributeType == .typeRegular else {
      throw CocoaError(.fileReadUnknown)
    }
    let handle = try FileHandle(forReadingFrom: place)
    let bytes = [UInt8](try handle.read(upToCount: largestFile + 1) ?? Data())
    guard bytes.count <= largestFile else { throw CocoaError(.fileReadTooLarge) }
    return bytes.first == 0xFF ? try Image(jpeg: bytes) : try Image(png: bytes)
  }
}
