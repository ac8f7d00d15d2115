import Foundation
import Testing

@Suite("run --policy replay --replies plays what a model said") struct RepliesTests {
  let simeval: Program

  init() throws { simeval = try Program() }

  @Test("A reply that is not understood is followed by the next, to which the arm holds still")
  func repaired() throws {
    try simeval.write(
      #""Move sideways.""# + "\n" + #""move left 1 cm x2""# + "\n" + #""?""# + "\n",
      as: "said.jsonl")
    let ending = try simeval(
      "run", "open_drawer", "--policy", "replay", "--replies", "said.jsonl", "--mapping", "plan",
      "--repair", "1", "--max-steps", "4", "--box", "none", "--out", "run", "--quiet")
    #expect(ending.status == 0, "\(ending.errors)")
    let steps = try simeval.read("run/episodes/0000/steps.jsonl").split(separator: "\n")
    #expect(steps[0].contains(#""words":"move left 1 cm, then move left 1 cm""#))
    #expect(steps[0].contains(#"{"text":"Move sideways.","diagnosis":{"kind":"no_command""#))
    #expect(steps[1].contains(#""answer":0,"words":null"#))
    // The third reply is none, and what comes after the recording's end is a hold.
    #expect(steps[2].contains(#""answer":1,"words":null,"replies":[{"text":"?","#))
    #expect(steps[3].contains(#""answer":2,"#) && steps[3].contains(#""understood":null"#))
    let record = try simeval.read("run/run.json")
    #expect(record.contains(#""repairs": 1"#) && record.contains(#""name": "plan""#))
  }

  @Test("--repair 0 asks once")
  func once() throws {
    try simeval.write("\"Sideways.\"\n\"move left\"\n", as: "said.jsonl")
    let ending = try simeval(
      "run", "open_drawer", "--policy", "replay", "--replies", "said.jsonl", "--repair", "0",
      "--max-steps", "2", "--out", "run", "--quiet")
    #expect(ending.status == 0, "\(ending.errors)")
    let steps = try simeval.read("run/episodes/0000/steps.jsonl").split(separator: "\n")
    #expect(steps[0].contains(#""understood":false"#) && steps[1].contains(#""understood":true"#))
  }

  @Test(
    "What does not go together is said",
    arguments: [
      (["--policy", "replay"], "--policy replay needs either --actions or --replies"),
      (["--policy", "replay", "--actions", "a", "--replies", "b"], "needs either --actions or"),
      (["--replies", "b"], "--replies is for --policy replay"),
      (["--repair", "1"], "--repair is for words"),
      (["--policy", "replay", "--replies", "b", "--repair", "-1"], "--repair -1 is not within 0"),
    ])
  func options(arguments: [String], text: String) throws {
    let process = try simeval.start(["run", "open_drawer"] + arguments)
    process.waitUntilExit()
    let errors = try simeval.read("stderr")
    #expect(process.terminationStatus == 64)
    #expect(errors.contains(text), "\(errors)")
  }

  @Test("A file that is none of replies is refused, each line by its number")
  func file() throws {
    try simeval.write("\"move left\"\nmove left\n{}\n", as: "said.jsonl")
    let ending = try simeval("run", "open_drawer", "--policy", "replay", "--replies", "said.jsonl")
    #expect(ending.status == 65)
    #expect(
      ending.errors.hasPrefix("said.jsonl:2:1: error: no JSON string")
        && ending.errors.contains("said.jsonl:3:1: error: "), "\(ending.errors)")
  }
}
