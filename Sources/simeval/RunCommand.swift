import ArgumentParser
import Control
import Evaluation
import Policies
import Simulation

struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Runs episodes of one scene with one policy and writes a run folder.")

  @OptionGroup var options: RunOptions
  @OptionGroup var policy: PolicyOptions

  @Option(help: "Where the run is kept, a new or empty folder; runs/SCENE-POLICY-N.")
  var out: String?

  @Option(
    help:
      "Go on with a run that was cut off or had errors, named with the options it was started with."
  )
  var resume: String?

  @Option(
    parsing: .unconditional,
    help: "Exit with 1 where the share of successes, 0 to 1, is below this.")
  var minSuccess: Double?

  @Flag(help: "Print nothing but errors.") var quiet = false
  @Flag(help: "Print one JSON object instead of text.") var json = false

  func validate() throws {
    if out == "" { throw ValidationError("--out is empty, name a folder") }
    if resume == "" { throw ValidationError("--resume is empty, name a run folder") }
    if resume != nil && out != nil {
      throw ValidationError("--resume and --out exclude each other")
    }
    if let minSuccess, !(0...1).contains(minSuccess) {
      throw ValidationError("--min-success \(minSuccess) is not within 0 to 1")
    }
    if quiet && json { throw ValidationError("--quiet and --json exclude each other") }
  }

  func run() async throws {
    let budget = policy.model.budget
    let plan = try await endedByInterrupt { try options.plan(policy, budget) }
    let folder = try folder(for: plan)
    try await goOn(from: folder, budget)
    if policy.policy == .model, policy.model.isStandIn, !quiet {
      Output.complain(
        "note: no --model is named, so a stand-in answers that looks at the pictures, without a key"
      )
      StandInNote.warn(of: plan.first.scene)
    }
    let progress = quiet ? nil : ProgressLine(plan)
    let report = try await plan.execute(in: folder) { progress?.note($0) }
    progress?.clear()
    if json { try Output.print(report.summary.json) }
    if !json && !quiet { try Output.print(report.lines(seeds: plan)) }
    try judge(report)
  }

  private func folder(for plan: Evaluation.Run) throws -> RunFolder {
    if let resume { return try RunFolder(resuming: resume, for: plan) }
    if let out { return try RunFolder(at: out) }
    return try RunFolder(
      in: "runs", scene: plan.first.scene.name, policy: policy.policy.rawValue)
  }

  /// Looks through what earlier attempts at the run paid for, and counts it.
  private func goOn(from folder: RunFolder, _ budget: Budget) async throws {
    guard policy.policy == .model else { return }
    for path in try folder.checkExchanges(ModelClient.isExchange) where !quiet {
      Output.complain("note: the last line of \(path) was cut off, that answer is asked for again")
    }
    if policy.model.maxUSD != nil, !policy.model.isStandIn, folder.spent.usd == nil {
      throw Failure(
        .usage,
        "what \(folder.path) cost so far is not known, for it went on without --prices, leave out "
          + "--max-usd or start anew")
    }
    await budget.count(folder.spent)
  }

  /// Throws what the run's exit status says, unless all is well.
  private func judge(_ report: Evaluation.Run.Report) throws {
    let summary = report.summary
    if let limit = report.limit { throw Failure(.missed, limit) }
    if report.wasInterrupted {
      throw Failure(
        .interrupted,
        "interrupted, what was finished is kept, go on with --resume \(summary.run)")
    }
    if let errored = report.firstError { throw Failure(.unavailable, errored) }
    if let minSuccess, (summary.successRate ?? 0) < minSuccess {
      throw ExitCode(ExitStatus.missed.rawValue)
    }
  }
}
