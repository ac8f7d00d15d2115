import ArgumentParser
import Checks
import Evaluation
import Language
import Policies

/// What of the set-up works.
struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Asks a model whether it sees what it is sent, and as it was sent.",
    discussion: """
      Seven pictures of a square, questions in the same words whatever the picture: colours, left and \
      right, up and down. Without --model it is the stand-in that needs no key. Exit status 1 says \
      that something was not seen.
      """)

  @OptionGroup var model: ModelOptions

  @Option(parsing: .unconditional, help: "Seconds that the model may take to answer; 120.")
  var timeout: Double?

  func run() async throws {
    let client = try model.client(timeout: timeout)
    var replies: [String] = []
    for question in ModelCheck.questions {
      replies.append(try await client.reply(to: question.request).text)
    }
    let verdicts = ModelCheck.verdicts(on: replies)
    try Output.print(
      ["model \(client.endpoint.model)"]
        + verdicts.map { "\($0.passes ? "ok  " : "FAIL") \($0.kind.rawValue): \($0.text)" })
    if verdicts.contains(where: { !$0.passes }) { throw ExitCode(ExitStatus.missed.rawValue) }
  }
}
