import Geometry
import Rendering
import StrictYAML

/// Reads what a camera does to its picture, under `marks`.
enum MarksDecoder {
  /// The most pixels of a camera with a lens, each of which is traced when the scene is read.
  private static let mostTraced = 2_400_000

  /// No marks when the camera's file has none; nil after reporting what is wrong.
  static func marks(of camera: Fields, for pinhole: Camera) -> PreparedMarks? {
    guard let value = camera.optional.value("marks") else {
      return PreparedMarks(CameraMarks(), for: pinhole)
    }
    guard let fields = value.mapping() else { return nil }
    let marks = marks(fields)
    if marks.distortion != nil, pinhole.width * pinhole.height > mostTraced {
      fields.fail(
        "distortion", "a lens before more than \(mostTraced) pixels. Make the picture smaller.")
      return nil
    }
    guard let prepared = PreparedMarks(marks, for: pinhole) else {
      fields.fail(
        "distortion",
        "a lens that folds the picture over or needs more than twice its sides. Write smaller ones."
      )
      return nil
    }
    return prepared
  }

  private static func marks(_ fields: Fields) -> CameraMarks {
    let fields = fields.optional
    var marks = CameraMarks()
    if let k = fields.vector("distortion", count: 4, in: -10...10) {
      marks.distortion = LensDistortion(k1: k[0], k2: k[1], p1: k[2], p2: k[3])
    }
    if let part = fields.number("vignetting", in: 0...1) { marks.vignetting = Float(part) }
    if let deviation = fields.number("blur_px", in: 0...20) { marks.blur = deviation }
    if let factor = fields.number("exposure", in: 0...16) { marks.exposure = Float(factor) }
    if let noise = fields.mapping("noise")?.optional {
      marks.noise.shot = noise.number("shot", in: 0...1).map(Float.init) ?? 0
      marks.noise.read = noise.number("read", in: 0...1).map(Float.init) ?? 0
    }
    if let factors = fields.vector("white_balance", count: 3, in: 0...4) {
      marks.whiteBalance = SIMD3(factors.map(Float.init))
    }
    marks.jpegQuality = fields.integer("jpeg_quality", in: 1...100)
    return marks
  }
}
