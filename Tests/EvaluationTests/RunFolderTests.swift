import Foundation
import Testing

@testable import Evaluation

@Suite struct RunFolderTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  @Test("Runs of one kind are numbered up from 1, and a free number is taken again")
  func numbers() throws {
    func next() throws -> String {
      try RunFolder(in: scratch.path + "/runs", scene: "autoeval/open_drawer", policy: "oracle")
        .path
    }
    let stem = scratch.path + "/runs/autoeval-open_drawer-oracle-"
    #expect(try next() == stem + "1")
    #expect(try next() == stem + "2")
    try FileManager.default.removeItem(atPath: stem + "1")
    #expect(try next() == stem + "1")
    #expect(try next() == stem + "3")
  }

  @Test("A folder that holds something is refused, an empty one is taken")
  func taken() throws {
    #expect(try RunFolder(at: scratch.path).path == scratch.path)
    try Disk.write("x", to: scratch.path + "/file")
    #expect(throws: RunFolderError.self) { try RunFolder(at: scratch.path) }
    #expect(throws: RunFolderError.self) { try RunFolder(at: scratch.path + "/file") }
  }

  @Test("A link to nothing is refused, and a link to an empty folder is taken")
  func link() throws {
    let link = scratch.path + "/link"
    try FileManager.default.createSymbolicLink(
      atPath: link, withDestinationPath: scratch.path + "/target")
    let error = #expect(throws: RunFolderError.self) { try RunFolder(at: link) }
    #expect(error?.description.contains("link to nothing") == true)
    try Disk.makeFolder(scratch.path + "/target")
    #expect(try RunFolder(at: link).path == link)
  }

  @Test(
    "The disk's error advises what helps against it",
    arguments: [
      (ENOSPC, "free some space"), (EISDIR, "name a file"), (ENOTDIR, "is no folder"),
      (ENAMETOOLONG, "a shorter name"), (EACCES, "a place you may write to"),
    ])
  func advice(code: Int32, advice: String) {
    let text = DiskError(action: "write", path: "p", code: code).description
    #expect(text.contains(advice))
    #expect(text.contains("free some space") == (code == ENOSPC))
  }

  @Test("A folder below a file is the disk's error, with the path in it")
  func belowFile() throws {
    try Disk.write("x", to: scratch.path + "/file")
    let error = #expect(throws: DiskError.self) {
      try RunFolder(at: scratch.path + "/file/run")
    }
    #expect(error?.description.contains(scratch.path + "/file/run") == true)
  }

  @Test("A full disk is an error and not a short file")
  func full() throws {
    let file = open("/dev/full", O_WRONLY)
    try #require(file >= 0)
    defer { close(file) }
    let error = #expect(throws: DiskError.self) {
      try Disk.write([1, 2, 3], to: file, path: "full")
    }
    #expect(error?.code == ENOSPC)
  }

  @Test("A write that cannot be finished leaves the old file as it was")
  func replaced() throws {
    let path = scratch.path + "/file"
    try Disk.write("old", to: path)
    try Disk.makeFolder(path + ".part")
    #expect(throws: DiskError.self) { try Disk.write("new", to: path) }
    #expect(try scratch.read("file") == "old")
  }

  @Test(
    "A name from outside never leads out of its folder",
    arguments: [
      ("over-shoulder", "over-shoulder"), ("autoeval/open_drawer", "autoeval-open_drawer"),
      ("../../etc", "etc"), ("..", "unnamed"), ("", "unnamed"), ("a b\n", "a-b-"), ("ü", "unnamed"),
      ("/shelf/my.yaml", "shelf-my.yaml"),
    ])
  func names(text: String, name: String) {
    #expect(fileName(text) == name)
  }

  @Test("Numbers of episodes and frames have four digits, or more where they need them")
  func digits() {
    #expect([0, 70, 9999, 12345].map(numbered) == ["0000", "0070", "9999", "12345"])
  }
}
