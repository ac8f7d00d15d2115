import Control
import Geometry
import Testing

@testable import Language

@Suite struct NotesTests {
  private func notes(_ name: String, _ state: ArmState = .home()) -> String {
    VocabularyNotes(mapping: vocabulary(name), state: state, fingers: [1, 0, 0]).text
  }

  @Test("Every word that the notes name is read as a command", arguments: vocabularies)
  func words(name: String) throws {
    let mapping = vocabulary(name)
    guard mapping.form == .words else { return }
    let quoted = notes(name).split(separator: "\n").compactMap { line in
      line.hasPrefix("- \"") ? line.split(separator: "\"").dropFirst().first.map(String.init) : nil
    }
    #expect(quoted.count >= 12)
    for word in quoted { _ = try mapping.translate(word, from: .home()) }
  }

  /// The two vocabularies differ in what "tilt up" does, and the notes say what is seen.
  /// Source for both: Tests/Reference/README of the ECoT table; +pitch takes the tips to the base.
  @Test("Tilt up is told as it goes: to the base in ECoT's raw numbers, away from it in ours")
  func tilt() throws {
    let state = ArmState.turned(roll: 0, pitch: 1.4, yaw: 0)
    let raw = notes("ecot", state)
    #expect(raw.contains("\"tilt up\": swings the finger tips back, towards the base"))
    let ours = notes("ecot-scaled", state)
    #expect(ours.contains("\"tilt up\": swings the finger tips forward, away from the base"))
  }

  @Test("Upstream's tilt is told as the rotation that it is at AutoEval's home")
  func upstream() {
    #expect(
      notes("mallet-as-upstream").contains(
        "\"tilt up\" (turns 1.3 degrees clockwise seen from above)"))
  }

  @Test("A roll that the vocabulary leaves out is told to do nothing, and one that goes is told")
  func roll() {
    #expect(
      notes("mallet").contains("\"roll up\" (nothing, as long as the fingers point straight down)"))
    let turned = notes("mallet", .turned(roll: 0, pitch: 0.5, yaw: 0))
    #expect(turned.contains("\"roll up\" (") && !turned.contains("nothing, as long"))
  }

  @Test("Where the fingers point along the tool's z, they are what swings")
  func fingers() {
    var state = ArmState.home(.droid)
    state.X_WT.rotation = Rotation(roll: .pi, pitch: 0, yaw: 0)
    let notes = VocabularyNotes(
      mapping: vocabulary("ecot-scaled"), state: state, fingers: Convention.droid.fingers
    ).text
    #expect(notes.contains("\"tilt up\": swings the finger tips forward, away from the base"))
    #expect(notes.contains("\"rotate clockwise\": turns 5.7 degrees clockwise seen from above"))
  }

  @Test("Signs and sizes of directions are those of the vocabulary's file")
  func directions() {
    let notes = notes("ecot-scaled")
    for line in [
      "\"move forward\": +x by 1 cm", "\"move backward\": -x by 1 cm", "\"move left\": +y by 1 cm",
      "\"move up\": +z by 1 cm", "\"rotate counterclockwise\": turns 5.7 degrees counterclockwise",
    ] { #expect(notes.contains(line), "\(notes)") }
    #expect(self.notes("mallet").contains("\"left\" (+y by 0.98 cm)"))
  }

  @Test("The camera is told to stand and look where it does")
  func camera() throws {
    let notes = EmbodimentNotes(situation: .sample(), settings: .init()).text
    #expect(
      notes.contains(
        """
        The camera over_shoulder stands at (-10, 0, 50) cm and looks down and forward. In its \
        picture, near the gripper, forward is up, left is to the left, up is up.
        """), "\(notes)")
  }

  /// Where a camera stands, and the hour there. The last is AutoEval's: MALLET's prompt has it at 5.
  static let hours: [(Vector3, Int)] = [
    ([0.3, -1, 0.5], 3), ([0.3, 1, 0.5], 9), ([1, 0, 0.5], 12), ([-1, 0, 1], 6),
    ([-0.0302, -0.1726, 0.3643], 5),
  ]

  @Test("On the clock's face the robot's right is 3, its left 9", arguments: hours)
  func clock(eye: Vector3, hour: Int) {
    var situation = Situation.sample()
    for index in situation.observation.views.indices {
      situation.observation.views[index].camera.X_WC.translation = eye
    }
    var settings = PromptParts.Embodiment()
    settings.isClock = true
    let notes = EmbodimentNotes(situation: situation, settings: settings).text
    #expect(notes.contains("the camera over_shoulder at \(hour) o'clock"))
  }

  static let figures: [(Double, Int, String)] = [
    (0.04, 1, "0"), (-0.04, 1, "0"), (-0.05, 1, "-0.1"), (1.25, 2, "1.25"), (10, 1, "10"),
    (0.105, 3, "0.105"), (-2, 0, "-2"),
  ]

  @Test("Numbers are short and never -0", arguments: figures)
  func numbers(value: Double, decimals: Int, text: String) {
    #expect(plain(value, decimals) == text)
  }
}
