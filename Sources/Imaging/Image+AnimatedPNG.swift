import CImaging

extension Image {
  /// Pictures, each a PNG that `png(level:filter:)` made, as one animated PNG that loops for ever; a
  /// viewer without animation shows the first.
  ///
  /// The frames are 8-bit RGB of one size and are kept whole, compressed as they come: nothing is
  /// compressed again. Each is shown for 1 to 65535 ms. Throws `ImagingError` for no frames or one
  /// that differs.
  /// Source: Portable Network Graphics specification, third edition, section 11.3.6.
  package static func animatedPNG(
    joining stills: [[UInt8]], millisecondsPerFrame: Int
  ) throws -> [UInt8] {
    precondition(1...65535 ~= millisecondsPerFrame, "a frame is shown for 1 to 65535 ms")
    guard let header = stills.first.map({ PNGChunks(of: $0).data(of: "IHDR") }) else {
      throw ImagingError.noFrames
    }

    var file = PNGChunks(capacity: stills.reduce(64) { $0 + $1.count + 64 })
    var sequence: UInt32 = 0
    func next() -> ArraySlice<UInt8> {
      defer { sequence += 1 }
      return bigEndian(sequence)[...]
    }
    for (index, bytes) in stills.enumerated() {
      let still = PNGChunks(of: bytes)
      guard still.data(of: "IHDR") == header, isPlainRGB(header) else {
        throw ImagingError.frameDiffers(index: index)
      }
      if index == 0 {
        file.append("IHDR", header)
        file.append("acTL", bigEndian(UInt32(stills.count))[...], bigEndian(0)[...])
      }
      file.append("fcTL", next(), frameControl(header, milliseconds: millisecondsPerFrame)[...])
      // The first frame is also the still picture; the others' data are numbered.
      for range in still.ranges(of: "IDAT") {
        if index == 0 {
          file.append("IDAT", bytes[range])
        } else {
          file.append("fdAT", next(), bytes[range])
        }
      }
    }
    file.append("IEND")
    return file.bytes
  }

  /// Whether an IHDR, after its width and height, says 8 bits of red, green and blue.
  private static func isPlainRGB(_ header: ArraySlice<UInt8>) -> Bool {
    header.dropFirst(8).starts(with: [8, 2])
  }

  /// An fcTL's data after its number: the IHDR's size, no offset, delay in 1/1000 s, nothing disposed
  /// of, and the frame in place of what was there.
  private static func frameControl(
    _ header: ArraySlice<UInt8>, milliseconds: Int
  ) -> [UInt8] {
    let delay = bigEndian(UInt32(milliseconds) << 16 | 1000)
    return Array(header.prefix(8)) + [UInt8](repeating: 0, count: 8) + delay + [0, 0]
  }
}

/// A PNG as its chunks: what makes one of parts, or finds the parts in one of our own.
struct PNGChunks {
  private(set) var bytes: [UInt8]

  /// Where each chunk's data lie in `bytes`, in order.
  private var places: [(type: String, data: Range<Int>)] = []

  /// Nothing but the signature, with room for that many bytes.
  init(capacity: Int) {
    bytes = []
    bytes.reserveCapacity(capacity)
    bytes += [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
  }

  /// The chunks of a PNG that is known to be sound.
  init(of png: [UInt8]) {
    bytes = png
    var start = 8
    while start + 12 <= png.count {
      let length = png[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
      let type = String(decoding: png[start + 4..<start + 8], as: UTF8.self)
      places.append((type, start + 8..<start + 8 + length))
      start += 12 + length
    }
  }

  /// The data of the chunks of one type.
  func ranges(of type: String) -> [Range<Int>] {
    places.filter { $0.type == type }.map(\.data)
  }

  /// The data of the first chunk of a type; none when there is no such chunk.
  func data(of type: String) -> ArraySlice<UInt8> {
    ranges(of: type).first.map { bytes[$0] } ?? []
  }

  /// Adds a chunk at the end: length, type, data, of which the parts follow one another, and their
  /// checksum.
  mutating func append(_ type: String, _ parts: ArraySlice<UInt8>...) {
    bytes += bigEndian(UInt32(parts.reduce(0) { $0 + $1.count }))
    let start = bytes.count
    bytes += type.utf8
    for part in parts { bytes += part }
    places.append((type, start + 4..<bytes.count))
    bytes += bigEndian(crc32(bytes[start...]))
  }
}

/// The checksum of a PNG's chunks.
func crc32(_ bytes: ArraySlice<UInt8>) -> UInt32 {
  bytes.withUnsafeBufferPointer { cimaging_crc32(0, $0.baseAddress, $0.count) }
}

/// The four bytes of a number as PNG and PNG's depth pictures store them, highest first.
func bigEndian(_ number: UInt32) -> [UInt8] {
  [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
}
