import Geometry

/// The memory a frame is made in, and what of it may serve the next one. Hand one to
/// `Renderer.draw` again and again: the pictures are the same without it, but take longer.
package struct Canvas: Sendable {
  /// What is kept of the drawables that stand still, from one frame to the next.
  package enum Keep: String, Sendable, CaseIterable {
    /// Nothing.
    case none

    /// What the lamp sees of them.
    case shadows

    /// What the camera sees of them, too.
    case all
  }

  package let keep: Keep

  /// What the last frame was drawn with; nil before the first.
  var settings: Renderer?

  /// The drawables of the last frame in their order, those that stand still first, as solids too.
  var drawables: [Drawable] = []
  var solids: [Solid] = []

  /// The nearness and the word of each sample, and what the still things alone have there.
  var nearness: [Float] = []
  var words: [UInt32] = []
  var stillNearness: [Float] = []
  var stillWords: [UInt32] = []

  /// The faces that are lit pixel by pixel, those of still things first.
  var faces: [Face] = []
  var stillFaces = 0

  /// Where the faces that have a texture are on it, those of still things first.
  var uvs: [UVPlane] = []
  var stillUVs = 0

  /// What of the picture was filled, or in a moving shadow, in the last frame.
  var touched = Marks(width: 0, height: 0)
  var shadowed = Marks(width: 0, height: 0)

  /// For each block of the picture the blocks of the shadow map that its still things are on.
  var lightBoxes: [Box] = []

  /// The frame of the still things alone.
  var stillFrame = Frame.empty

  /// The shadow map, what is in it, and what of it moving things have filled.
  var map: ShadowMap?
  var shadow: [Float] = []
  var stillShadow: [Float] = []
  var shade = Marks(width: ShadowMap.size, height: ShadowMap.size)

  /// The same for the other lamps that cast shadows, and last for what is seen from below the things
  /// if contacts are darker.
  var views: [LampView] = []
  var contact = ContactMap.none
  var stillContact = ContactMap.none

  /// What shading reads, for the settings and materials in use.
  var colours: [SIMD3<Float>] = []
  var tables: [UInt32] = []
  var textures = TexturePool()

  /// Scratch.
  var corners = Corners()
  var starts: [Int32] = []
  var ends: [Int32] = []

  /// The last frame made here. Its memory becomes the next one's if nobody else keeps it.
  var frame = Frame.empty

  package init(keep: Keep = .all) { self.keep = keep }
}

extension Array {
  /// As many as asked for, those that are there unchanged.
  mutating func resize(to newCount: Int, with element: Element) {
    if count != newCount { self = Array(repeating: element, count: newCount) }
  }

  /// All of them the same.
  mutating func clear(to element: Element) {
    withUnsafeMutableBufferPointer { $0.update(repeating: element) }
  }
}
