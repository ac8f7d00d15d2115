import StrictYAML

/// A file that uses all of the subset, and what it says.
let sample = """
  # Lengths are metres.
  format: 1
  title: Put the carrot on the plate   # plain, with a comment
  quoted: "a # and a: colon, \\"and\\" quotes: [1, 2]"
  single: 'it''s'
  story: |
    Two lines, & neither *is: [read
      as anything.

  cameras:
    over-shoulder: {eye: [0.00, -0.20, 0.4e0], fov_deg: 52, size_px: [640, 480]}
    side:
      eye: [1, 2, 3]
      fov_deg: 40.5
      shadows: false
  goal:
    all:
    - {rests-on: [carrot, plate]}
    -   released: carrot
  variants:
    1: {kind: oak}
    swapped:
      kind: pine
  empty: []

  """

enum Wood: String, CaseIterable { case oak, pine }

struct Eye: Equatable {
  var name: String
  var eye: [Double]
  var fov_deg: Double
  var shadows: Bool
}

struct Decoded: Equatable {
  var texts: [String]
  var format: Int
  var eyes: [Eye]
  var goals: [String]
  var variants: [String: Wood]
  var empty: [String]
}

/// Reads the sample; gives up only after asking for everything.
func decode(_ fields: Fields) -> Decoded? {
  let format = fields.integer("format", in: 1...1)
  let texts = ["title", "quoted", "single", "story"].map { fields.string($0) }
  let eyes = fields.entries("cameras")?.map { name, value in
    value.mapping().flatMap { eye(name, $0) }
  }
  let goals = fields.mapping("goal")?.list("all")?.map { $0.mapping().flatMap(goal) }
  let variants = fields.entries("variants")?.map { name, value in
    (name, value.mapping()?.choice("kind", as: Wood.self))
  }
  let empty = fields.strings("empty")
  guard let format, let eyes, let goals, let variants, let empty else { return nil }
  return Decoded(
    texts: texts.compactMap(\.self), format: format, eyes: eyes.compactMap(\.self),
    goals: goals.compactMap(\.self),
    variants: Dictionary(uniqueKeysWithValues: variants).compactMapValues(\.self), empty: empty)
}

private func eye(_ name: String, _ fields: Fields) -> Eye? {
  let eye = fields.vector("eye", count: 3, in: -10...10)
  let fov = fields.number("fov_deg", in: 1...179)
  let shadows = fields.optional.boolean("shadows") ?? true
  _ = fields.optional.vector("size_px", count: 2)
  guard let eye, let fov else { return nil }
  return Eye(name: name, eye: eye, fov_deg: fov, shadows: shadows)
}

private func goal(_ fields: Fields) -> String? {
  switch fields.only(of: ["rests-on", "released"]) {
  case "rests-on": fields.strings("rests-on")?.joined(separator: " on ")
  case "released": fields.string("released")
  default: nil
  }
}

/// What reading a file says is wrong with it, a line each; "" for a good one.
func complaints(_ text: String, _ body: (Fields) -> Bool? = { _ in true }) -> String {
  do {
    _ = try YAMLFile(text: text, path: "f.yaml").decode(body)
    return ""
  } catch {
    return error.description
  }
}
