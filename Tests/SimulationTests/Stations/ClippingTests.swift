import Control
import Geometry
import Testing

@testable import Simulation

@Suite("Clipping happens in AutoEval's order, and every change is told")
struct ClippingTests {
  @Test("Adjustments, in their order, lead from the action asked to the one applied")
  func adjustmentsExplain() throws {
    let order: [Adjustment.Kind] = [.magnitude, .box, .stepLimit, .gripper]
    let elements = ["dx", "dy", "dz", "droll", "dpitch", "dyaw", "gripper"]
    var seen: [Adjustment.Kind: Int] = [:]
    for (name, sequences) in Self.all {
      for sequence in sequences {
        let station = try StationReference.station(name, box: sequence.box)
        for step in sequence.steps {
          let action = try #require(Action(step.a))
          let command = station.command(action, measured: step.measured, commanded: .identity)
          var numbers = action.numbers
          var last = 0
          for adjustment in command.adjustments {
            let place = try #require(order.firstIndex(of: adjustment.kind))
            #expect(place >= last)
            last = place
            let index = try #require(elements.firstIndex(of: adjustment.element ?? ""))
            let to = try #require(adjustment.to)
            #expect(numbers[index] == adjustment.from)
            #expect(numbers[index] != to)
            #expect(adjustment.body == nil)
            numbers[index] = to
            seen[adjustment.kind, default: 0] += 1
          }
          #expect(numbers == command.applied.numbers)
          if name == "bridge" { #expect(command.adjustments.allSatisfy { $0.kind == .gripper }) }
        }
      }
    }
    #expect(order.allSatisfy { seen[$0, default: 0] >= 30 })
  }

  private static let all = [
    ("autoeval", StationReference.autoeval), ("bridge", StationReference.bridge),
  ]

  /// A row that another order would command elsewhere than the real path, by more than a millimetre.
  @Test("The table tells AutoEval's order from others", arguments: Mistake.allCases)
  func tableTellsOrders(mistake: Mistake) throws {
    var told = 0
    for sequence in StationReference.autoeval where sequence.box != "none" {
      let box = try #require(try StationReference.station("autoeval", box: sequence.box).box)
      let commanded = sequence.commanded(remembersUnreached: false)
      for (step, commanded) in zip(sequence.steps, commanded) {
        let delta = mistake.delta(step, commanded: commanded.translation, box: box)
        let theirs = Vector3(step.w[0], step.w[1], step.w[2])
        if (delta - theirs).length > 0.001 { told += 1 }
      }
    }
    #expect(told >= 10)
  }

  enum Mistake: CaseIterable {
    case stepLimitBeforeBox
    case boxAroundCommanded
    case noBox
    case noStepLimit

    func delta(
      _ step: StationReference.Step, commanded: Vector3, box: WorkspaceBox
    ) -> Vector3 {
      let asked = limited(Vector3(step.a[0], step.a[1], step.a[2]), to: 2)
      func boxed(_ delta: Vector3, from p_WT: Vector3) -> Vector3 {
        box.clamp(p_WT + delta) - p_WT
      }
      let measured = step.measured.translation
      return switch self {
      case .stepLimitBeforeBox: boxed(limited(asked, to: 0.02), from: measured)
      case .boxAroundCommanded: limited(boxed(asked, from: commanded), to: 0.02)
      case .noBox: limited(asked, to: 0.02)
      case .noStepLimit: boxed(asked, from: measured)
      }
    }

    private func limited(_ delta: Vector3, to limit: Double) -> Vector3 {
      delta.clamped(
        lowerBound: Vector3(repeating: -limit), upperBound: Vector3(repeating: limit))
    }
  }

  @Test("A tool that was left outside and moves in too fast is not held at the box's edge")
  func movingIn() throws {
    let station = try StationReference.station("autoeval", box: "eval")
    let box = try #require(station.box)
    // 3 cm outside and 5 cm inwards: the box has nothing to say, and 2 cm of it are left.
    let at = Pose(.identity, [box.upper.x + 0.03, -0.05, 0.09])
    let action = Action(translation: [-0.05, 0, 0], opening: 1)
    let command = station.command(action, measured: at, commanded: at)
    #expect(command.applied.translation == [-0.02, 0, 0])
    #expect(command.adjustments.map(\.kind) == [.stepLimit])
  }

  @Test("The gripper opens strictly above one half", arguments: ["autoeval", "bridge"])
  func gripperThreshold(name: String) throws {
    let station = try StationReference.station(name, box: "none")
    func opening(_ asked: Double) -> Double {
      station.command(Action(opening: asked), measured: .identity, commanded: .identity).opening
    }
    #expect(opening(0.5) == 0)
    #expect(opening(0.5.nextUp) == 1)
    #expect(opening(-3) == 0)
    #expect(opening(7) == 1)
  }
}
