package import Evaluation
package import Language

/// What a ``MappingCheck`` found.
package struct MappingReport: Sendable {
  package let mapping: Mapping

  /// The scene's and the station's names.
  package let scene, station: String

  package let rehearsal: SpokenEpisodes
  package let quantisation: Quantisation
  package let grip: Grip

  /// In the order of the checks.
  package let findings: [Finding]

  /// Whether there is no fault.
  package var passes: Bool { !findings.contains(where: \.isFault) }

  /// For scripts.
  package var json: JSON {
    [
      "scene": .string(scene),
      "station": .string(station),
      "mapping": [
        "name": .string(mapping.name), "version": .integer(mapping.version),
        "digest": JSON(mapping.digest),
      ],
      "passes": .bool(passes),
      "seeds": .integer(rehearsal.seeds),
      "solved": .integer(rehearsal.solved),
      "steps_needed": JSON(rehearsal.stepsNeeded),
      "steps_allowed": .integer(rehearsal.stepsAllowed),
      "steps": .integer(rehearsal.steps),
      "clipped_steps": .integer(rehearsal.clippedSteps),
      "asked_mm": .number(rounded(1000 * rehearsal.asked, 2)),
      "clipped_mm": .number(rounded(1000 * rehearsal.lost, 2)),
      "quantisation_mm": .number(rounded(1000 * quantisation.length, 3)),
      "quantisation_deg": JSON(degrees),
      "gripper": [
        "open": JSON(grip.open), "close": JSON(grip.close), "threshold": .number(grip.threshold),
        "opens_at_threshold": .bool(grip.opensAtThreshold),
      ],
      "findings": .array(
        findings.map { finding in
          [
            "kind": .string(finding.kind.rawValue), "fault": .bool(finding.isFault),
            "text": .string(finding.text),
          ]
        }),
    ]
  }

  /// For people: a table in Markdown, then what was found.
  package var lines: [String] {
    let verdict = passes ? "fits" : "does not fit"
    return [
      "\(scene), \(mapping.name) at \(station): \(verdict)", "", "| what | found |", "|---|---|",
    ]
      + rows.map { "| \($0) | \($1) |" } + [""]
      + findings.map(\.line)
  }

  private var rows: [(String, String)] {
    let needed = rehearsal.stepsNeeded.map { "\($0) needed, " } ?? ""
    return [
      ("solved", "\(rehearsal.solved) of \(rehearsal.seeds) seeds"),
      ("steps", "\(needed)\(rehearsal.stepsAllowed) allowed"),
      (
        "reach lost to clipping",
        "\(inDigits(100 * rehearsal.lost, 1)) of \(inDigits(100 * rehearsal.asked, 1)) cm asked for, "
          + "in \(rehearsal.clippedSteps) of \(rehearsal.steps) steps"
      ),
      (
        "quantisation error",
        "\(inDigits(1000 * quantisation.length, 2)) mm"
          + (degrees.map { ", \(inDigits($0, 2)) degrees" } ?? ", no turns")
      ),
      ("dead words", count(.dead, .unheard, .notUnderstood)),
      ("words that do the same", count(.alias)),
      ("other ways than the words say", count(.sign, .axis)),
      ("gimbal hazards", count(.gimbal)),
      (
        "gripper",
        "open says \(number(grip.open)), close says \(number(grip.close)); "
          + "the station opens it "
          + "\(grip.opensAtThreshold ? "from" : "above") \(inDigits(grip.threshold, 3))"
      ),
    ]
  }

  private var degrees: Double? { quantisation.angle.map { rounded($0 * 180 / .pi, 2) } }

  private func number(_ value: Double?) -> String { value.map { inDigits($0, 3) } ?? "nothing" }

  private func count(_ kinds: Finding.Kind...) -> String {
    let count = findings.count { kinds.contains($0.kind) }
    return count == 0 ? "none" : "\(count), see below"
  }
}
