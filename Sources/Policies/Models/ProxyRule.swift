import Foundation

/// The proxy that the environment names for https, and who is asked without it.
struct ProxyRule: Sendable {
  let server: Server?

  /// Whether the environment names one in a way that nobody can follow.
  private let isUnusable: Bool

  struct Server: Hashable, Sendable {
    var host: String
    var port: Int

    /// User and password in base64.
    var credentials: String?
  }

  /// Hosts, and ends of hosts, that are asked directly.
  private let direct: [String]

  static let ofProcess = ProxyRule(ProcessInfo.processInfo.environment)

  /// From `HTTPS_PROXY` and `NO_PROXY`, or either in lower case, as curl has them.
  init(_ environment: [String: String]) {
    func value(_ name: String) -> String {
      environment[name.lowercased()] ?? environment[name] ?? ""
    }
    let text = value("HTTPS_PROXY")
    let address = try? ServerAddress(text)
    let port = address.flatMap { Self.port(of: $0) }
    if let address, let port, let host = address.host {
      let credentials = address.authorization.map { String($0.dropFirst("Basic ".count)) }
      server = Server(host: host, port: port, credentials: credentials)
    } else {
      server = nil
    }
    isUnusable = server == nil && !text.isEmpty
    direct = value("NO_PROXY").split(whereSeparator: { ", ".contains($0) }).map {
      $0.lowercased().hasPrefix("*.") ? String($0.lowercased().dropFirst()) : $0.lowercased()
    }
  }

  /// The proxy for a server; nil for http, for this machine and for what the environment excepts.
  /// Throws `ModelError.unusableProxy` where there should be one: to go past it may not be allowed.
  func proxy(for address: ServerAddress) throws(ModelError) -> Server? {
    guard address.origin.hasPrefix("https:"), let host = address.host, server != nil || isUnusable
    else { return nil }
    let isDirect = direct.contains { name in
      name == "*" || host == name || host.hasSuffix(name.hasPrefix(".") ? name : "." + name)
    }
    let isHere = host == "localhost" || host.hasPrefix("127.") || host == "::1"
    if isDirect || isHere { return nil }
    guard let server else { throw .unusableProxy }
    return server
  }

  /// A proxy's port, where none is named the one that curl takes.
  private static func port(of address: ServerAddress) -> Int? {
    URLComponents(string: address.root)?.port ?? 1080
  }
}

extension ServerAddress {
  /// In lower case, without brackets.
  var host: String? {
    let host = URLComponents(string: root)?.host?.lowercased()
    return host.map { $0.hasPrefix("[") ? String($0.dropFirst().dropLast()) : $0 }
  }
}
