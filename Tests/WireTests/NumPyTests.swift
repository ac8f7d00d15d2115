import Foundation
import Testing

@testable import Wire

@Suite struct NumPyTests {
  private static let rows = (0..<21).map { (Double($0) - 10) / 8 }

  @Test(
    "Arrays are read as NumPy saved them",
    arguments: [
      ("rows_f4", 1.0, true), ("rows_f8_big", 1, false), ("rows_fortran", 1, false),
      ("whole_i2", 8, false),
    ])
  func arrays(name: String, scale: Double, isSingle: Bool) throws {
    let array = try NumPyArray(npy: Self.file("\(name).npy")[...])
    #expect(array.shape == [3, 7])
    #expect(array.numbers == Self.rows.map { $0 * scale })
    #expect(array.isSingle == isSingle)
  }

  @Test("An array without elements has its shape")
  func empty() throws {
    let array = try NumPyArray(npy: Self.file("empty.npy")[...])
    #expect(array.shape == [0, 7] && array.numbers.isEmpty)
  }

  @Test("Archives are read, stored and compressed, in the order of the file")
  func archives() throws {
    for (name, key, times) in [("stored", "states", 1), ("packed", "actions", 40)] {
      let archive = try NumPyArchive(npz: Self.file("\(name).npz"))
      #expect(archive.arrays.map(\.name) == [key, "other"])
      let array = try NumPyArray(npy: archive.arrays[0].bytes)
      #expect(array.shape == [3 * times, 7])
      #expect(array.numbers == (0..<times).flatMap { _ in Self.rows })
    }
  }

  @Test(
    "A file cut anywhere, or with any byte changed, is read or refused",
    arguments: ["rows_f4.npy", "stored.npz", "packed.npz"])
  func damaged(name: String) throws {
    let bytes = try Self.file(name)
    for cut in 0..<bytes.count {
      #expect(throws: NumPyError.self) { try Self.read(Array(bytes[..<cut]), name) }
    }
    for place in bytes.indices {
      for value in [0, 0x7F, 0xFF] as [UInt8] {
        var changed = bytes
        changed[place] = value
        _ = try? Self.read(changed, name)
      }
    }
  }

  /// Every array of a file.
  private static func read(_ bytes: [UInt8], _ name: String) throws {
    if name.hasSuffix(".npy") {
      _ = try NumPyArray(npy: bytes[...])
    } else {
      for array in try NumPyArchive(npz: bytes).arrays { _ = try NumPyArray(npy: array.bytes) }
    }
  }

  private static func file(_ name: String) throws -> [UInt8] {
    let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    return try Array(Data(contentsOf: tests.appending(path: "Reference/wire/\(name)")))
  }
}
