import Foundation
import Simulation
import StrictYAML
import Testing

@Suite struct SceneLoadingTests {
  @Test(
    "A scene is found by its path, by its last part in the order of the collections, and by its file"
  )
  func finds() throws {
    let scratch = try Scratch()
    let text = try SceneFiles.example
    for name in ["probe/a", "droid/a", "droid/deep/b", "autoeval/c", "other/d"] {
      try scratch.write(text, as: "\(name).yaml")
    }
    func name(_ name: String) throws -> String { try Scene.load(name, folder: scratch.path).name }
    #expect(try name("probe/a") == "probe/a")
    #expect(try name("a") == "droid/a")
    #expect(try name("droid/deep/b") == "droid/deep/b")
    #expect(try name("other/d") == "other/d")
    #expect(try name("\(scratch.path)/probe/a.yaml") == "\(scratch.path)/probe/a.yaml")
    let names = try Scene.names(folder: scratch.path)
    #expect(names == ["autoeval/c", "droid/a", "droid/deep/b", "probe/a"])
  }

  @Test("The digest is FNV-1a of the file's bytes, so one more space changes it")
  func digests() throws {
    let text = try SceneFiles.example
    var hash: UInt64 = 14_695_981_039_346_656_037
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 1_099_511_628_211 }
    let digest = try decoded(text).digest
    #expect(UInt64(digest, radix: 16) == hash)
    #expect(try decoded(text + " ").digest != digest)
  }

  @Test(
    "A name that leads nowhere, or out of the folder, is unknown, and what is known is told",
    arguments: [
      "", ".", "..", "/", "b", "autoeval", "autoeval/", "autoeval/../a", "../secret", "//a", "a\nb",
    ])
  func refusesNames(name: String) throws {
    let scratch = try Scratch()
    let text = try SceneFiles.example
    try scratch.write(text, as: "scenes/autoeval/a.yaml")
    try scratch.write(text, as: "secret.yaml")
    try scratch.write(text, as: "scenes/.yaml")
    #expect(throws: SceneError.unknown(name, known: ["autoeval/a"])) {
      try Scene.load(name, folder: "\(scratch.path)/scenes")
    }
  }

  @Test("A folder named like a scene is passed over, and one given as a file is refused")
  func passesFoldersOver() throws {
    let scratch = try Scratch()
    let text = try SceneFiles.example
    let file = try scratch.write(text, as: "autoeval/a.yaml/inside.txt")
    try scratch.write(text, as: "droid/a.yaml")
    #expect(try Scene.load("a", folder: scratch.path).name == "droid/a")
    #expect(try Scene.names(folder: scratch.path) == ["droid/a"])
    let folder = URL(filePath: file).deletingLastPathComponent().path
    #expect(throws: SceneError.noFile(folder)) { try Scene.load(folder, folder: scratch.path) }
  }

  @Test("A link to a file is read, one to itself or to nothing is missing")
  func followsLinks() throws {
    let scratch = try Scratch()
    let file = try scratch.write(SceneFiles.example, as: "autoeval/a.yaml")
    func link(_ name: String, to target: String) throws -> String {
      let path = "\(scratch.path)/autoeval/\(name).yaml"
      try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: target)
      return path
    }
    let good = try link("good", to: file)
    #expect(try Scene.load("good", folder: scratch.path).name == "autoeval/good")
    #expect(try Scene.load(good, folder: "").digest.count == 16)
    for (name, target) in [("dead", "nothing.yaml"), ("round", "round.yaml")] {
      let path = try link(name, to: target)
      #expect(throws: SceneError.missing(path)) { try Scene.load(path, folder: scratch.path) }
      #expect(throws: SceneError.self) { try Scene.load(name, folder: scratch.path) }
    }
    #expect(try Scene.names(folder: scratch.path) == ["autoeval/a", "autoeval/good"])
  }

  @Test("A pipe or a device is refused at once, by its path and by its name")
  func refusesDevices() throws {
    let scratch = try Scratch()
    try scratch.write("", as: "autoeval/keep")
    let pipe = "\(scratch.path)/autoeval/pipe.yaml"
    try #require(mkfifo(pipe, 0o600) == 0)
    let zero = "\(scratch.path)/autoeval/zero.yaml"
    try FileManager.default.createSymbolicLink(atPath: zero, withDestinationPath: "/dev/zero")
    for path in [pipe, zero] {
      #expect(throws: SceneError.noFile(path)) { try Scene.load(path, folder: scratch.path) }
    }
    for name in ["pipe", "zero"] {
      #expect(throws: SceneError.noFile("\(scratch.path)/autoeval/\(name).yaml")) {
        try Scene.load(name, folder: scratch.path)
      }
    }
    #expect(try Scene.names(folder: scratch.path) == [])
  }

  @Test("A file of more than 1 MiB is refused, and one of just that is read")
  func refusesLarge() throws {
    let scratch = try Scratch()
    let text = try SceneFiles.example
    let filler = String(repeating: "# \(String(repeating: "x", count: 1021))\n", count: 1000)
    let rest = 1 << 20 - text.utf8.count - filler.utf8.count
    let full = text + filler + "#" + String(repeating: "y", count: rest - 1)
    #expect(try decoded(full).title == "Open our drawer")
    let path = try scratch.write(full + "y", as: "large.yaml")
    #expect(throws: SceneError.tooLarge(path)) { try Scene.load(path, folder: "") }
  }

  @Test("What is not UTF-8, cannot be read, is empty or is not there is told as such")
  func refusesUnreadable() throws {
    let scratch = try Scratch()
    let latin = try scratch.write(Data([0x74, 0xe9, 0x0a]), as: "latin.yaml")
    #expect(throws: SceneError.notText(latin)) { try Scene.load(latin, folder: "") }
    #expect(try complaints("").hasPrefix("scene.yaml:1:1: error: no mapping."))
    #expect(try complaints("\u{FEFF}format: 1").contains("U+FEFF"))
    let gone = "\(scratch.path)/gone.yaml"
    #expect(throws: SceneError.missing(gone)) { try Scene.load(gone, folder: "") }
    #expect(throws: SceneError.noFolder(gone)) { try Scene.load("a", folder: gone) }
    #expect(throws: SceneError.noFolder(gone)) { try Scene.names(folder: gone) }

    // A file that opens and then fails, also for root.
    let broken = "\(scratch.path)/broken.yaml"
    try FileManager.default.createSymbolicLink(
      atPath: broken, withDestinationPath: "/proc/self/mem")
    if FileManager.default.fileExists(atPath: "/proc/self/mem") {
      #expect(throws: SceneError.unreadable(broken)) { try Scene.load(broken, folder: "") }
    }
  }
}
