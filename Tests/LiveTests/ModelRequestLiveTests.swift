import Foundation
import Imaging
import Language
import Testing
import Wire

/// What we send to a provider, and what our server's side answers, as the providers' own Python
/// packages see it.
@Suite struct ModelRequestLiveTests {
  /// Without a temperature for Anthropic, whose package no longer knows one.
  static func question(_ wire: ModelWire, _ structure: Structure) throws -> ModelQuestion {
    let image = Image(width: 8, height: 8, bytes: (0..<8 * 8 * 3).map { UInt8($0) })
    let schema = AnswerSchema(
      name: "robot_move",
      root: .object([
        .init(name: "reasoning", about: "why", schema: .text),
        .init(name: "grip", about: "how", schema: .either([.choice(["open", "shut"]), .null])),
        .init(name: "moves", about: "what", schema: .list(of: .number(-1...1), count: 1...7)),
        .init(name: "times", about: "how often", schema: .integer(1...9)),
      ]))
    return ModelQuestion(
      model: "m-1",
      request: ModelRequest(
        system: "You drive a robot.",
        messages: [
          .init(
            .user,
            [
              .text("Öffne the drawer."), .picture(try EncodedPicture(image, as: .png)),
              .picture(try EncodedPicture(image, as: .jpeg(quality: 90))), .text("What next?"),
            ]),
          .init(.assistant, [.text("sideways")]), .init(.user, [.text("No such word.")]),
        ],
        schema: schema, settings: .init(maxTokens: 500, temperature: wire == .messages ? nil : 0.5)),
      structure: structure)
  }

  @Test(
    "The packages' request types know every key, send the same themselves, and read our answers",
    arguments: ModelWire.allCases)
  func packages(wire: ModelWire) throws {
    for structure in Structure.allCases {
      let question = try Self.question(wire, structure)
      let received = ReceivedQuestion(
        model: "m-1", request: question.request, structure: structure,
        tool: structure == .tool ? "robot_move" : nil)
      let said = structure == .text ? "move up" : #"{"times":2}"#
      let reply = wire.body(
        of: ModelReply(text: said, usage: .init(input: 9, output: 3)), to: received, id: "1")
      let task: JSONValue = [
        "wire": .string(wire.rawValue), "body": wire.body(of: question), "reply": reply,
      ]
      let found = try JSONValue(Python.check(task.bytes))
      #expect(found["errors"]?.elements == [], "\(wire) \(structure): \(found.text)")
      #expect(found["same"]?.isTrue == true, "\(wire) \(structure): \(found["body"]?.text ?? "")")
      if !(wire == .gemini && structure == .tool) {
        #expect(found["text"]?.string == said, "\(wire) \(structure): \(found.text)")
      }
    }
  }

  @Test("The check finds a key that there is not, and a value of the wrong kind")
  func mutants() throws {
    for wire in ModelWire.allCases {
      let question = try Self.question(wire, .schema)
      let body = wire.body(of: question).text
      let mutants =
        wire == .gemini
        ? [("\"mimeType\"", "\"mimeKind\""), ("\"maxOutputTokens\":500", "\"maxOutputTokens\":[]")]
        : [("\"role\"", "\"rule\""), ("\"model\":\"m-1\"", "\"model\":{}")]
      for (old, new) in mutants {
        let mutant = try JSONValue(Array(body.replacing(old, with: new).utf8))
        let task: JSONValue = ["wire": .string(wire.rawValue), "body": mutant, "reply": [:]]
        let found = try JSONValue(Python.check(task.bytes))
        #expect(found["errors"]?.elements.isEmpty == false, "\(wire) \(new)")
      }
    }
  }
}

extension Python {
  /// What the packages say of one task.
  fileprivate static func check(_ task: [UInt8]) throws -> [UInt8] {
    let process = try process("sdk_check.py", [])
    let (input, output) = (process.standardInput as! Pipe, process.standardOutput as! Pipe)
    try process.run()
    try input.fileHandleForWriting.write(contentsOf: Data(task + [UInt8(ascii: "\n")]))
    try input.fileHandleForWriting.close()
    let answer = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return Array(answer)
  }
}
