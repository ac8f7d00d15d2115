/// A file for people, parsed and ready to be decoded.
///
/// Decoding asks for what a file may hold, and whatever else the file has is an error with the
/// allowed keys. All of a file's problems come at once, in the order of its lines:
///
/// ```swift
/// let file = try YAMLFile(text: text, path: "plate.yaml")
/// let plate = try file.decode { fields in
///   let name = fields.string("name")
///   let radius = fields.number("radius", in: 0.01...0.5)
///   let tilt = fields.optional.number("tilt_deg", in: -90...90) ?? 0
///   guard let name, let radius else { return nil }
///   return Plate(name: name, radius: radius, tilt: tilt)
/// }
/// ```
///
/// Ask for every key before giving up on any, as above: a key not yet asked for counts as unknown.
package struct YAMLFile {
  private let source: SourceText
  private let root: Node.Mapping

  /// Where the mapping that is the file begins.
  private let mark: Mark

  /// What was found wrong in values; told together with what decoding finds.
  private let findings: [Finding]

  /// Parses a file that must be one mapping, at most 1 MiB, nested at most 32 deep, of at most
  /// 100,000 values and keys. `path` is only printed. Throws all that keeps it from being read.
  package init(text: String, path: String) throws(YAMLProblems) {
    guard text.utf8.count <= Limits.bytes else {
      let start = Finding(
        mark: Mark(line: 1, column: 1),
        message: "\(text.utf8.count) bytes, more than \(Limits.bytes). Split the file.")
      throw YAMLProblems([start], in: SourceText("", path: path))
    }
    source = SourceText(text, path: path)
    let subset = Subset(checking: source)
    guard subset.findings.isEmpty else { throw YAMLProblems(subset.findings, in: source) }

    var builder = TreeBuilder()
    let node = builder.build(text, source)
    findings = builder.findings
    guard let node, case .mapping(let mapping) = node.content else {
      let start = Finding(
        mark: node?.mark ?? Mark(line: 1, column: 1),
        message: "no mapping. A file begins with keys, each before a colon and its value.")
      throw YAMLProblems(findings.isEmpty ? [start] : findings, in: source)
    }
    (root, mark) = (mapping, node.mark)
  }

  /// Reads the file through `body`, which returns nil when something it needs was missing or
  /// wrong. Throws all problems, also those of values that `body` did not need.
  package func decode<T>(_ body: (Fields) -> T?) throws(YAMLProblems) -> T {
    let reading = Reading(source)
    let result = body(Fields(root, at: mark, in: reading))
    let found = findings + reading.findings + reading.unknownKeys()
    if let result, found.isEmpty { return result }
    let unexplained = Finding(mark: mark, message: "something here makes no sense. Look it over.")
    throw YAMLProblems(found.isEmpty ? [unexplained] : found, in: source)
  }
}
