import Foundation
import Testing

@Suite struct RunCommandTests {
  let simeval: Program

  init() throws { simeval = try Program() }

  @Test("Without options that say otherwise, the summary tells where to look")
  func summary() throws {
    let ending = try simeval("run", "open_drawer", "--policy", "hold", "--max-steps", "2")
    #expect(ending.status == 0)
    #expect(ending.errors.isEmpty)
    for file in ["sheet.png", "rollout.png"] {
      let path = "runs/autoeval-open_drawer-hold-1/episodes/0000/\(file)"
      #expect(ending.output.contains(path))
      #expect(simeval.has(path))
    }
  }

  @Test("--json prints the summary as one object and nothing else")
  func json() throws {
    let ending = try simeval(
      "run", "open_drawer", "--policy", "random", "--max-steps", "2", "--episodes", "3", "--seed",
      "7", "--json", "--out", "here")
    #expect(ending.status == 0)
    #expect(ending.output.count { $0 == "\n" } == 1)
    let object = try JSONSerialization.jsonObject(with: Data(ending.output.utf8)) as? [String: Any]
    let file = try JSONSerialization.jsonObject(with: Data(simeval.read("here/summary.json").utf8))
    #expect(object?["episodes"] as? Int == 3)
    #expect(object.map { NSDictionary(dictionary: $0) } == file as? NSDictionary)
    #expect(try simeval.read("here/episodes/0002/episode.json").contains("\"seed\": 9"))
  }

  @Test("--quiet prints nothing where all is well")
  func quiet() throws {
    let ending = try simeval(
      "run", "open_drawer", "--policy", "hold", "--max-steps", "1", "--quiet")
    #expect(ending.status == 0)
    #expect(ending.output.isEmpty)
    #expect(ending.errors.isEmpty)
  }

  /// With more episodes at once than there are cores to hear a signal on.
  @Test("An interrupted run keeps its finished steps, writes a summary and ends with 130")
  func interrupted() throws {
    let process = try simeval.start([
      "run", "open_drawer", "--policy", "hold", "--max-steps", "1000000", "--out", "run",
      "--episodes", "100", "-j", "64",
    ])
    // As soon as a step is on the disk.
    let steps = "run/episodes/0000/steps.jsonl"
    while process.isRunning, (try? simeval.read(steps))?.contains("\n") != true { sched_yield() }
    process.interrupt()
    process.waitUntilExit()
    #expect(process.terminationReason == .exit)
    #expect(process.terminationStatus == 130)
    #expect(try simeval.read("stderr").hasPrefix("error: interrupted"))
    for line in try simeval.read(steps).split(separator: "\n") {
      _ = try JSONSerialization.jsonObject(with: Data(line.utf8))
    }
    #expect(try simeval.read("run/summary.json").contains("\"episodes\": 0"))
    #expect(try simeval.read("run/run.json").contains("\"interrupted\": true"))
  }

  @Test("A reader of the output that has gone away is no failure")
  func closedPipe() throws {
    let pipe = Pipe()
    try pipe.fileHandleForReading.close()
    let process = try simeval.start(["scenes"], output: pipe.fileHandleForWriting)
    process.waitUntilExit()
    #expect(process.terminationReason == .exit)
    #expect(process.terminationStatus == 0)
    #expect(try simeval.read("stderr").isEmpty)
  }

  @Test("A full disk under the output is an error of the disk")
  func fullOutput() throws {
    let full = try #require(FileHandle(forWritingAtPath: "/dev/full"))
    let process = try simeval.start(["scenes"], output: full)
    process.waitUntilExit()
    #expect(process.terminationStatus == 74)
  }

  @Test("Scenes are listed by name, and one is shown with its instruction")
  func scenes() throws {
    let list = try simeval("scenes")
    #expect(list.status == 0)
    #expect(list.output.split(separator: "\n").contains("autoeval/open_drawer"))
    let one = try simeval("scenes", "open_drawer")
    #expect(one.output.contains("open the drawer"))
  }

  @Test("A folder without scenes is bad input, and not an empty list")
  func noScenes() throws {
    let ending = try simeval("scenes", scenes: ".")
    #expect(ending.status == 65)
    #expect(ending.saysOneError)
  }

  @Test("One picture is drawn into the file that is named")
  func render() throws {
    let ending = try simeval("render", "open_drawer", "-o", "picture.png")
    #expect(ending.status == 0)
    #expect(simeval.has("picture.png"))
    #expect(try simeval("render", "open_drawer", "--camera", "nose").status == 65)
  }
}
