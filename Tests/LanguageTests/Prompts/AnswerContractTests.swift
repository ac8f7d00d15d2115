import Control
import Foundation
import Geometry
import Testing

@testable import Language

@Suite struct AnswerContractTests {
  /// Every way to ask for an answer.
  static let contracts: [PromptParts.Contract] = PromptParts.Contract.Layout.allCases.flatMap {
    layout in
    PromptParts.Contract.Reasoning.allCases.flatMap { reasoning in
      [false, true].map { grounded in
        var contract = PromptParts.Contract()
        (contract.layout, contract.reasoning) = (layout, reasoning)
        contract.isGrounded = grounded
        return contract
      }
    }
  }

  @Test(
    "A reply that keeps to what is asked for is read as what it says", arguments: vocabularies)
  func replies(name: String) throws {
    let (mapping, state) = (vocabulary(name), ArmState.home())
    let words = mapping.example(from: state)
    let wanted = try mapping.translate(words, from: state)
    // The arm moves and the gripper changes over, or the sample would tell little.
    #expect(wanted.actions.contains { $0.translation != .zero })
    #expect(wanted.actions.last?.opening == 0)
    for settings in Self.contracts {
      let contract = AnswerContract(mapping: mapping, settings: settings)
      let reply = contract.reply(
        saying: words, reasoning: "The handle is on the left, so I go there before I go up.",
        grounding: settings.isGrounded ? AnswerContract.sampleGrounding : nil)
      let read = try mapping.translate(reply, from: state)
      #expect(read.actions == wanted.actions, "\(settings): \(reply)")
      let shown = contract.reply(
        saying: words, reasoning: "(one or two sentences: where things are, and why this move)",
        grounding: settings.isGrounded ? AnswerContract.sampleGrounding : nil)
      #expect(contract.text(words).hasSuffix("\n\n" + shown))
    }
  }

  @Test("An object's reply has the schema's keys in the schema's order", arguments: vocabularies)
  func schema(name: String) throws {
    let mapping = vocabulary(name)
    for settings in Self.contracts where settings.layout == .object {
      let contract = AnswerContract(mapping: mapping, settings: settings)
      guard let schema = contract.schema else {
        #expect(name == "mallet-as-upstream")
        continue
      }
      let parsed = try JSONSerialization.jsonObject(with: Data(schema.root.text.utf8))
      let root = try #require(parsed as? [String: Any])
      let required = try #require(root["required"] as? [String])
      let reply = contract.reply(
        saying: mapping.example(from: .home()), reasoning: "r",
        grounding: settings.isGrounded ? AnswerContract.sampleGrounding : nil)
      let object = try #require(
        try JSONSerialization.jsonObject(with: Data(reply.utf8)) as? [String: Any])
      #expect(Set(object.keys) == Set(required))
      #expect(Set((root["properties"] as? [String: Any] ?? [:]).keys) == Set(required))
      let places = required.compactMap { reply.range(of: "\"\($0)\":")?.lowerBound }
      #expect(places.count == required.count && places == places.sorted())
      #expect(Self.fits(object, root), "\(reply)")
    }
  }

  /// Whether a value is what a schema wants, as far as our schemas go. After JSON Schema's "Validation"
  /// vocabulary.
  static func fits(_ value: Any, _ schema: [String: Any]) -> Bool {
    if let several = schema["anyOf"] as? [[String: Any]] {
      return several.contains { fits(value, $0) }
    }
    switch schema["type"] as? String {
    case "object":
      guard let object = value as? [String: Any],
        let properties = schema["properties"] as? [String: [String: Any]]
      else { return false }
      return Set(object.keys) == Set(schema["required"] as? [String] ?? [])
        && object.allSatisfy { name, value in properties[name].map { fits(value, $0) } ?? false }
    case "array":
      guard let list = value as? [Any], let items = schema["items"] as? [String: Any] else {
        return false
      }
      let (least, most) = (schema["minItems"] as? Int ?? 0, schema["maxItems"] as? Int ?? .max)
      return least...most ~= list.count && list.allSatisfy { fits($0, items) }
    case "string":
      guard let text = value as? String else { return false }
      return (schema["enum"] as? [String])?.contains(text) ?? true
    case "number", "integer":
      guard let number = value as? Double else { return false }
      let (least, most) = (schema["minimum"] as? Double ?? 0, schema["maximum"] as? Double ?? 0)
      return least...most ~= number
        && (schema["type"] as? String == "number" || number == number.rounded())
    case "null": return value is NSNull
    default: return false
    }
  }

  @Test("A schema is JSON Schema as it is written by hand")
  func handwritten() {
    let schema = JSONSchema.object([
      .init(name: "a", about: "one \"a\"", schema: .list(of: .integer(0...3), count: 2...2)),
      .init(name: "b", about: "b", schema: .either([.choice(["x"]), .number(0...0.5), .null])),
    ])
    #expect(
      schema.text == """
        {"type":"object","properties":{"a":{"description":"one \\"a\\"","type":"array",\
        "items":{"type":"integer","minimum":0,"maximum":3},"minItems":2,"maxItems":2},\
        "b":{"description":"b","anyOf":[{"type":"string","enum":["x"]},\
        {"type":"number","minimum":0,"maximum":0.5},{"type":"null"}]}},\
        "required":["a","b"],"additionalProperties":false}
        """)
  }
}
