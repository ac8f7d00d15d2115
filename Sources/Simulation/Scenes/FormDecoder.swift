import Foundation
import Geometry
import MeshFiles
import Rendering
import StrictYAML

/// Reads the one key of a part that says what it is.
enum FormDecoder {
  private static let lengths = 1e-4...10.0

  /// What a prism costs when it is touched grows with its corners.
  private static let mostPrismCorners = 64

  /// The most rows, and points in a row, of a sheet.
  private static let mostSheetPoints = 64

  /// Points in a row of a cloth, and rows: what a step costs grows with both.
  private static let clothPoints = 4...32.0

  static func form(_ fields: Fields) -> Form? {
    guard let kind = fields.only(of: solids.keys.sorted() + drawn.keys.sorted()) else { return nil }
    if let read = solids[kind] { return read(fields).map(Form.init) }
    return drawn[kind]?(fields)
  }

  // MARK: - Convex bodies

  private static let solids: [String: @Sendable (Fields) -> Shape?] = [
    "box": { $0.vector("box", count: 3, in: lengths).map { .box(size: Vector3($0)) } },
    "ellipsoid": {
      $0.vector("ellipsoid", count: 3, in: lengths).map { .ellipsoid(radii: 0.5 * Vector3($0)) }
    },
    "sphere": {
      $0.mapping("sphere")?.number("radius", in: lengths).map { .sphere(radius: $0) }
    },
    "cylinder": {
      round($0, "cylinder").map { .cylinder(radius: $0.radius, length: $0.length) }
    },
    "capsule": { round($0, "capsule").map { .capsule(radius: $0.radius, length: $0.length) } },
    "cone": cone, "rounded_box": roundedBox, "prism": prism,
  ]

  private static func round(_ fields: Fields, _ kind: String) -> (radius: Double, length: Double)? {
    guard let sizes = fields.mapping(kind) else { return nil }
    let radius = sizes.number("radius", in: lengths)
    let length = sizes.number("length", in: lengths)
    guard let radius, let length else { return nil }
    return (radius, length)
  }

  @Sendable private static func cone(_ fields: Fields) -> Shape? {
    guard let sizes = fields.mapping("cone") else { return nil }
    let bottom = sizes.number("bottom_radius", in: 0...10)
    let top = sizes.number("top_radius", in: 0...10)
    let length = sizes.number("length", in: lengths)
    guard let bottom, let top, let length else { return nil }
    guard max(bottom, top) >= lengths.lowerBound else {
      fields.fail("cone", "no thickness at either end. Make one radius 0.0001 or more.")
      return nil
    }
    return .cone(bottom: bottom, top: top, length: length)
  }

  @Sendable private static func roundedBox(_ fields: Fields) -> Shape? {
    guard let sizes = fields.mapping("rounded_box") else { return nil }
    let size = sizes.vector("size", count: 3, in: lengths).map(Vector3.init)
    let most = size.map { 0.5 * $0.min() } ?? 10
    let radius = sizes.number("radius", in: min(lengths.lowerBound, most)...most)
    guard let size, let radius else { return nil }
    return .roundedBox(size: size, radius: radius)
  }

  @Sendable private static func prism(_ fields: Fields) -> Shape? {
    guard let (outline, length) = drawnOut(fields, "prism") else { return nil }
    guard outline.isConvex, outline.corners.count <= mostPrismCorners else {
      fields.fail(
        "prism",
        "an outline that bends inwards, goes straight on at a corner, or has more than "
          + "\(mostPrismCorners) corners. Write an extrusion, which is only drawn.")
      return nil
    }
    return .prism(profile: outline.corners, length: length)
  }

  // MARK: - What is only drawn

  private static let drawn: [String: @Sendable (Fields) -> Form?] = [
    "torus": torus, "lathe": lathe, "sheet": sheet, "basket": basket, "mesh": mesh, "cloth": cloth,
    "decal": decal, "lettering": lettering,
    "extrusion": {
      drawnOut($0, "extrusion").flatMap { form(.extrusion($0.0, length: $0.1)) }
    },
  ]

  private static func form(_ mesh: Mesh) -> Form? {
    Form(drawn: [Form.Surface(mesh: mesh, colour: nil)])
  }

  @Sendable private static func torus(_ fields: Fields) -> Form? {
    guard let sizes = fields.mapping("torus") else { return nil }
    let ring = sizes.number("ring_radius", in: lengths)
    let tube = sizes.number("tube_radius", in: lengths)
    guard let ring, let tube else { return nil }
    guard tube < ring else {
      sizes.fail("tube_radius", "as thick as the ring or thicker. Make it less than ring_radius.")
      return nil
    }
    return form(.torus(ring: ring, tube: tube))
  }

  @Sendable private static func lathe(_ fields: Fields) -> Form? {
    guard let sizes = fields.mapping("lathe"), let profile = outline(sizes, "profile") else {
      return nil
    }
    guard profile.corners.allSatisfy({ $0.x >= 0 }) else {
      sizes.fail("profile", "a corner beyond the axis. Write radii of 0 or more.")
      return nil
    }
    return form(.lathe(profile))
  }

  @Sendable private static func sheet(_ fields: Fields) -> Form? {
    guard let sizes = fields.mapping("sheet") else { return nil }
    let thickness = sizes.number("thickness", in: lengths)
    guard let rows = sizes.list("rows") else { return nil }
    let allowed = 2...mostSheetPoints
    let lists = rows.prefix(mostSheetPoints + 1).map { $0.list() }
    let columns = lists.first?.map(\.count) ?? 0
    guard allowed.contains(rows.count), allowed.contains(columns),
      lists.allSatisfy({ $0 == nil || $0?.count == columns })
    else {
      sizes.fail("rows", "no grid. Write 2 to 64 rows of as many points each, 2 to 64.")
      return nil
    }
    let points = lists.flatMap { $0 ?? [] }.map { $0.vector(count: 3, in: -10...10) }
    guard let thickness, lists.allSatisfy({ $0 != nil }), points.allSatisfy({ $0 != nil }) else {
      return nil
    }
    return form(
      .sheet(
        points.compactMap { $0.map(Vector3.init) }, columns: columns, thickness: thickness))
  }

  /// A sheet that hangs, drags and folds.
  @Sendable private static func cloth(_ fields: Fields) -> Form? {
    guard let sizes = fields.mapping("cloth") else { return nil }
    let size = sizes.vector("size", count: 2, in: 0.02...2)
    let points = sizes.vector("points", count: 2, in: clothPoints)
    let thickness = sizes.number("thickness", in: 5e-4...0.01)
    if fields.has("solid") {
      fields.fail("solid", "a cloth that says whether it is solid. Leave it out.")
      _ = fields.boolean("solid")
    }
    guard let size, let points, let thickness else { return nil }
    guard points.allSatisfy({ $0 == $0.rounded() }) else {
      sizes.fail("points", "a part of a point. Write whole numbers.")
      return nil
    }
    let sheet = ClothSheet(
      size: SIMD2(size), columns: Int(points[0]), rows: Int(points[1]), thickness: thickness)
    var form = Self.form(.sheet(sheet.flat, columns: sheet.columns, thickness: thickness))
    form?.cloth = sheet
    return form
  }

  @Sendable private static func basket(_ fields: Fields) -> Form? {
    guard let sizes = fields.mapping("basket") else { return nil }
    let floor = sizes.vector("floor", count: 2, in: lengths)
    let rim = sizes.vector("rim", count: 2, in: lengths)
    let height = sizes.number("height", in: lengths)
    let wire = sizes.number("wire", in: lengths)
    let spacing = sizes.number("spacing", in: lengths)
    guard let floor, let rim, let height, let wire, let spacing else { return nil }
    return form(
      .basket(
        floor: SIMD2(floor), rim: SIMD2(rim), height: height, wire: wire, spacing: spacing))
  }

  /// A rectangle for a picture of the file's, or a text.
  @Sendable private static func decal(_ fields: Fields) -> Form? {
    fields.vector("decal", count: 2, in: lengths).flatMap { flat(SIMD2($0[0], $0[1]), nil) }
  }

  @Sendable private static func lettering(_ fields: Fields) -> Form? {
    guard let sizes = fields.mapping("lettering") else { return nil }
    let text = sizes.line("text")
    let height = sizes.number("height", in: lengths)
    guard let text, let height else { return nil }
    let size = SIMD2(height * Texture.textAspect(text), height)
    return flat(size, LookDecoder.Dress(picture: .text(text), hasColours: false))
  }

  /// One that shades nothing, since it lies on something.
  private static func flat(_ size: SIMD2<Double>, _ texture: LookDecoder.Dress?) -> Form? {
    var form = Form(drawn: [Form.Surface(mesh: .rectangle(size), colour: nil, texture: texture)])
    form?.castsShadow = false
    return form
  }

  /// A file's surfaces, their corners multiplied by `scale`.
  @Sendable private static func mesh(_ fields: Fields) -> Form? {
    guard let source = fields.mapping("mesh") else { return nil }
    let file = source.line("file")
    let scale = source.has("scale") ? source.number("scale", in: 1e-6...1e6) : 1
    guard let file, let scale else { return nil }
    var surfaces: [Form.Surface] = []
    do {
      for part in try Model(contentsOf: path(file, beside: source)).parts {
        var mesh = part.mesh
        mesh.positions = mesh.positions.map { scale * $0 }
        let colour = part.colour.map { SIMD3<Float>($0) / 255 }
        let texture = try part.picture.map { try LookDecoder.Dress(embedded: $0) }
        if case .some(nil) = texture {
          let most = Texture.mostTexels
          source.fail("file", "'\(file)': a picture of 16 bits, or larger than \(most) pixels.")
          return nil
        }
        surfaces.append(Form.Surface(mesh: mesh, colour: colour, texture: texture ?? nil))
      }
    } catch {
      source.fail("file", "'\(file)': \(error)")
      return nil
    }
    guard let form = Form(drawn: surfaces) else { return nil }
    guard (form.center - 0.5 * form.size).min() > -100, (form.center + 0.5 * form.size).max() < 100
    else {
      source.fail("a mesh that reaches 100 m or more. Write its unit, such as scale: 0.001.")
      return nil
    }
    return form
  }

  /// The path of a file that a scene names, from the scene's folder.
  static func path(_ name: String, beside fields: Fields) -> String {
    let folder = URL(filePath: fields.place.path).deletingLastPathComponent()
    return URL(filePath: name, relativeTo: folder).path
  }

  // MARK: - Outlines

  private static func drawnOut(_ fields: Fields, _ kind: String) -> (Outline, Double)? {
    guard let sizes = fields.mapping(kind) else { return nil }
    let outline = outline(sizes, "outline")
    let length = sizes.number("length", in: lengths)
    guard let outline, let length else { return nil }
    return (outline, length)
  }

  private static func outline(_ fields: Fields, _ key: String) -> Outline? {
    guard let list = fields.list(key) else { return nil }
    let corners = list.prefix(Outline.mostCorners + 1).map { $0.vector(count: 2, in: -10...10) }
    guard corners.allSatisfy({ $0 != nil }) else { return nil }
    let outline = Outline(corners.compactMap { $0.map { SIMD2($0) } })
    if outline == nil {
      fields.fail(
        key,
        "a line that meets itself, or not 3 to \(Outline.mostCorners) corners. Write one around.")
    }
    return outline
  }
}
