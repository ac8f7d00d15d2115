import Testing

/// One mistake in README's scene: a text in place of another, where the error points, and what it
/// says.
struct Mistake: Sendable, CustomTestStringConvertible {
  var old, new: String

  /// The error is where this begins, the first time that it is in the text.
  var place: String
  var says: String

  init(_ old: String, _ new: String, at place: String, _ says: String) {
    (self.old, self.new, self.place, self.says) = (old, new, place, says)
  }

  var testDescription: String {
    "\(new.isEmpty ? "no \(old)" : new): \(says)".prefix(80).description
  }

  static let all =
    task + cameras + marks + backdrops + light + bodies + parts + textures + conditions

  private static let task = [
    Mistake("format: 1", "format: 2", at: "2\n", "a whole number from 1 to 1"),
    Mistake("title: Open our drawer\n", "", at: "format", "the key 'title' is missing"),
    Mistake("title: Open", "titel: Open", at: "titel", "Did you mean 'title'?"),
    Mistake("Open our drawer", "12", at: "12", "the number '12' where a text belongs"),
    Mistake("Open our drawer", "\"a\\nb\"", at: "\"a", "more than one line"),
    Mistake("Open our drawer", "\"a\\e[2Jb\"", at: "\"a", "invisible characters"),
    Mistake("invented for this page", "\" \"", at: "\" \"", "an empty text"),
    Mistake("instruction: open the drawer", "instruction: ''", at: "''", "an empty text"),
    Mistake("arm: widowx-250s", "arm: widowx", at: "widowx", "Did you mean 'widowx-250s'?"),
    Mistake("arm: widowx-250s", "arm: panda-hand", at: "panda-hand", "drives no 'panda-hand'"),
    Mistake("station: autoeval", "station: autoeva", at: "autoeva", "Did you mean 'autoeval'?"),
    Mistake("steps: 70", "steps: 0", at: "0\n\nboxes", "a whole number from 1 to 10000"),
    Mistake("steps: 70", "steps: 1e99", at: "1e99", "a whole number"),
    Mistake("steps: 70", "steps: 70\nrates: {brigde: 3}", at: "brigde", "Did you mean 'bridge'?"),
    Mistake("steps: 70", "steps: 70\nrates: {bridge: 0}", at: "0}", "a number from 0.1 to 1000"),
    Mistake("steps: 70", "steps: 70\nhome_rad: [0, 0, 0]", at: "[0, 0, 0]", "6 numbers"),
    Mistake(
      "steps: 70", "steps: 70\nhome_rad: [0, 2, 0, 0, 0, 0]", at: "[0, 2",
      "the shoulder at 2.0, beyond"),
    Mistake("steps: 70", "steps: 70\nsag: [0, 0, 1]", at: "1]", "a number from -0.05 to 0.05"),
    Mistake("eval: {x_min: 0.12", "evil: {x_min: 0.12", at: "evil", "Did you mean 'eval'?"),
    Mistake("x_max: 0.38", "x_max: 0.1", at: "0.12", "a minimum above its maximum"),
    Mistake("y_min: -0.18", "y_min: .nan", at: ".nan", "Write a decimal number"),
    Mistake("y_min: -0.18", "y_min: -1e999", at: "-1e999", "a number that a Double can hold"),
    Mistake("y_min: -0.18", "y_min: -180", at: "-180", "a number from -10 to 10"),
  ]

  private static let cameras = [
    Mistake("[640, 480]", "[640.5, 480]", at: "[640.5", "a part of a pixel"),
    Mistake("[640, 480]", "[640, 1e9]", at: "1e9", "a number from 1 to 4096"),
    Mistake("[640, 480]", "[640]", at: "[640]", "a list of 2 numbers"),
    Mistake("focal_px: [620", "focal_px: [0", at: "0, 620]", "a number from 1 to 100000"),
    Mistake("[320, 240]", "[320, 1e308]", at: "1e308", "a number from -100000 to 100000"),
    Mistake("wxyz: [-0.3", "wxyz: [0.1, -0.2, 0.3, 0.4] #", at: "[0.1, -0.2", "not of length 1"),
    Mistake("wxyz: [-0.3", "wxyz: [0, 0, 0, 0] #", at: "[0, 0, 0, 0]", "not of length 1"),
    Mistake("    size_px", "    sise_px", at: "sise_px", "Did you mean 'size_px'?"),
  ]

  private static let marks = [
    marks("blur_px: 21", at: "21}", "a number from 0 to 20"),
    marks("blur: 1", at: "blur:", "Did you mean 'blur_px'?"),
    marks("exposure: -1", at: "-1}", "a number from 0 to 16"),
    marks("vignetting: 2", at: "2}", "a number from 0 to 1"),
    marks("white_balance: [1, 1]", at: "[1, 1]", "a list of 3 numbers"),
    marks("noise: 0.1", at: "0.1}", "the number '0.1' where keys"),
    marks("noise: {shot: 2}", at: "2}}", "a number from 0 to 1"),
    marks("jpeg_quality: 0", at: "0}", "a whole number from 1 to 100"),
    marks("jpeg_quality: 90.5", at: "90.5", "a whole number"),
    marks("distortion: [0.1, 0]", at: "[0.1, 0]", "a list of 4 numbers"),
    marks("distortion: [-1.5, 0, 0, 0]", at: "[-1.5", "folds the picture over"),
    marks("distortion: [-9, 0, 0, 0]", at: "[-9", "folds the picture over"),
    Mistake(
      "size_px: [640, 480]",
      "size_px: [2000, 2000]\n    marks: {distortion: [0.01, 0, 0, 0]}", at: "[0.01",
      "Make the picture smaller"),
  ]

  private static let backdrops = [
    backdrop("in_front: a.png", at: "{in_front", "the key 'file' is missing"),
    backdrop("file: ../a.png", at: "../a.png", "a path that leads elsewhere"),
    backdrop("file: /a.png", at: "/a.png", "a path that leads elsewhere"),
    backdrop("file: none.png", at: "none.png", "no picture of at most 32 MiB can be read"),
    backdrop("file: scene.yaml", at: "scene.yaml}", "not a PNG"),
    backdrop("file: none.png, shows: [tabel]", at: "[tabel]", "no body 'tabel'"),
  ]

  private static func backdrop(_ keys: String, at place: String, _ says: String) -> Mistake {
    Mistake(
      "    size_px: [640", "    backdrop: {\(keys)}\n    size_px: [640", at: place, says)
  }

  private static func marks(_ key: String, at place: String, _ says: String) -> Mistake {
    Mistake("    size_px: [640", "    marks: {\(key)}\n    size_px: [640", at: place, says)
  }

  private static let light = [
    Mistake("towards: [-0.4, 0.3, 1]", "towards: [0, 0, 0]", at: "[0, 0, 0]", "no direction"),
    Mistake("lamp: 0.5", "lamp: bright", at: "bright", "the text 'bright' where a number"),
    Mistake(
      "lamp: 0.5", "lamp: 0.5, lamps: [{towards: [0, 0, 0], light: [1, 1, 1]}]", at: "[0, 0, 0]",
      "no direction"),
    Mistake(
      "lamp: 0.5", "lamp: 0.5, lamps: [{towards: [0, 0, 1]}]", at: "{towards: [0, 0, 1]",
      "'light' is missing"),
    Mistake(
      "lamp: 0.5", "lamp: 0.5, contact: {height: 0, strength: 2}", at: "2}", "a number from 0 to 1"
    ),
    Mistake(
      "lamp: 0.5",
      "lamp: 0.5, lamps: ["
        + Array(repeating: "{towards: [0, 0, 1], light: [1, 1, 1], casts_shadow: true}", count: 4)
        .joined(separator: ", ") + "]", at: "[{tow", "more than 3 with shadows"),
    Mistake("lamp: 0.5", "lamp: -1", at: "-1", "a number from 0 to 10"),
    Mistake("[200, 205, 210]", "[200, 205, 256]", at: "256", "a number from 0 to 255"),
  ]

  private static let bodies = [
    Mistake("    at: [0.5, 0, 0]\n", "", at: "parts", "the key 'at' is missing"),
    Mistake("at: [0.5, 0, 0]", "at: [500, 0, 0]", at: "500", "a number from -10 to 10"),
    Mistake("yaw_deg: -90", "yaw_deg: -1e300", at: "-1e300", "a number from -360 to 360"),
    Mistake(
      "slides: {in: cabinet", "slides: {in: cabinett", at: "cabinett", "Did you mean 'cabinet'"),
    Mistake(
      "slides: {in: cabinet", "slides: {in: drawer", at: "drawer,", "Allowed: cabinet, table"),
    Mistake(
      "  cabinet:\n    at: [0.35, 0.17, 0]\n    yaw_deg: -90",
      "  cabinet:\n    slides: {in: shelf, along: [1, 0, 0], range: [0, 1], start: 0}", at: "shelf",
      "Allowed: table"),
    Mistake("along: [1, 0, 0]", "along: [0, 0, 0]", at: "[0, 0, 0]", "no direction"),
    Mistake("range: [0, 0.12]", "range: [0.12, 0]", at: "[0.12, 0]", "ends where it begins"),
    Mistake("range: [0, 0.12]", "range: [0, 0]", at: "[0, 0],", "ends where it begins"),
    Mistake("start: 0.02", "start: 0.121", at: "0.121", "a number from 0 to 0.12"),
    Mistake(
      "    grasp: [0.128", "    at: [0, 0, 0]\n    grasp: [0.128", at: "at: [0, 0, 0]\n    gr",
      "no key 'at' here"),
    Mistake("grasp: [0.128", "grasp: [128", at: "128", "a number from -10 to 10"),
  ]

  private static let parts = [
    Mistake("{box: [0.012, 0.08, 0.012]", "{bax: [1, 1, 1]", at: "{bax", "no key where one"),
    Mistake(
      "{box: [0.012, 0.08, 0.012]", "{sphere: {radius: 1}, box: [1, 1, 1]", at: "{sphere",
      "'sphere' and 'box' together"),
    Mistake("{box: [0.012, 0.08, 0.012]", "{box: [0, 1, 1]", at: "0, 1, 1", "from 0.0001 to 10"),
    Mistake("{box: [0.012, 0.08, 0.012]", "{box: [1e-30, 1, 1]", at: "1e-30", "from 0.0001 to 10"),
    Mistake(
      "{box: [0.012, 0.08, 0.012]", "{sphere: {radius: -1}", at: "-1}", "from 0.0001 to 10"),
    Mistake(
      "{box: [0.012, 0.08, 0.012]", "{capsule: {radius: 1}", at: "{radius", "'length' is missing"),
    Mistake(
      "{box: [0.012, 0.08, 0.012]", "{cylinder: {radius: 1, length: 1e300}", at: "1e300",
      "from 0.0001 to 10"),
    Mistake("rgb: [60, 110, 170]", "rgb: [60, 110]", at: "[60, 110]", "a list of 3 numbers"),
    Mistake("texture: wood", "texture: woood", at: "woood", "Did you mean 'wood'?"),
    Mistake("casts_shadow: false", "casts_shadow: no", at: "no}", "true or false"),
    Mistake("casts_shadow: false", "casts_shadow: 0", at: "0}", "true or false"),
    Mistake("casts_shadow: false", "specular: 2", at: "2}", "a number from 0 to 1"),
    Mistake("casts_shadow: false", "shiny: 2", at: "shiny", "no key 'shiny' here"),
  ]

  private static let textures = [
    texture("{wod: {}}", at: "{wod", "no key where one"),
    texture("{wood: {seed: -1}}", at: "-1}", "a whole number from 0 to 1000000"),
    texture("{wood: {mapping: mash}}", at: "mash", "Did you mean 'mesh'?"),
    texture("{cloth: {mapping: {flat: [0.1]}}}", at: "[0.1]", "a list of 2 numbers"),
    texture("{cloth: {mapping: {around: 0}}}", at: "0}}", "a number from 0.0001 to 100"),
    texture("{picture: {file: no.png, mapping: mesh}}", at: "no.png", "no picture of at most"),
    texture("{picture: {file: scene.yaml, mapping: mesh}}", at: "scene.yaml,", "not a PNG"),
    texture("{picture: {file: ../a.png, mapping: mesh}}", at: "../a", "leads elsewhere"),
    texture("{picture: {file: no.png}}", at: "{file", "'mapping' is missing"),
    Mistake(
      "{box: [0.012, 0.08, 0.012]", "{lettering: {text: '', height: 1}", at: "''", "an empty text"),
    Mistake(
      "{box: [0.012, 0.08, 0.012]", "{decal: [0.00001, 1]", at: "0.00001", "from 0.0001 to 10"),
    Mistake("casts_shadow: false", "roughness: 0", at: "0}", "a number from 0.1 to 1"),
  ]

  private static func texture(_ value: String, at place: String, _ says: String) -> Mistake {
    Mistake("texture: wood", "texture: \(value)", at: place, says)
  }

  private static let conditions = [
    Mistake(
      "scatter:\n  cabinet", "variants: [{cabin: {}}]\nscatter:\n  cabinet", at: "cabin:",
      "Did you mean 'cabinet'?"),
    Mistake("scatter:\n  cabinet", "scatter:\n  cabin", at: "cabin:", "Did you mean 'cabinet'?"),
    Mistake("drawer: {joint: 0.01}", "drawer: {xy: 0.01}", at: "xy: 0.01", "Allowed: joint"),
    Mistake("{xy: 0.005", "{xy: -0.005", at: "-0.005", "a number from 0 to 1"),
    Mistake("yaw_deg: 2}", "joint: 2}", at: "joint: 2}", "Allowed: tilt_deg, xy, yaw_deg, z"),
    Mistake("touched: drawer}", "touched: door}", at: "door", "Allowed: cabinet, drawer, table"),
    Mistake("{name: touched the drawer, ", "{", at: "{touched", "the key 'name' is missing"),
    Mistake(
      "milestones:\n", "milestones:\n  - {touched: table, name: touched the drawer}\n",
      at: "touched the drawer, ", "the name of a milestone above"),
    Mistake("goal: {joint: drawer", "goal: {joint: draw", at: "draw,", "Did you mean 'drawer'?"),
    Mistake("goal: {joint: drawer", "goal: {joint: table", at: "table,", "Allowed: drawer"),
    Mistake("at_least: 0.10", "at_least: 0.13", at: "0.13", "a number from 0 to 0.12"),
    Mistake("at_least: 0.10", "at_lest: 0.10", at: "at_lest", "Did you mean 'at_least'?"),
    Mistake(
      "at_least: 0.10", "at_least: 0.10, at_most: 0.11", at: "{joint: drawer, at", "together"),
  ]
}
