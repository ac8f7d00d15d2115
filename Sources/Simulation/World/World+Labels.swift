package import Rendering

extension World {
  /// `drawables` with finer labels, and the names of the labels from 1 on: each named part of a body
  /// is "body/part", what is left of the body "body", and each link of the arm "arm/link".
  ///
  /// Nil where they are more than a picture's labels can tell apart, which is 255.
  package var finelyLabelled: (drawables: [Drawable], names: [String])? {
    let parts = scene.bodies.flatMap { body in
      body.parts.map { part in part.name.map { "\(body.name)/\($0)" } ?? body.name }
    }
    let wanted = parts + scene.rig.looks.map { "arm/\(scene.arm.links[$0.link])" }
    var (drawables, names) = (drawables, [String]())
    for (index, name) in wanted.enumerated() {
      if !names.contains(name) { names.append(name) }
      guard let label = names.firstIndex(of: name), label < 255 else { return nil }
      drawables[index].label = UInt8(label + 1)
    }
    return (drawables, names)
  }
}
