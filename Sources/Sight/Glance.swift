import Foundation
package import Control
package import Geometry
package import Language

/// What is seen in one picture, and what to do about it. Nothing is remembered from the one before.
package struct Glance: Sendable {
  package let eyes: Eyes
  package let task: Task

  /// What the gripper was told, 0 shut ... 1 open; nil when nobody said.
  let told: Double?

  /// How finely a vocabulary can say where to go.
  package struct Grain: Hashable, Sendable {
    /// Off by less is as good as it gets. Metres.
    var length = 0.009

    /// Whether it can turn the gripper about the vertical.
    var turns = true

    package init(_ mapping: Mapping) {
      turns = mapping.size(of: .rotation) > 0
      if case .words = mapping.form, !mapping.readsAmounts {
        length = max(length, 0.6 * max(mapping.size(of: .x), mapping.size(of: .y)))
      }
    }
  }

  let grain: Grain

  package init(_ eyes: Eyes, task: Task, opening: Double?, grain: Grain) {
    (self.eyes, self.task, told, self.grain) = (eyes, task, opening, grain)
  }

  /// What to do next, and why.
  package struct Verdict: Hashable, Sendable {
    /// In the arm's base, of any length.
    package var action: Action

    /// Why, in a sentence.
    package var reason: String

    package var gripper: Eyes.Gripper?

    /// Where what the task is about is, in pixels of the eyes' camera, and what it is.
    package var target: Target?

    package struct Target: Hashable, Sendable {
      package var name: String
      package var p_W: Vector3
    }

    /// Whether there is nothing left to do.
    package var isDone = false
  }

  package var verdict: Verdict {
    guard let gripper = eyes.gripper(opening: told) else {
      return Verdict(action: .hold(opening: told ?? 1), reason: "I cannot see the gripper.")
    }
    switch task {
    case .openDrawer, .closeDrawer: return drawer(gripper)
    case .eggplantInSink: return eggplant(gripper)
    case .eggplantInBasket: return eggplant(gripper)
    }
  }

  /// Whether the gripper is open, as told or as it looks.
  private func isOpen(_ gripper: Eyes.Gripper) -> Bool { told.map { $0 > 0.5 } ?? (gripper.gap > 0.0345) }
}

// MARK: - The drawer

extension Glance {
  /// The tool in the drawer's frame with one finger in the middle of its handle. Metres.
  private static let p_DG = Vector3(0.133, 0.005, 0.045)

  /// Further than this it is open. Metres.
  private static let enough = 0.112

  private func drawer(_ gripper: Eyes.Gripper) -> Verdict {
    guard let drawer = eyes.drawer() else {
      return Verdict(
        action: .hold(opening: 1), reason: "I cannot see a red drawer.", gripper: gripper)
    }
    let p_WT = gripper.p_WT
    let p_WG = drawer.X_WD * Self.p_DG
    var verdict = Verdict(
      action: .hold(opening: 1), reason: "", gripper: gripper,
      target: .init(name: "the drawer's handle", p_W: p_WG))
    let left = task == .openDrawer ? Self.enough - drawer.opening : -drawer.opening
    let isDone = task == .openDrawer ? left <= 0 : left > -0.004
    guard !isDone else {
      verdict.reason = task == .openDrawer ? "The drawer is open." : "The drawer is shut."
      verdict.isDone = true
      return verdict
    }
    let off = drawer.X_WD.rotation.inverse * (p_WG - p_WT)
    let isLow = p_WT.z < 0.09
    let isOver = abs(off.x) <= (isLow ? 0.022 : grain.length) && abs(off.y) <= (isLow ? 0.03 : grain.length + 0.003)
    if !isOver {
      if isLow {
        verdict.action.translation = [0, 0, 0.02]
        verdict.reason = "The fingers are low but not in the handle, so up first."
      } else {
        let way = p_WG - p_WT
        let isNear = max(abs(way.x), abs(way.y)) < 0.04
        let hover = p_WG.z + (isNear ? 0.06 : 0.09) - p_WT.z
        verdict.action.translation = [way.x, way.y, hover]
        verdict.reason = "The handle is not below the fingers yet."
      }
    } else if p_WT.z > 0.058 {
      verdict.action.translation = [0, 0, 0.052 - p_WT.z]
      verdict.reason = "The handle is below the fingers, so down into it."
    } else {
      // Along the way it opens, and back to its middle.
      let along = max(-0.02, min(0.02, left))
      verdict.action.translation = drawer.X_WD.rotation * Vector3(along, 0.5 * off.y, 0)
      verdict.action.translation.z = 0
      verdict.reason = "A finger is in the handle, so take the drawer along."
    }
    return verdict
  }
}

// MARK: - The eggplant

extension Glance {
  /// How high the middle of the eggplant is in the basket, and of the basin. Metres.
  private static let inBasket = 0.1015
  private static let inSink = 0.10

  /// How high it is carried across, and let go of. Metres.
  private static let carrying = 0.163
  private static let lettingGo = 0.125

  private func eggplant(_ gripper: Eyes.Gripper) -> Verdict {
    let p_WT = gripper.p_WT
    guard let basin = eyes.basin(height: Self.inSink) else {
      return Verdict(
        action: .hold(opening: told ?? 1), reason: "I cannot see a blue sink.", gripper: gripper)
    }
    let eggplant = eyes.eggplant(height: Self.inBasket)
    var verdict = Verdict(
      action: .hold(opening: told ?? 1), reason: "", gripper: gripper,
      target: eggplant.map { .init(name: "the eggplant", p_W: $0.p_WE) })
    guard isOpen(gripper) else {
      carry(eggplant, to: basin, gripper, &verdict)
      return verdict
    }
    verdict.action.opening = 1
    guard let eggplant else {
      verdict.reason = "I cannot see an eggplant."
      return verdict
    }
    let ground = Eyes.meet(eyes.camera, eggplant.middle, height: 0.08)
    if apart(ground, basin) < 0.085 {
      if p_WT.z < 0.15 { verdict.action.translation.z = 0.02 }
      verdict.reason = "The eggplant is in the sink."
      verdict.isDone = p_WT.z >= 0.15
      return verdict
    }
    let grasp = eggplant.p_WE - 0.012 * Vector3(cos(eggplant.yaw), sin(eggplant.yaw), 0)
    let way = grasp - p_WT
    let turn = grain.turns ? eggplant.yaw - gripper.yaw : 0
    let isLow = p_WT.z < 0.14
    let room = isLow ? 0.03 : grain.length
    let isOver = max(abs(way.x), abs(way.y)) <= room && abs(turn) <= (isLow ? 0.6 : 0.12)
    if !isOver {
      if isLow {
        verdict.action.translation.z = 0.02
        verdict.reason = "The fingers are low but not around the eggplant, so up first."
      } else {
        verdict.action.translation = [way.x, way.y, 0]
        verdict.action.rotation.z = turn
        verdict.reason = "The eggplant is not below the fingers yet."
      }
    } else if p_WT.z <= 0.105 {
      verdict.action.opening = 0
      verdict.reason = "The eggplant is between the fingers."
    } else {
      verdict.action.translation.z = 0.098 - p_WT.z
      verdict.reason = "The eggplant is below the fingers, so down to it."
    }
    return verdict
  }

  /// What to do with shut fingers.
  private func carry(
    _ eggplant: Eyes.Eggplant?, to basin: Vector3, _ gripper: Eyes.Gripper,
    _ verdict: inout Verdict
  ) {
    let p_WT = gripper.p_WT
    verdict.action.opening = 0
    if let eggplant {
      let (u, v, depth) = eyes.camera.project(p_WT)
      let off = SIMD2(u, v) - eggplant.middle
      if (off * off).sum().squareRoot() > 0.065 * eyes.camera.fx / depth {
        verdict.action.opening = 1
        verdict.action.translation.z = 0.02
        verdict.reason = "The eggplant is not between the fingers, so once more."
        return
      }
    }
    let way = basin - p_WT
    if max(abs(way.x - 0.015), abs(way.y)) <= 0.03 {
      if p_WT.z <= Self.lettingGo {
        verdict.action.opening = 1
        verdict.reason = "The eggplant is over the sink, so let go."
      } else {
        verdict.action.translation.z = Self.lettingGo - 0.01 - p_WT.z
        verdict.reason = "The sink is below the eggplant."
      }
    } else if p_WT.z < Self.carrying - 0.008 {
      verdict.action.translation.z = Self.carrying + 0.005 - p_WT.z
      verdict.reason = "The eggplant is held, so up out of the basket."
    } else {
      verdict.action.translation = [way.x - 0.015, way.y, 0]
      verdict.reason = "The eggplant is held, so over to the sink."
    }
  }

  /// How far apart along the ground. Metres.
  private func apart(_ a: Vector3, _ b: Vector3) -> Double {
    let d = a - b
    return (d.x * d.x + d.y * d.y).squareRoot()
  }
}
