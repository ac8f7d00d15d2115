import Imaging
import Testing

@Suite struct PNGTests {
  @Test(
    "What is written as PNG is read back the same, at every level and with every filter",
    arguments: [Image.Format.grey8, .rgb8, .rgba8, .grey16])
  func roundTrip(format: Image.Format) throws {
    for (width, height) in [(1, 1), (7, 5), (1, 64), (130, 3)] {
      let image = Image.patterned(width, height, format)
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
