import Foundation
import Testing

/// The Python that the live tests' servers and clients run on, with what `requirements.txt` names.
enum Python {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()

  /// `SIMEVAL_TEST_PYTHON`, or the one that scripts/test installs in the checkout.
  static var executable: URL {
    get throws {
      let checkout = folder.deletingLastPathComponent().deletingLastPathComponent()
      let path =
        ProcessInfo.processInfo.environment["SIMEVAL_TEST_PYTHON"]
        ?? checkout.appending(path: ".build-venv/bin/python").path
      guard FileManager.default.isExecutableFile(atPath: path) else {
        throw Missing(description: "no Python at \(path): run scripts/test, which installs it")
      }
      return URL(filePath: path)
    }
  }

  struct Missing: Error, CustomStringConvertible { var description: String }

  /// A process that runs a script of `servers/`, not yet started.
  static func process(_ script: String, _ arguments: [String]) throws -> Process {
    let process = Process()
    process.executableURL = try executable
    process.arguments =
      ["-W", "ignore", folder.appending(path: "servers/\(script)").path] + arguments
    process.standardInput = Pipe()
    process.standardOutput = Pipe()
    return process
  }
}

/// A Python server on a loopback port of the system's choice. It lives as long as `body` runs, and
/// no longer, however that ends.
func withPythonServer(
  _ script: String, _ arguments: [String] = [], _ body: (_ root: String) async throws -> Void
) async throws {
  let process = try Python.process(script, arguments)
  let (input, output) = (process.standardInput as! Pipe, process.standardOutput as! Pipe)
  try process.run()
  defer {
    // The script ends with its input; the signal is for one that does not.
    try? input.fileHandleForWriting.close()
    process.terminate()
    process.waitUntilExit()
  }
  var line = Data()
  while let byte = try output.fileHandleForReading.read(upToCount: 1), let first = byte.first,
    first != UInt8(ascii: "\n")
  {
    line.append(first)
  }
  let port = try #require(Int(String(decoding: line, as: UTF8.self)), "the server did not start")
  try await body("http://127.0.0.1:\(port)")
}
