package import Control
import Foundation

/// The folder that a run leaves behind.
package struct RunFolder: Sendable {
  /// As it was given, or relative to the current folder.
  package let path: String

  /// Whether an earlier run is in it, which goes on.
  let isResumed: Bool

  /// Held for as long as this is.
  let lock: RunLock

  let ledger: Ledger

  /// What the run has paid for so far, as limits count it.
  package var spent: Cost { ledger.spent }

  /// The folder of a run that was cut off, be it before anything was written, or that had errors.
  ///
  /// Throws `RunFolderError.noRun` where there is none, `RunFolderError.otherRun` for one that was
  /// started otherwise, `RunFolderError.inUse`, `RunFolderError.damaged`, and `DiskError`.
  package init(resuming path: String, for run: Run) throws {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue
    else { throw RunFolderError.noRun(path) }
    let lock = try RunLock(path)
    let names = try? FileManager.default.contentsOfDirectory(atPath: path)
    if let names, names.allSatisfy({ $0 == "run.json.part" }) {
      try self.init(path, lock, isResumed: false)
      return
    }
    guard let data = FileManager.default.contents(atPath: path + "/run.json"),
      let before = try? JSONSerialization.jsonObject(with: data) as? [String: Any]
    else { throw RunFolderError.noRun(path) }
    let page = run.description(started: Date(), finished: nil, interrupted: nil).page
    let now = try? JSONSerialization.jsonObject(with: Data(page.utf8)) as? [String: Any]
    let passing: Set<String> = ["machine", "started", "finished", "interrupted"]
    let differing = Self.differences(
      before.filter { !passing.contains($0.key) }, (now ?? [:]).filter { !passing.contains($0.key) }
    )
    guard differing.isEmpty else {
      throw RunFolderError.otherRun(path, differing: differing)
    }
    try self.init(path, lock, isResumed: true)
  }

  /// The keys by which two objects differ, of those within them too: `policy.model.name`.
  private static func differences(_ a: [String: Any], _ b: [String: Any]) -> [String] {
    Set(a.keys).union(b.keys).sorted().flatMap { key -> [String] in
      if let x = a[key] as? [String: Any], let y = b[key] as? [String: Any] {
        return differences(x, y).map { "\(key).\($0)" }
      }
      let isSame = (a[key] as? NSObject ?? NSNull()).isEqual(b[key] as? NSObject ?? NSNull())
      return isSame ? [] : [key]
    }
  }

  /// A folder of the caller's choice, made where it is not there yet.
  ///
  /// Throws `RunFolderError.taken` where something other than an empty folder is there,
  /// `RunFolderError.linkToNothing`, `RunFolderError.inUse`, and `DiskError`.
  package init(at path: String) throws {
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) {
      if !isFolder.boolValue { throw RunFolderError.taken(path) }
    } else if (try? FileManager.default.destinationOfSymbolicLink(atPath: path)) != nil {
      throw RunFolderError.linkToNothing(path)
    }
    try Disk.makeFolder(path)
    // Whoever else wants it is kept out before it is looked into.
    let lock = try RunLock(path)
    let content = try? FileManager.default.contentsOfDirectory(atPath: path)
    if content?.isEmpty == false { throw RunFolderError.taken(path) }
    try self.init(path, lock, isResumed: false)
  }

  /// A new folder `SCENE-POLICY-N` in `folder`, the scene's slashes as dashes and N the first of
  /// 1, 2, ... that is free. Throws `DiskError`.
  package init(in folder: String, scene: String, policy: String) throws {
    try Disk.makeFolder(folder)
    let stem = "\(folder)/\(fileName(scene))-\(fileName(policy))-"
    var number = 1
    while try !Disk.makeNewFolder(stem + String(number)) { number += 1 }
    let path = stem + String(number)
    try self.init(path, RunLock(path), isResumed: false)
  }

  private init(_ path: String, _ lock: RunLock, isResumed: Bool) throws {
    (self.path, self.lock, self.isResumed) = (path, lock, isResumed)
    ledger = try Ledger(in: path)
  }

  /// The folder of an episode, from 0, in the run folder at `run`.
  package static func episode(_ index: Int, of run: String) -> String {
    "\(run)/episodes/\(numbered(index))"
  }

  /// Looks through what earlier attempts kept of their exchanges, before one of them is taken for none
  /// and paid for again.
  ///
  /// Gives the files whose last line was cut off, which is no damage: only that answer is asked for
  /// again. Throws `RunFolderError.damaged` for a line that `isExchange` does not know, and `DiskError`.
  package func checkExchanges(_ isExchange: (String) -> Bool) throws -> [String] {
    let folder = path + "/episodes"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return try names.sorted().compactMap { name in
      let kept = try KeptLines(EpisodeBook.path(in: "\(folder)/\(name)"))
      try kept.check(
        isExchange,
        advice: "mend it, or remove it and those after it, which are then asked and paid for again")
      return kept.isTorn ? kept.path : nil
    }
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
  /// Another process writes there.
  case inUse(String)
  /// A file of the run holds a line, from 1, that was not written so; and what to do.
  case damaged(String, line: Int, advice: String)
  /// A run that was started with something else: with what, by the keys of `run.json`.
  case otherRun(String, differing: [String])

  package var description: String {
    switch self {
    case .taken(let path):
      "\(path) is there already and is no empty folder, choose another --out or remove it"
    case .linkToNothing(let path):
      "\(path) is a link to nothing, choose another --out or make what it points to"
    case .noRun(let path): "\(path) holds no run to resume, name a run folder"
    case .inUse(let path):
      "\(path) is written by another simeval at this moment, wait until that has ended or choose "
        + "another folder"
    case .damaged(let path, let line, let advice):
      "\(path):\(line):1: error: this line is damaged; \(advice)"
    case .otherRun(let path, let differing):
      "\(path) holds a run that differs in \(differing.joined(separator: ", ")), resume it with the "
        + "options it was started with"
    }
  }
}
