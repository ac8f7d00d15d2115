import Foundation
import Testing

@Suite struct StreamTests {
  let simeval: Program

  init() throws { simeval = try Program() }

  @Test(
    "Streams that the caller closed are no failure, and no file takes their place",
    arguments: [">&-", "<&-", "2>&-", "<&- >&- 2>&-"])
  func closedStreams(which: String) throws {
    let ending = try simeval.shell(
      "simeval run open_drawer --policy hold --max-steps 1 --out run \(which)")
    #expect(ending.status == 0)
    for file in ["run/run.json", "run/episodes/0000/steps.jsonl"] {
      _ = try JSONSerialization.jsonObject(with: Data(simeval.read(file).utf8))
    }
    #expect(ending.output.isEmpty == which.contains(">&-") || which == "2>&-")
  }

  @Test("Help that a full disk cannot take is an error of the disk")
  func fullHelp() throws {
    for option in ["--help", "run --help", "--version"] {
      let ending = try simeval.shell("simeval \(option) > /dev/full")
      #expect(ending.status == 74)
      #expect(ending.saysOneError)
    }
  }

  @Test("A line feed in a path does not break an error into two lines")
  func lineFeed() throws {
    try simeval.write("format: 1\n", as: "a\nb.yaml")
    try simeval.write("1,2,3\n", as: "a\nb.csv")
    for arguments in [
      ["scenes", "--validate", "a\nb.yaml"], ["run", "no\nsuch.yaml"],
      ["run", "open_drawer", "--policy", "replay", "--actions", "a\nb.csv"],
      ["run", "open_drawer", "--policy", "hold", "--max-steps", "1", "--out", "a\nb.csv/c"],
    ] {
      let process = try simeval.start(arguments)
      process.waitUntilExit()
      #expect(process.terminationStatus != 0)
      for line in try simeval.read("stderr").split(separator: "\n") {
        #expect(line.contains("error: ") && line.contains("\\u{a}"), "\(line)")
      }
    }
  }

  @Test("A scene's words cannot command the terminal")
  func controls() throws {
    let scene = try drawer().replacing(/(?m)^title:.*$/, with: #"title: "a\eb""#)
    try simeval.write(scene, as: "mine.yaml")
    let ending = try simeval("scenes", "mine.yaml")
    #expect(!ending.output.contains("\u{1b}") && !ending.errors.contains("\u{1b}"))
    #expect(ending.output.contains("a\\u{1b}b") || ending.status == 65)
  }

  @Test(
    "Progress is shown on a terminal that can rewrite its line only",
    arguments: ["xterm", "dumb", ""])
  func terminal(kind: String) throws {
    let (screen, keyboard) = try pseudoTerminal()
    let process = try simeval.start(
      ["run", "open_drawer", "--policy", "hold", "--max-steps", "3"], errors: screen,
      terminal: kind)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    try screen.write(contentsOf: Data("end".utf8))
    let shown = String(decoding: keyboard.availableData, as: UTF8.self)
    #expect(shown.contains("\u{1b}[K") == (kind == "xterm"), "\(shown)")
  }

  /// Where signals are blocked can be seen on Linux only.
  @Test(
    "A signal in the first moments ends each command as a later one does",
    .enabled(if: FileManager.default.fileExists(atPath: "/proc/self/status")),
    arguments: [
      ["run", "open_drawer", "--policy", "hold", "--max-steps", "100000"], ["bench", "kinematics"],
    ])
  func earlySignal(arguments: [String]) throws {
    let process = try simeval.start(arguments)
    let status = "/proc/\(process.processIdentifier)/status"
    // The second of the bits is SIGINT's.
    let blocked = /SigBlk:\t[0-9a-f]*[2367abef]\n/
    while process.isRunning,
      (try? String(contentsOfFile: status, encoding: .utf8))?.contains(blocked) != true
    { sched_yield() }
    process.interrupt()
    process.waitUntilExit()
    #expect(process.terminationReason == .exit)
    #expect(process.terminationStatus == 130)
    #expect(try simeval.read("stderr").hasPrefix("error: interrupted"))
  }

  private func drawer() throws -> String {
    let root = URL(filePath: #filePath).appending(path: "../../..").standardizedFileURL
    let path = root.appending(path: "scenes/autoeval/open_drawer.yaml").path
    return try String(contentsOfFile: path, encoding: .utf8)
  }

  /// The two ends of a terminal: what is written to the first can be read from the second.
  private func pseudoTerminal() throws -> (FileHandle, FileHandle) {
    var (keyboard, screen): (Int32, Int32) = (-1, -1)
    try #require(openpty(&keyboard, &screen, nil, nil, nil) == 0)
    return (
      FileHandle(fileDescriptor: screen, closeOnDealloc: true),
      FileHandle(fileDescriptor: keyboard, closeOnDealloc: true)
    )
  }
}
