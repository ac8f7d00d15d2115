import Evaluation
import Foundation

extension Bench {
  /// Of a 50-step episode with all its files, from the process's start to its end: seconds, and the
  /// most memory. Medians of five.
  static func episode() throws -> [JSON] {
    let runs = try inFolder { folder in
      try (0..<5).map { try run(episodes: 1, jobs: 1, in: "\(folder)/\($0)") }
    }
    return [
      [
        "bench": "episode", "steps": 50, "wall_s": rounded(median(runs.map(\.wall)), places: 3),
        "cpu_s": rounded(median(runs.map(\.cpu)), places: 3),
        "peak_mb": rounded(peakMegabytes(RUSAGE_CHILDREN), places: 1),
      ]
    ]
  }

  /// How much sooner a batch of 16 such episodes ends when two go on at once; medians of three
  /// rounds. Where they do not get in each other's way, the processor's time stays the same.
  static func jobs() throws -> [JSON] {
    let rounds = try inFolder { folder in
      try (0..<3).map { round in
        try [1, 2].map { try run(episodes: 16, jobs: $0, in: "\(folder)/\(round)-\($0)") }
      }
    }
    let (one, two) = (rounds.map { $0[0] }, rounds.map { $0[1] })
    return [
      [
        "bench": "jobs", "episodes": 16,
        "episodes_per_s_1": rounded(16 / median(one.map(\.wall)), places: 2),
        "episodes_per_s_2": rounded(16 / median(two.map(\.wall)), places: 2),
        "speedup": rounded(median(zip(one, two).map { $0.wall / $1.wall }), places: 2),
        "cpu_ratio": rounded(median(zip(one, two).map { $1.cpu / $0.cpu }), places: 2),
      ]
    ]
  }

  /// One run of this program.
  private static func run(
    episodes: Int, jobs: Int, in folder: String
  ) throws -> (wall: Double, cpu: Double) {
    let process = Process()
    process.executableURL = Bundle.main.executableURL
    process.arguments = [
      "run", "autoeval/open_drawer", "--policy", "hold", "--max-steps", "50", "--quiet",
      "--episodes", String(episodes), "-j", String(jobs), "--out", folder,
    ]
    let (clock, used) = (ContinuousClock.now, processSeconds(RUSAGE_CHILDREN))
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Failure(.fault, "the episode failed, in \(folder), run it by hand")
    }
    return ((.now - clock) / .seconds(1), processSeconds(RUSAGE_CHILDREN) - used)
  }

  /// With a folder that is gone afterwards. Not sooner: some disks are slow to make files where
  /// others have just been removed.
  private static func inFolder<Result>(_ body: (String) throws -> Result) rethrows -> Result {
    let folder = FileManager.default.temporaryDirectory.path + "/simeval-bench-\(getpid())"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try body(folder)
  }

  /// Of an odd count.
  private static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
}
