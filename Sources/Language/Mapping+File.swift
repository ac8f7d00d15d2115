import Control
package import Foundation
import Geometry
package import StrictYAML

extension Mapping {
  /// Reads a vocabulary: one of a folder by its name, or a file by its path, which ends in `.yaml`.
  ///
  /// `digest` makes the hash of the file's bytes. Throws ``LanguageError`` for what cannot be found or
  /// read, and `YAMLProblems` with all of a file's problems.
  package static func load(
    _ name: String, folder: String, digest: (Data) -> String
  ) throws -> Mapping {
    let isFile = name.hasSuffix(".yaml") || name.hasSuffix(".yml")
    let known = names(folder: folder)
    guard isFile || known.contains(name) else {
      throw LanguageError.unknownMapping(name, known: known)
    }
    let path = isFile ? name : "\(folder)/\(name).yaml"
    let (text, data) = try ShortFile.text(of: path)
    let last = URL(filePath: path).deletingPathExtension().lastPathComponent
    return try Mapping(text: text, path: path, name: last, digest: digest(data))
  }

  /// The vocabularies of a folder, sorted; none where there is no such folder.
  package static func names(folder: String) -> [String] {
    let files = try? FileManager.default.contentsOfDirectory(atPath: folder)
    return (files ?? []).filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
  }

  /// Reads a vocabulary from a file's text.
  package init(text: String, path: String, name: String, digest: String?) throws(YAMLProblems) {
    self = try YAMLFile(text: text, path: path).decode { file in
      MappingDecoder(name: name, digest: digest).mapping(file)
    }
  }
}

/// Reads the keys of a vocabulary's file. `scenes/README.md` is the reference for them.
private struct MappingDecoder {
  let name: String
  let digest: String?

  private enum FormName: String, CaseIterable {
    case words, mallet, bins
    case malletAsUpstream = "mallet_as_upstream"
  }

  func mapping(_ file: Fields) -> Mapping? {
    _ = file.integer("format", in: 1...1)
    _ = file.string("title")
    _ = file.string("source")
    let version = file.integer("version", in: 1...1_000_000)
    let form = file.choice("form", as: FormName.self)
    let frame = file.optional.choice("frame", as: Mapping.Frame.self)
    let readsAmounts = file.optional.boolean("amounts")
    let readsRepeats = file.optional.boolean("repeats")
    let most = file.optional.integer("most_actions", in: 1...1000)
    let bins = file.optional.mapping("bins").flatMap(bins)
    let axes = file.optional.mapping("axes").map(axes) ?? [:]
    let words = file.optional.mapping("words").map(words) ?? Words()
    if form == .bins, bins == nil { file.fail("bins", "no bins. Add them for this form.") }
    if form != .bins, axes.isEmpty { file.fail("axes", "no axis. Add one.") }
    ListedWords.check(file)
    guard let version, let form, form != .bins || bins != nil else { return nil }
    return Mapping(
      name: name, version: version, digest: digest, form: self.form(form, bins),
      frame: frame ?? .base, axes: axes, words: words, readsAmounts: readsAmounts ?? false,
      readsRepeats: readsRepeats ?? false, mostActions: most ?? 20)
  }

  private func form(_ name: FormName, _ bins: Bins?) -> Mapping.Form {
    switch (name, bins) {
    case (.words, _): .words
    case (.mallet, _): .mallet
    case (.malletAsUpstream, _): .malletAsUpstream
    case (.bins, let bins?): .bins(bins)
    case (.bins, nil): .words
    }
  }

  private func bins(_ fields: Fields) -> Bins? {
    let lower = fields.vector("lower", count: 3, in: -10...10)
    let size = fields.number("size", in: 1e-4...1)
    let most = fields.integer("most", in: 1...10_000)
    let angle = fields.number("angle_deg", in: 0.01...180)
    let mostAngle = fields.integer("most_angle", in: 1...10_000)
    guard let lower, let size, let most, let angle, let mostAngle else { return nil }
    return Bins(
      lower: Vector3(lower), size: size, angle: angle * .pi / 180, most: most, mostAngle: mostAngle)
  }

  private func axes(_ fields: Fields) -> [Move.Axis: Mapping.AxisRule] {
    let pairs = Move.Axis.allCases.compactMap { axis in
      fields.optional.mapping(axis.listing).flatMap { rule($0, axis) }.map { (axis, $0) }
    }
    return Dictionary(uniqueKeysWithValues: pairs)
  }

  private func rule(_ fields: Fields, _ axis: Move.Axis) -> Mapping.AxisRule? {
    let size = fields.number("size", in: axis.isLength ? -1...1 : -4...4)
    let offset = fields.optional.number("offset", in: -1...1)
    let index = fields.optional.integer("index", in: 0...5)
    let flipped = fields.optional.strings("flipped_at")
    let positive = fields.value("positive").flatMap(list)
    let negative = fields.value("negative").flatMap(list)
    guard let size, let positive, let negative else { return nil }
    if abs(size) < 1e-6 {
      fields.fail("size", "a size of nothing. Write how far a word goes, such as 0.01.")
    }
    return Mapping.AxisRule(
      size: size, offset: offset ?? 0, index: index, flippedAt: flipped ?? [], positive: positive,
      negative: negative)
  }

  private func words(_ fields: Fields) -> Words {
    var words = Words()
    for (key, path) in Words.lists {
      if let list = fields.optional.value(key).flatMap(list) { words[keyPath: path] = list }
    }
    for verb in Verb.allCases {
      if let list = fields.optional.value(verb.rawValue).flatMap(list) {
        words.verbs[verb] = [verb.rawValue] + list
      }
    }
    return words
  }

  private func list(_ value: Value) -> [String]? {
    guard let phrases = ListedWords.phrases(value) else { return nil }
    if phrases.isEmpty { value.fail("a list without words. Add one, or leave the key out.") }
    return phrases.map(\.text)
  }
}
