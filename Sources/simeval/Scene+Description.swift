import Evaluation
import Simulation

extension Scene {
  /// What there is to know before running it.
  var description: JSON {
    [
      "name": .string(name), "title": .string(title), "instruction": .string(instruction),
      "arm": .string(arm.name), "station": .string(station), "steps": .integer(steps),
      "cameras": JSON(cameras.map(\.name)),
    ]
  }

  /// The same for people.
  var lines: [String] {
    [
      name, title,
      "instruction  \(instruction)",
      "arm          \(arm.name)",
      "station      \(station), \(steps) steps",
      "cameras      \(cameras.map(\.name).joined(separator: ", "))",
    ]
  }
}
