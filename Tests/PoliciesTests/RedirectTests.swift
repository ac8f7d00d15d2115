import Testing

@testable import Policies

/// What Python's requests 2.34.2 does is the measure, but that it follows to any host.
@Suite struct RedirectTests {
  @Test(
    "A redirect that keeps the body is followed on the same host",
    arguments: [
      ("http://h:8/a/act", "/a/act/", "http://h:8/a/act/", true),
      ("http://h:8/a/act", "next", "http://h:8/a/next", true),
      ("http://h:8/act", "http://H:8/b#end", "http://H:8/b", true),
      ("http://h:8/act", "http://h:9/act", "http://h:9/act", false),
      ("http://h/act", "https://h/act", "https://h/act", true),
      ("http://h:8/act", "https://h:8/act", "https://h:8/act", false),
      ("https://h/act", "http://h/act", "http://h/act", false),
      ("http://h:8/act", "http://u:secret@h:8/b", "http://h:8/b", true),
    ])
  func followed(origin: String, location: String, url: String, keeps: Bool) throws {
    for status in [307, 308] {
      let redirect = try Redirect(from: origin, status: status, to: location)
      #expect(redirect.url == url)
      #expect(redirect.keepsAuthorization == keeps)
    }
  }

  @Test(
    "A redirect to another host or without the body is refused, and shows no password",
    arguments: [
      (307, "http://g/act"), (308, "//u:secret@g/act"), (307, "ftp://h/act"), (301, "/act/"),
      (302, "http://u:secret@h/act"), (303, "/act/"), (307, "http://"),
    ])
  func refused(status: Int, location: String) {
    let error = #expect(throws: PolicyError.self) {
      try Redirect(from: "http://h/act", status: status, to: location)
    }
    #expect(error?.description.hasPrefix("http://h/act redirects (status \(status)) to ") == true)
    #expect(error?.description.contains("secret") == false)
  }
}
