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
    #expect(ending.status == 0 && ending.errors.isEmpty, "\(ending.errors)")
    let lines = ending.output.split(separator: "\n")
    #expect(lines.first?.hasPrefix("16 questions to sight, about ") == true)
    #expect(lines.first?.hasSuffix(" tokens, free: the stand-in") == true)
    #expect(lines.dropFirst().dropLast().allSatisfy { $0.hasPrefix("ok      ") }, "\(lines)")
    #expect(
      lines.dropFirst().dropLast().map { $0.dropFirst(8).prefix { $0 != ":" } } == [
        "key", "reach", "pictures", "colours", "sides", "heights", "mirrors", "resolution",
        "schema", "determinism", "latency", "price",
      ])
    #expect(lines.last?.hasPrefix("16 answers, ") == true)
    #expect(lines.last?.hasSuffix(" tokens, free") == true)
  }

  @Test(
    "Options that need a model's name, and a share that is none, are wrong usage",
    arguments: [
      ["run", "open_drawer", "--policy", "model", "--base-url", "http://127.0.0.1:1"],
      ["doctor", "--wire", "chat"], ["serve", "vlm", "--persona", "wordy", "--rate", "2"],
      ["serve", "vlm", "--port", "70000"], ["serve", "vlm", "--persona", "polite"],
      ["doctor", "--model", "gpt-4o", "--persona", "late"], ["doctor", "--timeout", "-1"],
    ])
  func usage(arguments: [String]) throws {
    let process = try simeval.start(arguments)
    process.waitUntilExit()
    #expect(process.terminationStatus == 64)
    #expect(try simeval.read("stderr").hasPrefix("error: "))
  }

  @Test("Of a scene that it knows nothing of the stand-in says so")
  func otherScene() throws {
    let ending = try simeval(
      "run", "carrot_on_plate", "--policy", "model", "--max-steps", "1", "--out", "run")
    #expect(ending.errors.contains("not what is to be done in simpler/carrot_on_plate"))
    let known = try simeval(
      "run", "open_drawer", "--policy", "model", "--max-steps", "1", "--out", "known")
    #expect(!known.errors.contains("not what is to be done"))
    #expect(known.output.contains(", free, ") && !known.output.contains("price unknown"))
  }

  @Test("A server that is interrupted says that, and nothing of runs")
  func interrupted() async throws {
    let process = try simeval.start(["serve", "vlm", "--port", "0"])
    while try !simeval.read("stdout").contains("serving model") {
      try await Task.sleep(for: .milliseconds(20))
    }
    process.interrupt()
    process.waitUntilExit()
    #expect(process.terminationStatus == 130)
    let errors = try simeval.read("stderr")
    #expect(errors.hasPrefix("interrupted, nothing is served at http://127.0.0.1:"))
    #expect(errors.count { $0 == "\n" } == 1)
  }
}
