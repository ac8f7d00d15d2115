import Foundation
import Simulation
import StrictYAML
import Testing

/// The scenes of the checkout, found by looking.
enum SceneFiles {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../scenes").standardized.resolvingSymlinksInPath().path

  /// Paths of all scene files under the folder, whatever the program makes of them; vocabularies are
  /// none.
  static let paths: [String] = {
    let all = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return all.filter {
      ($0.hasSuffix(".yaml") || $0.hasSuffix(".yml")) && !$0.hasPrefix("vocabularies/")
        && !$0.hasPrefix("prices/")
    }.sorted()
  }()

  static func text(_ path: String) throws -> String {
    try String(contentsOfFile: "\(folder)/\(path)", encoding: .utf8)
  }

  /// The scene in the folder's README, which comes before all other examples.
  static var example: String {
    get throws {
      let page = try text("README.md")
      let blocks = page.components(separatedBy: "```yaml\n").dropFirst()
      let block = try #require(blocks.first, "a scene on the page")
      return try #require(block.components(separatedBy: "```").first)
    }
  }
}

/// A folder for one test; gone when this is.
final class Scratch: Sendable {
  let path = FileManager.default.temporaryDirectory.path + "/scenes-\(UUID().uuidString)"

  init() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file, making the folders it is in; returns its path.
  @discardableResult
  func write(_ data: Data, as name: String) throws -> String {
    let url = URL(filePath: "\(path)/\(name)")
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: url)
    return url.path
  }

  @discardableResult
  func write(_ text: String, as name: String) throws -> String {
    try write(Data(text.utf8), as: name)
  }
}

/// Reads a scene from its text, by way of a file.
func decoded(_ text: String) throws -> Scene {
  let scratch = try Scratch()
  return try Scene(contentsOf: scratch.write(text, as: "scene.yaml"), name: "scene")
}

/// What reading a scene says is wrong with it, a line each, the file being called `scene.yaml`; ""
/// for a good one.
func complaints(_ text: String) throws -> String {
  let scratch = try Scratch()
  let path = try scratch.write(text, as: "scene.yaml")
  do {
    _ = try Scene(contentsOf: path, name: "scene")
    return ""
  } catch let problems as YAMLProblems {
    return problems.description.replacingOccurrences(of: path, with: "scene.yaml")
  }
}
