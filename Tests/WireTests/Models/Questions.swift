import Imaging
import Language
import Wire

extension ModelQuestion {
  /// Two pictures, a turn that was misunderstood, and a schema with every kind of limit in it.
  static func example(
    model: String = "m-1", structure: Structure = .schema, shade: UInt8 = 90
  ) throws -> ModelQuestion {
    let pictures = try (0..<2).map { index in
      let bytes = (0..<6 * 4 * 3).map { UInt8($0 * 3 + index) }
      return try EncodedPicture(
        Image(width: 6, height: 4, bytes: bytes.dropLast() + [shade]),
        as: index == 0 ? .png : .jpeg(quality: 90))
    }
    let schema = AnswerSchema(
      name: "robot_move",
      root: .object([
        .init(name: "reasoning", about: "why \"so\"", schema: .text),
        .init(name: "action", about: "what", schema: .list(of: .number(-1...1), count: 1...7)),
        .init(name: "grip", about: "how", schema: .either([.choice(["open", "shut"]), .null])),
        .init(name: "times", about: "how often", schema: .integer(1...9)),
      ]))
    return ModelQuestion(
      model: model,
      request: ModelRequest(
        system: "You drive a robot.\nSpeak plainly.",
        messages: [
          .init(
            .user,
            [
              .text("Öffne the \"drawer\"."), .picture(pictures[0]), .text("and"),
              .picture(pictures[1]),
            ]),
          .init(.assistant, [.text("move sidewards")]),
          .init(.user, [.text("No such word.")]),
        ],
        schema: schema, settings: .init(maxTokens: 500, temperature: 0.5)),
      structure: structure)
  }
}
