import Foundation
import StrictYAML

extension Scene {
  /// The folders looked through, in order, for a scene named by its last part alone.
  private static let collections = ["autoeval", "simpler", "droid", "probe"]

  /// The largest file that is read. Bytes.
  private static let largestFile = 1 << 20

  /// Finds and reads a scene: by its path under `folder` without `.yaml`, by a file, or by its last
  /// part, so that `open_drawer` is `autoeval/open_drawer`.
  ///
  /// Throws `SceneError` for what cannot be found or read, and `YAMLProblems` with all of a file's
  /// problems.
  package static func load(_ name: String, folder: String) throws -> Scene {
    for candidate in candidates(name, folder: folder) {
      var isFolder: ObjCBool = false
      let exists = FileManager.default.fileExists(
        atPath: candidate.path, isDirectory: &isFolder)
      guard exists, !isFolder.boolValue else { continue }
      return try Scene(contentsOf: candidate.path, name: candidate.name)
    }
    throw SceneError.unknown(name, known: (try? names(folder: folder)) ?? [])
  }

  /// Reads a scene from a file.
  package init(contentsOf path: String, name: String) throws {
    let handle = FileHandle(forReadingAtPath: path)
    guard let data = try? handle?.read(upToCount: Self.largestFile + 1) else {
      throw SceneError.unreadable(path)
    }
    guard data.count <= Self.largestFile else { throw SceneError.tooLarge(path) }
    guard let text = String(data: data, encoding: .utf8) else { throw SceneError.notText(path) }
    let decoder = SceneDecoder(name: name, digest: Self.digest(of: data))
    self = try YAMLFile(text: text, path: path).decode(decoder.scene)
  }

  /// The names of all scenes under a folder, sorted.
  package static func names(folder: String) throws -> [String] {
    guard let paths = FileManager.default.enumerator(atPath: folder) else {
      throw SceneError.noFolder(folder)
    }
    let files = paths.compactMap { $0 as? String }
    return collections.flatMap { collection in
      files.filter { $0.hasPrefix("\(collection)/") && $0.hasSuffix(".yaml") }
        .map { String($0.dropLast(5)) }.sorted()
    }
  }

  private static func candidates(_ name: String, folder: String) -> [(path: String, name: String)] {
    let under = [name] + (name.contains("/") ? [] : collections.map { "\($0)/\(name)" })
    var all = under.map { ("\(folder)/\($0).yaml", $0) }
    if name.hasSuffix(".yaml") || name.hasSuffix(".yml") { all.insert((name, name), at: 0) }
    return all
  }

  /// FNV-1a, 64 bits (G. Fowler, L. C. Noll, K.-P. Vo).
  private static func digest(of data: Data) -> String {
    let hash = data.reduce(0xcbf2_9ce4_8422_2325 as UInt64) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01b3
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

/// Why a scene could not be read; what is wrong inside its file is told by `YAMLProblems`.
package enum SceneError: Error, Equatable {
  case unknown(String, known: [String])
  case noFolder(String)
  case unreadable(String)
  case tooLarge(String)
  case notText(String)
}

extension SceneError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unknown(let name, let known):
      "no scene '\(name)'; choose one of \(known.joined(separator: ", ")), or give a .yaml file"
    case .noFolder(let folder):
      "no scenes in '\(folder)'; run from the checkout, or set SIMEVAL_SCENES to its scenes folder"
    case .unreadable(let path): "'\(path)' cannot be read; check its permissions"
    case .tooLarge(let path): "'\(path)' is larger than 1 MiB; a scene is a short text file"
    case .notText(let path): "'\(path)' is not UTF-8 text; save it as UTF-8"
    }
  }
}
