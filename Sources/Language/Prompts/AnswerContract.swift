/// How an answer is laid out: what a model is told of it, its schema, and what one looks like.
package struct AnswerContract {
  let mapping: Mapping
  let settings: PromptParts.Contract

  package init(mapping: Mapping, settings: PromptParts.Contract) {
    (self.mapping, self.settings) = (mapping, settings)
  }

  /// Upstream's server for MALLET reads what a fence in a text holds, and nothing else.
  var layout: PromptParts.Contract.Layout {
    mapping.form == .malletAsUpstream ? .text : settings.layout
  }

  /// `sample` is something that the vocabulary says.
  func text(_ sample: String) -> String {
    switch layout {
    case .text: freeText(sample)
    case .object: object(sample)
    }
  }

  /// What the model can be held to; nil where the answer is free text.
  var schema: AnswerSchema? {
    layout == .object ? AnswerSchema(name: "robot_move", root: .object(members)) : nil
  }

  /// What the model would reply, to say `words` and no more than it must.
  package func reply(saying words: String, reasoning: String, grounding: Grounding?) -> String {
    switch layout {
    case .text:
      var lines = grounding.map(\.lines) ?? []
      if settings.reasoning == .before { lines.append(reasoning) }
      lines.append(lines.isEmpty && settings.reasoning == .none ? words : "Answer: \(words)")
      if settings.reasoning == .after { lines.append(reasoning) }
      return lines.joined(separator: "\n")
    case .object:
      var members = grounding.map(\.members) ?? []
      let reason = "\"reasoning\": \(jsonText(reasoning))"
      if settings.reasoning == .before { members.append(reason) }
      members.append("\"\(actionKey)\": \(isOfWords ? jsonText(words) : bare(words))")
      if settings.reasoning == .after { members.append(reason) }
      return "{" + members.joined(separator: ", ") + "}"
    }
  }

  /// What is where in a picture, as an answer says it.
  package struct Grounding {
    /// Left, top, right, bottom, in pixels.
    package var things: [(name: String, box: [Int])]

    /// Across and down, in pixels.
    package var gripper: [Int]

    /// Where it still has to go.
    package var offset: String

    package init(things: [(name: String, box: [Int])], gripper: [Int], offset: String) {
      (self.things, self.gripper, self.offset) = (things, gripper, offset)
    }

    fileprivate var lines: [String] {
      let places = things.map { "\($0.name) at \($0.box)" }.joined(separator: "; ")
      return ["Objects: \(places)", "Gripper: \(gripper)", "Offset: \(offset)"]
    }

    fileprivate var members: [String] {
      let places = things.map { "{\"name\": \(jsonText($0.name)), \"box_px\": \($0.box)}" }
      return [
        "\"objects\": [\(places.joined(separator: ", "))]", "\"gripper_px\": \(gripper)",
        "\"offset\": \(jsonText(offset))",
      ]
    }
  }

  /// Made up, and marked so by its names.
  static let sampleGrounding = Grounding(
    things: [("the thing that the task is about", [100, 80, 140, 120])], gripper: [120, 60],
    offset: "it is ahead of the gripper, to its left and below it")

  private static let sampleReason = "(one or two sentences: where things are, and why this move)"

  private var isOfWords: Bool { mapping.form == .words }

  private var actionKey: String {
    if case .bins = mapping.form { "executable_plan" } else { "action" }
  }

  /// Without a fence around it.
  private func bare(_ words: String) -> String {
    words.split(separator: "\n").filter { !$0.hasPrefix("```") }.joined(separator: "\n")
  }

  private var what: String {
    switch mapping.form {
    case .words: "one sentence of the words above"
    case .mallet, .malletAsUpstream: "one object as described above"
    case .bins: "a list of way-points"
    }
  }

  private var grounded: Grounding? { settings.isGrounded ? Self.sampleGrounding : nil }

  private func freeText(_ sample: String) -> String {
    var lines = ["## Answer", ""]
    if settings.isGrounded {
      lines.append(
        """
        First say what you see, a line each: "Objects:", what matters for the task, each with its box \
        in the picture in pixels [left, top, right, bottom]; "Gripper:", the point between the finger \
        tips [across, down]; "Offset:", where the gripper still has to go from there.
        """)
    }
    switch settings.reasoning {
    case .before:
      let when = settings.isGrounded ? "Then" : "First"
      lines.append(
        "\(when) reason in one or two sentences. Last comes a line \"Answer:\" with \(what).")
    case .after:
      lines.append(
        "Then comes a line \"Answer:\" with \(what), and below it why, in one or two sentences.")
    case .none where settings.isGrounded:
      lines.append("Last comes a line \"Answer:\" with \(what), and nothing else.")
    case .none: lines.append("Answer with \(what), and nothing else.")
    }
    let reply = reply(saying: sample, reasoning: Self.sampleReason, grounding: grounded)
    return (lines + ["The form, not the content:", "", reply]).joined(separator: "\n")
  }

  private func object(_ sample: String) -> String {
    let keys = members.map { "- \"\($0.name)\": \($0.about)" }
    let reply = reply(saying: sample, reasoning: Self.sampleReason, grounding: grounded)
    let lines =
      ["## Answer", "", "Answer with one JSON object and nothing else. Its keys, in this order:"]
      + keys + ["The form, not the content:", "", reply]
    return lines.joined(separator: "\n")
  }

  private var members: [JSONSchema.Member] {
    var members: [JSONSchema.Member] = []
    if settings.isGrounded {
      let box = JSONSchema.list(of: .integer(0...10_000), count: 4...4)
      let thing = JSONSchema.object([
        .init(name: "name", about: "what it is", schema: .text),
        .init(name: "box_px", about: "left, top, right, bottom in pixels", schema: box),
      ])
      members = [
        .init(
          name: "objects", about: "what matters for the task, each with its box in the picture",
          schema: .list(of: thing, count: nil)),
        .init(
          name: "gripper_px", about: "the point between the finger tips, across and down in pixels",
          schema: .list(of: .integer(0...10_000), count: 2...2)),
        .init(
          name: "offset", about: "where the gripper still has to go from there, in words",
          schema: .text),
      ]
    }
    let reason = JSONSchema.Member(
      name: "reasoning", about: "why, in one or two sentences", schema: .text)
    if settings.reasoning == .before { members.append(reason) }
    members.append(.init(name: actionKey, about: what, schema: actionSchema))
    if settings.reasoning == .after { members.append(reason) }
    return members
  }

  private var actionSchema: JSONSchema {
    switch mapping.form {
    case .words: .text
    case .mallet, .malletAsUpstream: mapping.objectSchema
    case .bins(let bins): bins.schema
    }
  }
}
