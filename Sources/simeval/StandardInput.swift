import Foundation

/// What is written to us.
enum StandardInput {
  /// All of it; what is no UTF-8 is replaced.
  static var text: String {
    String(decoding: FileHandle.standardInput.readDataToEndOfFile(), as: UTF8.self)
  }

  /// Its lines, each as soon as it is there; an empty one at the end is none.
  static var lines: some Sequence<Data> {
    sequence(state: Data()) { rest in
      while true {
        if let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
          let line = Data(rest[rest.startIndex..<end])
          rest = rest[(end + 1)...]
          return line
        }
        let more = FileHandle.standardInput.availableData
        if more.isEmpty {
          defer { rest = Data() }
          return rest.isEmpty ? nil : Data(rest)
        }
        rest = Data(rest) + more
      }
    }
  }
}
