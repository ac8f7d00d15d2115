import Foundation

/// The folder that a run leaves behind.
package struct RunFolder: Hashable, Sendable {
  /// As it was given, or relative to the current folder.
  package let path: String

  /// A folder of the caller's choice, made where it is not there yet.
  ///
  /// Throws `RunFolderError.taken` where something other than an empty folder is there,
  /// `RunFolderError.linkToNothing`, and `DiskError`.
  package init(at path: String) throws {
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) {
      let content = try? FileManager.default.contentsOfDirectory(atPath: path)
      if !isFolder.boolValue || content?.isEmpty == false { throw RunFolderError.taken(path) }
    } else if (try? FileManager.default.destinationOfSymbolicLink(atPath: path)) != nil {
      throw RunFolderError.linkToNothing(path)
    }
    try Disk.makeFolder(path)
    self.path = path
  }

  /// A new folder `SCENE-POLICY-N` in `folder`, the scene's slashes as dashes and N the first of
  /// 1, 2, ... that is free. Throws `DiskError`.
  package init(in folder: String, scene: String, policy: String) throws {
    try Disk.makeFolder(folder)
    let stem = "\(folder)/\(fileName(scene))-\(fileName(policy))-"
    var number = 1
    while try !Disk.makeNewFolder(stem + String(number)) { number += 1 }
    path = stem + String(number)
  }

  /// The folder of an episode, from 0, in the run folder at `run`.
  package static func episode(_ index: Int, of run: String) -> String {
    "\(run)/episodes/\(numbered(index))"
  }

  func write(_ value: JSON, as name: String) throws {
    try Disk.write(value.page, to: "\(path)/\(name)")
  }
}

package enum RunFolderError: Error, CustomStringConvertible {
  /// Something is already where the run was to be kept.
  case taken(String)
  /// A symbolic link whose target is not there.
  case linkToNothing(String)

  package var description: String {
    switch self {
    case .taken(let path):
      "\(path) is there already and is no empty folder, choose another --out or remove it"
    case .linkToNothing(let path):
      "\(path) is a link to nothing, choose another --out or make what it points to"
    }
  }
}
