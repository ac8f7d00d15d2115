import Control
import Foundation
import Geometry

extension Sketch {
  /// Draws +X, +Y and +Z from a place, as long as is told.
  mutating func drawAxes(_ axes: Rotation, at p_WO: Vector3, length: Double) {
    let arrows: [(String, Vector3, Colour)] = [
      ("+X", axes.xAxis, (206, 24, 24)), ("+Y", axes.yAxis, (0, 120, 20)),
      ("+Z", axes.zAxis, (24, 56, 216)),
    ]
    for (_, axis, colour) in arrows {
      drawLine(p_WO, p_WO + length * axis, Self.white, width: weight + 3)
      drawLine(p_WO, p_WO + length * axis, colour, width: weight + 1)
    }
    for (name, axis, colour) in arrows {
      // At the tip or farther out, or else where the axis leaves the picture.
      let out = [1.15, 1.5, 1.9].compactMap { place(p_WO + $0 * length * axis) }
      let back = [0.9, 0.7, 0.5].compactMap { place(p_WO + $0 * length * axis) }
      let isWritten = (out + back).contains { write(name, around: $0, ground: colour) }
      if !isWritten, let tip = out.first { write(name, around: tip, ground: colour, forced: true) }
    }
  }

  /// How long axes are drawn at a place: 5, 10 or 20 cm, whichever is the first to be a seventh of the
  /// picture across. Metres.
  func axisLength(at p_WO: Vector3) -> Double {
    let depth = camera.project(p_WO).depth
    let wanted = Double(min(camera.width, camera.height)) / 7
    return [0.05, 0.1].first { $0 * camera.fx > wanted * depth } ?? 0.2
  }

  /// The place on the table nearest to the base from where all axes are in the picture; where there
  /// is none, the base.
  func corner(of workplace: Workplace) -> Vector3 {
    let height = workplace.tableHeight
    var best: (Double, Vector3)?
    for forward in 0...12 {
      for left in -8...8 {
        let p_W = Vector3(0.05 * Double(forward), 0.05 * Double(left), height)
        let reach = 1.3 * axisLength(at: p_W)
        let tips = [Vector3(1, 0, 0), [0, 1, 0], [0, 0, 1]].map { p_W + reach * $0 }
        guard place(p_W) != nil, tips.allSatisfy({ place($0) != nil }) else { continue }
        if p_W.length < best?.0 ?? .infinity { best = (p_W.length, p_W) }
      }
    }
    return best?.1 ?? .zero
  }

  /// Draws a ring where the gripper grasps, and a cross on the table straight below.
  mutating func drawGripper(at p_WT: Vector3, over tableHeight: Double) {
    let p_WF = Vector3(p_WT.x, p_WT.y, min(tableHeight, p_WT.z))
    drawLine(p_WT, p_WF, Self.black, width: weight + 2, share: 0.6)
    drawLine(p_WT, p_WF, Self.yellow, width: weight)
    for (colour, width) in [(Self.black, weight + 2), (Self.yellow, weight)] {
      for axis in [Vector3(0.015, 0, 0), Vector3(0, 0.015, 0)] {
        drawLine(p_WF - axis, p_WF + axis, colour, width: width)
      }
      ring(around: p_WT, colour, width: width)
    }
  }

  /// A ring that faces the camera, 12 mm in radius, of 24 straight pieces.
  private mutating func ring(around p_W: Vector3, _ colour: Colour, width: Int) {
    let (right, down) = (camera.X_WC.rotation.xAxis, camera.X_WC.rotation.yAxis)
    let points = (0...24).map { index -> Vector3 in
      let angle = 2 * Double.pi * Double(index) / 24
      return p_W + 0.012 * (cos(angle) * right + sin(angle) * down)
    }
    for (a, b) in zip(points, points.dropFirst()) { drawLine(a, b, colour, width: width) }
  }

  /// Draws the way along some places.
  mutating func drawTrail(_ places: [Vector3]) {
    for (a, b) in zip(places, places.dropFirst()) {
      drawLine(a, b, Self.black, width: weight + 2, share: 0.6)
    }
    for (a, b) in zip(places, places.dropFirst()) { drawLine(a, b, Self.yellow, width: weight) }
    for p_W in places.dropLast() {
      guard let dot = place(p_W) else { continue }
      let half = weight + 1
      drawBox(
        PixelBox(x: dot.x - half, y: dot.y - half, width: 2 * half + 1, height: 2 * half + 1),
        Self.yellow)
    }
  }

  /// Draws a numbered box around each thing that is in the picture; numbers count all of them.
  mutating func drawBoxes(_ things: [Hints.Thing]) {
    let boxes = things.map { PixelBox(around: $0.outline, by: camera) }
    for box in boxes { if let box { drawBox(box, Self.magenta) } }
    for (index, box) in boxes.enumerated() {
      guard let box else { continue }
      let rows = [box.top, box.bottom, (box.top + box.bottom) / 2]
      let corners = rows.flatMap { row in [box.left, box.right].map { (x: $0, y: row) } }
      let number = "\(index + 1)"
      let isWritten = corners.contains { write(number, around: $0, ground: Self.magenta) }
      if !isWritten { write(number, around: corners[0], ground: Self.magenta, forced: true) }
    }
  }

  private static let magenta: Colour = (168, 0, 140)
}
