import Geometry

/// The memory a frame is made in. Keep one and hand it to `Renderer.draw` again and again: the
/// pictures are the same without it, but each then waits for fresh memory.
package struct Canvas: Sendable {
  /// For each pixel of the picture the nearness (1/metres) of what is in front, and its face.
  var nearness: [Float] = []
  var owners: [UInt32] = []

  /// For each texel of the shadow map how far towards the lamp the first surface reaches, metres.
  var shadow: [Float] = []

  /// The faces in the picture, by owner; the first is the background's.
  var faces: [Face] = []

  /// The triangles to fill, those of the picture and then those of the shadow map.
  var patches: [Patch] = []

  /// The corners of the mesh in hand, or of all that cast a shadow.
  var vertices: [Vertex] = []
  var casters: [Vector3] = []

  /// The last frame made here. Its memory becomes the next one's if nobody else keeps it.
  var frame = Frame.empty

  package init() {}
}

extension Array {
  /// As many as asked for, those that are there unchanged.
  mutating func resize(to newCount: Int, with element: Element) {
    if count != newCount { self = Array(repeating: element, count: newCount) }
  }

  /// As many as asked for, all of them the same, in the memory that is already there if it fits.
  mutating func refill(count newCount: Int, with element: Element) {
    if count == newCount {
      withUnsafeMutableBufferPointer { $0.update(repeating: element) }
    } else {
      self = Array(repeating: element, count: newCount)
    }
  }
}
