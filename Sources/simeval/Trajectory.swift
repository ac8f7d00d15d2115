import Evaluation
import Foundation
import Geometry
import Language
import Wire

/// A recorded trajectory: rows of seven numbers, states or actions, in the precision they were
/// recorded in.
struct Trajectory {
  private let path: String
  private let ofStates: Bool
  private var rows: [[Double]] = []
  private var isSingle = false

  /// A larger file is refused. Bytes.
  private static let largestFile = 256 << 20

  /// Reads CSV, NPY, NPZ or a run's `steps.jsonl`, told apart by how the name ends. `isSingle` says
  /// that the numbers of a CSV were recorded in single precision.
  init(file path: String, ofStates: Bool, isSingle: Bool) throws {
    (self.path, self.ofStates, self.isSingle) = (path, ofStates, isSingle)
    let bytes = try contents()
    switch URL(filePath: path).pathExtension.lowercased() {
    case "npy": try take(read { () throws(NumPyError) in try NumPyArray(npy: bytes[...]) })
    case "npz": try take(array(of: read { () throws(NumPyError) in try NumPyArchive(npz: bytes) }))
    case "jsonl": try takeSteps(bytes)
    default: try takeCSV(bytes)
    }
    if rows.isEmpty { throw wrong("no row of numbers", "give a line for each step") }
    if ofStates { rows = rows.map(Self.state) }
    if let row = rows.firstIndex(where: { $0.count != 7 }) {
      throw wrong("row \(row) has \(rows[row].count) numbers", "give 7")
    }
  }

  /// A sentence a row, in a vocabulary's words.
  func sentences(in mapping: Mapping, from start: ArmState) throws -> [String] {
    guard ofStates else { return try described(in: mapping, from: start) }
    if mapping.isOfBins { return try wayPoints(in: mapping, from: start) }
    let labels =
      isSingle
      ? try MoveLabel.labels(states: rows.map { $0.map(Float.init) })
      : try MoveLabel.labels(states: rows)
    return labels.map { mapping.words(for: [.move($0.move(in: mapping))]) }
  }

  /// A way-point a state: that of the one which a label would compare it with.
  private func wayPoints(in mapping: Mapping, from start: ArmState) throws -> [String] {
    try rows.indices.map { index in
      let goal = MoveLabel.goal(ofState: index, of: rows.count)
      guard let words = mapping.wayPoint(of: rows[goal], from: start) else {
        throw wrong("row \(goal) has a number that is not finite", "leave it out")
      }
      return words
    }
  }

  /// Actions, each from where those before it lead.
  private func described(in mapping: Mapping, from start: ArmState) throws -> [String] {
    var state = start
    return try rows.enumerated().map { index, row in
      guard let words = mapping.describe(row, from: &state) else {
        throw wrong("row \(index) has a number that is not finite", "leave it out")
      }
      return words
    }
  }

  // MARK: - Reading

  private func contents() throws -> [UInt8] {
    let real = URL(filePath: path).resolvingSymlinksInPath().path
    let kind = try? FileManager.default.attributesOfItem(atPath: real)[.type] as? FileAttributeType
    guard kind == .typeRegular, let handle = FileHandle(forReadingAtPath: real),
      // Of an empty file, nil is read.
      let data = try? handle.read(upToCount: Self.largestFile + 1) ?? Data()
    else { throw Failure(.input, "no file that can be read, at \(path), name one") }
    guard data.count <= Self.largestFile else { throw wrong("more than 256 MiB", "give a part") }
    return Array(data)
  }

  private func wrong(_ what: String, _ advice: String) -> Failure {
    Failure(.input, "\(what), in \(path), \(advice)")
  }

  private func read<T>(_ body: () throws(NumPyError) -> T) throws -> T {
    do { return try body() } catch { throw wrong("\(error)", "save it anew") }
  }

  /// The array with the name that fits, or the only one.
  private func array(of archive: NumPyArchive) throws -> NumPyArray {
    let names = ofStates ? ["states", "state", "proprio"] : ["actions", "action"]
    let named = names.lazy.compactMap { name in archive.arrays.first { $0.name == name } }.first
    guard let found = named ?? (archive.arrays.count == 1 ? archive.arrays.first : nil) else {
      throw wrong("no array named \(names[0])", "give it that name")
    }
    return try read { () throws(NumPyError) in try NumPyArray(npy: found.bytes) }
  }

  private mutating func take(_ array: NumPyArray) throws {
    guard array.shape.count == 2, let width = array.shape.last, width > 0 else {
      throw wrong("an array of shape \(array.shape)", "give (n, 7)")
    }
    isSingle = array.isSingle
    rows = stride(from: 0, to: array.numbers.count, by: width).map {
      Array(array.numbers[$0..<$0 + width])
    }
  }

  /// Rows of numbers; a first line of names, empty lines and lines that begin with # are left out.
  private mutating func takeCSV(_ bytes: [UInt8]) throws {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw wrong("what is not UTF-8 text", "save it as CSV, or name it .npy or .npz")
    }
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .enumerated()
    {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
        .map { $0.trimmingCharacters(in: .whitespaces.union(.init(charactersIn: "\u{feff}"))) }
      if cells.count == 1, cells[0].isEmpty || line.hasPrefix("#") { continue }
      if line.hasPrefix("#") { continue }
      let numbers = cells.compactMap(Double.init)
      if numbers.count == cells.count {
        rows.append(numbers)
      } else if !rows.isEmpty || !numbers.isEmpty {
        throw wrong("no number on line \(index + 1)", "write numbers between commas")
      }
    }
  }

  /// What the arm reported before each step, or what was asked of it.
  private mutating func takeSteps(_ bytes: [UInt8]) throws {
    let lines = bytes.split(separator: UInt8(ascii: "\n"))
    for (index, line) in lines.enumerated() {
      let step = try? JSONDecoder().decode(Step.self, from: Data(line))
      guard let numbers = ofStates ? step?.proprio : step?.asked else {
        throw wrong("no step of a run on line \(index + 1)", "give a run's steps.jsonl")
      }
      rows.append(numbers)
    }
    isSingle = ofStates
  }

  private struct Step: Decodable {
    let proprio, asked: [Double]?
  }

  /// A state as ECoT's data has it. AutoEval's eight numbers are turned into Bridge's seven: angles
  /// from a gripper that points straight down, and the gripper's share of its way (0.39 is open).
  private static func state(_ row: [Double]) -> [Double] {
    guard row.count == 8 else { return row }
    let R_WT = Rotation(roll: row[3], pitch: row[4], yaw: row[5])
    let R_TD = Rotation(xAxis: [0, 0, 1], yAxis: [0, 1, 0], zAxis: [-1, 0, 0])
    let angles = (R_WT * R_TD).rollPitchYaw
    let opening = min(max(row[7] / 0.39, 0), 1)
    return [row[0], row[1], row[2], angles.x, angles.y, angles.z, opening]
  }
}
