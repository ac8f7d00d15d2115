package import Evaluation
import Language

/// Checks of several vocabularies in several scenes.
package struct MappingSurvey: Sendable {
  /// In the order of what was checked.
  package let reports: [MappingReport]

  /// Whether none has a fault.
  package var passes: Bool { reports.allSatisfy(\.passes) }

  /// Makes the checks, `jobs` at once; nothing but time depends on that. Throws as
  /// ``MappingCheck/report()``.
  package init(_ checks: [MappingCheck], jobs: Int) async throws {
    precondition(jobs > 0, "somebody has to work")
    reports = try await withThrowingTaskGroup(of: (Int, MappingReport).self) { group in
      var reports = [MappingReport?](repeating: nil, count: checks.count)
      for (index, check) in checks.enumerated() {
        // Take one in for one that comes out, once all workers are busy.
        if index >= jobs, let done = try await group.next() { reports[done.0] = done.1 }
        group.addTask { (index, try check.report()) }
      }
      for try await (index, report) in group { reports[index] = report }
      return reports.compactMap(\.self)
    }
  }

  /// For scripts.
  package var json: JSON {
    ["check": "mapping", "passes": .bool(passes), "reports": .array(reports.map(\.json))]
  }

  /// A table in Markdown, scenes down and vocabularies across: the steps that it takes, or the seeds
  /// that were solved where not all were. What else was found stands below, once for all the scenes of
  /// a station.
  package var table: [String] {
    let mappings = unique(reports.map(\.mapping.name))
    let scenes = unique(reports.map(\.scene))
    let rows = scenes.map { scene in
      let cells = mappings.map { mapping in
        reports.first { $0.scene == scene && $0.mapping.name == mapping }.map(cell) ?? ""
      }
      let allowed = reports.first { $0.scene == scene }?.rehearsal.stepsAllowed ?? 0
      return "| `\(scene)` | \(allowed) | \(cells.joined(separator: " | ")) |"
    }
    let verdicts = mappings.map { mapping in
      reports.allSatisfy { $0.passes || $0.mapping.name != mapping } ? "fits" : "**does not fit**"
    }
    return ["| scene | steps allowed | \(mappings.map { "`\($0)`" }.joined(separator: " | ")) |"]
      + ["|---|---:|\(String(repeating: "---:|", count: mappings.count))"] + rows
      + ["| all | | \(verdicts.joined(separator: " | ")) |", ""] + notes(of: mappings)
  }

  private func cell(_ report: MappingReport) -> String {
    let play = report.rehearsal
    if play.solved == play.seeds, let needed = play.stepsNeeded { return "\(needed)" }
    return "\(play.solved) of \(play.seeds) seeds"
  }

  /// A line for each thing that was found, with the stations where it was; the goals not reached with
  /// their scenes.
  private func notes(of mappings: [String]) -> [String] {
    mappings.flatMap { mapping in
      let own = reports.filter { $0.mapping.name == mapping }
      return unique(own.flatMap { $0.findings.map(\.line) }).map { line in
        let places = own.compactMap { report in
          report.findings.first { $0.line == line }
            .map { $0.kind == .unsolved ? report.scene : report.station }
        }
        return "- `\(mapping)` at \(unique(places).joined(separator: ", ")): \(line)"
      }
    }
  }

  private func unique(_ texts: [String]) -> [String] {
    var seen: Set<String> = []
    return texts.filter { seen.insert($0).inserted }
  }
}
