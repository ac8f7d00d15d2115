import Control
import StrictYAML

/// Reads the header of a prompt's file. `scenes/README.md` is the reference for its keys.
struct PromptDecoder {
  let name: String
  let digest: String?
  let body: PromptBody

  func prompt(_ file: Fields) -> Prompt? {
    _ = file.integer("format", in: 1...1)
    let title = file.string("title")
    _ = file.string("source")
    let version = file.integer("version", in: 1...1_000_000)
    let mapping = file.string("mapping")
    let settings = file.optional.mapping("settings").map(settings) ?? .init()
    let parts = file.optional.mapping("parts").map(parts) ?? PromptParts()
    guard let title, let version, let mapping else { return nil }
    return Prompt(
      name: name, version: version, digest: digest, title: title, mapping: mapping,
      settings: settings, parts: parts, system: body.system, user: body.user)
  }

  private func settings(_ fields: Fields) -> ModelRequest.Settings {
    ModelRequest.Settings(
      maxTokens: fields.optional.integer("max_tokens", in: 1...1_000_000),
      temperature: fields.optional.number("temperature", in: 0...2))
  }

  private func parts(_ fields: Fields) -> PromptParts {
    var parts = PromptParts()
    for part in PromptPart.allCases {
      guard let settings = fields.optional.mapping(part.rawValue) else { continue }
      if !body.placed.contains(part) {
        let slot = "{{\(part.rawValue)}}"
        fields.fail(part.rawValue, "settings of a part without a place. Write \(slot) below.")
      }
      if settings.optional.boolean("use") == false { parts.unused.insert(part) }
      switch part {
      case .embodiment: read(settings, &parts.embodiment)
      case .contract: read(settings, &parts.contract)
      case .examples: read(settings, &parts.examples)
      case .history: read(settings, &parts.history)
      case .objects:
        if let named = settings.optional.boolean("names") { parts.objects.areNamed = named }
      case .pictures: PictureDecoder.read(settings, &parts.pictures)
      case .task, .vocabulary, .state, .outcome, .facts: break
      }
    }
    return parts
  }

  private func read(_ fields: Fields, _ part: inout PromptParts.Embodiment) {
    if let camera = fields.optional.boolean("camera") { part.tellsCamera = camera }
    if let limits = fields.optional.boolean("limits") { part.tellsLimits = limits }
    if let clock = fields.optional.boolean("clock") { part.isClock = clock }
  }

  private func read(_ fields: Fields, _ part: inout PromptParts.Contract) {
    if let layout = fields.optional.choice("layout", as: PromptParts.Contract.Layout.self) {
      part.layout = layout
    }
    if let reasoning = fields.optional.choice("reasoning", as: PromptParts.Contract.Reasoning.self)
    {
      part.reasoning = reasoning
    }
    if let grounding = fields.optional.boolean("grounding") { part.isGrounded = grounding }
  }

  private func read(_ fields: Fields, _ part: inout PromptParts.Examples) {
    if let count = fields.optional.integer("count", in: 0...4) {
      if count == 3 { fields.fail("count", "3 examples. Write 0, 1, 2 or 4.") }
      part.count = count
    }
    if let pictures = fields.optional.boolean("pictures") { part.hasPictures = pictures }
  }

  private func read(_ fields: Fields, _ part: inout PromptParts.History) {
    if let last = fields.optional.integer("last", in: 1...64) { part.last = last }
    if let choice = fields.optional.choice("choice", as: PromptParts.History.Choice.self) {
      part.choice = choice
    }
    if let pictures = fields.optional.integer("pictures", in: 0...16) { part.pictures = pictures }
  }
}

/// Reads what a prompt's header says of its pictures.
private enum PictureDecoder {
  private enum Encoding: String, CaseIterable { case png, jpeg }

  static func read(_ fields: Fields, _ rules: inout PictureRules) {
    let quality = fields.optional.integer("quality", in: 1...100)
    switch fields.optional.choice("encoding", as: Encoding.self) {
    case .jpeg?: rules.encoding = .jpeg(quality: quality ?? 95)
    case .png?, nil:
      if quality != nil { fields.fail("quality", "a quality of PNG. Leave it out, or take jpeg.") }
    }
    if let joined = fields.optional.boolean("side_by_side") { rules.isSideBySide = joined }
    guard let views = fields.optional.list("views") else { return }
    if !(1...8).contains(views.count) {
      fields.fail("views", "\(views.count) views. Write 1 to 8, or set use to false.")
    }
    rules.views = views.compactMap { $0.mapping().map(view) }
  }

  private static func view(_ fields: Fields) -> ViewRules {
    var rules = ViewRules()
    if let name = fields.optional.string("camera") { rules.camera = .name(name) }
    if let number = fields.optional.integer("camera_number", in: 1...16) {
      if fields.has("camera") { fields.fail("camera_number", "camera too. Keep one of them.") }
      rules.camera = .number(number)
    }
    if let size = fields.optional.value("size_px")?.list() {
      let sides = size.compactMap { $0.integer(in: 16...4096) }
      if size.count == 2, sides.count == 2 {
        rules.size = .init(width: sides[0], height: sides[1])
      } else if size.count != 2 {
        fields.fail("size_px", "\(size.count) sides. Write [width, height].")
      }
    }
    if let zoom = fields.optional.number("zoom", in: 1...16) { rules.zoom = zoom }
    for place in fields.optional.list("axes") ?? [] {
      if let place = place.choice(as: ViewRules.Place.self) { rules.axes.insert(place) }
    }
    rules.gridSpacing = fields.optional.integer("grid_cm", in: 1...50)
    func read(_ key: String, _ path: WritableKeyPath<ViewRules, Bool>) {
      if let value = fields.optional.boolean(key) { rules[keyPath: path] = value }
    }
    read("gripper", \.marksGripper)
    read("boxes", \.showsBoxes)
    read("trail", \.showsTrail)
    read("depth", \.showsDepth)
    return rules
  }
}
