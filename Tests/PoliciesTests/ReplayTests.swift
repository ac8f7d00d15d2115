import Control
import Foundation
import Geometry
import Policies
import Testing

@Suite struct ReplayTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Reference/trajectories")

  @Test(
    "The real robot's recordings read as they are written",
    arguments: [
      ("open-the-drawer", 47, Vector3(0.06, -0.05, -0.03)),
      ("out-of-drawer-handle", 20, Vector3(0.09, 0, 0.08)),
    ])
  func realRecordings(name: String, count: Int, sum: Vector3) async throws {
    let recording = try Recording(file: Self.folder.appending(path: "\(name).csv").path)
    #expect(recording.actions.count == count)
    #expect(recording.actions[1].numbers == [0.01, 0, 0, 0, 0, 0, 1])
    // The sums are those of Python's csv reader; 47 additions are off by less than 1e-15.
    let found = recording.actions.reduce(Vector3.zero) { $0 + $1.translation }
    #expect((found - sum).length < 1e-15)
    #expect(recording.actions.allSatisfy { $0.rotation == .zero && $0.opening == 1 })
    try await checkPolicy { ReplayPolicy(recording) }
  }

  @Test("A recording that has ended holds, with the gripper as its last action left it")
  func ended() {
    let actions = [Action([0.01, 0, 0, 0, 0, 0, 1])!, Action([0, 0, 0, 0, 0, 0.1, 0.5])!]
    var policy = ReplayPolicy(Recording(actions: actions))
    let played = (0..<4).flatMap { policy.act(.example(step: $0)).actions }
    #expect(played == actions + [.hold(opening: 0.5), .hold(opening: 0.5)])
    var empty = ReplayPolicy(Recording(actions: []))
    #expect(empty.act(.example()).actions == [.hold(opening: 0.25)])
  }

  @Test(
    "A header, Windows' line ends, a byte order mark, spaces and empty lines change nothing",
    arguments: [
      "0,0.5,-1e-2,0,+0.25,.5,1", "0,0.5,-1e-2,0,+0.25,.5,1\r\n\r\n",
      "\u{FEFF}dx_m,dy_m,dz_m,droll_rad,dpitch_rad,dyaw_rad,gripper\r\n0,0.5,-1E-2,0,0.25,0.5,1",
      "Dx, DY_m,dz,dRoll_rad,dpitch,dyaw_RAD,GRIPPER\n\n 0 ,\t0.5,-0.01,0,0.25,0.5 , 1 \n",
    ])
  func tolerated(text: String) throws {
    let recording = try Recording(csv: Array(text.utf8), path: "a.csv")
    #expect(recording.actions.map(\.numbers) == [[0, 0.5, -0.01, 0, 0.25, 0.5, 1]])
  }

  @Test(
    "A bad file is refused with the place of every problem",
    arguments: [
      ("1,2,3,4,5,6", "a.csv:1:12: error: 6 columns where an action has 7"),
      ("0,0,0,0,0,0,1\n1,2,3,4,5,6,7,8", "a.csv:2:15: error: 8 columns where an action has 7"),
      (
        "0;0;0;0;0;0;1",
        "a.csv:1:14: error: 1 column where an action has 7; are they separated by commas?"
      ),
      (
        "0,0,nan,0,0,,1\r\n0, inf,0,0x1,0,0,1e999",
        """
        a.csv:1:5: error: 'nan' as dz; every cell is a finite number
        a.csv:1:13: error: nothing as dyaw; every cell is a finite number
        a.csv:2:4: error: 'inf' as dy; every cell is a finite number
        a.csv:2:10: error: '0x1' as droll; every cell is a finite number
        a.csv:2:18: error: '1e999' as gripper; every cell is a finite number
        """
      ),
      (
        "dy,dx,dz,droll,dpitch,dyaw,gripper\n0,0,0,0,0,0,1",
        """
        a.csv:1:1: error: column 'dy' where 'dx_m' belongs
        a.csv:1:4: error: column 'dx' where 'dy_m' belongs
        """
      ),
      (
        "dx_mm,dy,dz,roll,dpitch,dyaw,gripper_m\n0,0,0,0,0,0,1",
        """
        a.csv:1:1: error: column 'dx_mm' where 'dx_m' belongs
        a.csv:1:13: error: column 'roll' where 'droll_rad' belongs
        a.csv:1:30: error: column 'gripper_m' where 'gripper' belongs
        """
      ),
      (
        "\"0.1\",0,0,0,0,0,1\n0,0,0,0,0,0,1",
        "a.csv:1:1: error: '\"0.1\"' as dx; every cell is a finite number, without quotes"
      ),
      ("x,y,z\n0,0,0,0,0,0,1", "a.csv:1:6: error: 3 columns where an action has 7"),
      (
        "0,0,0,0,0,0,1\na,b,c,d,e,f,\u{1b}",
        """
        a.csv:2:1: error: 'a' as dx; every cell is a finite number
        a.csv:2:3: error: 'b' as dy; every cell is a finite number
        a.csv:2:5: error: 'c' as dz; every cell is a finite number
        a.csv:2:7: error: 'd' as droll; every cell is a finite number
        a.csv:2:9: error: 'e' as dpitch; every cell is a finite number
        a.csv:2:11: error: 'f' as dyaw; every cell is a finite number
        a.csv:2:13: error: '\\u{1b}' as gripper; every cell is a finite number
        """
      ),
      ("", "a.csv: error: it has no actions"),
      ("dx,dy,dz,droll,dpitch,dyaw,gripper\n", "a.csv: error: it has no actions"),
      ("nan,nan,nan,nan,nan,nan,nan,nan", "a.csv:1:29: error: 8 columns where an action has 7"),
    ])
  func refused(text: String, message: String) {
    let error = #expect(throws: RecordingError.self) {
      try Recording(csv: Array(text.utf8), path: "a.csv")
    }
    #expect(error?.description == message)
  }

  @Test("A first row of quoted numbers is not taken for names and swallowed")
  func quotedNumbers() {
    let text = Array(#""0.1","0","0","0","0","0","1""#.utf8)
    let error = #expect(throws: RecordingError.self) { try Recording(csv: text, path: "a.csv") }
    #expect(error?.problems.count == 7)
  }

  @Test("UTF-16 is named as such, with a byte order mark and without", arguments: [true, false])
  func utf16(hasMark: Bool) {
    let units = Array("0,0,0,0,0,0,1\n".utf16)
    for isBig in [true, false] {
      let text = ((hasMark ? [0xFEFF] : []) + units).flatMap {
        isBig ? [UInt8($0 >> 8), UInt8($0 & 255)] : [UInt8($0 & 255), UInt8($0 >> 8)]
      }
      let error = #expect(throws: RecordingError.self) { try Recording(csv: text, path: "a.csv") }
      #expect(error?.description == "a.csv: error: it is UTF-16; save it as UTF-8")
    }
  }

  /// A regression would wait for ever.
  @Test("A named pipe that nobody writes is refused and not waited for", .timeLimit(.minutes(1)))
  func namedPipe() throws {
    let path = FileManager.default.temporaryDirectory.path + "/simeval-\(UUID().uuidString)"
    try #require(mkfifo(path, 0o600) == 0)
    defer { unlink(path) }
    let error = #expect(throws: RecordingError.self) { try Recording(file: path) }
    #expect(error?.description.contains("named pipe") == true)
  }

  @Test("A pipe that the shell holds open is read, as in <(...)")
  func shellPipe() throws {
    let pipe = Pipe()
    try pipe.fileHandleForWriting.write(contentsOf: Data("0,0,0,0,0,0,1\n".utf8))
    try pipe.fileHandleForWriting.close()
    let recording = try Recording(file: "/dev/fd/\(pipe.fileHandleForReading.fileDescriptor)")
    #expect(recording.actions == [.hold(opening: 1)])
  }

  /// The digests are those of a few lines of Python, from the definition of FNV-1a.
  @Test("A recording's digest is that of its file's bytes")
  func digest() throws {
    let one = try Recording(csv: Array("0,0,0,0,0,0,1\n".utf8), path: "a.csv")
    #expect(one.digest == "5326dacb07142d42")
    let two = try Recording(csv: Array("0,0,0,0,0,0,1\r\n".utf8), path: "a.csv")
    #expect(two.digest == "5f2210fd073a818b")
    #expect(two.actions == one.actions)
    #expect(Recording(actions: []).digest == nil)
  }

  @Test("Twenty problems are shown, and the number of the rest")
  func manyProblems() {
    let text = String(repeating: "x,0,0,0,0,0,0,0\n", count: 25)
    let error = #expect(throws: RecordingError.self) {
      try Recording(csv: Array(text.utf8), path: "a.csv")
    }
    let lines = error?.description.split(separator: "\n") ?? []
    #expect(lines.count == 21 && lines.last == "a.csv: error: and 5 more")
  }

  @Test("Too long a recording is refused")
  func tooLong() {
    let line = "0,0,0,0,0,0,1\n"
    let text = Array(String(repeating: line, count: Recording.actionLimit + 1).utf8)
    #expect(throws: RecordingError.self) { try Recording(csv: text, path: "a.csv") }
    let large = [UInt8](repeating: UInt8(ascii: " "), count: Recording.byteLimit + 1)
    #expect(throws: RecordingError.self) { try Recording(csv: large, path: "a.csv") }
  }

  @Test("A file that is not there is said not to be there")
  func missing() {
    let error = #expect(throws: RecordingError.self) { try Recording(file: "/no/such.csv") }
    #expect(error?.description == "/no/such.csv: error: there is no such file")
    #expect(throws: RecordingError.self) { try Recording(file: "/") }
  }
}
