import Foundation
import Imaging

/// An array of NumPy's, from a file that `numpy.save` wrote.
package struct NumPyArray: Hashable, Sendable {
  /// In C order.   (product of shape)
  package var numbers: [Double]

  package var shape: [Int]

  /// Whether the numbers were kept in single precision.
  package var isSingle: Bool

  /// More elements are refused.
  private static let mostElements = 50_000_000

  /// Reads a file's bytes, versions 1 to 3 of the format. Throws what is wrong.
  package init(npy bytes: ArraySlice<UInt8>) throws(NumPyError) {
    let magic: [UInt8] = [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59]
    guard bytes.starts(with: magic), bytes.count >= 12 else { throw .notNPY }
    let start = bytes.startIndex
    let isLong = bytes[start + 6] > 1
    let length = bytes.number(at: start + 8, bytes: isLong ? 4 : 2)
    let head = start + (isLong ? 12 : 10)
    guard 1...3 ~= bytes[start + 6], length <= 65_536, head + length <= bytes.endIndex else {
      throw .notNPY
    }
    let header = try Header(String(decoding: bytes[head..<head + length], as: UTF8.self))
    var count = 1
    for size in header.shape {
      let (product, overflow) = count.multipliedReportingOverflow(by: size)
      guard !overflow, product <= Self.mostElements else { throw .tooLarge }
      count = product
    }
    let type = header.type
    let data = bytes[(head + length)...]
    guard data.count == count * type.size else { throw .wrongLength }
    let read = stride(from: data.startIndex, to: data.endIndex, by: type.size).map {
      type.number(data[$0..<$0 + type.size])
    }
    numbers = header.isColumnMajor ? Self.transposed(read, header.shape) : read
    shape = header.shape
    isSingle = type.kind == .float && type.size <= 4
  }

  /// From column order to row order.
  private static func transposed(_ numbers: [Double], _ shape: [Int]) -> [Double] {
    guard shape.count == 2 else { return numbers }
    return (0..<numbers.count).map { place in
      numbers[(place % shape[1]) * shape[0] + place / shape[1]]
    }
  }

  /// The Python literal at the file's head.
  private struct Header {
    var type: NumberType
    var shape: [Int] = []
    var isColumnMajor = false

    init(_ text: String) throws(NumPyError) {
      guard let name = text.firstMatch(of: /'descr'\s*:\s*'([^']*)'/)?.1 else { throw .notNPY }
      guard let type = NumberType(String(name)) else { throw .unknownType(String(name.prefix(20))) }
      guard let sizes = text.firstMatch(of: /'shape'\s*:\s*\(([0-9,\s]*)\)/)?.1,
        let order = text.firstMatch(of: /'fortran_order'\s*:\s*(True|False)/)?.1
      else { throw .notNPY }
      self.type = type
      for size in sizes.split(separator: ",") {
        let digits = size.trimmingCharacters(in: .whitespaces)
        if digits.isEmpty { continue }
        guard let whole = Int(digits), shape.count < 8 else { throw .notNPY }
        shape.append(whole)
      }
      isColumnMajor = order == "True"
      if isColumnMajor, shape.count > 2 { throw .columnMajor }
    }
  }
}

/// The arrays of a file that `numpy.savez` or `numpy.savez_compressed` wrote, by name.
package struct NumPyArchive {
  /// In the order of the file.
  package let arrays: [(name: String, bytes: ArraySlice<UInt8>)]

  /// Finds and unpacks the members of a ZIP file; no more than `most` bytes of each.
  package init(npz bytes: [UInt8], most: Int = 256 << 20) throws(NumPyError) {
    // The directory's end is within the last 64 KiB.
    let tail = bytes.suffix(65_557)
    guard bytes.count >= 22,
      let end = (tail.startIndex...(bytes.count - 22)).last(where: {
        bytes[$0] == 0x50 && bytes[$0...].starts(with: [0x50, 0x4B, 5, 6])
      })
    else { throw .notNPZ }
    var at = bytes.number(at: end + 16, bytes: 4)
    var arrays: [(String, ArraySlice<UInt8>)] = []
    for _ in 0..<min(bytes.number(at: end + 10, bytes: 2), 1000) {
      guard at + 46 <= bytes.count, bytes[at...].starts(with: [0x50, 0x4B, 1, 2]) else {
        throw .notNPZ
      }
      let entry = try ZIPEntry(bytes, at: at)
      arrays.append((entry.name, try entry.contents(of: bytes, most: most)))
      at = entry.next
    }
    self.arrays = arrays.map { name, bytes in
      (name.hasSuffix(".npy") ? String(name.dropLast(4)) : name, bytes)
    }
  }
}

/// A line of a ZIP file's directory.
private struct ZIPEntry {
  let name: String
  let next: Int
  private let method, packed, unpacked, offset: Int

  init(_ bytes: [UInt8], at start: Int) throws(NumPyError) {
    method = bytes.number(at: start + 10, bytes: 2)
    packed = bytes.number(at: start + 20, bytes: 4)
    unpacked = bytes.number(at: start + 24, bytes: 4)
    offset = bytes.number(at: start + 42, bytes: 4)
    let length = bytes.number(at: start + 28, bytes: 2)
    guard start + 46 + length <= bytes.count else { throw .notNPZ }
    name = String(decoding: bytes[(start + 46)..<(start + 46 + length)], as: UTF8.self)
    next =
      start + 46 + length + bytes.number(at: start + 30, bytes: 2)
      + bytes.number(at: start + 32, bytes: 2)
  }

  func contents(of bytes: [UInt8], most: Int) throws(NumPyError) -> ArraySlice<UInt8> {
    guard offset + 30 <= bytes.count, bytes[offset...].starts(with: [0x50, 0x4B, 3, 4]) else {
      throw .notNPZ
    }
    let start =
      offset + 30 + bytes.number(at: offset + 26, bytes: 2)
      + bytes.number(at: offset + 28, bytes: 2)
    guard unpacked <= most else { throw .tooLarge }
    guard start + packed <= bytes.count else { throw .notNPZ }
    let data = bytes[start..<start + packed]
    switch method {
    case 0: return data
    case 8:
      guard let unpacked = inflated(data, count: unpacked) else { throw .notNPZ }
      return unpacked[...]
    default: throw .notNPZ
    }
  }
}

extension RandomAccessCollection<UInt8> where Index == Int {
  /// A whole number, little end first; what lies beyond the end counts as 0.
  fileprivate func number(at start: Int, bytes: Int) -> Int {
    (0..<bytes).reversed().reduce(0) { sum, place in
      let index = start + place
      return sum << 8 | (index < endIndex ? Int(self[index]) : 0)
    }
  }
}

/// What is wrong with a file of NumPy's.
package enum NumPyError: Error, Hashable, Sendable, CustomStringConvertible {
  case notNPY, notNPZ, wrongLength, tooLarge, columnMajor
  case unknownType(String)

  package var description: String {
    switch self {
    case .notNPY: "it is no .npy file, or a damaged one"
    case .notNPZ: "it is no .npz file, or a damaged one"
    case .wrongLength: "its data is not as long as its shape and dtype say"
    case .tooLarge: "it holds too much"
    case .columnMajor: "it is in Fortran order with more than two dimensions"
    case .unknownType(let name):
      "its dtype '\(excerpt(of: Array(name.utf8), limit: 20))' holds no plain numbers"
    }
  }
}
