import Foundation
import Testing

@Suite struct CheckMappingCommandTests {
  let simeval: Program

  init() throws { simeval = try Program() }

  @Test("A vocabulary that fits prints a table and ends with 0")
  func fits() throws {
    let ending = try simeval("check", "mapping", "ecot-scaled", "open_drawer", "--seeds", "1")
    #expect(ending.status == 0 && ending.errors.isEmpty)
    #expect(ending.output.hasPrefix("autoeval/open_drawer, ecot-scaled at autoeval: fits\n"))
    #expect(ending.output.contains("| solved | 1 of 1 seeds |\n"))
  }

  @Test("One that does not fit names its faults and ends with 1")
  func fails() throws {
    let ending = try simeval(
      "check", "mapping", "mallet-as-upstream", "open_drawer", "--seeds", "1")
    #expect(ending.status == 1 && ending.errors.isEmpty)
    #expect(ending.output.contains("\nfault: tilt up turns clockwise from above at home\n"))
  }

  @Test("--json prints one object, with a report for each scene, and ends alike")
  func json() throws {
    let ending = try simeval(
      "check", "mapping", "mallet-as-upstream", "open_drawer", "stack_cube", "--seeds", "1",
      "--json")
    #expect(ending.status == 1)
    let object = try JSONSerialization.jsonObject(with: Data(ending.output.utf8))
    let page = try #require(object as? [String: Any])
    #expect(page["passes"] as? Bool == false)
    let reports = try #require(page["reports"] as? [[String: Any]])
    #expect(
      reports.map { $0["scene"] as? String } == ["autoeval/open_drawer", "simpler/stack_cube"])
    #expect(reports.allSatisfy { $0["steps_allowed"] is Int && $0["findings"] is [[String: Any]] })
  }

  @Test(
    "What cannot be checked is said in one line",
    arguments: [
      (["ecot"], 64, "no scene and no --all"), ([], 64, "no vocabulary and no --all"),
      (["ecot", "open_drawer", "--all"], 64, "--all and scenes exclude each other"),
      (["ecot", "open_drawer", "--seeds", "0"], 64, "--seeds 0 is not within 1 to 10000"),
      (["ecto", "open_drawer"], 65, "no mapping 'ecto'; choose one of "),
      (["ecot", "probe/axes"], 64, "the oracle does not know how to reach the goal"),
    ])
  func refused(arguments: [String], status: Int32, text: String) throws {
    let process = try simeval.start(["check", "mapping"] + arguments)
    process.waitUntilExit()
    let errors = try simeval.read("stderr")
    #expect(process.terminationStatus == status)
    #expect(errors.hasPrefix("error: ") && errors.contains(text), "\(errors)")
    #expect(errors.count { $0 == "\n" } == 1)
  }
}
