package import Control
import Foundation
import Language
import Wire

/// A folder of exchanges, each by the digest of all that decides its answer:
/// `exchanges/ab/abcd....json`, and the pictures by their own in `pictures/`.
package struct Cassette: Hashable, Sendable {
  /// What is done with it.
  package enum Mode: String, CaseIterable, Hashable, Sendable {
    /// Nothing is looked up and nothing kept.
    case live
    /// Everything is asked, and kept.
    case record
    /// Everything is looked up; what is not there is an error.
    case replay
    /// Looked up, and what is not there asked and kept.
    case auto
  }

  package let folder: String
  package let mode: Mode

  package init(folder: String, mode: Mode) { (self.folder, self.mode) = (folder, mode) }

  var isRead: Bool { mode == .replay || mode == .auto }
  var isWritten: Bool { mode == .record || mode == .auto }

  private func path(_ key: String) -> String { "\(folder)/exchanges/\(key.prefix(2))/\(key).json" }

  /// The exchange of a question; nil where there is none. Throws `ModelError.cassette` for a file that
  /// holds something else, or cannot be read.
  func find(_ question: ExchangeRecord.Asked) throws(ModelError) -> ExchangeRecord? {
    let path = path(question.key)
    guard let data = FileManager.default.contents(atPath: path) else {
      if FileManager.default.fileExists(atPath: path) {
        throw .cassette(path: path, "cannot be read")
      }
      return nil
    }
    guard let record = ExchangeRecord(line: data), record.question == question else {
      throw .cassette(path: path, "is damaged, it holds no such exchange")
    }
    return record
  }

  /// Keeps an exchange, in place of one that was there; nothing where it is not written to. Throws
  /// `NotKept`.
  func keep(_ record: ExchangeRecord, _ pictures: [EncodedPicture]) throws(NotKept) {
    guard isWritten else { return }
    for picture in pictures {
      let path = "\(folder)/pictures/\(picture.fileName)"
      if !FileManager.default.fileExists(atPath: path) { try write(picture.bytes, to: path) }
    }
    try write(Array((record.line + "\n").utf8), to: path(record.question.key))
  }

  /// Keeps an exchange of an earlier attempt at a run, which may have ended before it was kept here.
  func keepPast(_ record: ExchangeRecord, _ pictures: [EncodedPicture]) throws(NotKept) {
    let isThere = FileManager.default.fileExists(atPath: path(record.question.key))
    if mode == .record || !isThere { try keep(record, pictures) }
  }

  /// Finds out whether there is something to play, and whether something can be kept before it is paid
  /// for. Throws `ModelError.noCassette`, and `NotKept`.
  package func check() throws {
    guard isWritten else {
      if mode == .replay, !FileManager.default.fileExists(atPath: folder) {
        throw ModelError.noCassette(folder: folder)
      }
      return
    }
    for name in ["exchanges", "pictures"] {
      let path = "\(folder)/\(name)/.check-\(UUID())"
      try write([0], to: path, advice: "choose another --cassette, or make room for it")
      unlink(path)
    }
  }

  /// Beside its name, then renamed into place.
  private func write(
    _ bytes: [UInt8], to path: String, advice: String = "make room for it and go on with --resume"
  ) throws(NotKept) {
    let place = URL(filePath: path)
    try? FileManager.default.createDirectory(
      at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
    let draft = "\(path).\(UUID()).part"
    let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw Self.notKept(path, errno, advice) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(file, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      rest = rest.dropFirst(count)
    }
    var code = rest.isEmpty ? 0 : errno
    close(file)
    if code == 0, rename(draft, path) != 0 { code = errno }
    guard code == 0 else {
      unlink(draft)
      throw Self.notKept(path, code, advice)
    }
  }

  private static func notKept(_ path: String, _ code: Int32, _ advice: String) -> NotKept {
    NotKept(
      "cannot write the cassette's \(path): \(String(cString: strerror(code))), \(advice)")
  }
}

extension EncodedPicture {
  /// Its digest, and its kind.
  var fileName: String {
    sha256 + (encoding == .png ? ".png" : ".jpg")
  }
}

// MARK: - What differs

extension Cassette {
  /// As many exchanges are looked through for the likest one.
  private static let searched = 20_000

  /// How a question differs from the likest one there is, in words.
  func differences(of question: ExchangeRecord.Asked) -> String {
    var best: [String]?
    let names = FileManager.default.enumerator(atPath: folder + "/exchanges")
    var seen = 0
    while let name = names?.nextObject() as? String, seen < Self.searched {
      guard name.hasSuffix(".json"),
        let data = FileManager.default.contents(atPath: "\(folder)/exchanges/\(name)"),
        let record = ExchangeRecord(line: data)
      else { continue }
      seen += 1
      let found = Self.differences(record.question, question)
      if found.count < best?.count ?? .max { best = found }
    }
    guard let best else { return "it is empty" }
    return "the likest differs in " + best.prefix(4).joined(separator: ", ")
      + (best.count > 4 ? " and \(best.count - 4) more" : "")
  }

  private static func differences(
    _ a: ExchangeRecord.Asked, _ b: ExchangeRecord.Asked
  ) -> [String] {
    var found: [String] = []
    if a.wire != b.wire { found.append("wire (\(a.wire.rawValue) there)") }
    if a.url != b.url { found.append("URL (\(excerpt(of: Array(a.url.utf8), limit: 60)) there)") }
    if a.model != b.model {
      found.append("model (\(excerpt(of: Array(a.model.utf8), limit: 40)) there)")
    }
    if a.turn.seed != b.turn.seed { found.append("seed (\(a.turn.seed) there)") }
    if a.turn.index != b.turn.index { found.append("repeat (\(a.turn.index) there)") }
    compare(a.body, b.body, at: "", &found)
    return found
  }

  /// The places at which two values differ: `messages[0].content[1].text`.
  private static func compare(
    _ a: JSONValue, _ b: JSONValue, at place: String, _ found: inout [String]
  ) {
    guard a != b else { return }
    switch (a, b) {
    case (.object(let x), .object(let y)):
      for key in (x + y.filter { member in !x.contains { $0.key == member.key } }).map(\.key)
      where !(place.isEmpty && key == "model") {
        compare(
          a[key] ?? .null, b[key] ?? .null, at: place.isEmpty ? key : "\(place).\(key)", &found)
      }
    case (.array(let x), .array(let y)) where x.count == y.count:
      for index in x.indices { compare(x[index], y[index], at: "\(place)[\(index)]", &found) }
    default: found.append(place)
    }
  }
}
