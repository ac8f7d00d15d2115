import Foundation
import Geometry

/// Reads GLB: the JSON of a glTF 2.0 file and the bytes it speaks of.
///
/// Nodes, triangles with or without indices, normals, texture coordinates, base colours and their
/// pictures; skins, morphs, other pictures, cameras and animations are passed over.
struct GLBReader {
  private let bytes: [UInt8]
  private let gltf: GLTF

  /// Where in `bytes` the one buffer lies.
  private let buffer: Range<Int>

  /// How many corners all nodes together may have read, one mesh being read for each that shows it.
  private static let mostCorners = 16 << 20

  /// How many nodes may hang on one another.
  private static let mostLevels = 64

  /// The longest JSON that is read. Bytes.
  private static let longestJSON = 32 << 20

  init(_ bytes: [UInt8]) throws {
    self.bytes = bytes
    guard bytes.starts(with: "glTF".utf8) else {
      throw MeshError(.word(excerpt(bytes.prefix(4)), wanted: "glTF"), at: .byte(0))
    }
    guard bytes.count >= 20 else {
      throw MeshError(.truncated(needed: 20, found: bytes.count), at: .byte(0))
    }
    guard bytes.word(at: 4) == 2 else {
      throw MeshError(.unsupported("glTF version \(bytes.word(at: 4))"), at: .byte(4))
    }
    guard bytes.word(at: 8) == bytes.count else {
      throw MeshError(.truncated(needed: Int(bytes.word(at: 8)), found: bytes.count), at: .byte(8))
    }
    let json = try Self.chunk(bytes, at: 12, type: "JSON")
    guard let json else {
      throw MeshError(.damaged("the first chunk is not its JSON"), at: .byte(16))
    }
    guard json.count <= Self.longestJSON else {
      throw MeshError(.tooMany("bytes of JSON", most: Self.longestJSON), at: .byte(12))
    }
    buffer = try Self.chunk(bytes, at: json.upperBound, type: "BIN\0") ?? 0..<0
    do { gltf = try JSONDecoder().decode(GLTF.self, from: Data(bytes[json])) } catch {
      throw MeshError(.damaged("its JSON is not that of a glTF"), at: .byte(json.lowerBound))
    }
    if let name = gltf.extensionsRequired?.first {
      throw MeshError(
        .unsupported("the extension \(excerpt(ArraySlice(name.utf8)))"),
        at: .item("extensionsRequired"))
    }
  }

  /// The bytes of the chunk that begins there, if it is of a type; nil at the end of the file.
  private static func chunk(
    _ bytes: [UInt8], at start: Int, type: String
  ) throws -> Range<Int>? {
    guard start < bytes.count else { return nil }
    guard start + 8 <= bytes.count else {
      throw MeshError(.truncated(needed: 8, found: bytes.count - start), at: .byte(start))
    }
    let (length, first) = (Int(bytes.word(at: start)), start + 8)
    guard length <= bytes.count - first else {
      throw MeshError(.truncated(needed: length, found: bytes.count - first), at: .byte(start))
    }
    guard bytes[start + 4..<first].elementsEqual(type.utf8) else { return nil }
    return first..<first + length
  }
}

// MARK: - Nodes

extension GLBReader {
  /// What the file's first scene shows; what all nodes show where it has no scene.
  func parts() throws -> [Model.Part] {
    var walk = Walk()
    for root in try roots() { try visit(root, under: Affine(), level: 0, &walk) }
    return walk.facets.enumerated().map { i, facets in
      let look = walk.looks[i]
      return Model.Part(
        mesh: facets.mesh(), colour: look.colour, picture: look.picture.map { [UInt8](bytes[$0]) })
    }
  }

  /// What has been met on the way.
  private struct Walk {
    /// The nodes, since none may be met twice.
    var visited: Set<Int> = []
    var corners = 0
    var triangles = 0

    /// One for each look.
    var looks: [Look] = []
    var facets: [Facets] = []
  }

  /// A colour, and where in `bytes` the picture on it is.
  private struct Look: Equatable {
    var colour: SIMD3<UInt8>?
    var picture: Range<Int>?
  }

  private func roots() throws -> [Int] {
    if let scenes = gltf.scenes, !scenes.isEmpty {
      return try Self.element(gltf.scene ?? 0, of: scenes, "scene").nodes ?? []
    }
    let nodes = gltf.nodes ?? []
    let children = Set(nodes.flatMap { $0.children ?? [] })
    return nodes.indices.filter { !children.contains($0) }
  }

  private func visit(_ index: Int, under above: Affine, level: Int, _ walk: inout Walk) throws {
    let place = MeshError.Place.item("nodes[\(index)]")
    let node = try Self.element(index, of: gltf.nodes, "nodes")
    guard level < Self.mostLevels else {
      throw MeshError(.tooMany("levels of nodes", most: Self.mostLevels), at: place)
    }
    guard walk.visited.insert(index).inserted else {
      throw MeshError(.damaged("a node hangs on two others, or on itself"), at: place)
    }
    guard let own = Affine(node) else {
      throw MeshError(.damaged("a place that is none"), at: place)
    }
    let transform = above * own
    if let mesh = node.mesh {
      let primitives = try Self.element(mesh, of: gltf.meshes, "meshes").primitives
      for (i, primitive) in primitives.enumerated() {
        try add(primitive, transform, at: "meshes[\(mesh)].primitives[\(i)]", &walk)
      }
    }
    for child in node.children ?? [] {
      try visit(child, under: transform, level: level + 1, &walk)
    }
  }

  private func add(
    _ primitive: GLTF.Primitive, _ transform: Affine, at item: String, _ walk: inout Walk
  ) throws {
    let mode = primitive.mode ?? 4
    // Points and lines are not drawn.
    guard (4...6).contains(mode), let accessor = primitive.attributes["POSITION"] else { return }
    let positions = try elements(accessor, "VEC3", components: [5126])
    let normals = try primitive.attributes["NORMAL"].map {
      try elements($0, "VEC3", components: [5126])
    }
    let indices = try primitive.indices.map {
      try elements($0, "SCALAR", components: [5121, 5123, 5125])
    }
    let uvs = try primitive.attributes["TEXCOORD_0"].map {
      try elements($0, "VEC2", components: [5126, 5121, 5123])
    }
    walk.corners += positions.count + (indices?.count ?? 0)
    guard walk.corners <= Self.mostCorners else {
      throw MeshError(.tooMany("corners", most: Self.mostCorners), at: .item(item))
    }
    if let normals, normals.count != positions.count {
      throw MeshError(.damaged("normals and positions differ in number"), at: .item(item))
    }
    if let uvs, uvs.count != positions.count {
      throw MeshError(
        .damaged("texture coordinates and positions differ in number"), at: .item(item))
    }

    let facets = try slot(primitive, hasPlaces: uvs != nil, &walk)
    let (base, firstNormal, firstUV) = (
      walk.facets[facets].positions.count, walk.facets[facets].normals.count,
      walk.facets[facets].uvs.count
    )
    for i in 0..<positions.count {
      try walk.facets[facets].addPosition(
        transform * bytes.vector(at: positions.offset(i)), at: .item(item))
      if let normals {
        let n = bytes.vector(at: normals.offset(i))
        let turned = Facets.isOrdinary(n) ? transform.normal(n) : .zero
        let length = turned.length
        try walk.facets[facets].addNormal(
          length > 0 && length.isFinite ? turned / length : .zero, at: .item(item))
      }
    }
    if let uvs {
      for i in 0..<positions.count {
        try walk.facets[facets].addUV(uv(uvs, i), at: .item(item))
      }
    }
    let triangles = Self.triangles(indices?.count ?? positions.count, mode: mode)
    walk.triangles += triangles.count
    guard walk.triangles <= Model.mostTriangles else {
      throw MeshError(.tooMany("triangles", most: Model.mostTriangles), at: .item(item))
    }
    for t in triangles {
      var corners = SIMD3<Int32>.zero
      for k in 0..<3 {
        let corner = indices.map { value($0, t[k]) } ?? t[k]
        guard corner < positions.count else {
          throw MeshError(.index(corner, count: positions.count), at: .item(item))
        }
        corners[k] = Int32(corner)
      }
      if transform.mirrors { corners = SIMD3(corners.x, corners.z, corners.y) }
      try walk.facets[facets].addTriangle(
        corners &+ Int32(base),
        normals: normals == nil ? SIMD3(repeating: -1) : corners &+ Int32(firstNormal),
        uvs: uvs == nil ? SIMD3(repeating: -1) : corners &+ Int32(firstUV),
        at: .item(item))
    }
  }

  /// Which of the walk's facets have the look of a primitive.
  private func slot(
    _ primitive: GLTF.Primitive, hasPlaces: Bool, _ walk: inout Walk
  ) throws -> Int {
    var look = Look()
    if let index = primitive.material {
      let material = try Self.element(index, of: gltf.materials, "materials")
      let place = MeshError.Place.item("materials[\(index)]")
      let factor = material.pbrMetallicRoughness?.baseColorFactor ?? [1, 1, 1, 1]
      guard factor.count >= 3, factor.allSatisfy({ (0...1).contains($0) }) else {
        throw MeshError(.damaged("a colour that is none"), at: place)
      }
      look.colour = SIMD3(
        Self.encoded(factor[0]), Self.encoded(factor[1]), Self.encoded(factor[2]))
      if hasPlaces, let use = material.pbrMetallicRoughness?.baseColorTexture {
        guard use.texCoord ?? 0 == 0 else {
          throw MeshError(.unsupported("a second set of texture coordinates"), at: place)
        }
        look.picture = try picture(use.index)
      }
    }
    if let known = walk.looks.firstIndex(of: look) { return known }
    guard walk.looks.count < Model.mostParts else {
      throw MeshError(
        .tooMany("colours and pictures", most: Model.mostParts), at: .item("materials"))
    }
    walk.looks.append(look)
    walk.facets.append(Facets())
    return walk.looks.count - 1
  }

  /// Where in `bytes` the picture of a texture lies.
  private func picture(_ texture: Int) throws -> Range<Int> {
    let place = MeshError.Place.item("textures[\(texture)]")
    guard let source = try Self.element(texture, of: gltf.textures, "textures").source else {
      throw MeshError(.unsupported("a texture without a PNG or JPEG"), at: place)
    }
    guard let index = try Self.element(source, of: gltf.images, "images").bufferView else {
      throw MeshError(.unsupported("a picture outside the file"), at: .item("images[\(source)]"))
    }
    let view = try view(index, at: .item("images[\(source)]"))
    return view.start..<view.start + view.length
  }

  /// Linear light in 0...1 as 8-bit sRGB, by IEC 61966-2-1.
  private static func encoded(_ light: Double) -> UInt8 {
    let value = light <= 0.0031308 ? 12.92 * light : 1.055 * pow(light, 1 / 2.4) - 0.055
    return UInt8((255 * value).rounded())
  }

  /// The triangles among `count` corners: a list of them, a strip or a fan.
  private static func triangles(
    _ count: Int, mode: Int
  ) -> some Collection<SIMD3<Int>> {
    let number = mode == 4 ? count / 3 : Swift.max(count - 2, 0)
    return (0..<number).lazy.map { i in
      switch mode {
      case 4: SIMD3(3 * i, 3 * i + 1, 3 * i + 2)
      case 5: i % 2 == 0 ? SIMD3(i, i + 1, i + 2) : SIMD3(i, i + 2, i + 1)
      default: SIMD3(0, i + 1, i + 2)
      }
    }
  }
}

// MARK: - Bytes

extension GLBReader {
  /// Where the elements of an accessor lie, all of them in the buffer.
  private struct Elements {
    var start, stride, count, size: Int

    func offset(_ i: Int) -> Int { start + i * stride }
  }

  private func elements(
    _ index: Int, _ type: String, components: [Int]
  ) throws -> Elements {
    let place = MeshError.Place.item("accessors[\(index)]")
    let accessor = try Self.element(index, of: gltf.accessors, "accessors")
    guard accessor.type == type, components.contains(accessor.componentType) else {
      throw MeshError(
        .unsupported("\(excerpt(ArraySlice(accessor.type.utf8))) of \(accessor.componentType)"),
        at: place)
    }
    guard accessor.sparse == nil, let viewIndex = accessor.bufferView else {
      throw MeshError(.unsupported("an accessor without a buffer view of its own"), at: place)
    }
    let view = try view(viewIndex, at: place)
    let width = [5121: 1, 5123: 2][accessor.componentType] ?? 4
    let size = (["VEC3": 3, "VEC2": 2][type] ?? 1) * width
    let (offset, stride) = (accessor.byteOffset ?? 0, view.stride ?? size)
    // With no number beyond 2^28 no product or sum leaves 64 bits.
    guard [offset, accessor.count, stride].allSatisfy({ (0...Model.mostBytes).contains($0) }),
      stride >= size
    else { throw MeshError(.damaged("sizes that are none"), at: place) }
    let needed = accessor.count == 0 ? 0 : offset + (accessor.count - 1) * stride + size
    guard needed <= view.length else {
      throw MeshError(.truncated(needed: needed, found: view.length), at: place)
    }
    return Elements(
      start: view.start + offset, stride: stride, count: accessor.count, size: size)
  }

  /// Where in `bytes` a buffer view lies, all of it in the buffer, and how far apart its elements are.
  private func view(
    _ index: Int, at place: MeshError.Place
  ) throws -> (start: Int, length: Int, stride: Int?) {
    let view = try Self.element(index, of: gltf.bufferViews, "bufferViews")
    let source = try Self.element(view.buffer, of: gltf.buffers, "buffers")
    guard view.buffer == 0, source.uri == nil else {
      throw MeshError(.unsupported("a buffer outside the file"), at: .item("buffers"))
    }
    let (offset, length) = (view.byteOffset ?? 0, view.byteLength)
    guard [offset, length].allSatisfy({ (0...Model.mostBytes).contains($0) }) else {
      throw MeshError(.damaged("sizes that are none"), at: place)
    }
    guard offset + length <= buffer.count else {
      throw MeshError(.truncated(needed: offset + length, found: buffer.count), at: place)
    }
    return (buffer.lowerBound + offset, length, view.byteStride)
  }

  /// A place on a picture: two floats, or whole numbers of which the largest is 1.
  private func uv(_ elements: Elements, _ i: Int) -> SIMD2<Double> {
    let (start, width) = (elements.offset(i), elements.size / 2)
    func number(_ at: Int) -> Double {
      switch width {
      case 1: Double(bytes[at]) / 255
      case 2: Double(Int(bytes[at]) | Int(bytes[at + 1]) << 8) / 65_535
      default: Double(Float(bitPattern: bytes.word(at: at)))
      }
    }
    return SIMD2(number(start), number(start + width))
  }

  /// One of the whole numbers of one, two or four bytes.
  private func value(_ elements: Elements, _ i: Int) -> Int {
    let offset = elements.offset(i)
    return (0..<elements.size).reduce(0) { $0 | Int(bytes[offset + $1]) << (8 * $1) }
  }

  private static func element<T>(_ index: Int, of list: [T]?, _ name: String) throws -> T {
    let list = list ?? []
    guard list.indices.contains(index) else {
      throw MeshError(.index(index, count: list.count), at: .item(name))
    }
    return list[index]
  }
}
