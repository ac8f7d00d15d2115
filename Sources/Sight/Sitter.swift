import Chance
import Control
import Geometry
package import Language

/// A stand-in with a persona: the misbehaviour is of the answers, never of what it knows.
///
/// Which answers show the habit depends on the seed and the number of the request alone. One instance
/// serves one conversation at a time.
package struct Sitter: Sendable {
  private let sight: Sight
  private let persona: Persona?
  private var chance: Generator
  private var said: String?
  private var asked: ModelRequest?

  /// At the beginning of a conversation; itself without a persona.
  package init(_ sight: Sight, persona: Persona? = nil) {
    (self.sight, self.persona) = (sight, persona)
    chance = Generator(seed: persona?.seed ?? 0, stream: "persona")
  }

  /// What it says to a request.
  package mutating func answer(to request: ModelRequest) -> Utterance {
    // Drawn whether they are needed or not, so that one answer does not change the next ones' chance.
    let (isOff, variety) = (chance.uniform(0...1), Int(chance.next() % 1000))
    let before = (said: said, asked: asked)
    asked = request
    guard let persona, isOff < persona.rate || persona.rate >= 1 else {
      let text = sight.reply(to: request)
      said = text
      return Utterance(text: text)
    }
    let utterance = misbehaved(persona.habit, request, before, variety)
    if persona.habit != .busy { said = utterance.text }
    return utterance
  }

  private func misbehaved(
    _ habit: Persona.Habit, _ request: ModelRequest,
    _ before: (said: String?, asked: ModelRequest?), _ variety: Int
  ) -> Utterance {
    var utterance = Utterance(text: "")
    switch habit {
    case .wordy: utterance.text = wordy(request)
    case .wrongFormat: utterance.text = Self.wrong(sight.reply(to: request), variety)
    case .refuses:
      utterance.text = Self.refusals[variety % Self.refusals.count]
      utterance.ending = .refused
    case .swapsSides: utterance.text = sight.reply(to: request, as: .swapped)
    case .blind: utterance.text = sight.reply(to: request, as: .blind(variety))
    case .repeats: utterance.text = before.said ?? sight.reply(to: request)
    case .slow:
      utterance.text = sight.reply(to: request)
      utterance.delay = 1 + Double(variety % 10)
    case .busy: utterance.ending = .busy(retryAfter: 1 + Double(variety % 3))
    case .cutOff:
      let text = sight.reply(to: request)
      utterance.text = String(text.prefix(text.count * (20 + variety % 60) / 100))
      utterance.ending = .cut
    case .late: utterance.text = sight.reply(to: before.asked ?? request)
    }
    return utterance
  }

  /// Much around the answer, which comes last as it was asked for.
  private func wordy(_ request: ModelRequest) -> String {
    let reply = sight.reply(to: request)
    return """
      Great question! Let me think about this step by step. First, I look at the whole picture, the \
      table, the arm and the light. One might move left, or perhaps a little to the right, or even \
      open the gripper; each has its merits, and I have weighed them with care. I could also wait. \
      All things considered, here is what I suggest.

      \(reply)

      I hope this helps! Tell me if you would like me to explain my reasoning in more detail.
      """
  }

  /// The same in a form that nobody asked for.
  private static func wrong(_ reply: String, _ variety: Int) -> String {
    switch variety % 4 {
    case 0: "<action>dx=+0.02; grip=keep</action>"
    case 1: "{\"plan\": [\"approach\", \"act\", \"retreat\"], \"confidence\": 0.93"
    case 2: "| axis | amount |\n|---|---|\n| 1 | 0.4 |\n| 2 | -0.1 |"
    default: "As the picture shows, the scene is ready, and so is the robot."
    }
  }

  private static let refusals = [
    "I'm sorry, but I can't help with controlling physical equipment.",
    "I am not able to assist with that request.",
    "Sorry, I cannot give commands to robots, as this may be unsafe.",
  ]
}
