import Foundation
package import Language

/// What a model would be sent, as a page for people: texts as they are and pictures in their places.
///
/// It needs nothing beside itself, and runs no script.
package struct PromptPage {
  private let request: ModelRequest
  private let title: String

  /// What it shows that only a simulated world knows, if anything.
  private let isOracle: Bool

  package init(_ request: ModelRequest, title: String, isOracle: Bool) {
    (self.request, self.title, self.isOracle) = (request, title, isOracle)
  }

  package var html: String {
    var body = ["<h1>\(Self.text(title))</h1>", "<p>\(Self.text(summary))</p>"]
    if isOracle {
      let warning = "oracle: it shows what only a simulated world knows, and is no perception"
      body.append("<p class=oracle>\(warning)</p>")
    }
    if let system = request.system { body.append(section("system", [.text(system)])) }
    for message in request.messages { body.append(section(message.role.rawValue, message.parts)) }
    if let schema = request.schema {
      body.append("<h2>schema \(Self.text(schema.name))</h2>")
      body.append("<pre>\(Self.text(schema.root.text))</pre>")
    }
    return """
      <!doctype html>
      <html lang="en"><head><meta charset="utf-8"><title>\(Self.text(title))</title><style>
      \(Self.style)
      </style></head><body>
      \(body.joined(separator: "\n"))
      </body></html>

      """
  }

  /// Sizes and settings, on one line.
  package var summary: String {
    let parts = request.messages.flatMap(\.parts)
    let pictures = parts.compactMap { if case .picture(let picture) = $0 { picture } else { nil } }
    let letters = parts.reduce(request.system?.count ?? 0) {
      if case .text(let text) = $1 { $0 + text.count } else { $0 }
    }
    let bytes = pictures.reduce(0) { $0 + $1.bytes.count }
    var words = ["\(letters) characters"]
    let noun = pictures.count == 1 ? "picture" : "pictures"
    words.append("\(pictures.count) \(noun) of \(bytes) bytes")
    if let most = request.settings.maxTokens { words.append("at most \(most) tokens back") }
    if let temperature = request.settings.temperature { words.append("temperature \(temperature)") }
    return words.joined(separator: ", ")
  }

  private func section(_ name: String, _ parts: [ModelRequest.Part]) -> String {
    let inner = parts.map { part in
      switch part {
      case .text(let text): "<pre>\(Self.text(text))</pre>"
      case .picture(let picture):
        """
        <figure><img width="\(picture.width)" height="\(picture.height)" alt="" \
        src="data:\(picture.encoding.mediaType);base64,\(Data(picture.bytes).base64EncodedString())">\
        <figcaption>\(picture.width) x \(picture.height), \(picture.encoding.mediaType), \
        \(picture.bytes.count) bytes, sha256 \(picture.sha256)</figcaption></figure>
        """
      }
    }
    return "<h2>\(name)</h2>\n" + inner.joined(separator: "\n")
  }

  private static func text(_ text: String) -> String {
    var escaped = ""
    for character in text.unicodeScalars {
      switch character {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      default: escaped.unicodeScalars.append(character)
      }
    }
    return escaped
  }

  private static let style = """
    body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 sans-serif; }
    pre { white-space: pre-wrap; background: #f4f4f2; padding: .8rem; border-radius: .3rem; }
    img { max-width: 100%; height: auto; image-rendering: pixelated; }
    figure { margin: 1rem 0; } figcaption { font-size: .8rem; color: #555; overflow-wrap: anywhere; }
    h2 { border-bottom: 1px solid #ccc; } .oracle { color: #a00; font-weight: bold; }
    """
}
