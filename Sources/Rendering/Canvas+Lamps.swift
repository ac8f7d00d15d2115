import Geometry

/// What a lamp beside the first sees: see `Canvas`, which has the same for the first.
struct LampView: Sendable {
  var map: ShadowMap?
  var shadow: [Float] = []
  var stillShadow: [Float] = []
  var shade = Marks(width: ShadowMap.size, height: ShadowMap.size)
  var lightBoxes: [Box] = []
}

/// How a shadow map is to be drawn.
struct MapSettings {
  var direction: Vector3
  var isSoft: Bool

  /// How many metres around the things belong to it.
  var margin = 0.0
}

extension Lighting {
  /// The maps beside the first lamp's: of the other lamps that cast shadows, and last, if contacts
  /// are darker, of what is seen from below the things.
  var furtherMaps: [MapSettings] {
    let lamps = shadowLamps.map { MapSettings(direction: $0.direction, isSoft: softShadow) }
    guard let contact else { return lamps }
    let margin = 2 * contact.reach
    return lamps + [MapSettings(direction: [0, 0, -1], isSoft: false, margin: margin)]
  }
}

extension Canvas {
  /// Brings all shadow maps up to date; whether one covers another part of the light than before.
  mutating func fillShadows(
    _ still: Int, by renderer: Renderer, keepsStill: Bool
  ) -> Bool {
    let lighting = renderer.lighting
    var isNew = false
    if lighting.shadow {
      let first = MapSettings(direction: lighting.direction, isSoft: lighting.softShadow)
      isNew = fillShadow(still, first, keepsStill: keepsStill)
    }
    let further = lighting.furtherMaps
    while views.count < further.count { views.append(LampView()) }
    for (k, settings) in further.enumerated() {
      exchange(k)
      isNew = fillShadow(still, settings, keepsStill: keepsStill) || isNew
      exchange(k)
    }
    if let settings = lighting.contact, let view = views.last, let map = view.map {
      contact = ContactMap(view.shadow, map, settings)
    }
    return isNew
  }

  /// Puts what a lamp sees in the place of what the first one does, or back.
  private mutating func exchange(_ k: Int) {
    swap(&map, &views[k].map)
    swap(&shadow, &views[k].shadow)
    swap(&stillShadow, &views[k].stillShadow)
    swap(&shade, &views[k].shade)
  }

  /// Notes where in the maps the still things in the picture are, and how close they are to others.
  mutating func noteStill(_ shading: Shading, _ renderer: Renderer) {
    if let lookup = shading.lookup { lightBoxes = boxes(lookup, renderer, margin: 3) }
    for (k, lamp) in shading.lamps.enumerated() {
      views[k].lightBoxes = boxes(lamp.lookup, renderer, margin: 3)
    }
    guard let settings = renderer.lighting.contact, let view = views.last, let map = view.map
    else { return }
    let lookup = ShadowLookup(map, renderer.camera)
    views[views.count - 1].lightBoxes = boxes(lookup, renderer, margin: ContactMap.margin)
    stillContact = ContactMap(
      view.stillShadow.isEmpty ? view.shadow : view.stillShadow, map, settings)
  }

  /// Finds the blocks that a moving shadow may fall on.
  mutating func noteShadowed() {
    let hasFirst = settings?.lighting.shadow == true
    var marked = views.map { (shade: $0.shade, boxes: $0.lightBoxes) }
    if settings?.lighting.contact != nil {
      // What hangs high above the surface moves, and darkens nothing.
      marked[marked.count - 1].shade = contact.difference(from: stillContact)
    }
    for k in shadowed.blocks.indices {
      let isShadowed =
        hasFirst && shade.touches(lightBoxes[k])
        || marked.contains { $0.shade.touches($0.boxes[k]) }
      shadowed.blocks[k] = isShadowed ? 1 : 0
    }
  }

  /// Hands out the maps of the lamps beside the first, as they are or of still things alone.
  func withFurther(
    still: Bool, _ body: (UnsafeBufferPointer<UnsafeBufferPointer<Float>>) -> Void
  ) {
    func collect(_ k: Int, _ pointers: [UnsafeBufferPointer<Float>]) {
      guard k < views.count else { return pointers.withUnsafeBufferPointer(body) }
      let texels = still && !views[k].stillShadow.isEmpty ? views[k].stillShadow : views[k].shadow
      texels.withUnsafeBufferPointer { collect(k + 1, pointers + [$0]) }
    }
    collect(0, [])
  }
}
