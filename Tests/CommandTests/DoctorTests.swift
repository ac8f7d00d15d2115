import Foundation
import Testing

/// What `simeval doctor` says, as a user meets it.
@Suite struct DoctorTests {
  let simeval: Program

  init() throws { simeval = try Program() }

  @Test("As one object it says the same, and the cost before goes beside it")
  func json() throws {
    let ending = try simeval("doctor", "--json", "--persona", "late")
    #expect(ending.status == 1)
    #expect(ending.errors.hasPrefix("16 questions to sight"))
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(ending.output.utf8)) as? [String: Any])
    #expect(object["passes"] as? Bool == false && object["calls"] as? Int == 16)
    #expect(object["usd"] as? Double == 0)
    let probes = try #require(object["probes"] as? [[String: String]])
    let colours = try #require(probes.first { $0["name"] == "colours" })
    #expect(colours["outcome"] == "fail")
    #expect(colours["text"]?.hasSuffix("each answer is for the picture before") == true)
  }

  @Test("A limit stops it, and what was found is told")
  func limit() throws {
    let ending = try simeval("doctor", "--max-calls", "6")
    #expect(ending.status == 1 && ending.saysOneError)
    #expect(ending.errors.contains("after 6 of 16 questions"))
    #expect(ending.output.contains("ok      pictures") && ending.output.contains("unknown sides"))
  }

  @Test("A server that is not there is status 69 and says what to do; the key is not told")
  func unreachable() throws {
    let ending = try simeval.shell(
      "export MY_KEY=sk-canary-77f3ab12; simeval doctor --model m --attempts 1 "
        + "--base-url http://127.0.0.1:9/v1 --key-env MY_KEY")
    #expect(ending.status == 69 && ending.saysOneError, "\(ending.errors)")
    #expect(ending.errors.contains("cannot reach http://127.0.0.1:9/v1"))
    #expect(ending.errors.contains("Is the server running there"))
    #expect(ending.output.contains("price unknown: name a file that has it with --prices"))
    #expect(!ending.errors.contains("canary") && !ending.output.contains("canary"))
    let keyless = try simeval.shell("unset OPENAI_API_KEY; simeval doctor --model gpt-4o")
    #expect(
      keyless.status == 64 && keyless.errors.contains("the environment has no OPENAI_API_KEY"))
  }

  @Test("The same over a server, where answers are kept and found again")
  func served() async throws {
    let server = try Program()
    let process = try server.start(["serve", "vlm", "--port", "0"])
    defer { process.terminate() }
    while try !server.read("stdout").contains("/v1 (OpenAI)") {
      try await Task.sleep(for: .milliseconds(20))
    }
    let address = try #require(
      try server.read("stdout").firstMatch(of: /http:\/\/[0-9.:]+\/v1/)?.output)
    let asked = "doctor --model sight --base-url \(address) --structure schema --cassette tape"
    let first = try simeval.shell("simeval \(asked)")
    #expect(first.status == 0, "\(first.output)\(first.errors)")
    #expect(first.output.hasPrefix("17 questions to sight, about "))
    #expect(first.output.contains("kept, held to it by the wire; kept, asked in words"))
    #expect(first.output.contains("unknown price: name a file"))
    process.terminate()
    process.waitUntilExit()
    let again = try simeval.shell("simeval \(asked) --exchanges replay")
    #expect(again.status == 0, "\(again.output)\(again.errors)")
    #expect(again.output.contains("key: none is needed: nobody is asked"))
    #expect(again.output.contains("unknown latency: no answer was asked anew"))
  }
}
