import Evaluation
import Simulation

extension Scene {
  /// What there is to know before running it.
  var description: JSON {
    [
      "name": .string(name), "title": .string(title), "instruction": .string(instruction),
      "arm": .string(arm.name), "station": .string(station), "steps": .integer(steps),
      "cameras": JSON(cameras.map(\.name)), "variants": .integer(variants.count),
      "starts": JSON(startNames), "boxes": JSON(boxNames),
      "milestones": JSON(milestones.map(\.name)), "can_run": .bool(goal != nil),
    ]
  }

  /// The same for people.
  var lines: [String] {
    let lines = [
      name, title,
      "instruction  \(instruction)",
      "arm          \(arm.name)",
      "station      \(station), \(steps) steps",
      "cameras      \(cameras.map(\.name).joined(separator: ", "))",
    ]
    return lines + more.filter { !$0.isEmpty }
  }

  /// What not every scene has.
  private var more: [String] {
    [
      boxNames.isEmpty ? "" : "boxes        \(boxNames.joined(separator: ", "))",
      variants.isEmpty
        ? "" : "variants     \(variants.count); seed s has number s modulo that",
      startNames.isEmpty
        ? ""
        : "starts       \(startNames.map { "\(name.prefix { $0 != "@" })@\($0)" }.joined(separator: ", "))",
      milestones.isEmpty ? "" : "milestones   \(milestones.map(\.name).joined(separator: ", "))",
      goal == nil ? "It has no goal: it can be drawn and not run." : "",
    ]
  }

  private var boxNames: [String] {
    WorkspaceBox.Choice.allCases.filter { boxes[$0] != nil }.map(\.rawValue)
  }
}
