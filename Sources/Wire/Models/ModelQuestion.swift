import Foundation
package import Language

/// A request to one model, as a wire carries it.
package struct ModelQuestion: Hashable, Sendable {
  /// The model's name, as its provider knows it.
  package var model: String

  package var request: ModelRequest

  /// How the answer is held to the request's schema, where it has one.
  package var structure: Structure

  package init(model: String, request: ModelRequest, structure: Structure) {
    (self.model, self.request, self.structure) = (model, request, structure)
  }

  /// The most tokens that are asked for where the request leaves it open and the wire must say.
  static let tokensWhenOpen = 8192

  /// What is written into a body in a picture's place.
  package enum Pictures: Hashable, Sendable {
    /// The picture.
    case whole
    /// Its digest alone, for a record.
    case digests
  }

  /// The schema under a condition: nil unless the answer is held to it so.
  func schema(by structure: Structure) -> (name: String, schema: JSONValue)? {
    guard self.structure == structure, let schema = request.schema,
      let value = try? JSONReader.read(Array(schema.root.text.utf8))
    else { return nil }
    return (schema.name, value)
  }

  /// What a forced tool is for.
  static let toolPurpose = "Says what is to be done next."
}

extension ModelWire {
  /// The body of a request.
  package func body(
    of question: ModelQuestion, pictures: ModelQuestion.Pictures = .whole
  ) -> JSONValue {
    switch self {
    case .chat: ChatWire.body(of: question, pictures, isCompatible: false)
    case .compatible: ChatWire.body(of: question, pictures, isCompatible: true)
    case .responses: ResponsesWire.body(of: question, pictures)
    case .messages: MessagesWire.body(of: question, pictures)
    case .gemini: GeminiWire.body(of: question, pictures)
    }
  }
}

extension EncodedPicture {
  /// Its bytes in base64, or the digest in their place.
  func data(_ pictures: ModelQuestion.Pictures) -> String {
    switch pictures {
    case .whole: Data(bytes).base64EncodedString()
    case .digests: "sha256:" + sha256
    }
  }

  func dataURL(_ pictures: ModelQuestion.Pictures) -> String {
    "data:\(encoding.mediaType);base64,\(data(pictures))"
  }
}

extension ModelRequest.Message {
  /// All its texts, a line between them.
  var text: String {
    parts.compactMap { if case .text(let text) = $0 { text } else { nil } }.joined(separator: "\n")
  }

  var hasPictures: Bool { parts.contains { if case .picture = $0 { true } else { false } } }
}
