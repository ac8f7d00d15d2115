import Control
import Geometry
import Imaging

extension Prompt {
  /// What a model is sent in a situation, to be answered in a vocabulary.
  ///
  /// Nothing but these decides it. Throws ``PromptError`` for a situation that lacks what the prompt
  /// shows, and `ImagingError` for a picture that cannot be sent.
  package func request(
    for situation: Situation, with mapping: Mapping
  ) throws -> ModelRequest {
    var composer = Composer(prompt: self, situation: situation, mapping: mapping)
    let before = try composer.parts(of: system)
    let message = try composer.parts(of: user)
    let contract = AnswerContract(mapping: mapping, settings: parts.contract)
    return ModelRequest(
      system: before.compactMap { if case .text(let text) = $0 { text } else { nil } }.first,
      messages: [.init(.user, message)],
      schema: shows(.contract) ? contract.schema : nil, settings: settings)
  }
}

/// Why a prompt cannot be made for a situation.
package enum PromptError: Error, Hashable, Sendable {
  /// A view of a camera that the station has not.
  case camera(String, known: [String])
  /// The prompt shows what only a world knows, and nobody told it.
  case noHints
  /// Fewer examples than the prompt shows.
  case examples(wanted: Int, given: Int)
  /// Views side by side that make a larger picture than can be sent. Pixels.
  case tooLarge(width: Int, height: Int)
}

extension PromptError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .camera(let camera, let known):
      "the prompt shows camera \(camera), which is not there; choose of \(listed(known))"
    case .noHints:
      "the prompt shows boxes, objects or depth, which only a simulated world knows; switch them off"
    case .examples(let wanted, let given):
      "the prompt shows \(wanted) examples, and there are \(given); give more, or set its count"
    case .tooLarge(let width, let height):
      "the prompt's views side by side make a picture of \(width) x \(height) pixels, larger than can "
        + "be sent; give them a smaller size_px, or show them one by one"
    }
  }

  private func listed(_ names: [String]) -> String {
    names.enumerated().map { "\($1) (\($0 + 1))" }.joined(separator: ", ")
  }
}

/// Writes a request, part by part.
private struct Composer {
  let prompt: Prompt
  let situation: Situation
  let mapping: Mapping

  /// How many pictures there are so far.
  private var pictures = 0

  /// The camera of the first picture of what is seen now, and its number.
  private var shown: (camera: Camera, name: String, number: Int)?

  init(prompt: Prompt, situation: Situation, mapping: Mapping) {
    (self.prompt, self.situation, self.mapping) = (prompt, situation, mapping)
  }

  /// Pieces in order, texts that follow one another in one.
  mutating func parts(of pieces: [Prompt.Piece]) throws -> [ModelRequest.Part] {
    var parts: [ModelRequest.Part] = []
    for piece in pieces {
      for part in try self.parts(of: piece) {
        if case .text(let text) = part, case .text(let before)? = parts.last {
          parts[parts.count - 1] = .text(before + "\n\n" + text)
        } else {
          parts.append(part)
        }
      }
    }
    return parts
  }

  private mutating func parts(of piece: Prompt.Piece) throws -> [ModelRequest.Part] {
    switch piece {
    case .text(let text): return [.text(text)]
    case .part(let part):
      return prompt.parts.unused.contains(part) ? [] : try parts(of: part)
    }
  }

  private mutating func parts(of part: PromptPart) throws -> [ModelRequest.Part] {
    switch part {
    case .embodiment:
      let notes = EmbodimentNotes(situation: situation, settings: prompt.parts.embodiment)
      return [.text(notes.text)]
    case .task: return [.text("## Task\n\n\(situation.observation.instruction)")]
    case .vocabulary:
      let notes = VocabularyNotes(
        mapping: mapping, state: situation.arm,
        fingers: situation.workplace.convention.fingers)
      return [.text(notes.text)]
    case .contract: return [.text(contract.text(mapping.example(from: situation.arm)))]
    case .examples: return try examples()
    case .history: return try history()
    case .state: return [.text("## State\n\n\(state)")]
    case .outcome:
      return situation.history.last.map { turn in
        let outcome = TurnOutcome(turn, at: situation.workplace)
        return [.text("## Outcome of your last answer\n\n\(outcome.text)")]
      } ?? []
    case .objects: return [.text(try objects)]
    case .pictures: return try now()
    case .facts: return [.text(facts)]
    }
  }

  private var contract: AnswerContract {
    AnswerContract(mapping: mapping, settings: prompt.parts.contract)
  }

  private var drawer: PictureDrawer {
    PictureDrawer(
      rules: prompt.parts.pictures, workplace: situation.workplace,
      axes: WordAxes(mapping.frame, situation.arm).translation)
  }

  /// Pictures as parts, each with its caption before it.
  private mutating func encoded(
    _ drawn: [DrawnPicture], _ title: String
  ) throws -> [ModelRequest.Part] {
    try drawn.flatMap { picture -> [ModelRequest.Part] in
      pictures += 1
      let size = "\(picture.image.width) x \(picture.image.height) pixels"
      let caption = "Picture \(pictures), \(title), \(size): \(picture.caption)"
      return [
        .text(caption),
        .picture(try EncodedPicture(picture.image, as: prompt.parts.pictures.encoding)),
      ]
    }
  }
}

// MARK: - Parts with pictures

extension Composer {
  private mutating func now() throws -> [ModelRequest.Part] {
    let trail = situation.history.map(\.before.X_WT.translation)
    let drawn = try drawer.pictures(of: situation.observation, trail: trail)
    if let first = drawn.first { shown = (first.camera, first.cameraName, pictures + 1) }
    return try [.text("## What is seen now")] + encoded(drawn, "now")
  }

  private mutating func history() throws -> [ModelRequest.Part] {
    let settings = prompt.parts.history
    let turns = settings.chosen(of: situation.history)
    guard !turns.isEmpty else { return [] }
    var parts: [ModelRequest.Part] = [.text("## What you did before, oldest first")]
    for (index, turn) in turns.enumerated() {
      if index >= turns.count - settings.pictures {
        parts += try encoded(
          drawer.pictures(of: turn.before, trail: []), "before step \(turn.before.step)")
      }
      parts.append(.text(line(of: turn)))
    }
    return parts
  }

  private func line(of turn: Turn) -> String {
    let outcome = TurnOutcome(turn, at: situation.workplace)
    let (p, opening) = (turn.after.X_WT.translation, turn.after.commandedOpening)
    let words = mapping.form == .words ? jsonText(turn.words) : turn.words
    return "Step \(turn.before.step): you said \(words). Asked: "
      + "\(told(outcome.asked)). Reached: \(told(outcome.moved)), now at \(Self.place(p)), "
      + "gripper \(opening > 0.5 ? "open" : "shut")."
  }

  private mutating func examples() throws -> [ModelRequest.Part] {
    let settings = prompt.parts.examples
    guard settings.count > 0 else { return [] }
    guard situation.examples.count >= settings.count else {
      throw PromptError.examples(wanted: settings.count, given: situation.examples.count)
    }
    var parts: [ModelRequest.Part] = [.text("## Examples, from other starts of the task")]
    for (index, example) in situation.examples.prefix(settings.count).enumerated() {
      let title = "example \(index + 1)"
      let state = Self.state(of: example.turn.before, example.arm, mapping)
      parts.append(.text("### Example \(index + 1)\n\n\(state)"))
      if settings.hasPictures {
        parts += try encoded(drawer.pictures(of: example.turn.before, trail: []), title)
      }
      let reply = contract.reply(
        saying: example.turn.words, reasoning: reason(of: example),
        grounding: prompt.parts.contract.isGrounded
          ? grounding(of: example, by: try drawer.camera(for: example.turn.before)) : nil)
      parts.append(.text("Answer to example \(index + 1):\n\n\(reply)"))
    }
    return parts
  }

  private func reason(of example: Example) -> String {
    let left = example.p_WA - example.turn.before.X_WT.translation
    guard left.length > 0.01 else { return "The gripper is where it has to be for this." }
    return "The gripper still has to go \(told(left)) before it does something else."
  }

  private func grounding(of example: Example, by camera: Camera?) -> AnswerContract.Grounding {
    let (turn, p_WT) = (example.turn, example.turn.before.X_WT.translation)
    func pixel(_ p_W: Vector3) -> [Int] {
      guard let camera else { return [0, 0] }
      return PixelBox(around: [p_W], by: camera)?.corner ?? [0, 0]
    }
    let things = (turn.before.hints?.things ?? []).compactMap { thing in
      camera.flatMap { PixelBox(around: thing.outline, by: $0) }.map { (thing.name, $0.sides) }
    }
    return .init(things: things, gripper: pixel(p_WT), offset: told(example.p_WA - p_WT))
  }
}

// MARK: - Lines

extension Composer {
  private var state: String {
    let left = max(0, situation.workplace.steps - situation.observation.step)
    return Self.state(of: situation.observation, situation.arm, mapping)
      + "\n\(left) of \(situation.workplace.steps) steps are left."
  }

  private static func place(_ p: Vector3) -> String {
    "(\(plain(100 * p.x)), \(plain(100 * p.y)), \(plain(100 * p.z))) cm"
  }

  private static func state(
    of observation: Observation, _ arm: ArmState, _ mapping: Mapping
  ) -> String {
    let turn = arm.R_WH.inverse * observation.X_WT.rotation
    let angle = turn.vector.length
    var text =
      "The gripper is at \(place(observation.X_WT.translation)), "
      + (angle < 0.01 ? "turned as at the start" : "turned by \(degrees(angle)) since the start")
      + ", and was told to be \(observation.commandedOpening > 0.5 ? "open (1)" : "shut (0)")."
    if case .bins = mapping.form {
      let here = mapping.deed(for: .hold(opening: observation.commandedOpening), from: arm)
      text += " As a way-point: \(mapping.words(for: [here]))."
    }
    return text
  }

  private var objects: String {
    get throws {
      guard let things = situation.observation.hints?.things else { throw PromptError.noHints }
      let lines = things.enumerated().map { index, thing in
        let name = prompt.parts.objects.areNamed ? ", \(thing.name)" : ""
        return "- \(index + 1)\(name): \(place(of: thing))"
      }
      return (["## Objects, by their numbers", ""] + lines).joined(separator: "\n")
    }
  }

  private func place(of thing: Hints.Thing) -> String {
    guard case .bins(let bins) = mapping.form else { return Self.place(thing.p_WO) }
    let point = bins.wayPoint(Pose(situation.arm.R_WH, thing.p_WO), true, situation.arm)
    return "\(point.bins.prefix(3).map(\.self))"
  }

  private var facts: String {
    PromptFacts(contract: contract, situation: situation, shown: shown).line
  }
}

extension PromptParts.History {
  /// Those of an episode's turns that are told.
  func chosen(of turns: [Turn]) -> [Turn] {
    let newest = Array(turns.suffix(last))
    switch choice {
    case .all: return newest
    case .last: return Array(newest.suffix(1))
    case .first: return Array(newest.prefix(1))
    case .alternate: return stride(from: 0, to: newest.count, by: 2).map { newest[$0] }
    case .third: return stride(from: 0, to: newest.count, by: 3).map { newest[$0] }
    }
  }
}
