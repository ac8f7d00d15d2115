import Chance
import Language

/// The vocabularies that come with the scenes, and the user's own.
enum MappingFile {
  /// By name or by file, with the digest that a run keeps.
  static func load(_ name: String) throws -> Mapping {
    try Mapping.load(name, folder: SceneFolder.path + "/vocabularies") { Chance.digest(of: $0) }
  }
}
