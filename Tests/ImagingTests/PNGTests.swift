import Chance
import Imaging
import Testing

@Suite struct PNGTests {
  @Test(
    "What is written as PNG is read back the same, at every level and with every filter",
    arguments: [Image.Format.grey8, .rgb8, .rgba8, .grey16])
  func roundTrip(format: Image.Format) throws {
    for (width, height) in [(1, 1), (7, 5), (1, 64), (130, 3)] {
      let image = Image.patterned(width, height, format)
      #expect(try Image(png: image.png()) == image, "\(width)x\(height)")
      for level in 0...9 {
        for filter in PNGFilter.allCases {
          let png = try image.png(level: level, filter: filter)
          #expect(try Image(png: png) == image, "\(width)x\(height), \(level), \(filter)")
        }
      }
    }
  }

  @Test("A PNG has sound chunks and says the picture's size and format")
  func header() throws {
    let png = try Image.patterned(300, 200, .grey16).png()
    let chunks = try #require(PNGParts.chunks(of: png))
    #expect(
      chunks.first
        == .init(type: "IHDR", data: [0, 0, 1, 44, 0, 0, 0, 200, 16, 0, 0, 0, 0]))
    #expect(Set(chunks.map(\.type)) == ["IHDR", "IDAT", "IEND"])
  }

  @Test("Each filter is the one that rows are stored with, and level 0 stores them")
  func filters() throws {
    let image = Image.patterned(4, 3)
    let numbers: [PNGFilter: UInt8] = [.none: 0, .sub: 1, .up: 2, .average: 3, .paeth: 4]
    for (filter, number) in numbers {
      let chunks = try #require(PNGParts.chunks(of: image.png(level: 0, filter: filter)))
      let stream = try #require(chunks.first { $0.type == "IDAT" }).data
      // zlib: 2 bytes, then one stored block of 5 bytes' head, 39 bytes and 4 bytes' checksum.
      #expect(stream.count == 2 + 5 + 39 + 4)
      let rows = stream.dropFirst(7)
      // libpng stores the first row, with nothing above it, its own way.
      #expect([rows[20], rows[33]] == [number, number], "\(filter)")
    }
  }

  @Test("A PNG made quickly is read back the same, whatever is in the picture")
  func quick() throws {
    var chance = Generator(seed: 1, stream: "pictures")
    let noise = (0..<30_000).map { _ in UInt8(truncatingIfNeeded: chance.next()) }
    // Runs of every length that ends one or begins the next: up to twice the longest that is stored.
    var runs = (1...600).flatMap { [UInt8](repeating: UInt8($0 & 255), count: $0) }
    runs += [UInt8](repeating: 7, count: 180_300 - runs.count)
    // So uneven a choice of bytes that the rarest would get words of more than 15 bits.
    var (counts, uneven) = ([1, 1], [UInt8]())
    while counts.count < 23 { counts.append(counts[counts.count - 1] + counts[counts.count - 2]) }
    for (value, count) in counts.enumerated() {
      uneven += [UInt8](repeating: UInt8(9 * value), count: count)
    }
    uneven += [UInt8](repeating: 0, count: 98_301 - uneven.count)
    uneven = uneven.indices.map { uneven[$0 * 40_009 % uneven.count] }
    let pictures = [
      Image(width: 100, height: 100, bytes: noise), Image(width: 1, height: 10_000, bytes: noise),
      Image(width: 601, height: 100, bytes: runs), Image(width: 100, height: 601, bytes: runs),
      Image(width: 32_767, height: 1, bytes: uneven), Image(width: 300, height: 300),
    ]
    for picture in pictures {
      let png = try picture.png()
      #expect(try Image(png: png) == picture)
      #expect(try png == picture.png())
      let chunks = try #require(PNGParts.chunks(of: png))
      #expect(chunks.map(\.type) == ["IHDR", "IDAT", "IEND"])
      #expect(try chunks[0] == PNGParts.chunks(of: picture.png(level: 1))?[0])
      // Bytes without any order take little more than themselves, and one more for each row.
      #expect(png.count < (picture.bytes.count + picture.height) * 102 / 100 + 1000)
    }
    #expect(try pictures[5].png().count < 1000, "nothing but black")
  }

  @Test("A higher level makes a smaller file of a picture with structure")
  func levels() throws {
    let image = Image.patterned(200, 200)
    let sizes = try [0, 1, 9].map { try image.png(level: $0).count }
    #expect(sizes[0] > sizes[1] && sizes[1] > sizes[2], "\(sizes)")
  }

  struct Vector: Decodable {
    var file, format, pixels: String
    var width, height: Int
  }

  @Test("Every colour type and depth, interlaced or not, is read as the samples that went in")
  func formats() throws {
    let vectors: [Vector] = try Reference.table("imaging/formats.json")
    #expect(vectors.count == 51)
    let formats: [String: Image.Format] = [
      "grey8": .grey8, "rgb8": .rgb8, "rgba8": .rgba8, "grey16": .grey16,
    ]
    for vector in vectors {
      let image = try Image(png: Reference.bytes("imaging/formats/" + vector.file))
      #expect(image.format == formats[vector.format], "\(vector.file)")
      #expect(image.width == vector.width && image.height == vector.height, "\(vector.file)")
      let digits = image.bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
      #expect(digits.joined() == vector.pixels, "\(vector.file)")
    }
  }

  struct Photo: Decodable {
    var file: String
    var width, height, crc32: Int
  }

  @Test("Photos of the real station are read as Pillow reads them")
  func photos() throws {
    let photos: [Photo] = try Reference.table("imaging/photos.json")
    for photo in photos {
      let image = try Image(png: Reference.bytes("photos/" + photo.file))
      #expect(image.format == .rgb8 && image.width == photo.width && image.height == photo.height)
      #expect(PNGParts.crc32(image.bytes) == photo.crc32, "\(photo.file)")
    }
  }
}
