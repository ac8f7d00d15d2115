/// Reads Wavefront's OBJ: corners, normals, texture coordinates and faces; groups, materials, lines and curves are
/// passed over. A face of more than three corners is cut into a fan from its first.
///
/// Source: Alias Wavefront, "Advanced Visualizer" manual, appendix B1 (object files).
struct OBJReader {
  private var scanner: TextScanner
  private var facets = Facets()

  /// The most corners of one face.
  private static let mostCorners = 4096

  static func facets(_ bytes: [UInt8]) throws -> Facets {
    var reader = OBJReader(scanner: TextScanner(bytes))
    while !reader.scanner.isAtEnd {
      try reader.readLine()
      reader.scanner.skipLine()
    }
    return reader.facets
  }

  private mutating func readLine() throws {
    guard let keyword = scanner.word() else { return }
    let place = MeshError.Place.line(scanner.line)
    switch keyword {
    case [UInt8(ascii: "v")]: try facets.addPosition(scanner.vector(), at: place)
    case [UInt8(ascii: "v"), UInt8(ascii: "n")]: try facets.addNormal(scanner.vector(), at: place)
    case [UInt8(ascii: "v"), UInt8(ascii: "t")]: try facets.addUV(readUV(at: place), at: place)
    case [UInt8(ascii: "f")]: try readFace(at: place)
    default: break
    }
  }

  /// One number or two, counted from the picture's lower left corner; a third is of no use.
  private mutating func readUV(at place: MeshError.Place) throws -> SIMD2<Double> {
    let words = [scanner.word() ?? [], scanner.word() ?? [UInt8(ascii: "0")][...]]
    let numbers = try words.map { word in
      guard let number = decimal(word) else {
        throw MeshError(.notANumber(excerpt(word)), at: place)
      }
      return number
    }
    return SIMD2(numbers[0], 1 - numbers[1])
  }

  private mutating func readFace(at place: MeshError.Place) throws {
    var corners: [Corner] = []
    while let word = scanner.word() {
      guard corners.count < Self.mostCorners else {
        throw MeshError(.tooMany("corners of a face", most: Self.mostCorners), at: place)
      }
      corners.append(try corner(word, at: place))
    }
    guard corners.count >= 3 else { throw MeshError(.corners(corners.count), at: place) }
    for i in corners.indices.dropFirst().dropLast() {
      let (a, b, c) = (corners[0], corners[i], corners[i + 1])
      try facets.addTriangle(
        SIMD3(a.position, b.position, c.position), normals: SIMD3(a.normal, b.normal, c.normal),
        uvs: SIMD3(a.uv, b.uv, c.uv), at: place)
    }
  }

  /// Indices; -1 where there is none.
  private struct Corner {
    var position: Int32
    var normal: Int32 = -1
    var uv: Int32 = -1
  }

  /// A corner such as 7, 7/2, 7//3 or 7/2/3: position, place on a texture, normal.
  private func corner(
    _ word: ArraySlice<UInt8>, at place: MeshError.Place
  ) throws -> Corner {
    let parts = word.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard parts.count <= 3 else { throw MeshError(.notANumber(excerpt(word)), at: place) }
    var corner = Corner(position: try index(parts[0], of: facets.positions.count, at: place))
    if parts.count > 1, !parts[1].isEmpty {
      corner.uv = try index(parts[1], of: facets.uvs.count, at: place)
    }
    if parts.count > 2, !parts[2].isEmpty {
      corner.normal = try index(parts[2], of: facets.normals.count, at: place)
    }
    return corner
  }

  /// Counted from 1, or backwards from -1, the last one so far.
  private func index(
    _ word: ArraySlice<UInt8>, of count: Int, at place: MeshError.Place
  ) throws -> Int32 {
    guard let number = integer(word) else {
      throw MeshError(.notANumber(excerpt(word)), at: place)
    }
    let index = number < 0 ? count + number : number - 1
    guard (0..<count).contains(index) else {
      throw MeshError(.index(number, count: count), at: place)
    }
    return Int32(index)
  }
}
