import Foundation
import Testing

/// The stand-in for a model, as a user meets it.
@Suite struct StandInTests {
  let simeval: Program

  init() throws { simeval = try Program() }

  @Test("A model without a name is the stand-in, which says so, and nobody is asked")
  func runs() throws {
    let ending = try simeval(
      "run", "open_drawer", "--policy", "model", "--max-steps", "2", "--out", "run")
    #expect(ending.status == 0)
    #expect(ending.errors.hasPrefix("note: no --model is named, so a stand-in answers"))
    let run = try simeval.read("run/run.json")
    #expect(run.contains("\"sight\"") && run.contains("sight.invalid"))
    let exchanges = try simeval.read("run/episodes/0000/exchanges.jsonl")
    #expect(exchanges.split(separator: "\n").count == 2)
    #expect(exchanges.contains("The handle is not below the fingers yet."))
  }

  @Test("An episode asks as much as README's sum of costs takes it to")
  func size() throws {
    let root = URL(filePath: #filePath).resolvingSymlinksInPath().appending(path: "../../..")
      .standardizedFileURL
    let readme = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
    let ending = try simeval("run", "open_drawer", "--policy", "model", "--out", "run")
    #expect(ending.status == 0)
    let lines = try simeval.read("run/episodes/0000/exchanges.jsonl").split(separator: "\n")
    let tokens = lines.compactMap { $0.firstMatch(of: /"input_tokens":([0-9]+)/)?.1 }.compactMap {
      Int($0)
    }
    let hundreds = (Double(tokens.reduce(0, +)) / Double(tokens.count) / 100).rounded()
    let text = readme.replacing("\n", with: " ").replacing(",", with: "")
    #expect(
      text.contains("\(50 * lines.count) questions of about \(Int(100 * hundreds)) tokens"),
      "\(lines.count) questions of \(100 * hundreds)")
  }

  @Test("A doctor finds that the stand-in sees")
  func doctor() throws {
    let ending = try simeval("doctor")
    #expect(ending.status == 0 && ending.errors.isEmpty)
    #expect(
      ending.output == """
        model sight
        ok   colours: all 3 right
        ok   sides: all 2 right
        ok   heights: all 2 right

        """)
  }

  @Test(
    "Options that need a model's name, and a share that is none, are wrong usage",
    arguments: [
      ["run", "open_drawer", "--policy", "model", "--base-url", "http://127.0.0.1:1"],
      ["doctor", "--wire", "chat"], ["serve", "vlm", "--persona", "wordy", "--rate", "2"],
      ["serve", "vlm", "--port", "70000"], ["serve", "vlm", "--persona", "polite"],
    ])
  func usage(arguments: [String]) throws {
    let process = try simeval.start(arguments)
    process.waitUntilExit()
    #expect(process.terminationStatus == 64)
    #expect(try simeval.read("stderr").hasPrefix("error: "))
  }
}
