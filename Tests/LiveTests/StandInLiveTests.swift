import Foundation
import Policies
import Serving
import Sight
import Testing
import Wire

/// The stand-in's server as the providers' own Python packages see it.
@Suite struct StandInLiveTests {
  @Test("The packages of OpenAI, Anthropic and Google get the same move for the same photo")
  func packages() async throws {
    let server = ModelServer(StandIn(Sight(vocabularies: [])))
    let http = try await HTTPServer.start(port: 0, isPublic: false) {
      await server.response(to: $0)
    }
    let photo = Python.folder.deletingLastPathComponent()
      .appending(path: "Reference/photos/drawer_closed_real.png").path
    let process = try Python.process(
      "sdk_ask.py", ["http://127.0.0.1:\(http.port)", photo, "open the drawer"])
    try process.run()
    let output = (process.standardOutput as! Pipe).fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    try await http.stop()
    let said = try JSONValue(Array(output))
    #expect(said["models"]?.elements == ["sight"])
    // The fingers are low and beside the handle.
    for package in ["chat", "responses", "messages", "gemini"] {
      #expect(said[package]?.string == "move up", "\(package)")
    }
  }
}
