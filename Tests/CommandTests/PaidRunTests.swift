import Foundation
import Testing

/// What a run has paid for is kept, counted and never paid for twice. The stand-in answers, which costs
/// nothing and is counted as others are.
@Suite struct PaidRunTests {
  let simeval: Program

  init() throws { simeval = try Program() }

  static let arguments = [
    "run", "open_drawer", "--policy", "model", "--max-steps", "3", "--episodes", "2", "-j", "1",
  ]

  func run(_ options: String...) throws -> Program.Ending {
    let process = try simeval.start(Self.arguments + options)
    process.waitUntilExit()
    return .init(
      status: process.terminationStatus, output: try simeval.read("stdout"),
      errors: try simeval.read("stderr"))
  }

  func summary() throws -> [String: Any] {
    let data = Data(try simeval.read("run/summary.json").utf8)
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  func spent() throws -> Int? { (try summary()["spent"] as? [String: Any])?["calls"] as? Int }

  @Test("A limit counts what earlier attempts spent, and the summary what no episode ended with")
  func limits() throws {
    let first = try run("--out", "run", "--max-calls", "5")
    #expect(first.status == 1 && first.errors.contains("stopped, --max-calls 5 is reached"))
    #expect(first.output.contains("Paid for       5 answers"), "\(first.output)")
    #expect(try summary()["calls"] as? Int == 3)
    #expect(try spent() == 5)
    let second = try run("--resume", "run", "--max-calls", "5")
    #expect(second.status == 1 && second.errors.contains("stopped, --max-calls 5 is reached"))
    #expect(try spent() == 5)
    let third = try run("--resume", "run", "--max-calls", "6")
    #expect(third.status == 0)
    #expect(try spent() == 6)
    #expect(try summary()["calls"] as? Int == 6)
  }

  @Test("Damage to what was paid for is told with its place before anything is asked")
  func damage() throws {
    #expect(try run("--out", "run", "--max-calls", "5").status == 1)
    let name = "run/episodes/0001/exchanges.jsonl"
    let good = try simeval.read(name)
    let lines = good.split(separator: "\n")
    try simeval.write("\(lines[0].replacing("move", with: "muve"))\n\(lines[1])\n", as: name)
    let changed = try run("--resume", "run")
    try simeval.write("\(lines[0].dropLast(9))\n\(lines[1])\n", as: name)
    let cut = try run("--resume", "run")
    for ending in [changed, cut] {
      #expect(ending.status == 65, "\(ending.errors)")
      #expect(ending.errors.contains("\(name):1:1: error: this line is damaged; mend it"))
    }
    try simeval.write("\(lines[0])\n\(lines[1].dropLast(9))", as: name)
    let torn = try run("--resume", "run")
    #expect(torn.status == 0)
    #expect(
      torn.errors.contains("note: the last line of \(name) was cut off, that answer is asked"))
    #expect(try spent() == 7)
  }

  @Test("A run that is being written is not resumed; killed, it is")
  func twice() throws {
    let process = try simeval.start([
      "run", "open_drawer", "--policy", "model", "--episodes", "500", "--out", "run",
    ])
    defer { process.terminate() }
    for _ in 0..<3000 where !simeval.has("run/episodes/0000/exchanges.jsonl") { usleep(20_000) }
    let beside = try run("--resume", "run")
    #expect(beside.status == 64 && beside.errors.contains("run is written by another simeval"))
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    let after = try run("--resume", "run")
    #expect(
      after.status == 64 && after.errors.contains("differs in planned_episodes, seeds.count, steps")
    )
  }

  @Test("A cassette that cannot be written to is the disk's error, before there is a run")
  func cassette() throws {
    try simeval.write("x", as: "file")
    let ending = try run("--out", "run", "--cassette", "file/tape")
    #expect(
      ending.status == 74 && ending.errors.contains(": Not a directory, choose another --cassette"))
    #expect(ending.saysOneError && !simeval.has("run"))
  }

  @Test("A question beyond the tokens of a minute ends a run at once, with what to do")
  func allowance() throws {
    let ending = try run("--out", "run", "--tpm", "100")
    #expect(ending.status == 1, "\(ending.errors)")
    #expect(ending.errors.contains("tokens is more than --tpm 100 lets through in a minute"))
  }
}
