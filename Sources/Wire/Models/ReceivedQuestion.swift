import Foundation
import Imaging
package import Language

/// A request as a server gets it.
package struct ReceivedQuestion: Hashable, Sendable {
  package var model: String

  /// Without a schema: only that there is one is known.
  package var request: ModelRequest

  /// How the client wants the answer held to its schema; text where it has none.
  package var structure: Structure

  /// Of the tool that must be called.
  package var tool: String?

  package init(
    model: String, request: ModelRequest, structure: Structure = .text, tool: String? = nil
  ) {
    (self.model, self.request, self.structure, self.tool) = (model, request, structure, tool)
  }
}

/// Why a request is none, in words for whoever sent it.
package struct QuestionError: Error, Hashable, Sendable, CustomStringConvertible {
  package let description: String

  init(_ description: String) { self.description = description }
}

extension ModelWire {
  /// What a client asks: ``body(of:pictures:)`` the other way round.
  ///
  /// - Parameter path: of the URL, from which Gemini's model is read.
  package func question(path: String, body: [UInt8]) throws(QuestionError) -> ReceivedQuestion {
    let value: JSONValue
    do {
      value = try JSONReader.read(body)
    } catch {
      throw QuestionError("the body is not JSON")
    }
    guard case .object = value else {
      throw QuestionError("the body is \(value.kind), not an object")
    }
    return switch self {
    case .chat, .compatible: try ChatWire.question(value)
    case .responses: try ResponsesWire.question(value)
    case .messages: try MessagesWire.question(value)
    case .gemini: try GeminiWire.question(value, path: path)
    }
  }
}

/// Reads what the wires have in common.
enum QuestionReader {
  static func model(_ body: JSONValue) throws(QuestionError) -> String {
    guard let model = body["model"]?.string, !model.isEmpty else {
      throw QuestionError("'model' is required")
    }
    return model
  }

  static func list(_ key: String, _ body: JSONValue) throws(QuestionError) -> [JSONValue] {
    guard let list = body[key]?.elements, !list.isEmpty else {
      throw QuestionError("'\(key)' must be a list with something in it")
    }
    return list
  }

  static func settings(
    _ body: JSONValue?, limits: [String]
  ) throws(QuestionError) -> ModelRequest.Settings {
    if body?["stream"]?.isTrue == true {
      throw QuestionError("'stream' is not served here; leave it out")
    }
    var settings = ModelRequest.Settings()
    for key in limits {
      guard let limit = body?[key] else { continue }
      guard let whole = limit.whole, whole > 0 else {
        throw QuestionError("'\(key)' must be a whole number from 1")
      }
      settings.maxTokens = whole
    }
    if let temperature = body?["temperature"] {
      guard let number = temperature.number, (0...2).contains(number) else {
        throw QuestionError("'temperature' must be within 0 to 2")
      }
      settings.temperature = number
    }
    return settings
  }

  /// A message; one that says nothing is refused, as providers do.
  static func message(
    _ role: JSONValue?, _ parts: [ModelRequest.Part]
  ) throws(QuestionError) -> ModelRequest.Message {
    guard !parts.isEmpty else { throw QuestionError("a message without content") }
    switch role?.string {
    case "user": return .init(.user, parts)
    case "assistant", "model": return .init(.assistant, parts)
    default: throw QuestionError("'role' must be user or assistant")
    }
  }

  /// The parts of a content that is a text or a list.
  static func parts(
    _ content: JSONValue?, _ part: (JSONValue) throws(QuestionError) -> ModelRequest.Part
  ) throws(QuestionError) -> [ModelRequest.Part] {
    if let text = content?.string { return [.text(text)] }
    var parts: [ModelRequest.Part] = []
    for element in content?.elements ?? [] { parts.append(try part(element)) }
    return parts
  }

  /// A picture from a data URL. Others are not fetched.
  static func picture(url: JSONValue?) throws(QuestionError) -> ModelRequest.Part {
    guard let url = url?.string, url.hasPrefix("data:"), let comma = url.firstIndex(of: ",") else {
      throw QuestionError("a picture must be a data URL")
    }
    let head = url[..<comma].dropFirst(5)
    guard head.hasSuffix(";base64") else { throw QuestionError("a data URL must be of base64") }
    let data = String(url[url.index(after: comma)...])
    return try picture(type: String(head.dropLast(7)), data: data)
  }

  /// A picture from its bytes in base64. It must be what its type says.
  static func picture(type: String?, data: String?) throws(QuestionError) -> ModelRequest.Part {
    guard let data, let bytes = bytes(base64: data) else {
      throw QuestionError("a picture's data is not base64")
    }
    do {
      switch type {
      case "image/png":
        return .picture(EncodedPicture(of: try Image(png: bytes), as: .png, bytes: bytes))
      case "image/jpeg":
        return .picture(
          EncodedPicture(of: try Image(jpeg: bytes), as: .jpeg(quality: 0), bytes: bytes))
      default: break
      }
    } catch {
      throw QuestionError("a picture is no \(type ?? "picture"): \(error)")
    }
    throw QuestionError("pictures are taken as image/png and image/jpeg")
  }

  /// Of either alphabet: Google's package writes the one for URLs.
  private static func bytes(base64 text: String) -> [UInt8]? {
    let plain = text.utf8.map { letter in
      letter == UInt8(ascii: "-")
        ? UInt8(ascii: "+") : letter == UInt8(ascii: "_") ? UInt8(ascii: "/") : letter
    }
    return Data(base64Encoded: Data(plain)).map(Array.init)
  }
}
