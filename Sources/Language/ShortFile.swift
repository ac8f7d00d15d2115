import Foundation

/// A short text file of the user's, whole.
enum ShortFile {
  /// The largest that is read. Bytes.
  private static let largest = 1 << 20

  /// What is no file is not opened: a pipe would wait for its other end. Throws
  /// ``LanguageError/unreadable(path:_:)``.
  static func text(of path: String) throws(LanguageError) -> (text: String, data: Data) {
    let real = URL(filePath: path).resolvingSymlinksInPath().path
    let attributes = try? FileManager.default.attributesOfItem(atPath: real)
    guard let kind = attributes?[.type] as? FileAttributeType else {
      throw .unreadable(path: path, "is not there; check the path, or name one without its ending")
    }
    guard kind == .typeRegular, let handle = FileHandle(forReadingAtPath: real),
      // Of an empty file, nil is read.
      let data = try? handle.read(upToCount: largest + 1) ?? Data()
    else { throw .unreadable(path: path, "cannot be read; name a file, and check its permissions") }
    guard data.count <= largest else {
      throw .unreadable(path: path, "is larger than 1 MiB; name a short text")
    }
    guard data.contains(where: { $0 > 0x20 }) else {
      throw .unreadable(path: path, "is empty; start from a copy of one that comes with simeval")
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw .unreadable(path: path, "is not UTF-8 text; save it as UTF-8")
    }
    return (text, data)
  }
}
