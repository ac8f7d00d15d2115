/// Reads Wavefront's OBJ: corners, normals, texture coordinates, faces and the objects they belong
/// to; groups, materials, lines and curves are passed over. A face of more than three corners is cut
/// into a fan from its first.
///
/// Source: Alias Wavefront, "Advanced Visualizer" manual, appendix B1 (object files).
struct OBJReader {
  private var scanner: TextScanner
  private var facets = Facets()

  /// What each `o` names, and which of the triangles is its first.
  private var objects: [(name: String?, first: Int)] = [(nil, 0)]
  private let seesObjects: Bool

  /// The most corners of one face.
  private static let mostCorners = 4096

  private init(scanner: TextScanner, seesObjects: Bool) {
    (self.scanner, self.seesObjects) = (scanner, seesObjects)
  }

  /// The whole file as one surface.
  static func facets(_ bytes: [UInt8]) throws -> Facets {
    var reader = OBJReader(scanner: TextScanner(bytes), seesObjects: false)
    try reader.readAll()
    return reader.facets
  }

  /// A part for each object that has triangles and, without a name, what comes before the first.
  static func objects(_ bytes: [UInt8]) throws -> [Model.Part] {
    var reader = OBJReader(scanner: TextScanner(bytes), seesObjects: true)
    try reader.readAll()
    let ends = reader.objects.dropFirst().map { $0.first } + [reader.facets.triangles.count]
    let objects = zip(reader.objects, ends).filter { $0.first < $1 }
    let meshes = reader.facets.meshes(of: objects.map { $0.first..<$1 })
    return zip(objects, meshes).map { Model.Part(mesh: $1, colour: nil, name: $0.0.name) }
  }

  private mutating func readAll() throws {
    while !scanner.isAtEnd {
      try readLine()
      scanner.skipLine()
    }
  }

  private mutating func readLine() throws {
    guard let keyword = scanner.word() else { return }
    let place = MeshError.Place.line(scanner.line)
    switch keyword {
    case [UInt8(ascii: "v")]: try facets.addPosition(scanner.vector(), at: place)
    case [UInt8(ascii: "v"), UInt8(ascii: "n")]: try facets.addNormal(scanner.vector(), at: place)
    case [UInt8(ascii: "v"), UInt8(ascii: "t")]: try facets.addUV(readUV(at: place), at: place)
    case [UInt8(ascii: "f")]: try readFace(at: place)
    case [UInt8(ascii: "o")] where seesObjects: try readObject(at: place)
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

  private mutating func readObject(at place: MeshError.Place) throws {
    guard objects.count <= Model.mostParts else {
      throw MeshError(.tooMany("objects", most: Model.mostParts), at: place)
    }
    let name = String(decoding: scanner.word() ?? [], as: UTF8.self)
    objects.append((name, facets.triangles.count))
  }

  /// As a fan: each corner from the third on makes a triangle with the one before and the first.
  private mutating func readFace(at place: MeshError.Place) throws {
    var (first, previous) = (Corner(), Corner())
    var count = 0
    while let word = scanner.word() {
      guard count < Self.mostCorners else {
        throw MeshError(.tooMany("corners of a face", most: Self.mostCorners), at: place)
      }
      let corner = try corner(word, at: place)
      if count == 0 { first = corner }
      if count >= 2 {
        try facets.addTriangle(
          SIMD3(first.position, previous.position, corner.position),
          normals: SIMD3(first.normal, previous.normal, corner.normal),
          uvs: SIMD3(first.uv, previous.uv, corner.uv), at: place)
      }
      previous = corner
      count += 1
    }
    guard count >= 3 else { throw MeshError(.corners(count), at: place) }
  }

  /// Indices; -1 where there is none.
  private struct Corner {
    var position: Int32 = -1
    var normal: Int32 = -1
    var uv: Int32 = -1
  }

  /// A corner such as 7, 7/2, 7//3 or 7/2/3: position, place on a texture, normal.
  private func corner(_ word: ArraySlice<UInt8>, at place: MeshError.Place) throws -> Corner {
    guard let numbers = References(word), let position = numbers[0] else {
      throw MeshError(.notANumber(excerpt(word)), at: place)
    }
    return Corner(
      position: try index(position, of: facets.positions.count, at: place),
      normal: try numbers[2].map { try index($0, of: facets.normals.count, at: place) } ?? -1,
      uv: try numbers[1].map { try index($0, of: facets.uvs.count, at: place) } ?? -1)
  }

  /// Counted from 1, or backwards from -1, the last one so far.
  private func index(_ number: Int, of count: Int, at place: MeshError.Place) throws -> Int32 {
    let index = number < 0 ? count + number : number - 1
    guard (0..<count).contains(index) else {
      throw MeshError(.index(number, count: count), at: place)
    }
    return Int32(index)
  }
}
