package import Wire

/// A model and where it is asked.
package struct ModelEndpoint: Sendable {
  package let model: String
  package let wire: ModelWire
  package let address: ServerAddress

  /// How answers are held to a schema.
  package let structure: Structure

  package let key: ModelKey?

  /// Where the user leaves something open, the model's name decides: its provider's own server and
  /// wire. At a server that the user names, the wire is chat completions as most servers speak them,
  /// unless that server is the provider's own.
  ///
  /// `--key-env` is `keyName`; where nothing is asked but only looked up, no key is needed. Throws
  /// ``ModelError``, and `PolicyError.unusableAddress`.
  package init(
    model: String, wire: ModelWire? = nil, baseURL: String? = nil, keyName: String? = nil,
    structure: Structure? = nil, isReplayed: Bool = false, environment: [String: String]
  ) throws {
    if baseURL?.contains("@") == true { throw ModelError.credentials }
    let known = ModelWire(ofModel: model)
    let address = try baseURL.map { try ServerAddress($0) }
    var chosen = wire ?? known
    if let address, wire == nil {
      let home = try known?.home.map { try ServerAddress($0).origin }
      if home != address.origin { chosen = .compatible }
    }
    guard let chosen, let root = baseURL ?? chosen.home else {
      throw ModelError.noServer(model: model)
    }
    self.model = model
    self.wire = chosen
    self.address = try address ?? ServerAddress(root)
    self.structure = structure ?? chosen.structure(ofModel: model)
    if !isReplayed { _ = try ProxyRule(environment).proxy(for: self.address) }
    key = isReplayed ? nil : try ModelKey.find(for: self.address, named: keyName, in: environment)
  }

  /// Where questions go. What a base URL has of the API's path already, as those of some guides have,
  /// is not said twice.
  var url: String {
    let path = wire.path(toModel: model).split(separator: "/")
    let root = address.root.split(separator: "/").dropFirst(2)  // Scheme and host.
    let shared = (0...min(path.count, root.count)).last {
      root.suffix($0).elementsEqual(path.prefix($0))
    }
    let rest = path.dropFirst(shared ?? 0).joined(separator: "/")
    return rest.isEmpty ? address.root : address.url(rest)
  }

  var headers: [(name: String, value: String)] { wire.headers(key: key?.secret) }

  /// Bytes that came, without what must not be kept.
  func cleaned(_ bytes: [UInt8]) -> [UInt8] { key?.removed(from: bytes) ?? bytes }
}
