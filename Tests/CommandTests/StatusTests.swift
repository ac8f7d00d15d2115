import Foundation
import Testing

@Suite struct StatusTests {
  let simeval: Program

  init() throws { simeval = try Program() }

  @Test(
    "Help and version go to standard output and are no failure",
    arguments: ["--help", "--version"])
  func help(option: String) throws {
    let ending = try simeval(option)
    #expect(ending.status == 0)
    #expect(!ending.output.isEmpty)
    #expect(ending.errors.isEmpty)
  }

  @Test(
    "Wrong usage is one line on standard error and 64",
    arguments: [
      ["frobnicate"], ["run"], ["run", "open_drawer", "--ploicy", "hold"],
      ["run", "open_drawer", "--policy", "genius"], ["run", "open_drawer", "--policy", "replay"],
      ["run", "open_drawer", "--policy", "autoeval"],
      ["run", "open_drawer", "--policy", "autoeval", "--server", "ftp://there"],
      ["run", "open_drawer", "--actions", "a.csv"], ["run", "open_drawer", "--out", ""],
      ["run", "open_drawer", "--timeout", "5"], ["render", "open_drawer", "--output", ""],
      ["run", "open_drawer", "--policy", "replay", "--actions", ""],
      ["run", "open_drawer", "--episodes", "0"], ["run", "open_drawer", "--episodes", "many"],
      ["run", "open_drawer", "--max-steps", "-1"], ["run", "open_drawer", "--min-success", "nan"],
      ["run", "open_drawer", "--seed", "18446744073709551615", "--episodes", "2"],
      ["run", "open_drawer", "--quiet", "--json"], ["run", "open_drawer", "--station", "moon"],
      ["run", "open_drawer", "-j", "0"], ["scenes", "--validate"], ["bench", "everything"],
    ])
  func usage(arguments: [String]) throws {
    let process = try simeval.start(arguments)
    process.waitUntilExit()
    #expect(process.terminationStatus == 64)
    #expect(try simeval.read("stdout").isEmpty)
    let errors = try simeval.read("stderr")
    #expect(errors.hasPrefix("error: ") && errors.count { $0 == "\n" } == 1, "\(errors)")
    #expect(!simeval.has("runs"))
  }

  @Test("An unknown scene is bad input, and nothing is made for it")
  func unknownScene() throws {
    let ending = try simeval("run", "open_the_pod_bay_doors")
    #expect(ending.status == 65)
    #expect(ending.saysOneError)
    #expect(ending.errors.contains("open_the_pod_bay_doors"))
    #expect(!simeval.has("runs"))
  }

  @Test("A scene file that is no scene is bad input, with the place of what is wrong")
  func badScene() throws {
    try simeval.write("format: 1\ntitel: Open\n", as: "mine.yaml")
    for arguments in [["run", "mine.yaml"], ["scenes", "--validate", "mine.yaml"]] {
      let process = try simeval.start(arguments)
      process.waitUntilExit()
      #expect(process.terminationStatus == 65)
      let errors = try simeval.read("stderr")
      #expect(errors.contains(/mine\.yaml:2:1: error: .*titel/), "\(errors)")
    }
  }

  @Test(
    "A recording that is missing, too narrow or not finite is bad input",
    arguments: [nil, "0,0,0,0,0,1\n", "0,0,0,0,0,nan,1\n"])
  func badRecording(text: String?) throws {
    if let text { try simeval.write(text, as: "a.csv") }
    let ending = try simeval("run", "open_drawer", "--policy", "replay", "--actions", "a.csv")
    #expect(ending.status == 65)
    #expect(ending.errors.contains(/^a\.csv.*: error: .*\n$/), "\(ending.errors)")
  }

  @Test("A run folder that is in use is wrong usage, one that cannot be made is the disk")
  func folders() throws {
    try simeval.write("x", as: "file")
    let taken = try simeval("run", "open_drawer", "--policy", "hold", "--out", ".")
    #expect(taken.status == 64)
    #expect(taken.saysOneError)
    let below = try simeval("run", "open_drawer", "--policy", "hold", "--out", "file/run")
    #expect(below.status == 74)
    #expect(below.saysOneError)
  }

  @Test("A threshold that is missed is 1, and one that is met 0")
  func threshold() throws {
    let missed = try simeval(
      "run", "open_drawer", "--policy", "hold", "--max-steps", "2", "--min-success", "0.5")
    #expect(missed.status == 1)
    #expect(missed.errors.isEmpty)
    let met = try simeval(
      "run", "open_drawer", "--policy", "hold", "--max-steps", "2", "--min-success", "0")
    #expect(met.status == 0)
  }
}
