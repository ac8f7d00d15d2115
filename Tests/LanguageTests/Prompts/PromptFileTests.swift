import Chance
import Foundation
import StrictYAML
import Testing

@testable import Language

@Suite struct PromptFileTests {
  /// A file that is wrong, where it is told to be, and a word of what is told.
  struct Mistake: CustomTestStringConvertible, Sendable {
    var header = ""
    var body: String?
    var line: Int
    var column = 1
    var says: String
    var testDescription: String { says }
  }

  static let mistakes = [
    Mistake(header: "parts: {tasks: {}}", line: 7, column: 9, says: "tasks"),
    Mistake(header: "parts: {task: {use: maybe}}", line: 7, column: 21, says: "true or false"),
    Mistake(header: "parts: {history: {last: 0}}", line: 7, column: 25, says: "1 to 64"),
    Mistake(header: "parts: {history: {choice: some}}", line: 7, column: 27, says: "alternate"),
    Mistake(header: "parts: {examples: {count: 3}}", line: 7, column: 27, says: "0, 1, 2 or 4"),
    Mistake(header: "parts: {contract: {layout: html}}", line: 7, column: 28, says: "object"),
    Mistake(
      header: "parts: {pictures: {views: [{grid: 10}]}}", line: 7, column: 29, says: "grid_cm"),
    Mistake(
      header: "parts: {pictures: {views: [{size_px: [9, 64]}]}}", line: 7, column: 39,
      says: "16 to 4096"),
    Mistake(
      header: "parts: {pictures: {views: [{size_px: [64]}]}}", line: 7, column: 38, says: "width"),
    Mistake(
      header: "parts: {pictures: {views: [{axes: [table]}]}}", line: 7, column: 36, says: "gripper"),
    Mistake(header: "parts: {pictures: {views: []}}", line: 7, column: 27, says: "1 to 8"),
    Mistake(header: "parts: {pictures: {quality: 80}}", line: 7, column: 29, says: "PNG"),
    Mistake(
      header: "parts: {pictures: {views: [{camera: a, camera_number: 1}]}}", line: 7, column: 55,
      says: "Keep one"),
    Mistake(header: "settings: {temperature: 3}", line: 7, column: 25, says: "0 to 2"),
    Mistake(
      header: "parts: {history: {last: 2}}", body: "# User\n{{task}}", line: 7, column: 18,
      says: "{{history}}"),
    Mistake(body: "Hello.\n# User\n{{task}}", line: 9, says: "# User"),
    Mistake(body: "", line: 9, says: "no message"),
    Mistake(body: "# System\nHello.", line: 10, says: "no message"),
    Mistake(
      header: "parts: {task: {use: false}}", body: "# User\n{{task}}\n{{history}}", line: 11,
      says: "always said"),
    Mistake(body: "# User\n{{tusk}}", line: 10, says: "no part '{{tusk}}'"),
    Mistake(body: "# User\n{{task}} now", line: 10, says: "on a line of its own"),
    Mistake(body: "# User\n{{task}}\n{{task}}", line: 11, says: "again"),
    Mistake(body: "# User\nx\n# User\ny", line: 11, says: "again"),
    Mistake(body: "# System\n{{pictures}}\n# User\nx", line: 10, says: "holds no pictures"),
  ]

  @Test("What is wrong with a file is told with its place", arguments: mistakes)
  func mistake(mistake: Mistake) throws {
    let problems = problems(promptText(mistake.header, body: mistake.body))
    let problem = try #require(problems.first)
    #expect(problems.count == 1, "\(problems)")
    #expect((problem.place.line, problem.place.column) == (mistake.line, mistake.column))
    #expect(problem.message.contains(mistake.says), "\(problem)")
    #expect(!problem.description.contains("\n"))
  }

  @Test("Problems of header and texts come together")
  func both() {
    let text = promptText("parts: {tasks: {}}", body: "# User\n{{tusk}}")
    #expect(problems(text).map(\.place.line) == [7, 10])
  }

  @Test(
    "A file without a header, or without its end, is refused", arguments: ["", "---\n", "# User"])
  func noHeader(text: String) { #expect(problems(text).count == 1) }

  @Test("Random bytes are read or refused, and never trap")
  func random() {
    var chance = Generator(seed: 1, stream: "prompts")
    let whole = Array(promptText("parts: {history: {last: 2}}").utf8)
    for _ in 0..<2000 {
      var bytes = whole
      for _ in 0..<4 {
        let at = Int(chance.uniform(0...Double(bytes.count - 1)))
        bytes[at] = UInt8(chance.uniform(9...126))
      }
      _ = problems(String(decoding: bytes, as: UTF8.self))
    }
  }

  @Test("Windows' line ends make no difference")
  func lineEnds() throws {
    let text = promptText("parts: {history: {last: 2}}")
    let other = text.replacing("\n", with: "\r\n")
    #expect(
      try Prompt(text: text, path: "p", name: "p", digest: nil)
        == Prompt(text: other, path: "p", name: "p", digest: nil))
  }

  @Test("Every prompt that comes with the scenes is read, and ends in the line for machines")
  func ours() throws {
    let folder = testsFolder.deletingLastPathComponent().appending(path: "scenes/prompts").path
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    #expect(names.count >= 3)
    for name in names {
      let prompt = try Prompt.load(String(name.dropLast(3)), folder: folder) {
        Chance.digest(of: $0)
      }
      #expect(prompt.user.last == .part(.facts) && prompt.shows(.facts))
      _ = vocabulary(prompt.mapping)
    }
  }

  @Test("A name that is none is told with those there are")
  func unknown() {
    let folder = testsFolder.deletingLastPathComponent().appending(path: "scenes/prompts").path
    #expect(
      throws: LanguageError.unknownPrompt("x", known: ["embodiedbench", "grounded", "mallet"])
    ) { try Prompt.load("x", folder: folder) { _ in "" } }
  }

  private func problems(_ text: String) -> [YAMLProblems.Problem] {
    do {
      _ = try Prompt(text: text, path: "p.md", name: "p", digest: nil)
      return []
    } catch { return (error as? YAMLProblems)?.problems ?? [] }
  }
}
