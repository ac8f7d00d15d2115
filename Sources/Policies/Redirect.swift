import Foundation
import Wire

/// Where an answer sends a request that is to be sent again, body and all.
///
/// Python's requests, with which AutoEval's client is made, follows every redirect: with the same
/// method and body upon 307 and 308, but with a GET without body upon 301, 302 and 303. The former
/// are followed here too, if they stay on the host that the user named.
struct Redirect: Hashable {
  static let statuses = [301, 302, 303, 307, 308]

  /// As many are followed, one after another; requests' own limit.
  static let limit = 30

  /// Without user, password and fragment.
  let url: String

  /// As with requests: to the same origin, or from http to https on their own ports.
  let keepsAuthorization: Bool

  /// From a request's URL and the answer's status and `Location`. Throws `PolicyError.redirected`
  /// where following would lose the body or lead to another host.
  init(from origin: String, status: Int, to location: String) throws(PolicyError) {
    guard let old = URL(string: origin),
      let target = URL(string: location, relativeTo: old)?.absoluteURL,
      var new = URLComponents(url: target, resolvingAgainstBaseURL: true)
    else { throw .redirected(url: origin, status: status, to: "nowhere") }
    (new.user, new.password, new.fragment) = (nil, nil, nil)
    let url = new.string ?? ""
    let scheme = new.scheme?.lowercased()
    guard status == 307 || status == 308, scheme == "http" || scheme == "https",
      let host = new.host?.lowercased(), host == old.host?.lowercased()
    else {
      throw .redirected(url: origin, status: status, to: excerpt(of: Array(url.utf8)))
    }
    self.url = url
    let (from, to) = (Self.endpoint(old.scheme, old.port), Self.endpoint(scheme, new.port))
    keepsAuthorization = from == to || (from == "http:80" && to == "https:443")
  }

  /// Scheme and port, the scheme's own where none is named.
  private static func endpoint(_ scheme: String?, _ port: Int?) -> String {
    let scheme = scheme?.lowercased() ?? ""
    return "\(scheme):\(port ?? (scheme == "https" ? 443 : 80))"
  }
}
