/// Why a mesh file could not be read: what was found, where, and what to do, in one line.
package struct MeshError: Error, Equatable {
  package let problem: Problem
  package let place: Place

  /// Where in the file.
  package enum Place: Equatable, Sendable {
    case file
    case line(Int)  // From 1.
    case byte(Int)  // From 0.
    case item(String)  // Of a GLB's JSON, such as accessors[3].
  }

  package enum Problem: Equatable, Sendable {
    /// It is missing, a folder or a device, or not allowed to be read.
    case unreadable
    /// Its name ends in none of `Model.Format`'s.
    case unknownFormat(String)
    /// More bytes, triangles or corners than are read.
    case tooMany(String, most: Int)
    /// No triangle that has an area.
    case empty
    /// It ends, or a part of it does, before what it says it holds.
    case truncated(needed: Int, found: Int)
    /// A text where a number belongs, or one too large or not a number.
    case notANumber(String)
    /// The other word was expected.
    case word(String, wanted: String)
    /// A reference to something that is not there.
    case index(Int, count: Int)
    /// A face of fewer than three corners.
    case corners(Int)
    /// What the format allows and this reader does not know.
    case unsupported(String)
    /// What the format forbids.
    case damaged(String)
  }

  init(_ problem: Problem, at place: Place = .file) {
    (self.problem, self.place) = (problem, place)
  }
}

extension MeshError: CustomStringConvertible {
  package var description: String {
    switch place {
    case .file: message
    case .line(let line): "line \(line): \(message)"
    case .byte(let offset): "byte \(offset): \(message)"
    case .item(let item): "\(item): \(message)"
    }
  }

  private var message: String {
    switch problem {
    case .unreadable:
      "no file that can be read. Check the path and its permissions."
    case .unknownFormat(let ending):
      "the ending '\(ending)' tells no format that is read. Give an .obj, .stl or .glb file."
    case .tooMany(let what, let most):
      "more than \(most) \(what). Make the mesh coarser."
    case .empty:
      "no triangle with an area. Export the mesh again."
    case .truncated(let needed, let found):
      "\(needed) bytes belong here and \(found) are left. Fetch or export the file again."
    case .notANumber(let text):
      "'\(text)' where a number of ordinary size belongs. Export the mesh again."
    case .word(let found, let wanted):
      "'\(found)' where \(wanted) belongs. Export the mesh again."
    case .index(let index, let count):
      "a reference to number \(index) of \(count). Export the mesh again."
    case .corners(let count):
      "a face of \(count) corners. It needs at least three."
    case .unsupported(let what):
      "\(what) is not read here. Export the mesh without it."
    case .damaged(let what):
      "\(what). Export the mesh again."
    }
  }
}
