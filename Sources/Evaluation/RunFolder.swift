import Foundation

/// The folder that a run leaves behind.
package struct RunFolder: Hashable, Sendable {
  /// As it was given, or relative to the current folder.
  package let path: String

  /// Whether an earlier run is in it, which goes on.
  let isResumed: Bool

  /// The folder of a run that was cut off, or that had errors.
  ///
  /// Throws `RunFolderError.noRun` where there is none, and `RunFolderError.otherRun` for one that was
  /// started otherwise.
  package init(resuming path: String, for run: Run) throws {
    guard let data = FileManager.default.contents(atPath: path + "/run.json"),
      let before = try? JSONSerialization.jsonObject(with: data) as? [String: Any]
    else { throw RunFolderError.noRun(path) }
    let page = run.description(started: Date(), finished: nil, interrupted: nil).page
    let now = try? JSONSerialization.jsonObject(with: Data(page.utf8)) as? [String: Any]
    let passing: Set<String> = ["machine", "started", "finished", "interrupted"]
    let differing = Set(before.keys).union((now ?? [:]).keys).subtracting(passing).filter { key in
      !(before[key] as? NSObject ?? NSNull()).isEqual(now?[key] as? NSObject ?? NSNull())
    }
    guard differing.isEmpty else {
      throw RunFolderError.otherRun(path, differing: differing.sorted())
    }
    self.path = path
    isResumed = true
  }

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
    isResumed = false
  }

  /// A new folder `SCENE-POLICY-N` in `folder`, the scene's slashes as dashes and N the first of
  /// 1, 2, ... that is free. Throws `DiskError`.
  package init(in folder: String, scene: String, policy: String) throws {
    try Disk.makeFolder(folder)
    let stem = "\(folder)/\(fileName(scene))-\(fileName(policy))-"
    var number = 1
    while try !Disk.makeNewFolder(stem + String(number)) { number += 1 }
    path = stem + String(number)
    isResumed = false
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
  /// Nothing to be resumed.
  case noRun(String)
  /// A run that was started with something else: with what, by the keys of `run.json`.
  case otherRun(String, differing: [String])

  package var description: String {
    switch self {
    case .taken(let path):
      "\(path) is there already and is no empty folder, choose another --out or remove it"
    case .linkToNothing(let path):
      "\(path) is a link to nothing, choose another --out or make what it points to"
    case .noRun(let path): "\(path) holds no run to resume, name a run folder"
    case .otherRun(let path, let differing):
      "\(path) holds a run that differs in \(differing.joined(separator: ", ")), resume it with the "
        + "options it was started with"
    }
  }
}
