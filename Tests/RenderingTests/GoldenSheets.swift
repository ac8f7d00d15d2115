import Foundation
import Geometry
import Imaging
import Rendering

/// Pictures that show one thing at a time, several on a sheet: what the golden tests compare.
enum GoldenSheets {
  /// One picture of a sheet.
  static let size = (width: 128, height: 96)

  /// Pictures side by side, so many in a row.
  static func sheet(_ pictures: [Image], columns: Int) -> Image {
    let rows = (pictures.count + columns - 1) / columns
    var sheet = Image(width: columns * size.width, height: rows * size.height)
    for (k, picture) in pictures.enumerated() {
      sheet.paste(picture, x: k % columns * size.width, y: k / columns * size.height)
    }
    return sheet
  }

  /// A thing about a hand high on a floor, seen from a little above.
  static func picture(
    _ drawables: [Drawable], lighting: Lighting = Lighting(), floor: Material? = nil
  ) -> Image {
    let camera = camera(
      width: size.width, height: size.height, fx: 150, fy: 150, cx: 64, cy: 50,
      eye: [-0.27, -0.165, 0.23], target: [0, 0, 0.055])
    let ground = Drawable(
      mesh: floorMesh(x: -0.5...0.5, y: -0.5...0.5),
      material: floor ?? Material(colour: [0.62, 0.6, 0.57]), label: 1, castsShadow: false)
    return Renderer(camera: camera, lighting: lighting, samples: .four).draw([ground] + drawables)
      .image
  }

  /// Each texture on a box and on a ball or a can.
  static func materials() -> Image {
    let textures: [(SIMD3<Float>, Texture)] = [
      ([0.62, 0.44, 0.3], .wood().mapped(.box(size: [1.28, 0.512]))),
      ([0.7, 0.7, 0.72], .brushedMetal()), ([0.3, 0.55, 0.7], .wovenCloth()),
      ([0.75, 0.72, 0.68], .speckle()),
    ]
    let box = Shape.roundedBox(size: [0.09, 0.09, 0.09], radius: 0.008).mesh()
    let ball = Shape.sphere(radius: 0.048).mesh(segments: 48)
    return sheet(
      textures.map { colour, texture in
        let material = Material(colour: colour, specular: 0.05, texture: texture)
        return picture([
          Drawable(
            mesh: box, X_WM: Pose(Rotation(about: [0, 0, 1], by: 0.4), [0.03, 0.06, 0.045]),
            material: material, label: 2),
          Drawable(
            mesh: ball, X_WM: Pose(.identity, [0, -0.06, 0.048]), material: material, label: 3),
        ])
      }, columns: 2)
  }

  /// Labels, lettering, and a picture with holes that a lamp shines through.
  static func prints() -> Image {
    let colours = Texture.LabelColours(
      paper: [0.93, 0.9, 0.82], band: [0.7, 0.12, 0.1], patch: [0.98, 0.75, 0.2],
      ink: [0.15, 0.1, 0.1])
    let can = Shape.cylinder(radius: 0.034, length: 0.1).mesh(segments: 48)
    func labelled(turn: Double) -> Drawable {
      Drawable(
        mesh: can, X_WM: Pose(Rotation(about: [0, 0, 1], by: turn), [0, 0, 0.05]),
        material: Material(
          colour: .one, specular: 0.05,
          texture: .canLabel("PEACHES", colours, height: 0.1, seed: 4)), label: 2)
    }
    let letter = Texture.text("Sugar 5g")
    let size = SIMD2(0.09, 0.09 / Texture.textAspect("Sugar 5g"))
    let front = Rotation(about: [0, 0, 1], by: -2.4)
    let box = Drawable(
      mesh: Shape.box(size: [0.1, 0.1, 0.1]).mesh(), X_WM: Pose(front, [0, 0, 0.05]),
      material: Material(colour: [0.9, 0.88, 0.84]), label: 2)
    // On the side towards the camera, half a millimetre off.
    let upright = Rotation(xAxis: [0, 1, 0], yAxis: [0, 0, 1], zAxis: [1, 0, 0])
    let decal = Drawable(
      mesh: .rectangle(size),
      X_WM: Pose(front, [0, 0, 0.05]) * Pose(upright, [0.0505, 0, 0.01]),
      material: Material(colour: [0.1, 0.2, 0.6], texture: letter), label: 3, castsShadow: false)
    return sheet(
      [
        picture([labelled(turn: -2.6)]), picture([labelled(turn: 0.7)]), picture([box, decal]),
        picture([leaf()]),
      ], columns: 2)
  }

  /// A disk with four holes, cut out of a square that hangs above the floor.
  static func leaf() -> Drawable {
    let side = 64
    var bytes: [UInt8] = []
    for k in 0..<side * side {
      let (x, y) = (2 * (k % side) + 1 - side, 2 * (k / side) + 1 - side)
      let square = x * x + y * y
      let isHole = abs(x) > 12 && abs(y) > 12 && abs(abs(x) - abs(y)) < 16 && square < 2900
      bytes += [40, 130, 60, square < 4000 && !isHole ? 255 : 0]
    }
    let picture = Image(width: side, height: side, format: .rgba8, bytes: bytes)
    let facing = Vector3(-0.5, -0.3, 0.7).normalized
    let across = Vector3(3, -5, 0).normalized
    let turn = Rotation(xAxis: across, yAxis: facing.cross(across), zAxis: facing)
    return Drawable(
      mesh: .rectangle([0.12, 0.12]), X_WM: Pose(turn, [0, 0, 0.062]),
      material: Material(colour: .one, texture: Texture(picture, mapping: .mesh)), label: 2)
  }

  /// One light at a time: a soft and a hard shadow, two lamps that cast one each, a fill, darker
  /// contacts, and sky and ground alone.
  static func lights() -> Image {
    let white = Material(colour: [0.85, 0.83, 0.8], specular: 0.05)
    let things = [
      Drawable(
        mesh: Shape.box(size: [0.08, 0.06, 0.07]).mesh(),
        X_WM: Pose(Rotation(about: [0, 0, 1], by: 0.5), [0.05, 0.06, 0.035]), material: white,
        label: 2),
      Drawable(
        mesh: Shape.sphere(radius: 0.04).mesh(segments: 48),
        X_WM: Pose(.identity, [0, -0.05, 0.04]),
        material: Material(colour: [0.7, 0.3, 0.2], specular: 0.2, roughness: 0.35), label: 3),
    ]
    let base = Lighting(sky: [0.34, 0.35, 0.37])
    var (hard, two, fill, contact, ambient) = (base, base, base, base, base)
    hard.softShadow = false
    two.diffuse = 0.4
    two.fills = [.init(direction: [-0.5, -1, 1], diffuse: [0.35, 0.3, 0.2], castsShadow: true)]
    fill.fills = [.init(direction: [-0.5, -1, 1], diffuse: [0.35, 0.3, 0.2])]
    contact.contact = .init(height: 0, reach: 0.025)
    ambient.diffuse = 0
    (ambient.sky, ambient.ground) = ([0.9, 0.92, 0.95], [0.4, 0.36, 0.3])
    ambient.contact = .init(height: 0, reach: 0.025)
    return sheet(
      [base, hard, two, fill, contact, ambient].map { picture(things, lighting: $0) }, columns: 3)
  }

  /// Each shape that a scene may have.
  static func shapes() -> Image {
    let solids: [(Shape, Pose)] = [
      (.box(size: [0.1, 0.08, 0.06]), Pose(.identity, [0, 0, 0.03])),
      (.roundedBox(size: [0.1, 0.08, 0.06], radius: 0.015), Pose(.identity, [0, 0, 0.03])),
      (.cylinder(radius: 0.04, length: 0.09), Pose(.identity, [0, 0, 0.045])),
      (.cone(bottom: 0.05, top: 0.02, length: 0.09), Pose(.identity, [0, 0, 0.045])),
      (.capsule(radius: 0.025, length: 0.06), Pose(.identity, [0, 0, 0.055])),
      (.sphere(radius: 0.045), Pose(.identity, [0, 0, 0.045])),
      (.ellipsoid(radii: [0.06, 0.035, 0.025]), Pose(.identity, [0, 0, 0.025])),
      (
        .prism(profile: [[-0.05, -0.03], [0.05, -0.04], [0.02, 0.05]], length: 0.06),
        Pose(.identity, [0, 0, 0.03])
      ),
    ]
    let cup = Outline([
      [0, 0], [0.03, 0], [0.04, 0.08], [0.037, 0.08], [0.0275, 0.003], [0, 0.003],
    ])
    let bracket = Outline([
      [0, 0], [0.09, 0], [0.09, 0.03], [0.03, 0.03], [0.03, 0.09], [0, 0.09],
    ])
    // A cloth that falls over itself, like a wave.
    let cloth = (0..<12).flatMap { row in
      (0..<12).map { column -> Vector3 in
        let (x, y) = (Double(column - 6) * 0.012, Double(row - 6) * 0.012)
        return Vector3(x, y, 0.03 - 30 * (x * x - 0.6 * y * y) * x)
      }
    }
    let drawn: [Mesh] = [
      .torus(ring: 0.04, tube: 0.015, segments: 32),
      cup.map { .lathe($0) } ?? Mesh(), bracket.map { .extrusion($0, length: 0.08) } ?? Mesh(),
      .sheet(cloth, columns: 12, thickness: 0.002),
      .basket(floor: [0.08, 0.06], rim: [0.1, 0.08], height: 0.06, wire: 0.003, spacing: 0.02),
      Mesh.rectangle([0.1, 0.07]),
    ]
    let lifts = [0.015, 0, 0.04, 0, 0.002, 0.001]
    let material = Material(colour: [0.75, 0.5, 0.35], specular: 0.05)
    let all =
      solids.map { Drawable(mesh: $0.0.mesh(), X_WM: $0.1, material: material, label: 2) }
      + zip(drawn, lifts).map {
        Drawable(mesh: $0, X_WM: Pose(.identity, [0, 0, $1]), material: material, label: 2)
      }
    return sheet(all.map { picture([$0]) }, columns: 5)
  }
}
