import Testing

@testable import Checks

@Suite struct AnswerFormTests {
  private let colour = AnswerForm.choice(["red", "green", "blue"])

  @Test(
    "The one that is named, or that stands alone or as the answer at the end",
    arguments: [
      ("red", "red"), ("The square is **Red**.", "red"), ("RED!", "red"),
      ("It could be green or blue.\n\nRed\n\nI hope this helps!", "red"),
      ("Not blue, not green. Final answer: red", "red"),
      ("<think>green? blue?</think>red", "red"), ("It is not red. Blue", "blue"),
      ("The answer is green. Wait, the answer is blue.", "blue"),
    ])
  func named(reply: String, reading: String) {
    #expect(colour.reading(of: reply) == reading)
  }

  @Test(
    "Nothing, where several are named, one is denied, or none is a word of its own",
    arguments: [
      "red, green or blue", "The answer is green. Or rather blue, I think.",
      "it is not red but blue", "It is not red.", "It isn\u{2019}t red",
      "reddish",
      "", "The answer is red or blue.", "redgreen", "I cannot tell whether it is red.",
    ])
  func open(reply: String) { #expect(colour.reading(of: reply) == nil) }

  @Test("A number of as many digits as were asked for, and no other")
  func numbers() {
    let number = AnswerForm.number(digits: 4)
    #expect(number.reading(of: "It says 4719.") == "4719")
    #expect(number.reading(of: "0012") == "0012")
    #expect(number.reading(of: "The picture of 512 x 512 shows 4719.") == "4719")
    for open in ["47190", "471", "4719 or 4717", "4,719", "none", "\u{664}\u{667}\u{661}\u{669}"] {
      #expect(number.reading(of: open) == nil, "\(open)")
    }
  }

  @Test("An object with the members asked for, whole or the last in the text")
  func objects() {
    let members = [
      AnswerForm.Member(name: "colour", choices: ["red", "green"]),
      AnswerForm.Member(name: "half", choices: ["left", "right"]),
    ]
    let (whole, within) = (
      AnswerForm.object(members, isWhole: true), AnswerForm.object(members, isWhole: false)
    )
    let good = "{\"half\": \"left\", \"colour\": \"red\"}"
    #expect(whole.reading(of: " \(good)\n") == "red, left")
    #expect(whole.reading(of: "Here: \(good)") == nil)
    #expect(within.reading(of: "Here:\n```json\n\(good)\n```\nDone.") == "red, left")
    #expect(
      within.reading(of: "{\"colour\": \"red\", \"half\": \"right\"} or \(good)") == "red, left")
    for bad in [
      "{\"colour\": \"red\"}", "{\"colour\": \"red\", \"half\": \"up\"}", "red, left", "}{",
      "{\"colour\": \"red\", \"half\": \"left\", \"why\": \"so\"}",
      "{\"colour\": 1, \"half\": \"left\"}",
      "{\"colour\": \"red\", \"half\": \"left\"",
    ] {
      #expect(whole.reading(of: bad) == nil && within.reading(of: bad) == nil, "\(bad)")
    }
  }
}
