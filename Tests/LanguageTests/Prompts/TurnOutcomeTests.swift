import Control
import Geometry
import Testing

@testable import Language

@Suite struct TurnOutcomeTests {
  private func outcome(
    asked: Vector3, reached: Vector3, from start: Vector3 = [0.25, 0, 0.1], opening: Double = 1,
    was: Double = 1, finger: Double? = nil
  ) -> TurnOutcome {
    let turn = Turn(
      before: .sample(p_WT: start, opening: was), words: "",
      actions: [Action(translation: asked, opening: opening)],
      after: .sample(step: 1, p_WT: start + reached, opening: opening, finger: finger))
    return TurnOutcome(turn, at: .sample)
  }

  @Test("What went as asked moved, and no more is said of it")
  func moved() {
    let outcome = outcome(asked: [0.01, -0.02, 0], reached: [0.0098, -0.0202, 0.0005])
    #expect(!outcome.isBlocked && !outcome.isClipped && outcome.grip == .kept)
    #expect(outcome.text == "The gripper moved: forward 1 cm, right 2 cm, up 0.1 cm.")
  }

  @Test("What stopped halfway was blocked")
  func blocked() {
    let outcome = outcome(asked: [0.02, 0, 0], reached: [0.005, 0, 0])
    #expect(outcome.isBlocked && !outcome.isClipped)
    #expect(outcome.text.contains("in the way"))
  }

  @Test("What the workspace or the step's limit cuts is clipped, and not blocked")
  func clipped() {
    // The box ends at z = 0.0216 m.
    let box = outcome(asked: [0, 0, -0.02], reached: [0, 0, -0.0084], from: [0.25, 0, 0.03])
    #expect(box.isClipped && !box.isBlocked)
    // AutoEval cuts a step to 2 cm.
    let step = outcome(asked: [0.05, 0, 0], reached: [0.02, 0, 0])
    #expect(step.isClipped && !step.isBlocked)
  }

  @Test("A gripper that shut to the end closed on nothing, one that did not on something")
  func grip() {
    let nothing = outcome(asked: .zero, reached: .zero, opening: 0, finger: 0.0152)
    #expect(nothing.grip == .closedOnNothing && nothing.text.contains("closed on nothing"))
    let something = outcome(asked: .zero, reached: .zero, opening: 0, finger: 0.022)
    #expect(something.grip == .closedOnSomething)
    #expect(outcome(asked: .zero, reached: .zero, opening: 1, was: 0).grip == .opened)
    #expect(outcome(asked: .zero, reached: .zero, opening: 0, was: 0, finger: 0.0152).grip == .kept)
  }

  /// AutoEval's gripper reads 0.07 shut and 0.39 open (manipulator_gym, `manipulator_env.py`), Bridge's
  /// 0...1, DROID's 0 open ... 1 shut.
  @Test("The opening is measured by each station's own scale")
  func openings() throws {
    let zeros = [Float](repeating: 0, count: 7)
    let autoeval = Convention.ProprioLayout.autoeval
    #expect(abs(try #require(autoeval.opening(in: zeros + [0.0714])) - 0) < 0.01)
    #expect(abs(try #require(autoeval.opening(in: zeros + [0.39])) - 1) < 0.02)
    #expect(Convention.ProprioLayout.bridge.opening(in: [0, 0, 0, 0, 0, 0, 0.25]) == 0.25)
    #expect(Convention.ProprioLayout.droid.opening(in: zeros + [0.25]) == 0.75)
    #expect(autoeval.opening(in: zeros) == nil)
  }
}
