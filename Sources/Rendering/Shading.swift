import Geometry
import Imaging

/// Turns faces into colours, in linear light.
struct Shading {
  let camera: Camera
  let lighting: Lighting
  let background: SIMD3<Float>

  /// The frame of a canvas that has been filled, with the shadows of a map if there is one, in the
  /// memory of an older frame.
  ///
  /// Longer than functions should be: spans do not leave the function that makes them, and the
  /// loop is read, and optimised, in one piece.
  func shade(
    _ drawables: [Drawable], _ canvas: Canvas, stride: Int, map: ShadowMap?, in old: consuming Frame
  ) -> Frame {
    let (width, height) = (camera.width, camera.height)
    var (bytes, depths, labels) = (old.image.bytes, old.depth, old.labels)
    old = Frame.empty
    bytes.resize(to: 3 * width * height, with: 0)
    depths.resize(to: width * height, with: 0)
    labels.resize(to: width * height, with: 0)
    var patternTexels: [Float] = []
    let surfaceList = drawables.map { Surface($0, camera, texels: &patternTexels) }
    let lookup = map.map { ShadowLookup($0, camera) }
    let (light, empty) = (Light(lighting), emptyBytes())

    let codeList = SRGB.codes
    let nearness = canvas.nearness.span, owners = canvas.owners.span, faces = canvas.faces.span
    let surfaces = surfaceList.span, codes = codeList.span
    let shadow = canvas.shadow.span, texels = patternTexels.span
    var outBytes = bytes.mutableSpan
    var outDepths = depths.mutableSpan
    var outLabels = labels.mutableSpan
    for y in 0..<height {
      let row = Float(y)
      var (x, at, pixel) = (0, y &* stride, y &* width)
      while x < width {
        // As far as one face reaches along the row, up to four pixels.
        let owner = owners[unchecked: at]
        var count = 1
        while count < 4, x &+ count < width, owners[unchecked: at &+ count] == owner { count &+= 1 }
        defer { (x, at, pixel) = (x &+ count, at &+ count, pixel &+ count) }
        if owner == 0 {
          for k in pixel..<pixel &+ count {
            outBytes[unchecked: 3 &* k] = empty.x
            outBytes[unchecked: 3 &* k &+ 1] = empty.y
            outBytes[unchecked: 3 &* k &+ 2] = empty.z
            outDepths[unchecked: k] = .infinity
            outLabels[unchecked: k] = 0
          }
          continue
        }

        // How far away they are, and what is interpolated over the face.
        let face = faces[unchecked: Int(owner)]
        let surface = surfaces[unchecked: Int(face.surface)]
        let columns = Float(x) + SIMD4<Float>(0, 1, 2, 3)
        var near = SIMD4<Float>(repeating: 1)
        for lane in 0..<4 { near[lane] = nearness[unchecked: at &+ lane] }
        near.replace(with: SIMD4(repeating: 1), where: near .<= SIMD4(repeating: 0))
        let depth = 1 / near
        let cosines = face.cosines(columns, row, depth)

        // What its pattern adds, and how much of the lamp's light arrives.
        var (tint, lit) = (SIMD4<Float>(repeating: 1), SIMD4<Float>(repeating: 1))
        if surface.pattern >= 0 {
          for lane in 0..<count {
            let place = surface.place(columns[lane], row, depth[lane])
            tint[lane] = Pattern.sample(texels, from: surface.pattern, at: place)
          }
        }
        if let lookup, cosines.lamp[0] > 0 || cosines.lamp[count &- 1] > 0 {
          lit = lookup.light(columns, row, depth, slope: face.slope, in: shadow)
        }

        // As bytes.
        let steps = light.reflected(by: surface, tint, cosines, lit)
        for lane in 0..<count {
          let k = pixel &+ lane
          outBytes[unchecked: 3 &* k] = codes[unchecked: Int(steps.red[lane])]
          outBytes[unchecked: 3 &* k &+ 1] = codes[unchecked: Int(steps.green[lane])]
          outBytes[unchecked: 3 &* k &+ 2] = codes[unchecked: Int(steps.blue[lane])]
          outDepths[unchecked: k] = depth[lane]
          outLabels[unchecked: k] = surface.label
        }
      }
    }
    return Frame(
      image: Image(width: width, height: height, bytes: bytes), depth: depths, labels: labels)
  }

  /// The background's bytes.
  private func emptyBytes() -> SIMD3<UInt8> {
    func byte(_ value: Float) -> UInt8 { UInt8((min(1, max(0, value)) * 255).rounded()) }
    return SIMD3(byte(background.x), byte(background.y), byte(background.z))
  }
}
