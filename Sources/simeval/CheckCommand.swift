import ArgumentParser

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Checks what is going to be used, before it is.",
    subcommands: [CheckMappingCommand.self])
}
