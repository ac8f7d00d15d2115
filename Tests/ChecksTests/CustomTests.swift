import Checks
import Language
import Testing

@Suite("What is wrong with a vocabulary of the user's own is found") struct CustomTests {
  @Test("One without a fault passes")
  func fine() throws {
    let report = try check(custom()).report()
    #expect(report.passes && report.findings.isEmpty, "\(report.findings)")
  }

  @Test(
    "Words about the tool and the picture go where those have it", arguments: ["tool", "picture"])
  func frames(frame: String) throws {
    let report = try check(custom(frame: frame)).report()
    #expect(report.texts(.sign, .axis, .gimbal, .alias, .dead, .notUnderstood) == [])
    // Half a word is the most that is lost, whosever axes they are; sines cost the last bits.
    #expect(abs(report.quantisation.length - 0.005) < 1e-9)
    #expect(abs((report.quantisation.angle ?? 0) - 0.05) < 1e-6)
  }

  @Test("A swapped axis fails, though the oracle gets there with it")
  func swapped() throws {
    let left = "{size: -0.01, positive: [left], negative: [right]}"
    let report = try check(custom(left: left)).report()
    #expect(
      report.texts(.sign) == ["move left goes right at home", "move right goes left at home"])
    #expect(report.rehearsal.solved == 1 && report.faults == [.sign, .sign])
  }

  @Test("A word that is listed for another way than it means fails, whatever the axis is called")
  func misnamed() throws {
    let left = "{size: 0.01, positive: [right, leftwards], negative: [left]}"
    let up = "{size: 0.01, positive: [forwards, up], negative: [down]}"
    let words = "{open: [close], close: [open, shut]}"
    let report = try check(custom(left: left, up: up, words: words)).report()
    #expect(
      report.texts(.sign) == ["'right' is a word for left", "'left' is a word for right"])
    #expect(report.texts(.axis) == ["'forwards' is a word for up"])
    #expect(
      report.texts(.gripper) == [
        "'close' is a word for what makes the gripper open",
        "'open' is a word for what makes the gripper close",
      ])
    #expect(!report.passes)
  }

  @Test("A rotation that is turned round fails, even as a raw number")
  func turned() throws {
    let rotation = "{size: -0.1, index: 5, positive: [counterclockwise], negative: [clockwise]}"
    let report = try check(custom(rotation: rotation)).report()
    #expect(
      report.texts(.sign) == [
        "rotate counterclockwise turns clockwise from above at home",
        "rotate clockwise turns counterclockwise from above at home",
      ])
    #expect(!report.passes)
  }

  @Test("A number in the wrong place fails, and does what another word does")
  func misplaced() throws {
    let up = "{size: 0.01, index: 0, positive: [up], negative: [down]}"
    let report = try check(custom(up: up)).report()
    #expect(report.texts(.axis) == ["move up goes forward at home", "move down goes back at home"])
    #expect(
      report.texts(.alias) == [
        "move forward does what move up does", "move back does what move down does",
      ])
  }

  @Test("A gripper that a word does not move fails")
  func gripper() throws {
    // "Loosen gripper" is read as what stops.
    let words = "{open: [loosen], close: [close], stop: [stop, loosen gripper]}"
    let report = try check(custom(words: words)).report()
    #expect(report.texts(.gripper) == ["loosen gripper leaves the gripper shut"])
    #expect(!report.passes)
  }

  @Test("Words that no sentence can say are named")
  func unheard() throws {
    let rotation = """
      {size: 0.1, positive: [counterclockwise], negative: [clockwise]}
        tilt: {size: 0.1, positive: [up], negative: [down]}
      """
    let words = "{stop: [stop, tilt up]}"
    let report = try check(custom(rotation: rotation, words: words)).report()
    #expect(report.texts(.unheard) == ["'tilt up' cannot be said"])
  }

  @Test("Words of which the station cuts off a part are named with it")
  func clipped() throws {
    // As upstream's server, which asks for all of it in one step; AutoEval goes 2 cm.
    let forward = "{size: 0.05, index: 0, positive: [forward], negative: [back]}"
    let report = try check(custom(form: "mallet_as_upstream", forward: forward)).report()
    #expect(
      report.texts(.clipped) == [
        "of move forward the station cuts off 30 mm", "of move back the station cuts off 30 mm",
      ])
  }

  @Test("Steps too small for the time there is do not solve it, and cost nothing to clipping")
  func slow() throws {
    let axis = { (words: String) in "{size: 0.0005, \(words)}" }
    let mapping = try custom(
      forward: axis("positive: [forward], negative: [back]"),
      left: axis("positive: [left], negative: [right]"),
      up: axis("positive: [up], negative: [down]"))
    let report = try check(mapping, seeds: 2).report()
    #expect(report.faults == [.unsolved] && report.rehearsal.stepsNeeded == nil)
    #expect(report.texts(.unsolved)[0].hasPrefix("0 of 2 seeds are solved; seed 0: drawer at "))
    #expect(report.rehearsal.steps == 140)
  }

  @Test("Two at once find what one by one does, in the same order")
  func jobs() async throws {
    let checks = try ["ecot", "mallet-as-upstream", "eb"].map { try check(vocabulary($0)) }
    let one = try await MappingSurvey(checks, jobs: 1)
    let two = try await MappingSurvey(checks, jobs: 2)
    #expect(one.json == two.json && one.table == two.table)
    #expect(one.reports.map(\.mapping.name) == ["ecot", "mallet-as-upstream", "eb"])
    #expect(!one.passes)
  }
}
