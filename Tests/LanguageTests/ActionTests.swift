import Control
import Geometry
import Language
import Testing

@Suite struct ActionTests {
  static let scaled = vocabulary("ecot-scaled")

  @Test(
    "What is more than a step is split evenly, and no further than it must be",
    arguments: [
      ("move forward 2 cm", 1), ("move forward 2.1 cm", 2), ("move forward 6 cm", 3),
      ("rotate clockwise 14 degrees", 1), ("rotate clockwise 15 degrees", 2),
      ("move left 3 cm up 1 cm, close gripper", 2), ("move forward 40 cm", 20),
    ])
  func splits(reply: String, count: Int) throws {
    let actions = try Self.scaled.translate(reply, from: .home()).actions
    #expect(actions.count == count)
    for action in actions.dropLast() {
      #expect(action.translation == actions[0].translation && action.opening == 1)
    }
    #expect(actions.allSatisfy { $0.translation.largest <= 0.02 + 1e-12 })
    #expect(actions.allSatisfy { $0.rotation.largest <= 0.25 + 1e-12 })
  }

  @Test("The gripper comes last, and a clause after it keeps it")
  func gripperLast() throws {
    let reply = "move down 3 cm and close the gripper, then move up 1 cm"
    let actions = try Self.scaled.translate(reply, from: .home()).actions
    #expect(actions.map(\.opening) == [1, 0, 0])
  }

  /// How far a point ahead of the finger tips goes along the base's x when an action is done.
  private func swing(_ actions: [Action], _ state: ArmState) -> Double {
    let X_WG = actions.reduce(state.X_WT) { state.rule.target($1, from: $0) }
    return (X_WG.rotation.xAxis - state.X_WT.rotation.xAxis).x
  }

  @Test(
    "Tilt up swings the finger tips forward on both sides of straight down, however it is told",
    arguments: [
      (0, .pi / 2, 0), (-3.089, 1.5416, -3.089), (0, 1.5, 0), (0, 1.2, 0.4), (0.05, 1.55, 0.05),
      (.pi, .pi / 2 - 0.05, .pi), (0, .pi / 2, 1.2), (0, 1.5, 1.5), (0, 1.52, -1.6),
    ] as [(Double, Double, Double)], [Convention.autoeval, .bridge])
  func tilt(angles: (Double, Double, Double), station: Convention) throws {
    let (roll, pitch, yaw) = angles
    let state = ArmState.turned(roll: roll, pitch: pitch, yaw: yaw, station)
    for mapping in [Self.scaled, vocabulary("plan")] {
      let up = try mapping.translate("tilt up 5 degrees", from: state).actions
      let down = try mapping.translate("tilt down 5 degrees", from: state).actions
      #expect(swing(up, state) > 0.02 && swing(down, state) < -0.02)
    }
    let object = #"{"tilt": ["tilt up", 1, ""]}"#
    let mallet = try vocabulary("mallet").translate(object, from: state).actions
    #expect(swing(mallet, state) > 0.005)
  }

  @Test("ECoT's tilt up is the raw number, which swings the finger tips back at home")
  func rawTilt() throws {
    let action = try vocabulary("ecot").translate("tilt up", from: .home()).actions[0]
    #expect(action.numbers == [0, 0, 0, 0, 0.1, 0, 1])
    #expect(swing([action], .home()) < -0.05)
    let scaled = try Self.scaled.translate("tilt up", from: .home()).actions[0]
    #expect(scaled.numbers == [0, 0, 0, 0, -0.1, 0, 1])
  }

  @Test(
    "Counterclockwise is counterclockwise from above at both stations",
    arguments: [Convention.autoeval, .bridge])
  func rotation(station: Convention) throws {
    let state = ArmState.home(station)
    let action = try Self.scaled.translate("rotate counterclockwise 10 degrees", from: state)
      .actions[0]
    let R = state.rule.rotation(after: action, from: state.X_WT) * state.X_WT.rotation.inverse
    #expect((R.vector - Vector3(0, 0, .pi / 18)).length < 1e-12)
  }

  @Test("Words of the tool go along its axes; forward is where the fingers point")
  func toolFrame() throws {
    let mapping = try custom(frame: "tool")
    #expect(try mapping.first("move forward")[..<3].elementsEqual([0, 0, -0.01], by: close))
    #expect(try mapping.first("move left")[..<3].elementsEqual([0, 0.01, 0], by: close))
    #expect(try mapping.first("move up")[..<3].elementsEqual([0.01, 0, 0], by: close))
  }

  @Test("Words of the picture go as it shows them")
  func pictureFrame() throws {
    // A camera that stands in front of the arm and looks back at it: x is the base's left, y down.
    var state = ArmState.home()
    state.R_WC = Rotation(xAxis: [0, 1, 0], yAxis: [0, 0, -1], zAxis: [-1, 0, 0])
    let mapping = try custom(frame: "picture")
    #expect(try mapping.first("move left", state)[..<3].elementsEqual([0, -0.01, 0], by: close))
    #expect(try mapping.first("move up", state)[..<3].elementsEqual([0, 0, 0.01], by: close))
    #expect(try mapping.first("move forward", state)[..<3].elementsEqual([-0.01, 0, 0], by: close))
    // Clockwise as it is seen: about the way into the picture.
    let actions = try mapping.translate("rotate clockwise", from: state).actions
    let X_WT = actions.reduce(state.X_WT) { state.rule.target($1, from: $0) }
    let R = X_WT.rotation * state.X_WT.rotation.inverse
    #expect(actions.allSatisfy { $0.rotation.largest <= 0.25 + 1e-9 })
    #expect((R.vector - 0.1 * Vector3(-1, 0, 0)).length < 1e-9)
  }

  @Test("An axis is turned round at the stations that a file names, and by a negative size")
  func flipped() throws {
    let mapping = try custom(
      frame: "base", left: "{size: 0.01, flipped_at: [bridge], positive: [left], negative: [right]}"
    )
    #expect(try mapping.first("move left")[1] == 0.01)
    #expect(try mapping.first("move left", .home(.bridge))[1] == -0.01)
    let turned = try custom(
      frame: "base", left: "{size: -0.01, positive: [left], negative: [right]}")
    #expect(try turned.first("move left 2 cm")[1] == -0.02)
    #expect(try turned.words("move left 2 cm") == "move left 2 cm")
  }

  @Test("A roll that is a rotation has no say and is told; elsewhere it is done")
  func roll() throws {
    let mapping = vocabulary("mallet")
    let object = #"{"roll": ["roll up", 1, ""], "z": ["up", 1, ""]}"#
    let atHome = try mapping.translate(object, from: .home())
    #expect(atHome.actions[0].rotation == .zero && atHome.actions[0].translation.z == 0.012906)
    #expect(atHome.reading.ignored.map(\.text) == [#"["roll up", 1, ""]"#])
    #expect(atHome.reading.notes.contains { $0.hasPrefix("no roll") })
    let level = try mapping.translate(object, from: .turned(roll: 0, pitch: 0.3, yaw: 0))
    #expect(level.actions[0].rotation.x == 0.0331305)
  }

  /// The table of `autoeval.md` E.5 as MALLET's server computes it, at magnitude 1.
  @Test("MALLET's faults are reproduced, and corrected")
  func malletAsUpstream() throws {
    func action(_ name: String, tilt: Bool, gripper: String = "open gripper") throws -> [Double] {
      func entry(_ key: String, _ word: String) -> String { "\"\(key)\": [\"\(word)\", 1, \"\"]" }
      let entries = [
        entry("x", "forward"), entry("y", "right"), entry("z", "up"),
        tilt ? entry("tilt", "tilt up") : "\"tilt\": [null, 0, \"\"]", "\"roll\": [null, 0, \"\"]",
        entry("rotation", "rotate clockwise"), entry("gripper", gripper),
      ]
      return try vocabulary(name).first("```json\n{" + entries.joined(separator: ", ") + "}\n```")
    }
    let upstream = try action("mallet-as-upstream", tilt: true)
    let table = [0.011131, -0.00984, 0.01254, 0.022473, 0, -0.0516, 1]
    #expect(zip(upstream, table).allSatisfy { abs($0 - $1) < 1e-9 })
    let corrected = try action("mallet", tilt: true, gripper: "close gripper")
    #expect(corrected == [0.011131, -0.00984, 0.012906, 0, -0.022473, -0.0516, 0])
  }

  @Test("A magnitude of more than a step is split evenly, in MALLET's object as in sentences")
  func largeMagnitude() throws {
    let text = """
      format: 1
      version: 1
      title: Ours
      source: ours
      form: mallet
      axes:
        forward: {size: 0.05, positive: [forward], negative: [backward]}
      """
    let mapping = try Mapping(text: text, path: "ours.yaml", name: "ours", digest: nil)
    let actions = try mapping.translate("{\"x\": [\"forward\", 1, \"\"]}", from: .home()).actions
    #expect(actions.count == 3)
    #expect(actions.allSatisfy { abs($0.translation.x - 0.05 / 3) < 1e-12 })
  }

  private func close(_ a: Double, _ b: Double) -> Bool { abs(a - b) < 1e-12 }

  /// A user's own vocabulary.
  private func custom(
    frame: String, left: String = "{size: 0.01, positive: [left], negative: [right]}"
  ) throws -> Mapping {
    let text = """
      format: 1
      version: 1
      title: Ours
      source: ours
      form: words
      frame: \(frame)
      amounts: true
      axes:
        forward: {size: 0.01, positive: [forward], negative: [backward]}
        left: \(left)
        up: {size: 0.01, positive: [up], negative: [down]}
        tilt: {size: 0.1, positive: [up], negative: [down]}
        rotation: {size: 0.1, positive: [counterclockwise], negative: [clockwise]}
      """
    return try Mapping(text: text, path: "ours.yaml", name: "ours", digest: nil)
  }
}
