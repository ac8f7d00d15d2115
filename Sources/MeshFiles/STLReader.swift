import Geometry

/// Reads STL, binary or text. The normals in it are passed over: the order of a triangle's corners
/// says the same, and what writes the files fills in one of the two with less care.
///
/// Source: M. Burns, "Automated Fabrication" (1993), section 6.5.
enum STLReader {
  private static let headerLength = 84
  private static let facetLength = 50

  /// A file whose length is what its count of triangles asks for is binary, whatever it begins
  /// with.
  static func facets(_ bytes: [UInt8]) throws -> Facets {
    if bytes.count >= headerLength {
      let needed = headerLength + facetLength * Int(bytes.word(at: 80))
      if bytes.count == needed { return try binary(bytes) }
      guard bytes.starts(with: "solid".utf8) else {
        throw MeshError(.truncated(needed: needed, found: bytes.count), at: .byte(0))
      }
    } else if !bytes.starts(with: "solid".utf8) {
      throw MeshError(.truncated(needed: headerLength, found: bytes.count), at: .byte(0))
    }
    return try text(bytes)
  }

  private static func binary(_ bytes: [UInt8]) throws -> Facets {
    var facets = Facets()
    for start in stride(from: headerLength, to: bytes.count, by: facetLength) {
      for corner in 0..<3 {
        let offset = start + 12 + 12 * corner
        try facets.addPosition(bytes.vector(at: offset), at: .byte(offset))
      }
      try addLastThree(&facets, at: .byte(start))
    }
    return facets
  }

  private static func text(_ bytes: [UInt8]) throws -> Facets {
    var scanner = TextScanner(bytes)
    var facets = Facets()
    while let word = scanner.wordAhead() {
      switch excerpt(word).lowercased() {
      case "solid", "endsolid": scanner.skipLine()
      case "facet": try facet(&scanner, &facets)
      default:
        throw MeshError(.word(excerpt(word), wanted: "facet"), at: .line(scanner.line))
      }
    }
    return facets
  }

  /// One triangle, from behind `facet`.
  private static func facet(_ scanner: inout TextScanner, _ facets: inout Facets) throws {
    try expect("normal", &scanner)
    for _ in 0..<3 { _ = scanner.wordAhead() }
    try expect("outer", &scanner)
    try expect("loop", &scanner)
    for _ in 0..<3 {
      try expect("vertex", &scanner)
      try facets.addPosition(scanner.vector(acrossLines: true), at: .line(scanner.line))
    }
    try expect("endloop", &scanner)
    try expect("endfacet", &scanner)
    try addLastThree(&facets, at: .line(scanner.line))
  }

  private static func expect(_ wanted: String, _ scanner: inout TextScanner) throws {
    let found = excerpt(scanner.wordAhead() ?? [])
    guard found.lowercased() == wanted else {
      throw MeshError(
        .word(found.isEmpty ? "the end" : found, wanted: wanted), at: .line(scanner.line))
    }
  }

  private static func addLastThree(_ facets: inout Facets, at place: MeshError.Place) throws {
    let last = Int32(facets.positions.count)
    try facets.addTriangle(SIMD3(last - 3, last - 2, last - 1), at: place)
  }
}

extension [UInt8] {
  /// Four bytes, least first, which must be there.
  func word(at i: Int) -> UInt32 {
    UInt32(self[i]) | UInt32(self[i + 1]) << 8 | UInt32(self[i + 2]) << 16
      | UInt32(self[i + 3]) << 24
  }

  /// Three 32-bit floats, which must be there.
  func vector(at i: Int) -> Vector3 {
    func float(_ j: Int) -> Double { Double(Float(bitPattern: word(at: j))) }
    return Vector3(float(i), float(i + 4), float(i + 8))
  }
}
