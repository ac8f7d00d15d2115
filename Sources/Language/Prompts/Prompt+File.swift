package import Foundation
import StrictYAML

extension Prompt {
  /// Reads a prompt: one of a folder by its name, or a file by its path, which ends in `.md`.
  ///
  /// `digest` makes the hash of the file's bytes. Throws ``LanguageError`` for what cannot be found or
  /// read, and `YAMLProblems` with all of a file's problems.
  package static func load(
    _ name: String, folder: String, digest: (Data) -> String
  ) throws -> Prompt {
    let known = try? FileManager.default.contentsOfDirectory(atPath: folder)
    let names = (known ?? []).filter { $0.hasSuffix(".md") }.map { String($0.dropLast(3)) }
    guard name.hasSuffix(".md") || names.contains(name) else {
      throw LanguageError.unknownPrompt(name, known: names.sorted())
    }
    let path = name.hasSuffix(".md") ? name : "\(folder)/\(name).md"
    let (text, data) = try ShortFile.text(of: path)
    let last = URL(filePath: path).deletingPathExtension().lastPathComponent
    return try Prompt(text: text, path: path, name: last, digest: digest(data))
  }

  /// Reads a prompt from a file's text: a header of YAML between two lines `---`, and the texts.
  package init(text: String, path: String, name: String, digest: String?) throws {
    let isEnd: (Character) -> Bool = { $0 == "\n" || $0 == "\r\n" }
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: isEnd).map(String.init)
    let start = SourceLocation(path: path, line: 1, column: 1)
    guard lines.first == "---", let end = lines.dropFirst().firstIndex(of: "---") else {
      throw YAMLProblems([
        .init(
          place: start,
          message: "no header. Begin with a line ---, the keys, and another line ---.")
      ])
    }
    // In place of the first line, so that places stay right.
    let header = "#\n" + lines[1..<end].joined(separator: "\n") + "\n"
    let body = PromptBody(Array(lines[(end + 1)...]), after: end + 1, path: path)
    let decoder = PromptDecoder(name: name, digest: digest, body: body)
    do {
      self = try YAMLFile(text: header, path: path).decode(decoder.prompt)
    } catch {
      throw YAMLProblems(error.problems + body.problems)
    }
    guard body.problems.isEmpty else { throw YAMLProblems(body.problems) }
    guard asksSomething else {
      let place = SourceLocation(path: path, line: lines.count, column: 1)
      let message = "nothing below # User that is always said. Switch a part on, or write a text."
      throw YAMLProblems([.init(place: place, message: message)])
    }
  }
}

/// The texts of a prompt's file: what follows its header.
struct PromptBody {
  private(set) var system: [Prompt.Piece] = []
  private(set) var user: [Prompt.Piece] = []
  private(set) var problems: [YAMLProblems.Problem] = []

  private let path: String

  /// The parts that have a place.
  private(set) var placed: Set<PromptPart> = []

  private enum Section { case system, user }

  /// `start` is how many lines of the file come before.
  init(_ lines: [String], after start: Int, path: String) {
    self.path = path
    var section: Section?
    var seen: Set<Section> = []
    var text: [String] = []
    func piece() -> [Prompt.Piece] {
      let whole = text.joined(separator: "\n").trimmingCharacters(in: .whitespacesAndNewlines)
      text = []
      return whole.isEmpty ? [] : [.text(whole)]
    }
    for (index, line) in lines.enumerated() {
      let number = start + index + 1
      let heading: Section? = line == "# System" ? .system : line == "# User" ? .user : nil
      if let heading {
        add(piece(), to: section)
        if !seen.insert(heading).inserted { fail(number, "'\(line)' again. Join the two.") }
        section = heading
      } else if section == nil {
        guard line.allSatisfy(\.isWhitespace) else {
          fail(number, "text above the headings. Put it below a line '# System' or '# User'.")
          return
        }
      } else if line.contains("{{") || line.contains("}}") {
        add(piece(), to: section)
        if let part = part(line, number, section) { add([.part(part)], to: section) }
      } else {
        text.append(line)
      }
    }
    add(piece(), to: section)
    if user.isEmpty, problems.isEmpty {
      fail(start + lines.count, "no message. Write one below a line '# User'.")
    }
  }

  private mutating func add(_ pieces: [Prompt.Piece], to section: Section?) {
    if section == .system { system += pieces } else { user += pieces }
  }

  /// The part that a line stands for.
  private mutating func part(_ line: String, _ number: Int, _ section: Section?) -> PromptPart? {
    let name = line.trimmingCharacters(in: .whitespaces)
    let all = PromptPart.allCases.map(\.rawValue).joined(separator: ", ")
    guard name.hasPrefix("{{"), name.hasSuffix("}}"), name.count > 4 else {
      fail(number, "braces that are no part. Write one such as {{task}} on a line of its own.")
      return nil
    }
    guard let part = PromptPart(rawValue: String(name.dropFirst(2).dropLast(2))) else {
      let shown = String(name.prefix(60))
      fail(number, "no part '\(shown)'. Write one of: \(all), each between {{ and }}.")
      return nil
    }
    if !placed.insert(part).inserted { fail(number, "\(name) again. Keep one of them.") }
    if section == .system, part.mayHavePictures {
      fail(number, "\(name) in the system's text, which holds no pictures. Put it below # User.")
    }
    return part
  }

  private mutating func fail(_ line: Int, _ message: String) {
    let place = SourceLocation(path: path, line: line, column: 1)
    problems.append(YAMLProblems.Problem(place: place, message: message))
  }
}
