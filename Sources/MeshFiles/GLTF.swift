/// What is read of a glTF 2.0 file's JSON. Names are the format's own.
///
/// Source: Khronos Group, "glTF 2.0 Specification", version 2.0.1.
struct GLTF: Decodable {
  var scene: Int?
  var scenes: [Scene]?
  var nodes: [Node]?
  var meshes: [Mesh]?
  var materials: [Material]?
  var textures: [Texture]?
  var images: [Image]?
  var accessors: [Accessor]?
  var bufferViews: [BufferView]?
  var buffers: [Buffer]?
  var extensionsRequired: [String]?

  struct Scene: Decodable { var nodes: [Int]? }

  struct Node: Decodable {
    var children: [Int]?
    var mesh: Int?
    var matrix: [Double]?  // By columns.   (16)
    var translation: [Double]?  // (3)
    var rotation: [Double]?  // x, y, z, w.   (4)
    var scale: [Double]?  // (3)
  }

  struct Mesh: Decodable { var primitives: [Primitive] }

  struct Primitive: Decodable {
    var attributes: [String: Int]
    var indices: Int?
    var material: Int?
    var mode: Int?
  }

  struct Material: Decodable {
    var pbrMetallicRoughness: Roughness?

    struct Roughness: Decodable {
      var baseColorFactor: [Double]?
      var baseColorTexture: TextureUse?
    }
  }

  struct TextureUse: Decodable {
    var index: Int
    var texCoord: Int?
  }

  struct Texture: Decodable { var source: Int? }

  struct Image: Decodable { var bufferView: Int? }

  struct Accessor: Decodable {
    var bufferView: Int?
    var byteOffset: Int?
    var componentType: Int
    var count: Int
    var type: String
    var sparse: Sparse?

    /// Only whether there is one.
    struct Sparse: Decodable {}
  }

  struct BufferView: Decodable {
    var buffer: Int
    var byteOffset: Int?
    var byteLength: Int
    var byteStride: Int?
  }

  struct Buffer: Decodable {
    var byteLength: Int
    var uri: String?
  }
}
