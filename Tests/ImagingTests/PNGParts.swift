/// A PNG taken apart, and put together again, by nothing but the specification: what the tests
/// hold against the code under test.
enum PNGParts {
  static let signature: [UInt8] = [137, 80, 78, 71, 13, 10, 26, 10]

  struct Chunk: Equatable {
    var type: String
    var data: [UInt8]
  }

  /// The chunks; nil where signature, lengths or checksums are wrong, or something follows IEND.
  static func chunks(of bytes: [UInt8]) -> [Chunk]? {
    guard Array(bytes.prefix(8)) == signature else { return nil }
    var (chunks, start) = ([Chunk](), 8)
    while start < bytes.count {
      guard start + 12 <= bytes.count, chunks.last?.type != "IEND" else { return nil }
      let end = start + 8 + number(bytes[start..<start + 4])
      guard end + 4 <= bytes.count, crc32(bytes[start + 4..<end]) == number(bytes[end..<end + 4])
      else { return nil }
      let type = String(decoding: bytes[start + 4..<start + 8], as: UTF8.self)
      chunks.append(Chunk(type: type, data: Array(bytes[start + 8..<end])))
      start = end + 4
    }
    return chunks
  }

  static func file(_ chunks: [Chunk]) -> [UInt8] {
    chunks.reduce(into: signature) { bytes, chunk in
      let body = Array(chunk.type.utf8) + chunk.data
      bytes += fourBytes(chunk.data.count) + body + fourBytes(crc32(body[...]))
    }
  }

  /// IHDR of an 8-bit RGB picture.
  static func header(width: Int, height: Int) -> Chunk {
    Chunk(type: "IHDR", data: fourBytes(width) + fourBytes(height) + [8, 2, 0, 0, 0])
  }

  static func number(_ bytes: some Collection<UInt8>) -> Int {
    bytes.reduce(0) { $0 << 8 | Int($1) }
  }

  static func fourBytes(_ number: Int) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
  }

  /// CRC-32 bit by bit, after annex D of the specification.
  static func crc32(_ bytes: some Sequence<UInt8>) -> Int {
    var crc: UInt32 = .max
    for byte in bytes {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? 0xEDB8_8320 ^ crc >> 1 : crc >> 1 }
    }
    return Int(~crc)
  }
}
