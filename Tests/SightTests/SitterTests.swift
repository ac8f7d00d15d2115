import Control
import Geometry
import Imaging
import Language
import Simulation
import Testing

@testable import Sight

@Suite struct SitterTests {
  private let sight = Sight(vocabularies: [])

  /// The first two observations of a rollout, as requests.
  private func requests() throws -> [ModelRequest] {
    let scene = try scene("open_drawer")
    var world = try world(scene, seed: 0)
    let prompt = try prompt("mallet")
    let first = try request(in: world, prompt, .ecot)
    for _ in 0..<8 { _ = world.advance(Action(translation: [0.01, 0, 0], opening: 1)) }
    for _ in 0..<5 { _ = world.advance(Action(translation: [0, 0.01, 0], opening: 1)) }
    return [first, try request(in: world, prompt, .ecot)]
  }

  private func said(_ habit: Persona.Habit, _ requests: [ModelRequest]) -> [Utterance] {
    var sitter = Sitter(sight, persona: Persona(habit))
    return requests.map { sitter.answer(to: $0) }
  }

  /// The first action that is asked for.
  private func action(_ text: String) throws -> Action {
    let world = try world(scene("open_drawer"), seed: 0)
    return try #require(Mapping.ecot.translate(text, from: world.armState).actions.first)
  }

  @Test("Each persona does what it is called")
  func habits() throws {
    let requests = try requests()
    let honest = requests.map { sight.reply(to: $0) }
    #expect(honest[0] != honest[1])
    let right = try action(honest[0])
    #expect(right.translation.y > 0)

    let wordy = said(.wordy, requests)[0].text
    #expect(wordy.count > 3 * honest[0].count && wordy.contains(honest[0]))

    let wrong = said(.wrongFormat, requests)
    #expect(wrong.allSatisfy { (try? action($0.text)) == nil })

    let refused = said(.refuses, requests)
    #expect(refused.allSatisfy { $0.ending == .refused && (try? action($0.text)) == nil })

    let swapped = try action(said(.swapsSides, requests)[0].text)
    #expect(swapped.translation == right.translation * [1, -1, 1])

    let repeated = said(.repeats, requests)
    #expect(repeated.map(\.text) == [honest[0], honest[0]])

    let late = said(.late, [requests[0], requests[1], requests[1]])
    #expect(late.map(\.text) == [honest[0], honest[0], honest[1]])

    let slow = said(.slow, requests)
    #expect(slow.map(\.text) == honest && slow.allSatisfy { $0.delay >= 1 })

    let busy = said(.busy, requests)
    #expect(
      busy.allSatisfy { if case .busy(let after) = $0.ending { after > 0 } else { false } })

    let cut = said(.cutOff, requests)
    #expect(cut[0].ending == .cut && honest[0].hasPrefix(cut[0].text))
    #expect(cut[0].text.count < honest[0].count)
  }

  @Test("A blind one says the same of a picture and of its mirror")
  func blind() throws {
    let (world, prompt) = (try world(scene("open_drawer"), seed: 0), try prompt("mallet"))
    let requests = [
      try request(in: world, prompt, .ecot),
      try request(in: world, prompt, .ecot) { $0.mirrored },
    ]
    var moves: [Action] = []
    for request in requests {
      var sitter = Sitter(sight, persona: Persona(.blind, seed: 3))
      moves.append(try action(sitter.answer(to: request).text))
    }
    #expect(moves[0] == moves[1])
  }

  /// 400 draws at 0.3: three standard deviations are 0.07.
  @Test("It shows at the rate asked for, and in the same answers from the same seed")
  func rate() {
    let request = ModelRequest(messages: [.init(.user, [.text("sing a song")])])
    func showing(_ persona: Persona) -> [Bool] {
      var sitter = Sitter(sight, persona: persona)
      return (0..<400).map { _ in sitter.answer(to: request).ending == .refused }
    }
    let one = showing(Persona(.refuses, rate: 0.3, seed: 7))
    #expect(abs(Double(one.count { $0 }) / 400 - 0.3) < 0.07)
    #expect(showing(Persona(.refuses, rate: 0.3, seed: 7)) == one)
    #expect(showing(Persona(.refuses, rate: 0.3, seed: 8)) != one)
    #expect(!showing(Persona(.refuses, rate: 0)).contains(true))
  }
}
