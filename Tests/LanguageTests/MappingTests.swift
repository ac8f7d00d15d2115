import Control
import Geometry
import Language
import Testing

@Suite struct MappingTests {
  @Test("ECoT's words are a centimetre and a tenth of a radian, and tilt is pitch as it is")
  func ecotSizes() throws {
    let sentence = "move forward right up, tilt down, rotate counterclockwise"
    for mapping in [Mapping.ecot, vocabulary("ecot")] {
      #expect(try mapping.first(sentence) == [0.01, -0.01, 0.01, 0, -0.1, 0.1, 1])
    }
  }

  @Test("A vocabulary's file says what the code's ECoT says, and has a version and a digest")
  func fileIsCode() {
    let file = vocabulary("ecot")
    for move in everyMove {
      #expect(file.words(for: [.move(move)]) == Mapping.ecot.words(for: [.move(move)]))
    }
    let digests = vocabularies.map { vocabulary($0).digest ?? "" }
    #expect(Set(digests).count == 6 && digests.allSatisfy { $0.count == 16 })
    #expect(vocabularies.allSatisfy { vocabulary($0).version >= 1 })
  }

  @Test("A gripper not spoken of keeps what it was told last, however far that was")
  func gripper() throws {
    for told in [0, 0.3, 0.5, 1] {
      let state = ArmState.home(opening: told)
      #expect(try Mapping.ecot.first("stop", state) == [0, 0, 0, 0, 0, 0, told])
      #expect(try Mapping.ecot.first("open gripper", state)[6] == 1)
      #expect(try Mapping.ecot.first("close gripper", state)[6] == 0)
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

  private func sentence(_ numbers: [Double], told: Double = 1) -> String? {
    let state = ArmState.home(opening: told)
    return Action(numbers).map {
      Mapping.ecot.words(for: [Mapping.ecot.deed(for: $0, from: state)])
    }
  }
}
