import Control
import Geometry
import Imaging
package import Language

/// A stand-in for a vision-language model that needs no key: it answers by what it sees in the
/// picture of a request, in the vocabulary that the request asks for.
///
/// It knows nothing but the request: where things are it finds in the picture, by colour and by known
/// shapes and sizes. Every request is answered by itself.
package struct Sight: Sendable {
  /// By name.
  private let vocabularies: [String: Mapping]

  /// `vocabularies` are those that it can answer in; ECoT's, of a centimetre a word, is known anyway.
  package init(vocabularies: [Mapping]) {
    let named = vocabularies.map { ($0.name, $0) }
    self.vocabularies = Dictionary(named, uniquingKeysWith: { first, _ in first })
  }

  /// What it would say, before it is put into words.
  struct Thought {
    var verdict: Glance.Verdict
    var facts: ToldFacts
    var mapping: Mapping
    var camera: Camera
  }

  /// What it answers: free text or JSON, as the request asks for.
  package func reply(to request: ModelRequest) -> String { reply(to: request, as: .itself) }

  /// Whose answers it gives.
  enum Guise: Hashable {
    case itself
    /// Of one that takes left for right.
    case swapped
    /// Of one that does not look, but picks something by a number.
    case blind(Int)
  }

  func reply(to request: ModelRequest, as guise: Guise) -> String {
    if let answer = plainAnswer(to: request, as: guise) { return answer }
    switch thought(on: request) {
    case .success(var thought):
      guise.change(&thought.verdict.action)
      return text(of: thought)
    case .failure(let excuse): return excuse.text
    }
  }

  /// Nil for a request that is none of the plain questions.
  private func plainAnswer(to request: ModelRequest, as guise: Guise) -> String? {
    let words = Self.words(of: request)
    guard ToldFacts(request).instruction == nil, Goal(words) == nil,
      let question = PlainQuestion(words), let picture = Self.pictures(of: request).last,
      let image = Self.image(picture, for: nil)
    else { return nil }
    return guise.answer(to: question, about: image)
  }

  /// Why it has no answer, as a model would say it.
  struct Excuse: Error, Hashable {
    let text: String
  }

  func thought(on request: ModelRequest) -> Result<Thought, Excuse> {
    let facts = ToldFacts(request)
    guard let goal = Goal(facts.instruction ?? Self.words(of: request)) else {
      return .failure(Excuse(text: "I am not sure what is asked: I know drawers and eggplants."))
    }
    let known = facts.vocabulary ?? Mapping.ecot.name
    guard let mapping = vocabularies[known] ?? (known == Mapping.ecot.name ? .ecot : nil) else {
      return .failure(Excuse(text: "I do not know the vocabulary that is asked for."))
    }
    let pictures = Self.pictures(of: request)
    let place = (facts.picture ?? pictures.count) - 1
    guard pictures.indices.contains(place) else {
      return .failure(Excuse(text: "I do not see a picture."))
    }
    let camera = facts.camera ?? .published(for: goal)
    guard let image = Self.image(pictures[place], for: facts.camera),
      let eyes = Eyes(image, camera: camera)
    else { return .failure(Excuse(text: "I cannot make out anything in the picture.")) }
    let glance = Glance(
      eyes, goal: goal, opening: facts.opening, grain: Glance.Grain(mapping))
    return .success(
      Thought(
        verdict: glance.verdict, facts: facts, mapping: mapping,
        camera: camera.scaled(toWidth: image.width, height: image.height)))
  }

  private static func pictures(of request: ModelRequest) -> [EncodedPicture] {
    request.messages.flatMap(\.parts).compactMap { part in
      if case .picture(let picture) = part { picture } else { nil }
    }
  }

  /// What the last message says, where nobody says what the instruction is.
  private static func words(of request: ModelRequest) -> String {
    (request.messages.last { $0.role == .user }?.parts ?? []).compactMap { part in
      if case .text(let text) = part { text } else { nil }
    }.joined(separator: " ")
  }

  /// A picture's pixels: of pictures side by side, the left one. Nil for what is none.
  private static func image(_ picture: EncodedPicture, for camera: Camera?) -> Image? {
    let image =
      switch picture.encoding {
      case .png: try? Image(png: picture.bytes)
      case .jpeg: try? Image(jpeg: picture.bytes)
      }
    guard let image, let camera, camera.width < image.width, camera.height == image.height else {
      return image
    }
    let bytes = image.format.bytesPerPixel
    var left = Image(width: camera.width, height: camera.height, format: image.format)
    for y in 0..<left.height {
      let row = left.width * bytes
      let start = y * image.width * bytes
      left.bytes.replaceSubrange(y * row..<(y + 1) * row, with: image.bytes[start..<start + row])
    }
    return left
  }
}

extension Sight.Guise {
  /// Makes something else of what it would do.
  func change(_ action: inout Action) {
    switch self {
    case .itself: break
    case .swapped: action.translation.y.negate()
    case .blind(let number):
      let ways: [Vector3] = [
        [0.02, 0, 0], [-0.02, 0, 0], [0, 0.02, 0], [0, -0.02, 0], [0, 0, 0.02],
      ]
      action = Action(translation: ways[number % ways.count], opening: action.opening)
    }
  }

  /// What it says to a plain question.
  func answer(to question: PlainQuestion, about image: Image) -> String {
    switch self {
    case .itself: question.answer(image)
    case .swapped:
      question.answer(image).replacing(/left|right/) { $0.output == "left" ? "right" : "left" }
    case .blind(let number): question.guess(number)
    }
  }
}

// MARK: - Into words

extension Sight {
  /// A thought as the request wants it laid out.
  func text(of thought: Thought) -> String {
    let contract = AnswerContract(mapping: thought.mapping, settings: thought.facts.contract)
    return contract.reply(
      saying: words(of: thought), reasoning: thought.verdict.reason,
      grounding: thought.facts.contract.isGrounded ? grounding(of: thought) : nil)
  }

  /// The vocabulary's sentence for what it would do.
  func words(of thought: Thought) -> String {
    var wanted = thought.verdict.action
    let convention = thought.facts.convention
    let rule = StepRule(convention)
    let (length, angle) = (Vector3(repeating: rule.length), Vector3(repeating: rule.angle))
    wanted.translation.clamp(lowerBound: -length, upperBound: length)
    wanted.rotation.clamp(lowerBound: -angle, upperBound: angle)
    let straightDown = Rotation(roll: 0, pitch: .pi / 2, yaw: 0)
    let gripper = thought.verdict.gripper
    let state = ArmState(
      rule: rule,
      X_WT: Pose(
        Rotation(roll: 0, pitch: .pi / 2, yaw: gripper?.yaw ?? 0),
        gripper?.p_WT ?? Vector3(0.26, 0, 0.19)),
      opening: thought.facts.opening ?? thought.verdict.action.opening,
      R_WC: thought.camera.X_WC.rotation, R_WH: straightDown)
    return (try? thought.mapping.said(wanted, from: state))?.words ?? "stop"
  }

  private func grounding(of thought: Thought) -> AnswerContract.Grounding {
    let camera = thought.camera
    func pixel(_ p_W: Vector3) -> (x: Int, y: Int) {
      let (u, v, depth) = camera.project(p_W)
      guard depth > 0.02 else { return (0, 0) }
      return (
        Int(max(0, min(Double(camera.width), u))), Int(max(0, min(Double(camera.height), v)))
      )
    }
    let things = thought.verdict.target.map { target in
      let corners = (0..<8).map { index in
        pixel(
          target.p_W
            + Vector3(
              index & 1 == 0 ? -0.025 : 0.025, index & 2 == 0 ? -0.025 : 0.025,
              index & 4 == 0 ? -0.02 : 0.02))
      }
      let (xs, ys) = (corners.map(\.x).sorted(), corners.map(\.y).sorted())
      return [(name: target.name, box: [xs[0], ys[0], xs[7], ys[7]])]
    }
    let gripper = thought.verdict.gripper.map { pixel($0.p_WT) }
    return AnswerContract.Grounding(
      things: things ?? [], gripper: gripper.map { [$0.x, $0.y] } ?? [0, 0],
      offset: thought.verdict.offset)
  }
}

extension Glance.Verdict {
  /// The way from the gripper to what the task is about, in words.
  var offset: String {
    guard let gripper, let target else { return "unknown" }
    let way = target.p_W - gripper.p_WT
    let names = [("forward", "back"), ("left", "right"), ("up", "down")]
    let parts = names.indices.compactMap { axis -> String? in
      let centimetres = Int((100 * abs(way[axis])).rounded())
      guard centimetres > 0 else { return nil }
      return "\(way[axis] > 0 ? names[axis].0 : names[axis].1) \(centimetres) cm"
    }
    return parts.isEmpty ? "there" : parts.joined(separator: ", ")
  }
}
