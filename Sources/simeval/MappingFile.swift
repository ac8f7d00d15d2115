import Chance
import Language

/// The vocabularies that come with the scenes, and the user's own.
enum MappingFile {
  /// Those that come with the scenes.
  static var names: [String] { Mapping.names(folder: folder) }

  /// By name or by file, with the digest that a run keeps.
  static func load(_ name: String) throws -> Mapping {
    try Mapping.load(name, folder: folder) { Chance.digest(of: $0) }
  }

  private static var folder: String { SceneFolder.path + "/vocabularies" }
}
