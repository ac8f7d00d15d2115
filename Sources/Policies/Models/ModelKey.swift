import Foundation

/// A provider's key. It comes from the environment alone, goes to one server alone, and is never
/// shown: what came back is rid of it before anything else is done.
package struct ModelKey: Sendable, CustomStringConvertible, CustomReflectable {
  /// The environment's variable.
  package let name: String

  let secret: String

  package var description: String { "the key in \(name)" }
  package var customMirror: Mirror { Mirror(self, children: ["name": name]) }

  /// The servers that have a key of their own, and the variable that it is in.
  static let homes = [
    "https://api.openai.com": "OPENAI_API_KEY", "https://api.anthropic.com": "ANTHROPIC_API_KEY",
    "https://generativelanguage.googleapis.com": "GEMINI_API_KEY",
    "https://openrouter.ai": "OPENROUTER_API_KEY",
  ]

  /// The key for a server: that of the variable that the user named, else the provider's own at its
  /// own server, else none. Throws where it is missing or cannot be sent.
  static func find(
    for address: ServerAddress, named name: String?, in environment: [String: String]
  ) throws(ModelError) -> ModelKey? {
    if let name, name.wholeMatch(of: /[A-Za-z_][A-Za-z0-9_]*/) == nil { throw .noVariable }
    guard let variable = name ?? homes[address.origin] else { return nil }
    let secret = environment[variable]?.trimmingPrefix { $0.isWhitespace } ?? ""
    let kept = secret.prefix { !$0.isWhitespace }
    guard !kept.isEmpty else {
      throw name == nil
        ? .noKey(variable: variable, server: address.origin) : .noNamedKey(server: address.origin)
    }
    let rest = secret[kept.endIndex...]
    guard rest.allSatisfy(\.isWhitespace),
      kept.unicodeScalars.allSatisfy({ (0x21...0x7E).contains($0.value) })
    else { throw .unusableKey(variable: variable) }
    return ModelKey(name: variable, secret: String(kept))
  }

  /// The keys that an environment holds: the providers', and that of a variable that the user named.
  package static func all(
    in environment: [String: String], named name: String?
  ) -> [ModelKey] {
    Set(homes.values).union(name.map { [$0] } ?? []).sorted().compactMap { variable in
      let secret = environment[variable]?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
      return secret.isEmpty ? nil : ModelKey(name: variable, secret: secret)
    }
  }

  /// Whether the key is in a text, which must have no zero character. Never one that is too short to be
  /// a key, for a word such as "ollama" may be anywhere.
  package func isIn(_ text: String) -> Bool {
    guard secret.utf8.count >= 10 else { return false }
    return text.withCString { text in secret.withCString { strstr(text, $0) != nil } }
  }

  /// The bytes with `[key]` wherever the key was, be it as it is or as JSON writes it, within JSON's
  /// strings too: `\/`, `\u002f`. In linear time.
  func removed(from bytes: [UInt8]) -> [UInt8] {
    let secret = Array(secret.utf8)
    // A word of a few letters is no secret, and may be anywhere.
    guard secret.count >= 6, bytes.count >= secret.count else { return bytes }
    var (out, position) = ([UInt8](), 0)
    while position < bytes.count {
      if let end = Self.end(of: secret, in: bytes, at: position) {
        out += Array("[key]".utf8)
        position = end
      } else {
        out.append(bytes[position])
        position += 1
      }
    }
    return out
  }

  /// Where a secret that begins at a place ends; nil where none does.
  private static func end(of secret: [UInt8], in bytes: [UInt8], at start: Int) -> Int? {
    let slash = UInt8(ascii: "\\")
    guard bytes[start] == secret[0] || bytes[start] == slash else { return nil }
    var at = start
    for letter in secret {
      // JSON within JSON doubles them.
      let isEscaped = at < bytes.count && bytes[at] == slash
      at += bytes[at...].prefix(8).prefix { $0 == slash }.count
      if letter == slash {
        guard isEscaped else { return nil }
      } else if at < bytes.count, bytes[at] == letter {
        at += 1
      } else if isEscaped, at + 5 <= bytes.count, bytes[at] == UInt8(ascii: "u"),
        UInt8(String(decoding: bytes[at + 1..<at + 5], as: UTF8.self), radix: 16) == letter
      {
        at += 5
      } else {
        return nil
      }
    }
    return at
  }

  package func removed(from text: String) -> String {
    String(decoding: removed(from: Array(text.utf8)), as: UTF8.self)
  }
}

extension ServerAddress {
  /// Scheme and host, and the port where it is not the scheme's own: `https://api.openai.com`.
  package var origin: String {
    let start = root.range(of: "://").map { root[$0.upperBound...] } ?? root[...]
    let authority = start.prefix { $0 != "/" }.lowercased()
    let scheme = root.hasPrefix("https:") ? "https" : "http"
    let own = scheme == "https" ? ":443" : ":80"
    let isOwn = authority.hasSuffix(own)
    return "\(scheme)://" + (isOwn ? String(authority.dropLast(own.count)) : authority)
  }
}
