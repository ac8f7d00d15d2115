import Foundation
import Testing

@Suite struct OptionTests {
  let simeval: Program

  init() throws { simeval = try Program() }

  @Test(
    "A server's password is in no file of the run and in nothing that is printed",
    arguments: ["u:sekret@127.0.0.1:1", "http://u:sekret@127.0.0.1:1/x"])
  func password(server: String) throws {
    let ending = try simeval(
      "run", "open_drawer", "--policy", "autoeval", "--server", server, "--out", "run")
    #expect(ending.status == 69)
    #expect(try simeval.read("run/run.json").contains("\"server\": \"http://127.0.0.1:1"))
    for file in ["run/run.json", "run/summary.json", "run/episodes/0000/episode.json"] {
      #expect(try !simeval.read(file).contains("sekret"))
    }
    #expect(!ending.output.contains("sekret") && !ending.errors.contains("sekret"))
  }

  @Test(
    "An address that is given in the wrong place is not repeated with its password",
    arguments: ["u:sekret@127.0.0.1:1", "http://u:sekret@127.0.0.1:1/x"])
  func misplacedPassword(server: String) throws {
    for option in ["--policy", "--seed", "--quiet"] {
      let ending = try simeval("run", "open_drawer", option, server)
      #expect(ending.status == 64)
      #expect(ending.saysOneError)
      #expect(!ending.errors.contains("sekret"), "\(ending.errors)")
    }
  }

  @Test(
    "A number below zero is said to be out of range, and not to be missing",
    arguments: [
      ("--episodes", "-1", "--episodes -1 is not within 1 to 1000000"),
      ("--max-steps", "-5", "--max-steps -5 is not within 1 to 1000000"),
      ("-j", "-2", "-j -2 is not within 1 to 1024"), ("--seed", "-1", "'-1' is invalid"),
      ("--min-success", "-0.5", "--min-success -0.5 is not within 0 to 1"),
    ])
  func negative(option: String, value: String, text: String) throws {
    let ending = try simeval("run", "open_drawer", option, value)
    #expect(ending.status == 64)
    #expect(ending.errors.contains(text), "\(ending.errors)")
  }

  @Test(
    "What is wrong with an option ends in one mark, and the help is that of the subcommand",
    arguments: [
      (["run", "open_drawer", "--policy", "genius"], "run "), (["run"], "run "),
      (["run", "open_drawer", "--ploicy", "hold"], "run "), (["render", "a", "b"], "render "),
      (["run", "open_drawer", "--quiet", "--json"], "run "), (["frobnicate"], ""),
    ])
  func wording(arguments: [String], command: String) throws {
    let process = try simeval.start(arguments)
    process.waitUntilExit()
    let errors = try simeval.read("stderr")
    #expect(errors.hasSuffix(" See `simeval \(command)--help`\n"), "\(errors)")
    #expect(!errors.contains(/[.,;:?!][.,;:?!]/), "\(errors)")
  }

  @Test("A seed stays a number in run.json, however large")
  func largeSeed() throws {
    let seed = "18446744073709551615"
    let ending = try simeval(
      "run", "open_drawer", "--policy", "hold", "--max-steps", "1", "--seed", seed, "--out", "run")
    #expect(ending.status == 0)
    #expect(try simeval.read("run/run.json").contains("\"first\": \(seed),"))
    #expect(try simeval.read("run/episodes/0000/episode.json").contains("\"seed\": \(seed),"))
  }

  @Test("A replayed recording is named in run.json with its digest, the bridge's box as null")
  func record() throws {
    try simeval.write("0,0,0,0,0,0,1\n", as: "a.csv")
    let ending = try simeval(
      "run", "open_drawer", "--policy", "replay", "--actions", "a.csv", "--station", "bridge",
      "--max-steps", "1", "--out", "run")
    #expect(ending.status == 0)
    let record = try simeval.read("run/run.json")
    #expect(record.contains(/"digest": "[0-9a-f]{16}"\n  }/))
    #expect(record.contains("\"box\": null"))
  }

  @Test("--validate --json prints an object where all is well")
  func validated() throws {
    let ending = try simeval("scenes", "--validate", "--json", "open_drawer")
    #expect(ending.status == 0)
    #expect(ending.output == "{\"scenes\":[\"open_drawer\"],\"fine\":1}\n")
  }
}
