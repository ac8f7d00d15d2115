import Control
import Geometry
import Language
import Testing

@Suite struct MappingTests {
  /// Every mapping that turns each word into something of its own.
  static let mappings = [
    Mapping.ecot, Mapping(name: "roll", tiltIndex: .roll),
    Mapping(
      name: "uneven", steps: Vector3(0.02, 0.005, -0.03), tilt: -0.05, rotation: 0.3,
      tiltIndex: .roll),
  ]

  @Test("ECoT's words are a centimetre and a tenth of a radian, and tilt is pitch")
  func ecotSizes() {
    let move = Move(x: .positive, y: .negative, z: .positive, tilt: .negative, rotation: .positive)
    let action = Mapping.ecot.action(for: move, commandedOpening: 1)
    #expect(action.numbers == [0.01, -0.01, 0.01, 0, -0.1, 0.1, 1])
  }

  @Test("Tilt goes to roll if the mapping says so")
  func tiltIndex() {
    let action = Self.mappings[1].action(for: Move(tilt: .positive), commandedOpening: 0)
    #expect(action.numbers == [0, 0, 0, 0.1, 0, 0, 0])
  }

  @Test("A gripper not spoken of keeps what it was told last, however far that was")
  func gripper() {
    for told in [0, 0.3, 0.5, 1] {
      #expect(Mapping.ecot.action(for: .stop, commandedOpening: told) == .hold(opening: told))
      let open = Mapping.ecot.action(for: Move(gripper: .open), commandedOpening: told)
      let close = Mapping.ecot.action(for: Move(gripper: .close), commandedOpening: told)
      #expect((open.opening, close.opening) == (1, 0))
    }
  }

  @Test("Words made from a move's action are the move's, less a gripper word that changes nothing")
  func wordsToNumbersAndBack() {
    for mapping in Self.mappings {
      for (move, told) in everyMove.flatMap({ [($0, 0.0), ($0, 1.0)] }) {
        let action = mapping.action(for: move, commandedOpening: told)
        var said = move
        if move.gripper == (told == 1 ? .open : .close) { said.gripper = nil }
        #expect(mapping.move(for: action, commandedOpening: told) == said)
        #expect(mapping.action(for: said, commandedOpening: told) == action)
      }
    }
  }

  @Test("An axis counts beyond half its size, and not at half")
  func half() {
    for (place, size) in [0.01, 0.01, 0.01, 0.1, 0.1, 0.1].enumerated() {
      var numbers = [0, 0, 0, 0, 0, 0, 1.0]
      for sign in [1.0, -1.0] {
        numbers[place] = sign * size / 2
        #expect(sentence(numbers) == "stop")
        numbers[place] = sign * (size / 2).nextUp
        #expect(sentence(numbers) != "stop")
      }
    }
    #expect(
      sentence([0.006, -0.006, 2, 0, 0, -0.06, 1]) == "move forward right up, rotate clockwise")
  }

  @Test("Tilt is roll, or pitch where there is no roll")
  func rollAndPitch() {
    #expect(sentence([0, 0, 0, 0, -0.2, 0, 1]) == "tilt down")
    #expect(sentence([0, 0, 0, 0.2, -0.2, 0, 1]) == "tilt up")
    #expect(sentence([0, 0, 0, 0.05, -0.2, 0, 1]) == "tilt down")
  }

  @Test("The gripper is spoken of when it crosses a half, which itself is shut")
  func gripperIsSaid() {
    #expect(sentence([0, 0, 0, 0, 0, 0, 0.5], told: 0.51) == "close gripper")
    #expect(sentence([0, 0, 0, 0, 0, 0, 0.51], told: 0.5) == "open gripper")
    #expect(sentence([0, 0, 0, 0, 0, 0, 0.6], told: 1) == "stop")
    #expect(sentence([0, 0, 0, 0, 0, 0, 0], told: 0.4) == "stop")
  }

  @Test("An axis of size zero stands still and is never said")
  func zeroSize() {
    let flat = Mapping(name: "flat", steps: Vector3(0.01, 0.01, 0))
    let action = flat.action(for: Move(x: .positive, z: .positive), commandedOpening: 1)
    #expect(action.translation == Vector3(0.01, 0, 0))
    let falling = Action(translation: Vector3(0, 0, -1), opening: 1)
    #expect(flat.move(for: falling, commandedOpening: 1) == .stop)
  }

  private func sentence(_ numbers: [Double], told: Double = 1) -> String? {
    Action(numbers).map { Mapping.ecot.move(for: $0, commandedOpening: told).description }
  }
}
