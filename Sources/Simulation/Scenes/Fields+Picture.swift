import Foundation
import Imaging
import StrictYAML

extension Fields {
  /// The picture in the file that a key names, a PNG or a JPEG below the scene's folder, if it is of
  /// one of some sorts; nil after reporting what is wrong.
  func picture(_ key: String, as formats: [Image.Format]) -> Image? {
    guard let name = string(key) else { return nil }
    let steps = name.split(separator: "/", omittingEmptySubsequences: false)
    if steps.contains(where: { ["", ".", ".."].contains($0) }) {
      fail(key, "a path that leads elsewhere. Write one below the scene's own folder.")
      return nil
    }
    let folder = URL(filePath: place(of: key).path).deletingLastPathComponent()
    do {
      let image = try picture(at: folder.appending(path: name))
      if formats.contains(image.format) { return image }
      let wanted = formats.map(\.words).joined(separator: " or ")
      fail(key, "a picture of another sort than \(wanted). Convert it.")
    } catch let error as ImagingError {
      fail(key, error.description)
    } catch {
      fail(key, "no picture of at most 32 MiB can be read there. Check path and permissions.")
    }
    return nil
  }

  /// A PNG or a JPEG, told apart by how it begins.
  private func picture(at url: URL) throws -> Image {
    let largestFile = 32 << 20
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

extension Image.Format {
  fileprivate var words: String {
    switch self {
    case .grey8: "8-bit grey"
    case .rgb8: "8-bit RGB"
    case .rgba8: "8-bit RGBA"
    case .grey16: "16-bit grey"
    }
  }
}
