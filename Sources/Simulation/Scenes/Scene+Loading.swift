import Chance
import Foundation
import StrictYAML

extension Scene {
  /// The folders looked through, in order, for a scene named by its last part alone.
  private static let collections = ["autoeval", "simpler", "droid", "probe"]

  /// The largest file that is read. Bytes.
  private static let largestFile = 1 << 20

  /// Finds and reads a scene: by its path under `folder` without `.yaml`, by a file, or by its last
  /// part, so that `open_drawer` is `autoeval/open_drawer`. What follows an "@" is one of its starts.
  ///
  /// Throws `SceneError` for what cannot be found or read, and `YAMLProblems` with all of a file's
  /// problems.
  package static func load(_ name: String, folder: String) throws -> Scene {
    if let at = name.lastIndex(of: "@"), !name[at...].contains(where: { "/.".contains($0) }) {
      return try load(String(name[..<at]), folder: folder)
        .starting(as: String(name[name.index(after: at)...]))
    }
    if name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
      return try Scene(contentsOf: name, name: name)
    }
    for candidate in candidates(name) {
      let path = "\(folder)/\(candidate).yaml"
      guard let kind = kind(of: path), kind != .typeDirectory else { continue }
      return try Scene(contentsOf: path, name: candidate)
    }
    throw SceneError.unknown(name, known: try names(folder: folder))
  }

  /// Reads a scene from a file.
  package init(contentsOf path: String, name: String) throws {
    let (text, data) = try Self.text(of: path)
    let decoder = SceneDecoder(name: name, digest: Chance.digest(of: data))
    self = try YAMLFile(text: text, path: path).decode(decoder.scene)
  }

  /// A short text file, whole.
  static func text(of path: String) throws -> (text: String, data: Data) {
    // Opening a pipe would wait for its other end.
    guard let kind = kind(of: path) else { throw SceneError.missing(path) }
    guard kind == .typeRegular else { throw SceneError.noFile(path) }
    guard let handle = FileHandle(forReadingAtPath: path) else { throw SceneError.unreadable(path) }
    let data: Data
    do { data = try handle.read(upToCount: largestFile + 1) ?? Data() } catch {
      throw SceneError.unreadable(path)
    }
    guard data.count <= largestFile else { throw SceneError.tooLarge(path) }
    guard let text = String(validating: data, as: UTF8.self) else { throw SceneError.notText(path) }
    return (text, data)
  }

  /// The names of all scenes under a folder, sorted within each collection.
  package static func names(folder: String) throws -> [String] {
    guard kind(of: folder) == .typeDirectory else { throw SceneError.noFolder(folder) }
    return collections.flatMap { collection -> [String] in
      let url = URL(filePath: "\(folder)/\(collection)").resolvingSymlinksInPath()
      let files = FileManager.default.enumerator(atPath: url.path)
      let paths = (files?.compactMap { $0 as? String } ?? []).map { "\(collection)/\($0)" }
      return paths.filter { $0.hasSuffix(".yaml") && kind(of: "\(folder)/\($0)") == .typeRegular }
        .map { String($0.dropLast(5)) }.sorted()
    }
  }

  /// The paths under the folder that a name may mean; none for one that leads out of it.
  private static func candidates(_ name: String) -> [String] {
    let steps = name.split(separator: "/", omittingEmptySubsequences: false)
    if steps.contains(where: { ["", ".", ".."].contains($0) }) { return [] }
    return [name] + (steps.count > 1 ? [] : collections.map { "\($0)/\(name)" })
  }

  /// What is at a path, links followed; nil for nothing.
  private static func kind(of path: String) -> FileAttributeType? {
    let path = URL(filePath: path).resolvingSymlinksInPath().path
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    let kind = attributes?[.type] as? FileAttributeType
    // What is still a link leads nowhere.
    return kind == .typeSymbolicLink ? nil : kind
  }
}

/// Why a scene could not be read; what is wrong inside its file is told by `YAMLProblems`.
package enum SceneError: Error, Equatable {
  case unknown(String, known: [String])
  case noFolder(String)
  case missing(String)
  case noFile(String)
  case unreadable(String)
  case tooLarge(String)
  case notText(String)
  case start(String, scene: String, known: [String])
}

extension SceneError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unknown(let name, let known):
      "no scene '\(name)'; "
        + (known.isEmpty ? "" : "choose one of \(known.joined(separator: ", ")), or ")
        + "give a .yaml file"
    case .noFolder(let folder):
      "no scenes in '\(folder)'; run from the checkout, or set SIMEVAL_SCENES to its scenes folder"
    case .missing(let path):
      "no file '\(path)'; check the path, or name a scene without .yaml (`simeval scenes` lists them)"
    case .noFile(let path): "'\(path)' is a folder or a device; name a .yaml file"
    case .unreadable(let path): "'\(path)' cannot be read; check its permissions"
    case .tooLarge(let path): "'\(path)' is larger than 1 MiB; a scene is a short text file"
    case .start(let name, let scene, let known):
      "no start '\(name)' in \(scene); "
        + (known.isEmpty ? "" : "choose one of \(known.joined(separator: ", ")), or ")
        + "leave out what begins with @"
    case .notText(let path): "'\(path)' is not UTF-8 text; save it as UTF-8"
    }
  }
}
