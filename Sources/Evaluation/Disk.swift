import Foundation

/// The disk would not do what was asked of it.
package struct DiskError: Error, CustomStringConvertible {
  /// What was tried, such as "write".
  package let action: String
  package let path: String
  /// The system's error number.
  package let code: Int32

  package var description: String {
    "cannot \(action) \(path): \(String(cString: strerror(code))), \(advice)"
  }

  private var advice: String {
    switch code {
    case ENOSPC, EDQUOT: "free some space or choose another place"
    case EFBIG: "raise the limit on the size of files (ulimit -f)"
    case EACCES, EPERM, EROFS: "choose a place you may write to"
    case EISDIR: "name a file, not a folder"
    case ENOTDIR: "a part of the path is no folder, choose another place"
    case ENOENT: "make its folder first"
    case ENAMETOOLONG: "choose a shorter name"
    case EMFILE, ENFILE: "raise the limit on open files (ulimit -n)"
    default: "choose another place"
    }
  }
}

/// Files made so that a reader never sees half of one. Safe against the death of this process, not
/// against a power cut: nothing waits for the platter.
package enum Disk {
  /// Writes beside the name and renames into place, replacing what was there. Throws `DiskError`.
  package static func write(_ bytes: [UInt8], to path: String) throws {
    let draft = path + ".part"
    let file = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw DiskError(action: "write", path: path, code: errno) }
    do {
      defer { close(file) }
      try write(bytes, to: file, path: path)
    } catch {
      unlink(draft)
      throw error
    }
    if rename(draft, path) != 0 { throw DiskError(action: "write", path: path, code: errno) }
  }

  /// `write`, for text.
  package static func write(_ text: String, to path: String) throws {
    try write(Array(text.utf8), to: path)
  }

  /// Makes the folder, and those above it; one that is there is left alone. Throws `DiskError`.
  package static func makeFolder(_ path: String) throws {
    if mkdir(path, 0o777) == 0 { return }
    if errno == ENOENT, let parent = parent(of: path) {
      try makeFolder(parent)
      if mkdir(path, 0o777) == 0 { return }
    }
    guard errno == EEXIST else { throw DiskError(action: "make", path: path, code: errno) }
  }

  /// Makes the folder only where nothing of that name was; false where something was.
  static func makeNewFolder(_ path: String) throws -> Bool {
    if mkdir(path, 0o777) == 0 { return true }
    guard errno == EEXIST else { throw DiskError(action: "make", path: path, code: errno) }
    return false
  }

  /// Writes all of `bytes`, however many calls it takes; `path` is for the error. Throws
  /// `DiskError`.
  package static func write(_ bytes: [UInt8], to file: Int32, path: String) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { sendAll(file, $0) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw DiskError(action: "write", path: path, code: errno) }
      rest = rest.dropFirst(count)
    }
  }

  private static func sendAll(_ file: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    Foundation.write(file, bytes.baseAddress, bytes.count)
  }

  private static func parent(of path: String) -> String? {
    let trimmed = path.last == "/" ? path.dropLast() : path[...]
    guard let slash = trimmed.lastIndex(of: "/"), slash > trimmed.startIndex else { return nil }
    return String(trimmed[..<slash])
  }
}

/// A file that grows by whole lines, each handed to the system before `append` returns: what was
/// appended survives whatever then happens to this process.
struct LineFile: ~Copyable {
  private let file: Int32
  private let path: String

  /// A new one, or, where it `keeps` what is there, one that goes on.
  init(_ path: String, keeps: Bool = false) throws {
    self.path = path
    let flags = O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC
    file = open(path, keeps ? flags : flags | O_TRUNC, 0o666)
    if file < 0 { throw DiskError(action: "write", path: path, code: errno) }
  }

  func append(_ value: JSON) throws { try append(line: value.line) }

  /// Appends a line, given without its line feed.
  func append(line: String) throws {
    try Disk.write(Array((line + "\n").utf8), to: file, path: path)
  }

  deinit { close(file) }
}
