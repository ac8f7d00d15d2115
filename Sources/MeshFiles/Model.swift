package import Geometry
import Foundation

/// What a mesh file holds: surfaces for drawing, in the file's own axes and unit.
package struct Model: Hashable, Sendable {
  /// One of each look, or each object, in the order in which the file names them first.
  package let parts: [Part]

  /// All that has one colour and picture, or belongs to one object.
  package struct Part: Hashable, Sendable {
    package let mesh: Mesh

    /// sRGB; nil where the file names none.
    package let colour: SIMD3<UInt8>?

    /// The picture on it, as the mesh's `uvs` say: the bytes of a PNG or JPEG, not looked into. The
    /// colour, as linear light, multiplies its own.
    package var picture: [UInt8]?

    /// Of its object, where parts are objects.
    package var name: String?
  }

  package enum Format: String, CaseIterable, Sendable {
    /// Wavefront: lines of text. Colours, in files of their own, are not read.
    case obj

    /// Triangles, binary or text.
    case stl

    /// glTF 2.0 in its binary form, pictures and all in one file. y is up in these.
    case glb
  }

  /// The longest file that is read, in bytes, and the most triangles one may hold.
  package static let mostBytes = 256 << 20
  package static let mostTriangles = 4 << 20

  /// The most looks, or objects where they are parts, of one file.
  package static let mostParts = 64

  /// Reads a file whose name ends in one of `Format`'s. Throws `MeshError`.
  package init(contentsOf path: String, byObject: Bool = false) throws {
    let ending = URL(filePath: path).pathExtension.lowercased()
    guard let format = Format(rawValue: ending) else {
      throw MeshError(.unknownFormat(ending))
    }
    // Opening a pipe would wait for its other end.
    let target = URL(filePath: path).resolvingSymlinksInPath().path
    let attributes = try? FileManager.default.attributesOfItem(atPath: target)
    guard attributes?[.type] as? FileAttributeType == .typeRegular,
      let handle = FileHandle(forReadingAtPath: path),
      let data = try? handle.read(upToCount: Self.mostBytes + 1)
    else { throw MeshError(.unreadable) }
    try self.init([UInt8](data), format: format, byObject: byObject)
  }

  /// Reads a file's bytes. Throws `MeshError`.
  ///
  /// Corners in the same place become one, where the light runs smoothly over it and they are in one
  /// place of a picture. Where the file
  /// gives no normal, light runs smoothly over turns of less than `Mesh.crease`. Triangles without
  /// an area are left out. With `byObject` the parts of an OBJ are the objects it names; in other
  /// formats that changes nothing.
  package init(_ bytes: [UInt8], format: Format, byObject: Bool = false) throws {
    guard bytes.count <= Self.mostBytes else {
      throw MeshError(.tooMany("bytes", most: Self.mostBytes))
    }
    switch format {
    case .obj where byObject: parts = try OBJReader.objects(bytes)
    case .obj: parts = [Part(mesh: try OBJReader.facets(bytes).mesh(), colour: nil)]
    case .stl: parts = [Part(mesh: try STLReader.facets(bytes).mesh(), colour: nil)]
    case .glb: parts = try GLBReader(bytes).parts()
    }
    guard parts.contains(where: { !$0.mesh.triangles.isEmpty }) else { throw MeshError(.empty) }
  }

  /// All of it, whatever its colour.
  package var mesh: Mesh {
    parts.reduce(into: Mesh()) { $0.append($1.mesh) }
  }
}
