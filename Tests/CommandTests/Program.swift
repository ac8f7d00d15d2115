import Foundation
import Testing

/// The built program, run as a user runs it: in an empty folder of its own.
final class Program: Sendable {
  /// Where it is run; gone when this is.
  let folder = FileManager.default.temporaryDirectory.path + "/simeval-cli-\(UUID().uuidString)"

  struct Ending: Sendable {
    var status: Int32
    var output, errors: String

    /// Whether standard error is exactly one line, `error: ...`.
    var saysOneError: Bool {
      errors.hasPrefix("error: ") && errors.hasSuffix("\n") && errors.count { $0 == "\n" } == 1
    }
  }

  init() throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// Runs it to its end; with `scenes` as the folder of scenes where that is given.
  func callAsFunction(_ arguments: String..., scenes: String? = nil) throws -> Ending {
    let process = try start(arguments, scenes: scenes)
    process.waitUntilExit()
    return Ending(
      status: process.terminationStatus, output: try read("stdout"), errors: try read("stderr"))
  }

  /// Runs a line of the shell in which `simeval` is the program.
  func shell(_ line: String) throws -> Ending {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", "simeval() { '\(try Program.location.path)' \"$@\"; }; \(line)"]
    process.currentDirectoryURL = URL(filePath: folder)
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try file("stdout")
    process.standardError = try file("stderr")
    try process.run()
    process.waitUntilExit()
    return Ending(
      status: process.terminationStatus, output: try read("stdout"), errors: try read("stderr"))
  }

  /// Starts it, its streams going to the files `stdout` and `stderr`.
  func start(
    _ arguments: [String], output: FileHandle? = nil, errors: FileHandle? = nil,
    scenes: String? = nil, terminal: String? = nil
  ) throws -> Process {
    let process = Process()
    process.executableURL = try Program.location
    process.arguments = arguments
    if let scenes { process.environment = ["SIMEVAL_SCENES": scenes] }
    if let terminal { process.environment = ["TERM": terminal] }
    process.currentDirectoryURL = URL(filePath: folder)
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try output ?? file("stdout")
    process.standardError = try errors ?? file("stderr")
    try process.run()
    return process
  }

  func write(_ text: String, as name: String) throws {
    try text.write(toFile: "\(folder)/\(name)", atomically: false, encoding: .utf8)
  }

  func read(_ name: String) throws -> String {
    try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
  }

  func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: "\(folder)/\(name)") }

  private func file(_ name: String) throws -> FileHandle {
    try Data().write(to: URL(filePath: "\(folder)/\(name)"))
    return try #require(FileHandle(forWritingAtPath: "\(folder)/\(name)"))
  }

  /// Beside the tests' own binary.
  private static var location: URL {
    get throws {
      let tests = try #require(Bundle.main.executableURL).resolvingSymlinksInPath()
      var folder = tests.deletingLastPathComponent()
      while folder.path != "/" {
        let program = folder.appending(path: "simeval")
        if FileManager.default.isExecutableFile(atPath: program.path) { return program }
        folder.deleteLastPathComponent()
      }
      throw CocoaError(.fileNoSuchFile)
    }
  }
}
