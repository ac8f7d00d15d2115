import Foundation
import Wire

/// Where a policy server is: `[http[s]://][user:password@]host[:port][/prefix]`, http unless it says
/// otherwise.
///
/// As in AutoEval's `get_url`, a negative port means none, which is how tunnels are written; without
/// a port it is the scheme's own, 80 or 443. Slashes at the end do not count.
package struct ServerAddress: Hashable, Sendable {
  /// The address without user, password and slashes at its end: `http://localhost:8000`. Fit to be
  /// shown and kept.
  package let root: String

  /// The value of an `Authorization` header, from the user and password before the host.
  let authorization: String?

  /// The URL of one of the server's paths.
  func url(_ path: String) -> String { root + "/" + path }

  /// Throws `PolicyError.unusableAddress` with what is wrong.
  package init(_ text: String) throws(PolicyError) {
    var parts = AddressParts(text)
    try parts.takeScheme()
    let authority = try parts.takeAuthority()
    let host = try parts.host(authority)
    let prefix = try parts.prefix()
    root = "\(parts.scheme)://\(host)\(prefix)"
    authorization = parts.userinfo.map { userinfo in
      let decoded = userinfo.removingPercentEncoding ?? userinfo
      let pair = decoded.contains(":") ? decoded : decoded + ":"
      return "Basic " + Data(pair.utf8).base64EncodedString()
    }
  }
}

/// An address while it is taken apart from the left.
private struct AddressParts {
  let text: String
  var rest: Substring
  var scheme = "http"
  var userinfo: String?

  init(_ text: String) {
    self.text = text.trimmingCharacters(in: .whitespacesAndNewlines)
    rest = self.text[...]
  }

  func unusable(_ reason: String) -> PolicyError {
    // What stands before an '@' is a password, and what follows a '?' may be a key.
    let place = text.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
    let shown = place.prefix { !"?#".contains($0) }
    return .unusableAddress(excerpt(of: Array(shown.utf8), limit: 80), because: reason)
  }

  mutating func takeScheme() throws(PolicyError) {
    guard !text.isEmpty else { throw unusable("it is empty") }
    guard text.unicodeScalars.allSatisfy({ (0x21...0x7E).contains($0.value) }) else {
      throw unusable("it has spaces or letters beyond ASCII in it")
    }
    guard let end = rest.range(of: "://") else { return }
    scheme = rest[..<end.lowerBound].lowercased()
    guard scheme == "http" || scheme == "https" else {
      // What is no word may be a piece of a password.
      let name = scheme.allSatisfy(\.isLetter) ? " is '\(scheme)'," : " is"
      throw unusable("the scheme\(name) not http or https")
    }
    rest = rest[end.upperBound...]
  }

  /// The host and port, with user and password taken off.
  mutating func takeAuthority() throws(PolicyError) -> Substring {
    guard !rest.contains(where: { "?#\\".contains($0) }) else {
      throw unusable("it has a '?', '#' or '\\' in it")
    }
    let end = rest.firstIndex(of: "/") ?? rest.endIndex
    var authority = rest[..<end]
    rest = rest[end...]
    // The host would be a piece of the user or password, and be shown.
    guard !rest.contains("@") else {
      throw unusable("an '@' follows a '/'; write '/' in a password as %2F")
    }
    if let at = authority.lastIndex(of: "@") {
      userinfo = String(authority[..<at])
      authority = authority[authority.index(after: at)...]
    }
    return authority
  }

  /// The host, and the port where there is one to name.
  func host(_ authority: Substring) throws(PolicyError) -> String {
    var (host, port) = (authority, Substring?.none)
    let afterBracket = authority.lastIndex(of: "]") ?? authority.startIndex
    if let colon = authority[afterBracket...].lastIndex(of: ":") {
      (host, port) = (authority[..<colon], authority[authority.index(after: colon)...])
    }
    guard !host.isEmpty else { throw unusable("it names no host") }
    let inner = host.hasPrefix("[") && host.hasSuffix("]") ? host.dropFirst().dropLast() : host
    guard inner.count < host.count || !host.contains(":") else {
      throw unusable("an IPv6 address needs brackets, as in [::1]:8000")
    }
    let letters = inner.count < host.count ? ":.%" : ".-_"
    guard inner.allSatisfy({ $0.isLetter || $0.isNumber || letters.contains($0) }) else {
      throw unusable("'\(host)' is no host")
    }
    guard let port else { return String(host) }
    guard let number = Int(port), number < 65536, number != 0 else {
      throw unusable("'\(port)' is no port")
    }
    return number < 0 ? String(host) : "\(host):\(number)"
  }

  /// What stands before the server's own paths, from a slash on.
  func prefix() throws(PolicyError) -> String {
    var prefix = rest
    while prefix.last == "/" { prefix.removeLast() }
    if let last = prefix.split(separator: "/").last, last == "act" || last == "reset" {
      throw unusable("leave out '/\(last)', which is added to it")
    }
    return String(prefix)
  }
}
