import Control
import Policies
import Testing

@Suite struct RecitingTests {
  @Test("Replies are said in order, then the arm holds still")
  func recites() throws {
    let text = "\u{FEFF}\"move \\\"left\\\"\\n\"\r\n\n\"\"\n"
    let replies = try Replies(jsonLines: Array(text.utf8), path: "said.jsonl")
    #expect(replies.texts == ["move \"left\"\n", ""])
    var policy = RecitingPolicy(replies)
    #expect(policy.act(.example()) == Answer(saying: "move \"left\"\n"))
    #expect(policy.act(.example()) == Answer(saying: ""))
    #expect(policy.act(.example()) == Answer([.hold(opening: 0.25)]))
  }

  @Test(
    "What is no line of replies is refused with its place",
    arguments: [
      ("move left\n", "a.jsonl:1:1: error: no JSON string; write one, as \"move left\""),
      ("\"a\"\n[\"a\"]\n", "a.jsonl:2:1: error: no JSON string; write one, as \"move left\""),
      ("\n\n", "a.jsonl: error: it has no replies"),
    ])
  func refused(text: String, error: String) throws {
    let thrown = try #require(throws: RecordingError.self) {
      try Replies(jsonLines: Array(text.utf8), path: "a.jsonl")
    }
    #expect(thrown.lines == [error])
  }
}
