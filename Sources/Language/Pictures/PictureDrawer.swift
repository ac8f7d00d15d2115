import Control
import Geometry
import Imaging

/// A picture as a prompt shows it, before it is put into bytes.
struct DrawnPicture {
  var image: Image

  /// What explains it; of pictures side by side the left one's.
  var camera: Camera

  var cameraName: String

  /// What it shows and what the marks on it mean.
  var caption: String
}

/// Makes a prompt's pictures of what is seen: frames them, draws marks, and joins them.
struct PictureDrawer {
  let rules: PictureRules
  let workplace: Workplace

  /// Forward, left and up as the words mean them, in the arm's base.
  let axes: Rotation

  /// `trail` is where the tool was before, oldest first. Throws ``PromptError``.
  func pictures(of observation: Observation, trail: [Vector3]) throws -> [DrawnPicture] {
    let drawn = try rules.views.map { try picture($0, of: observation, trail) }
    return rules.isSideBySide ? try Self.joined(drawn) : drawn
  }

  /// The camera of the first picture; nil where none is shown. Throws ``PromptError``.
  func camera(for observation: Observation) throws(PromptError) -> Camera? {
    guard let first = rules.views.first else { return nil }
    let view = try first.camera.view(of: observation)
    return Framing(first, view.camera, around: observation.X_WT.translation).camera
  }

  private func picture(
    _ rules: ViewRules, of observation: Observation, _ trail: [Vector3]
  ) throws -> DrawnPicture {
    let view = try rules.camera.view(of: observation)
    var caption = "camera \(view.name)"
    var image = view.image
    if rules.showsDepth {
      guard let depth = observation.hints?.depths[view.name] else { throw PromptError.noHints }
      let grey = GreyDepth(depth)
      image = grey.image
      caption += ", \(grey.caption)"
    }
    let p_WT = observation.X_WT.translation
    let framed = Framing(rules, view.camera, around: p_WT)
    if rules.zoom > 1 { caption += ", enlarged \(plain(rules.zoom)) times around the gripper" }

    // From what lies lowest to what must stay legible.
    var sketch = Sketch(image: framed.frame(image), camera: framed.camera)
    var notes: [String] = []
    let grid = rules.gridSpacing.map { TableGrid(spacing: $0, workplace) }
    if let grid {
      sketch.drawLines(of: grid)
      notes.append(
        """
        the grid on the table is numbered in cm, F forward from the base, B behind it, \
        L left of it, R right, CTR straight before it
        """)
    }
    if rules.showsTrail, !trail.isEmpty {
      sketch.drawTrail(trail + [p_WT])
      notes.append("the yellow line is the way that the gripper came")
    }
    if rules.showsBoxes {
      guard let things = observation.hints?.things else { throw PromptError.noHints }
      sketch.drawBoxes(things)
      notes.append("numbered boxes are around objects")
    }
    if rules.marksGripper {
      sketch.drawGripper(at: p_WT, over: workplace.tableHeight)
      notes.append("the ring is the gripper's grasp, the cross the place on the table below it")
    }
    for place in ViewRules.Place.allCases where rules.axes.contains(place) {
      let p_WO = place == .gripper ? p_WT : sketch.corner(of: workplace)
      let length = sketch.axisLength(at: p_WO)
      sketch.drawAxes(axes, at: p_WO, length: length)
      let origin = place == .gripper ? "gripper" : "table"
      notes.append(
        "+X, +Y and +Z at the \(origin) are forward, left and up, \(centimetres(length)) each")
    }
    if let grid { sketch.writeNumbers(of: grid) }
    if !notes.isEmpty { caption += "; " + notes.joined(separator: "; ") }
    return DrawnPicture(
      image: sketch.image, camera: framed.camera, cameraName: view.name, caption: caption + ".")
  }

  /// One picture of all, from left to right, with a gap between them. Throws
  /// ``PromptError/tooLarge(width:height:)``.
  private static func joined(_ drawn: [DrawnPicture]) throws(PromptError) -> [DrawnPicture] {
    guard let first = drawn.first, drawn.count > 1 else { return drawn }
    let gap = 4
    let width = drawn.reduce(-gap) { $0 + $1.image.width + gap }
    let height = drawn.map(\.image.height).max() ?? 0
    guard Image.fits(width: width, height: height) else {
      throw .tooLarge(width: width, height: height)
    }
    var image = Image(width: width, height: height)
    var x = 0
    for picture in drawn {
      image.paste(picture.image, x: x, y: 0)
      x += picture.image.width + gap
    }
    let captions = drawn.enumerated().map { "(\($0 + 1)) \($1.caption)" }
    return [
      DrawnPicture(
        image: image, camera: first.camera, cameraName: first.cameraName,
        caption: "from left to right: " + captions.joined(separator: " "))
    ]
  }
}

extension ViewRules.Source {
  /// The view it means. Throws ``PromptError/camera(_:known:)``.
  func view(of observation: Observation) throws(PromptError) -> Observation.View {
    let views = observation.views
    switch self {
    case .number(let number) where views.indices.contains(number - 1): return views[number - 1]
    case .number(let number): throw .camera("\(number)", known: views.map(\.name))
    case .name(let name):
      guard let view = views.first(where: { $0.name == name }) else {
        throw .camera("'\(name)'", known: views.map(\.name))
      }
      return view
    }
  }
}

/// Which part of a camera's picture is shown, and how large.
struct Framing {
  /// The camera of what is shown.
  let camera: Camera

  /// The part that is kept, in pixels of the whole.
  private let x, y, width, height: Int

  init(_ rules: ViewRules, _ whole: Camera, around p_W: Vector3) {
    width = max(1, Int((Double(whole.width) / rules.zoom).rounded()))
    height = max(1, Int((Double(whole.height) / rules.zoom).rounded()))
    let centre = whole.project(p_W)
    func start(_ centre: Double, _ count: Int, _ all: Int) -> Int {
      guard centre.isFinite else { return (all - count) / 2 }
      let wanted = min(max(centre - Double(count) / 2, 0), Double(all - count))
      return Int(wanted.rounded())
    }
    let isSeen = centre.depth > 0
    x = start(isSeen ? centre.u : .nan, width, whole.width)
    y = start(isSeen ? centre.v : .nan, height, whole.height)
    var kept = whole
    (kept.width, kept.height) = (width, height)
    kept.cx -= Double(x)
    kept.cy -= Double(y)
    let size = rules.size ?? .init(width: whole.width, height: whole.height)
    camera = kept.scaled(toWidth: size.width, height: size.height)
  }

  /// The part of a picture, at the size it is shown in.
  func frame(_ image: Image) -> Image {
    var kept = Image(width: width, height: height)
    kept.paste(image, x: -x, y: -y)
    return kept.resized(width: camera.width, height: camera.height)
  }
}

/// How far away things are, in grey: near is white, far is black.
struct GreyDepth {
  let image: Image
  let caption: String

  /// Between the 2nd and the 98th of a hundred depths.
  init(_ depth: Hints.Depth) {
    let sorted = depth.metres.filter(\.isFinite).sorted()
    let near = sorted.isEmpty ? 0 : sorted[sorted.count * 2 / 100]
    let far = sorted.isEmpty ? 1 : sorted[(sorted.count - 1) * 98 / 100]
    let range = max(far - near, 1e-3)
    let bytes = depth.metres.flatMap { metres -> [UInt8] in
      let share = metres.isFinite ? min(max((far - metres) / range, 0), 1) : 0
      let grey = UInt8((share * 255).rounded())
      return [grey, grey, grey]
    }
    image = Image(width: depth.width, height: depth.height, bytes: bytes)
    caption =
      "depth in grey, white at \(centimetres(Double(near))) and nearer, black at "
      + "\(centimetres(Double(far))) and farther"
  }
}
