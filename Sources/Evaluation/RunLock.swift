import Foundation

/// The right to write in a run folder, of one process at a time and of none that has ended, however
/// it did: two that ask a model for the same episodes would pay for each answer twice.
///
/// The folder itself is locked, so nothing is left in it. Where a file system has no such locks, as
/// some of a network have not, nobody is kept out.
final class RunLock: Sendable {
  private let folder: Int32

  /// Throws `RunFolderError.inUse`, and `DiskError` where the folder cannot be opened.
  init(_ path: String) throws {
    let folder = open(path, O_RDONLY | O_CLOEXEC)
    guard folder >= 0 else { throw DiskError(action: "open", path: path, code: errno) }
    if flock(folder, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK {
      close(folder)
      throw RunFolderError.inUse(path)
    }
    self.folder = folder
  }

  deinit { close(folder) }
}
