import AsyncHTTPClient
import Foundation
import NIOCore
import NIOPosix
import Wire

extension PolicyError {
  /// What a failed exchange means to whoever started it.
  init(_ error: any Error, address: ServerAddress, url: String) {
    switch error {
    case let error as PolicyError: self = error
    case is NIOTooManyBytesError:
      self = .answerTooLarge(url: url, limit: PolicyServer.answerLimit)
    case let error as NIOConnectionError:
      self = .unreachable(server: address.root, because: error.reason)
    case ChannelError.connectTimeout:
      self = .unreachable(server: address.root, because: "no answer to the connection request")
    case let error as HTTPClientError: self.init(error, address: address, url: url)
    case let error as IOError where error.meansUnreachable:
      self = .unreachable(server: address.root, because: error.reason)
    case let error as IOError: self = .connectionLost(url: url, because: error.reason)
    // Two kinds by the names of their types, whose packages we do not import.
    case _ where String(reflecting: type(of: error)).contains("Decompression"):
      self = .connectionLost(
        url: url, because: "the compressed answer is broken, or inflates more than 25-fold")
    case _ where String(reflecting: type(of: error)).contains("SSL"):
      self.init(tls: "\(error)", address)
    default: self = .connectionLost(url: url, because: oneLine("\(error)"))
    }
  }

  /// By BoringSSL's text about a handshake.
  private init(tls text: String, _ address: ServerAddress) {
    if text.contains("CERTIFICATE_VERIFY_FAILED") {
      self = .untrusted(server: address.root, because: "its certificate is not trusted")
    } else if text.contains("failedToValidateHostname") {
      self = .untrusted(server: address.root, because: "its certificate is for another host")
    } else if text.contains("WRONG_VERSION") {
      self = .unreachable(
        server: address.root, because: "it does not speak https; try http://")
    } else {
      self = .unreachable(server: address.root, because: "no TLS connection, " + oneLine(text))
    }
  }

  private init(_ error: HTTPClientError, address: ServerAddress, url: String) {
    switch error {
    case .connectTimeout:
      self = .unreachable(server: address.root, because: "no answer to the connection request")
    case .tlsHandshakeTimeout:
      self = .unreachable(server: address.root, because: "the TLS handshake was not answered")
    case .remoteConnectionClosed:
      self = .connectionLost(url: url, because: "the server closed it")
    default: self = .connectionLost(url: url, because: oneLine(error.shortDescription))
    }
  }
}

extension NIOConnectionError {
  fileprivate var reason: String {
    if connectionErrors.isEmpty, dnsAError != nil || dnsAAAAError != nil {
      return "the host's name is unknown"
    }
    switch connectionErrors.first?.error {
    case let error as IOError: return error.reason
    case ChannelError.connectTimeout?: return "no answer to the connection request"
    case let error?: return oneLine("\(error)")
    case nil: return "no address to connect to"
    }
  }
}

extension IOError {
  fileprivate var meansUnreachable: Bool {
    [ECONNREFUSED, EHOSTUNREACH, ENETUNREACH, ETIMEDOUT].contains(errnoCode)
  }

  fileprivate var reason: String {
    switch errnoCode {
    case ECONNREFUSED: "connection refused"
    case ECONNRESET: "connection reset"
    case EPIPE: "the server closed it"
    case EHOSTUNREACH, ENETUNREACH: "no route to it"
    case ETIMEDOUT: "no answer to the connection request"
    default: oneLine(description)
    }
  }
}

/// A library's error text, on one line.
private func oneLine(_ text: String) -> String { excerpt(of: Array(text.utf8)) }
