import Language
import Testing

@Suite struct MoveParsingErrorTests {
  static let directions = "forward, backward, left, right, up, down or a comma"
  static let openings = "move, tilt, rotate, open gripper, close gripper or stop"

  @Test(
    "What is not exactly one move is refused with the word, its place and a way out",
    arguments: [
      ("", "nothing is said; say a move such as \"move forward left, close gripper\", or \"stop\""),
      (
        " \n\t . ",
        "nothing is said; say a move such as \"move forward left, close gripper\", or \"stop\""
      ),
      (
        "move forward,, open gripper",
        "nothing is said on one side of the comma at character 13; leave the comma out"
      ),
      (
        ", move up", "nothing is said on one side of the comma at character 1; leave the comma out"
      ),
      (
        "move up ,", "nothing is said on one side of the comma at character 9; leave the comma out"
      ),
      ("jump", "\"jump\" at character 1 means nothing there; say \(openings)"),
      ("forward", "\"forward\" at character 1 means nothing there; say \(openings)"),
      (
        "Move  Sideways",
        "\"Sideways\" at character 7 means nothing there; "
          + "say forward, backward, left, right, up or down"
      ),
      (
        "move forward tilt down",
        "\"tilt\" at character 14 means nothing there; say \(directions)"
      ),
      (
        "move left.now",
        "\"left.now\" at character 6 means nothing there; "
          + "say forward, backward, left, right, up or down"
      ),
      ("tilt left", "\"left\" at character 6 means nothing there; say up or down"),
      (
        "rotate counter-clockwise",
        "\"counter-clockwise\" at character 8 means nothing there; say counterclockwise or clockwise"
      ),
      ("open the gripper", "\"the\" at character 6 means nothing there; say gripper"),
      ("close gripper now", "\"now\" at character 15 means nothing there; say a comma"),
      (
        "move",
        "\"move\" at character 1 says only half; "
          + "follow it with forward, backward, left, right, up or down"
      ),
      ("tilt, move up", "\"tilt\" at character 1 says only half; follow it with up or down"),
      (
        "stop, close", "\"close\" at character 7 says only half; follow it with gripper"
      ),
      (
        "move forward backward",
        "\"backward\" at character 14 contradicts \"forward\" at character 6; keep one of them"
      ),
      (
        "tilt up, tilt down",
        "\"down\" at character 15 contradicts \"up\" at character 6; keep one of them"
      ),
      (
        "Open gripper, close gripper",
        "\"close\" at character 15 contradicts \"Open\" at character 1; keep one of them"
      ),
      (
        "stop, move up",
        "\"move\" at character 7 contradicts \"stop\" at character 1; keep one of them"
      ),
      (
        "open gripper, stop",
        "\"stop\" at character 15 contradicts \"open\" at character 1; keep one of them"
      ),
      (
        "move up up", "\"up\" at character 9 repeats \"up\" at character 6; say it once"
      ),
      (
        "move up, move left",
        "\"move\" at character 10 repeats \"move\" at character 1; say it once"
      ),
      (
        "close gripper, close gripper",
        "\"close\" at character 16 repeats \"close\" at character 1; say it once"
      ),
      ("stop, stop", "\"stop\" at character 7 repeats \"stop\" at character 1; say it once"),
    ])
  func refuses(text: String, message: String) {
    let error = #expect(throws: LanguageError.self) { try Move(parsing: text) }
    #expect(error?.description == message)
  }

  @Test("A quotation is short, on one line and shows what does not print")
  func quotes() {
    #expect(
      Quote("left\n\"\\\u{7}", place: 3).description
        == #""left\u{a}\"\\\u{7}" at character 3"#)
    #expect(Quote("\u{202e}a\u{301}", place: 1).text == #"\u{202e}a\u{301}"#)
    #expect(Quote("höher", place: 1).text == "höher")
    #expect(Quote(String(repeating: "x", count: 40), place: 1).text.count == 40)
    #expect(
      Quote(String(repeating: "x", count: 100_000), place: 1).text
        == String(repeating: "x", count: 40) + "…")
  }
}
