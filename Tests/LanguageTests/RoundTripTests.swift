import Chance
import Control
import Geometry
import Language
import Testing

@Suite struct RoundTripTests {
  static let states: [ArmState] =
    [Convention.autoeval, .bridge].flatMap { station -> [ArmState] in
      [
        .home(station), .home(station, opening: 0),
        .turned(roll: -3.089, pitch: 1.5416, yaw: -3.089, station),
        .turned(roll: 0.1, pitch: 1.3, yaw: 0.5, station),
        .turned(roll: 0, pitch: .pi / 2, yaw: 1.4, station),
      ]
    }

  @Test(
    "Words to an action and back are the same words, from the same state", arguments: vocabularies)
  func words(name: String) throws {
    let mapping = vocabulary(name)
    var random = Generator(seed: 11)
    for index in 0..<600 {
      let state = Self.states[index % Self.states.count]
      // What the vocabulary says of something that a single step can do.
      let words = mapping.words(for: [mapping.deed(for: action(&random, name), from: state)])
      let translation = try mapping.translate(words, from: state)
      guard translation.actions.count == 1 else { continue }
      let again = mapping.deed(for: translation.actions[0], from: state)
      #expect(mapping.words(for: [again]) == words)
      #expect(mapping.words(of: translation.reading) == words)
    }
  }

  @Test("An action to words and back is within half a bin")
  func actions() throws {
    var random = Generator(seed: 12)
    let bins: [(String, metres: Double, radians: Double)] = [
      ("ecot", 0.01, 0.1), ("ecot-scaled", 0.001, .pi / 1800), ("plan", 0.001, .pi / 1800),
      ("mallet", 0.00013, 0.0006), ("eb", 0.01, .pi / 60),
    ]
    for (name, metres, radians) in bins {
      let mapping = vocabulary(name)
      for index in 0..<300 {
        let state = index % 2 == 0 ? ArmState.home() : .home(.bridge, opening: 0)
        let wanted = action(&random, name)
        let words = mapping.words(for: [mapping.deed(for: wanted, from: state)])
        let actions = try mapping.translate(words, from: state).actions
        let way = actions.reduce(Vector3.zero) { $0 + $1.translation } - wanted.translation
        #expect(way.largest <= metres / 2 + 1e-9, "\(name): \(words)")
        var after = state
        for action in actions { after.apply(action) }
        let R_WG = state.rule.rotation(after: wanted, from: state.X_WT)
        // Each of three angles may be half a bin off.
        #expect(after.X_WT.rotation.angle(to: R_WG) <= radians * 0.87 + 1e-9, "\(name): \(words)")
        #expect((after.opening > 0.5) == (wanted.opening > 0.5))
      }
    }
  }

  /// An action that a vocabulary can say in a step: within its largest word, about axes that it has.
  private func action(_ random: inout Generator, _ name: String) -> Action {
    let isFixed = name == "ecot"
    let most =
      name.hasPrefix("mallet") ? (0.0098, 0.022) : isFixed ? (0.0149, 0.149) : (0.0195, 0.2)
    func vector(_ size: Double) -> Vector3 {
      Vector3(
        random.uniform(-size...size), random.uniform(-size...size), random.uniform(-size...size))
    }
    var turn = vector(most.1)
    turn.x = 0
    return Action(
      translation: vector(most.0), rotation: turn, opening: random.next() % 2 == 0 ? 1 : 0)
  }
}
