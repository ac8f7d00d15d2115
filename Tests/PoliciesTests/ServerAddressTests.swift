import Testing

@testable import Policies

@Suite struct ServerAddressTests {
  @Test(
    "An address becomes the URL that AutoEval's client would ask",
    arguments: [
      ("localhost:8000", "http://localhost:8000/act"),
      ("http://localhost:8000/", "http://localhost:8000/act"),
      ("https://a-b.ngrok.app", "https://a-b.ngrok.app/act"),
      ("https://a-b.ngrok.app:-1", "https://a-b.ngrok.app/act"),
      ("bore.pub:31415//", "http://bore.pub:31415/act"),
      (" HTTP://10.0.0.7:1 \n", "http://10.0.0.7:1/act"),
      ("[::1]:8000", "http://[::1]:8000/act"), ("[::1]", "http://[::1]/act"),
      ("http://host:80/some/prefix/", "http://host:80/some/prefix/act"),
      ("user:secret@host:80", "http://host:80/act"),
    ])
  func urls(text: String, url: String) throws {
    #expect(try ServerAddress(text).url("act") == url)
  }

  @Test("User and password become Basic authorization, and are never shown")
  func authorization() throws {
    let address = try ServerAddress("https://us%65r:p%40ss@host")
    #expect(address.authorization == "Basic dXNlcjpwQHNz")
    #expect(address.root == "https://host")
    #expect(try ServerAddress("host").authorization == nil)
    let error = #expect(throws: PolicyError.self) { try ServerAddress("user:secret@host:99999") }
    #expect(error?.description.contains("secret") == false)
  }

  @Test(
    "A password with a mark of addresses in it is never taken for a host, nor shown",
    arguments: ["user:123/secret@host:80", "user:sec/ret@host", "a:sec://ret@h", "u:secret?@h"])
  func strangePassword(text: String) {
    let error = #expect(throws: PolicyError.self) { try ServerAddress(text) }
    let shown = error?.description ?? ""
    for piece in ["sec", "ret", "123"] { #expect(!shown.contains(piece), "\(shown)") }
  }

  @Test(
    "An address that cannot be used is refused with the reason",
    arguments: [
      ("", "it is empty"), ("  ", "it is empty"), ("http://", "it names no host"),
      (":8000", "it names no host"), ("host:", "'' is no port"), ("host:0", "'0' is no port"),
      ("host:65536", "'65536' is no port"), ("host:80a", "'80a' is no port"),
      ("ws://host:1", "the scheme is 'ws', not http or https"),
      ("::1", "an IPv6 address needs brackets, as in [::1]:8000"),
      ("host name", "it has spaces or letters beyond ASCII in it"),
      ("hóst", "it has spaces or letters beyond ASCII in it"),
      ("host/?a=1", "it has a '?', '#' or '\\' in it"), ("ho$t", "'ho$t' is no host"),
      ("host:80/act", "leave out '/act', which is added to it"),
      ("host:80/reset/", "leave out '/reset', which is added to it"),
    ])
  func refused(text: String, reason: String) {
    let error = #expect(throws: PolicyError.self) { try ServerAddress(text) }
    guard case .unusableAddress(_, let found)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(found == reason)
  }
}
