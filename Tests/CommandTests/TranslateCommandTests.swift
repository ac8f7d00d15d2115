import Foundation
import Testing

@Suite struct TranslateCommandTests {
  let simeval: Program

  init() throws { simeval = try Program() }

  @Test("A reply becomes one JSON object with action, actions, words, ignored and diagnosis")
  func understood() throws {
    let ending = try simeval.shell(
      "printf 'Sure! Move forward 3 cm.' | simeval translate --mapping ecot-scaled --json")
    #expect(ending.status == 0 && ending.errors.isEmpty)
    let result = try object(ending.output)
    #expect(result["action"] as? [Double] == [0.015, 0, 0, 0, 0, 0, 1])
    #expect((result["actions"] as? [[Double]])?.count == 2)
    #expect(result["words"] as? String == "move forward 3 cm")
    #expect(result["done"] as? Bool == false)
    #expect(result["diagnosis"] is NSNull)
    let ignored = try #require(result["ignored"] as? [[String: Any]])
    #expect(ignored.map { $0["text"] as? String } == ["Sure!"])
    #expect(ignored.map { $0["span"] as? [Int] } == [[0, 5]])
  }

  @Test("What is not understood has its diagnosis with a span, no action, and status 1")
  func diagnosed() throws {
    let ending = try simeval.shell(
      "printf '\\360\\237\\221\\215 move left 3 inches' | simeval translate --mapping ecot-scaled --json"
    )
    #expect(ending.status == 1 && ending.errors.isEmpty)
    let result = try object(ending.output)
    #expect(result["action"] is NSNull && (result["actions"] as? [Any])?.isEmpty == true)
    let diagnosis = try #require(result["diagnosis"] as? [String: Any])
    #expect(diagnosis["kind"] as? String == "bad_amount")
    // In Unicode scalars, of which the thumb is one.
    #expect(diagnosis["span"] as? [Int] == [12, 20])
  }

  @Test("Lines are JSON strings, each with an object; the status tells of the worst")
  func lines() throws {
    try simeval.write("\"move left\"\n\"\"\n\"stop\\n\"", as: "replies")
    let ending = try simeval.shell("simeval translate --lines --json < replies")
    #expect(ending.status == 1)
    let results = try ending.output.split(separator: "\n").map { try object(String($0)) }
    #expect(results.map { $0["words"] as? String } == ["move left", nil, "stop"])
    for (text, count) in [("\"stop\"\nstop\n", 1), ("[1]\n", 0), ("\n", 0)] {
      try simeval.write(text, as: "replies")
      let broken = try simeval.shell("simeval translate --lines --json < replies")
      #expect(broken.status == 65 && broken.saysOneError)
      #expect(broken.output.split(separator: "\n").count == count)
    }
  }

  @Test("State decides: the gripper's opening, the station, a scene's state")
  func state() throws {
    func action(_ arguments: String) throws -> [Double]? {
      let ending = try simeval.shell("simeval translate --json \(arguments)")
      #expect(ending.status == 0, "\(ending.errors)")
      return try object(ending.output)["action"] as? [Double]
    }
    #expect(try action("--opening 0 stop") == [0, 0, 0, 0, 0, 0, 0])
    #expect(try action("stop") == [0, 0, 0, 0, 0, 0, 1])
    #expect(try action("--mapping ecot-scaled tilt up") == [0, 0, 0, 0, -0.1, 0, 1])
    #expect(try action("--mapping ecot tilt up") == [0, 0, 0, 0, 0.1, 0, 1])
    #expect(try action("--station bridge --mapping plan tilt up") == [0, 0, 0, 0, -0.1, 0, 1])
    try simeval.write("opening: 0\njoints_rad: [0, 0, 0, 0, 1.2, 0]\n", as: "state.yaml")
    #expect(try action("--scene open_drawer --state state.yaml stop")?[6] == 0)
    #expect(try action("--state state.yaml --opening 0.25 stop")?[6] == 0.25)
    let far = try simeval.shell(
      "simeval translate --mapping eb --json '[65, 50, 30, 60, 60, 60, 1]'")
    #expect(far.status == 1 && far.output.contains("out_of_reach"))
  }

  @Test("A trajectory is put into words: states as ECoT does, actions one by one")
  func describe() throws {
    let rows = (0..<5).map { "\(0.3 + 0.02 * Double($0)),0,0.1,0,0,0,1" }
    try simeval.write("x,y,z,roll,pitch,yaw,gripper\n" + rows.joined(separator: "\n"), as: "s.csv")
    let states = try simeval("translate", "--describe", "s.csv", "--states")
    #expect(states.output == String(repeating: "move forward\n", count: 3) + "stop\nstop\n")
    // Bins of a centimetre from x -0.2, y -0.5; each state's is that of the third after it.
    let points = try simeval("translate", "--describe", "s.csv", "--states", "--mapping", "eb")
    let (first, last) = try (
      #require(points.output.split(separator: "\n").first),
      #require(points.output.split(separator: "\n").last)
    )
    #expect(first.hasPrefix("[[56, 50, 10, ") && last.hasPrefix("[[58, 50, 10, "))
    try simeval.write("0.023,0,0,0,0,0.2,1\n0,0,0,0,0,0,0\n0,0.004,0,0,0,0,0\n", as: "a.csv")
    let scaled = try simeval(
      "translate", "--describe", "a.csv", "--actions", "--mapping", "ecot-scaled", "--json")
    let words = try scaled.output.split(separator: "\n").map {
      try object(String($0))["words"] as? String
    }
    #expect(
      words == [
        "move forward 2.3 cm, rotate counterclockwise 11.5 degrees", "close gripper",
        "move left 0.4 cm",
      ])
    let ecot = try simeval("translate", "--describe", "a.csv", "--actions")
    #expect(ecot.output == "move forward, rotate counterclockwise\nclose gripper\nstop\n")
  }

  @Test("A run's own steps are put into words, which are what the oracle said")
  func ownRun() throws {
    let run = try simeval("run", "open_drawer", "--max-steps", "12", "--out", "run", "--quiet")
    #expect(run.status == 0, "\(run.errors)")
    let path = "run/episodes/0000/steps.jsonl"
    let described = try simeval("translate", "--describe", path, "--actions")
    #expect(described.status == 0)
    let said = try simeval.read(path).split(separator: "\n").map {
      try object(String($0))["words"] as? String ?? ""
    }
    #expect(described.output.split(separator: "\n").map(String.init) == said)
    #expect(try simeval.read("run/run.json").contains("\"digest\""))
    #expect(try simeval("translate", "--describe", path, "--states").status == 0)
  }

  @Test("Wrong use is 64, a file or a name that is none 65")
  func mistakes() throws {
    #expect(try simeval("translate", "--describe", "x.csv").status == 64)
    #expect(try simeval("translate", "--states", "left").status == 64)
    #expect(try simeval("translate", "--opening", "2", "left").status == 64)
    #expect(try simeval("translate", "--lines", "left").status == 64)
    #expect(try simeval("translate", "--station", "moon", "left").status == 64)
    for arguments in [["--mapping", "klingon"], ["--mapping", "none.yaml"], ["--scene", "moon"]] {
      let ending = try simeval.shell("simeval translate \(arguments.joined(separator: " ")) left")
      #expect(ending.status == 65 && ending.saysOneError)
    }
    #expect(try simeval("translate", "--describe", "x.csv", "--states").status == 65)
    try simeval.write("1,2\n", as: "two.csv")
    #expect(try simeval("translate", "--describe", "two.csv", "--states").status == 65)
    try simeval.write("0,0,0,0,0,0,1\nnan,0,0,0,0,0,1\n", as: "nan.csv")
    let lost = try simeval("translate", "--describe", "nan.csv", "--states", "--mapping", "eb")
    #expect(lost.status == 65 && lost.errors.contains("row 1 has a number that is not finite"))
    for (text, says) in [("", "no row of numbers"), ("a,b\n", "no row of numbers")] {
      try simeval.write(text, as: "none.csv")
      let none = try simeval("translate", "--describe", "none.csv", "--actions")
      #expect(none.status == 65 && none.errors.contains(says))
    }
    try Data([0, 0xFF, 0, 0xFF]).write(to: URL(filePath: "\(simeval.folder)/binary.csv"))
    let binary = try simeval("translate", "--describe", "binary.csv", "--actions")
    #expect(binary.status == 65 && binary.errors.contains("not UTF-8"))
    try simeval.write("", as: "empty.md")
    let empty = try simeval("render", "open_drawer", "--prompt", "empty.md")
    #expect(empty.status == 65 && empty.errors.contains("'empty.md' is empty"))
    #expect(try simeval("run", "open_drawer", "--policy", "hold", "--mapping", "ecot").status == 64)
  }

  private func object(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }
}
