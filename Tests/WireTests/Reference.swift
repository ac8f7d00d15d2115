import Foundation
import Testing

/// The folder of this target's vectors, and what is in it.
enum Reference {
  static func decode<Document: Decodable>(_ type: Document.Type, _ file: String) throws -> Document
  {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Reference/wire")
    return try JSONDecoder().decode(type, from: Data(contentsOf: folder.appending(path: file)))
  }
}

/// `requests.json`.
struct Requests: Decodable {
  struct Case: Decodable, Sendable {
    var height: Int, width: Int
    var instruction: String
    var proprio_bits: [UInt32]
    var body_base64: Data
  }
  struct Large: Decodable {
    var bytes: Int
    var fnv1a64: String
  }
  var cases: [Case]
  var act_256: Large
}

/// `replies.json`.
struct Replies: Decodable {
  struct Case: Decodable, Sendable, CustomTestStringConvertible {
    var name: String
    var status: Int
    var body_base64: Data
    var upstream: Upstream

    var testDescription: String { name }
    var body: [UInt8] { Array(body_base64) }
  }

  /// What AutoEval's client made of a reply.
  enum Upstream: Decodable, Sendable {
    case action([Double])
    case failure(String)

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let numbers = try? container.decode([String].self) {
        self = .action(numbers.compactMap(Double.init))
      } else {
        self = .failure(try container.decode(String.self))
      }
    }
  }
  var cases: [Case]
}
