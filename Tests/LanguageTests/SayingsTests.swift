import Control
import Geometry
import Language
import Testing

@Suite("What can be said, thing by thing") struct SayingsTests {
  @Test("Every word and phrase of the vocabularies' files can be said", arguments: vocabularies)
  func heard(name: String) { #expect(vocabulary(name).unheard == []) }

  @Test("A saying's reply is read as that, and nothing else", arguments: vocabularies)
  func replies(name: String) throws {
    let mapping = vocabulary(name)
    // A tool that leans, so that there is a roll; where way-points can name.
    var state = ArmState.turned(roll: 0, pitch: 1.2, yaw: 0)
    state.apply(
      try mapping.translate(mapping.reply(saying: nil, from: state), from: state).actions[0])
    for saying in mapping.sayings where !(name == "mallet-as-upstream" && saying.isRoll) {
      let reply = mapping.reply(saying: saying, from: state)
      let told = try mapping.translate(reply, from: state)
      #expect(told.reading.notes.isEmpty && told.reading.steps.count == 1, "\(reply)")
      let last = try #require(told.actions.last)
      switch saying {
      case .grip(let gripper): #expect(last.opening == (gripper == .open ? 1 : 0), "\(reply)")
      case .way(let axis, _):
        #expect(last.opening == 1)
        #expect((last.translation != .zero) == axis.isLength, "\(reply)")
        #expect((last.rotation != .zero) != axis.isLength, "\(reply)")
      }
    }
  }

  @Test("Sayings are called by the vocabulary's own words")
  func names() {
    let ecot = vocabulary("ecot")
    #expect(
      ecot.sayings.map(ecot.name) == [
        "move forward", "move backward", "move left", "move right", "move up", "move down",
        "tilt up", "tilt down", "rotate counterclockwise", "rotate clockwise", "open gripper",
        "close gripper",
      ])
    let eb = vocabulary("eb")
    #expect(
      eb.sayings.map(eb.name) == [
        "x + 1", "x - 1", "y + 1", "y - 1", "z + 1", "z - 1", "pitch + 1", "pitch - 1", "roll + 1",
        "roll - 1", "yaw + 1", "yaw - 1", "gripper 1", "gripper 0",
      ])
  }

  @Test("To ask for nothing moves nothing, but to the middle of a bin", arguments: vocabularies)
  func nothing(name: String) throws {
    let mapping = vocabulary(name)
    for opening in [0.0, 1] {
      let state = ArmState.home(opening: opening)
      let told = try mapping.translate(mapping.reply(saying: nil, from: state), from: state)
      #expect(told.actions.allSatisfy { $0.opening == opening && $0.rotation.largest < 1e-9 })
      #expect(
        told.actions.allSatisfy { $0.translation.largest <= (name == "eb" ? 0.005 : 0) + 1e-9 })
    }
  }

  @Test("Words about the base promise its axes, and tilt up that the finger tips go forward")
  func promises() {
    let mapping = vocabulary("ecot-scaled")
    let state = ArmState.turned(roll: 0, pitch: 1.2, yaw: 0.4)
    #expect(mapping.promise(of: .x, from: state) == [1, 0, 0])
    #expect(mapping.promise(of: .z, from: state) == [0, 0, 1])
    #expect(mapping.promise(of: .rotation, from: state) == [0, 0, 1])
    let turn = Rotation(vector: 0.1 * mapping.promise(of: .tilt, from: state))
    let tips = turn * Vector3(0, 0, -1)
    #expect(tips.x > 0.09 && abs(tips.y) < 1e-12)
  }
}

extension Saying {
  fileprivate var isRoll: Bool { if case .way(.roll, _) = self { true } else { false } }
}
