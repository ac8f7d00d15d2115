import Foundation
import Testing

@Suite("simeval bench render measures pictures and nothing less")
struct BenchCommandTests {
  let simeval: Program

  init() throws {
    simeval = try Program()
    try simeval.write(TabletopFiles.scene(), as: "scene.json")
    try simeval.write(TabletopFiles.bodies(arm: TabletopFiles.tall), as: "lo.obj")
  }

  /// With both files, and what else is asked for.
  private func bench(_ more: String...) throws -> Program.Ending {
    let files = ["bench", "render", "--obj", "lo.obj", "--scene", "scene.json", "--frames", "3"]
    let process = try simeval.start(files + more)
    process.waitUntilExit()
    return Program.Ending(
      status: process.terminationStatus, output: try simeval.read("stdout"),
      errors: try simeval.read("stderr"))
  }

  @Test("It prints one line with the keys of the peers' workers, and what was asked for in them")
  func keys() throws {
    let ending = try bench("--size", "96x64", "--samples", "4", "--shadows", "0", "--keep", "none")
    #expect(ending.status == 0, "\(ending.errors)")
    #expect(ending.output.count { $0 == "\n" } == 1)
    let line = try #require(
      JSONSerialization.jsonObject(with: Data(ending.output.utf8)) as? [String: Any])
    let peers = [
      "peer", "level", "size", "shadows", "samples", "frames", "fps", "cpu_ms_per_frame",
      "process_start_to_first_frame_s", "peak_mb",
    ]
    #expect(Set(line.keys) == Set(peers + ["keep", "soft_shadows"]))
    #expect(line["peer"] as? String == "simeval" && line["level"] as? String == "lo")
    #expect(line["size"] as? String == "96x64" && line["keep"] as? String == "none")
    #expect(line["samples"] as? Int == 4 && line["frames"] as? Int == 3)
    #expect(line["shadows"] as? Bool == false && line["soft_shadows"] as? Bool == false)
    for key in peers.suffix(4) { #expect(try #require(line[key] as? Double) > 0, "\(key)") }
  }

  @Test("The process's start is taken from BENCH_START")
  func start() throws {
    let ending = try simeval.shell(
      "BENCH_START=$(($(date +%s) - 1000)) simeval bench render --obj lo.obj --scene scene.json")
    let line = try JSONSerialization.jsonObject(with: Data(ending.output.utf8)) as? [String: Any]
    let seconds = try #require(line?["process_start_to_first_frame_s"] as? Double)
    #expect((999...1100).contains(seconds))
  }

  @Test("With --episode each frame is a PNG, the same whatever is kept, and the arm swings in them")
  func episode() throws {
    for keep in ["none", "shadows", "all"] {
      try FileManager.default.createDirectory(
        atPath: "\(simeval.folder)/\(keep)", withIntermediateDirectories: true)
      let ending = try bench("--keep", keep, "--episode", keep, "--soft-shadows")
      #expect(ending.status == 0, "\(ending.errors)")
    }
    let names = ["0000.png", "0001.png", "0002.png"]
    let frames = try ["none", "shadows", "all"].map { keep in
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: "\(simeval.folder)/\(keep)").sorted()
          == names)
      return try names.map {
        try Data(contentsOf: URL(filePath: "\(simeval.folder)/\(keep)/\($0)"))
      }
    }
    #expect(frames[1] == frames[0] && frames[2] == frames[0])
    #expect(Set(frames[0]).count == 3)
  }

  @Test("A folder for the frames that is not there is the disk's fault")
  func noFolder() throws {
    let ending = try bench("--episode", "nowhere")
    #expect(ending.status == 74)
    #expect(ending.saysOneError)
  }

  @Test("A picture that is black, or has next to no colours, is no measurement")
  func flat() throws {
    try simeval.write(TabletopFiles.scene(light: 0), as: "scene.json")
    let black = try bench()
    #expect(black.status == 70)
    #expect(black.errors.hasPrefix("error: the picture is black or flat"))
    // Bright, but three flat faces and nothing behind them.
    try simeval.write(TabletopFiles.scene(), as: "scene.json")
    let faces = ["floor", "dome", "arm"].enumerated().map { k, name in
      let corners = TabletopFiles.square.map { $0 + [0, 0, 1e-3 * Double(k)] }
      return TabletopFiles.object(name, corners, normal: [0, 0, 1])
    }
    try simeval.write(faces.joined(), as: "lo.obj")
    #expect(try bench().errors.hasPrefix("error: the picture is black or flat"))
  }

  @Test("An arm whose swing cannot be seen is no measurement")
  func still() throws {
    try simeval.write(TabletopFiles.bodies(arm: TabletopFiles.hidden), as: "lo.obj")
    let ending = try bench()
    #expect(ending.status == 70)
    #expect(ending.errors == "error: the arm did not move\n")
  }

  @Test(
    "Options that name nothing to measure are wrong usage",
    arguments: [
      ["--obj", "lo.obj"], ["--scene", "scene.json"],
      ["--obj", "lo.obj", "--scene", "scene.json", "--size", "64"],
      ["--obj", "lo.obj", "--scene", "scene.json", "--size", "0x9"],
      ["--obj", "lo.obj", "--scene", "scene.json", "--size", "9x9x9"],
      ["--obj", "lo.obj", "--scene", "scene.json", "--samples", "2"],
      ["--obj", "lo.obj", "--scene", "scene.json", "--shadows", "2"],
      ["--obj", "lo.obj", "--scene", "scene.json", "--frames", "0"],
      ["--obj", "lo.obj", "--scene", "scene.json", "--keep", "some"],
    ])
  func usage(options: [String]) throws {
    let process = try simeval.start(["bench", "render"] + options)
    process.waitUntilExit()
    #expect(process.terminationStatus == 64)
    #expect(try simeval.read("stderr").hasSuffix("See `simeval bench --help`\n"))
  }

  @Test("What a camera's marks cost is an object for each, and one for all")
  func marks() throws {
    let ending = try simeval("bench", "marks")
    #expect(ending.status == 0)
    let lines = try ending.output.split(separator: "\n").map {
      try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] ?? [:]
    }
    #expect(lines.count == 8)
    for line in lines {
      #expect(line["bench"] as? String == "marks")
      #expect(try #require(line["ms"] as? Double) > 0)
    }
  }

  @Test("The scene's files are for drawing only", arguments: ["kinematics", "png", "jobs"])
  func otherParts(part: String) throws {
    let ending = try simeval("bench", part, "--obj", "lo.obj", "--scene", "scene.json")
    #expect(ending.status == 64)
    #expect(try simeval("bench", "everything").status == 64)
  }

  @Test(
    "Files that are missing or not as they should be are bad input",
    arguments: [
      (#""moves": true"#, #""moves": false"#), (#""name": "arm""#, #""name": "leg""#),
      (#""eye": [0, "#, #""eye": [0, 0, "#), (#""eye": [0, "#, #""eye": [1e300, "#),
      (#""vertical_fov_deg": 50"#, #""vertical_fov_deg": 180"#),
      (#""up": [0, 0, 1]"#, #""up": [0, 0, 0]"#), (#""diffuse": 0.7"#, #""diffuse": 1e9"#),
      (#""direction_to_light": [1"#, #""direction_to_light": [null"#), ("[0.9, ", "[-1, "),
      ("{", ""),
    ])
  func badScene(old: String, new: String) throws {
    let scene = TabletopFiles.scene()
    try simeval.write(scene.replacing(old, with: new, maxReplacements: 1), as: "scene.json")
    #expect(try simeval.read("scene.json") != scene)
    let ending = try bench()
    #expect(ending.status == 65)
    #expect(ending.saysOneError, "\(ending.errors)")
  }

  @Test("Bodies that are no mesh, or are not there, are bad input that says where")
  func badBodies() throws {
    try simeval.write("v 0 0 0\nf 1 2 3\n", as: "lo.obj")
    #expect(try bench().errors.hasPrefix("error: lo.obj: line 2: a reference to number 2 of 1"))
    let gone = try simeval("bench", "render", "--obj", "no.obj", "--scene", "scene.json")
    #expect(gone.status == 65 && gone.saysOneError)
    #expect(try simeval("bench", "render", "--obj", "lo.obj", "--scene", "no.json").status == 65)
  }
}

/// A small scene in the form of the bench's own: a floor, a dome, and an arm that swings.
enum TabletopFiles {
  static let square: [SIMD3<Double>] = [[-1, -1, 0], [1, -1, 0], [1, 1, 0], [-1, 1, 0]]

  /// An arm that stands on the floor, beside the axis it swings about.
  static let tall: [SIMD3<Double>] = [
    [0.2, -0.1, 0.1], [0.5, -0.1, 0.3], [0.5, 0.1, 0.5], [0.2, 0.1, 0.3],
  ]

  /// One under the floor.
  static let hidden = tall.map { $0 - [0, 0, 1] }

  static func scene(light: Double = 1) -> String {
    """
    {"camera": {"eye": [0, -1.5, 1.2], "target": [0, 0, 0.2], "up": [0, 0, 1],
      "vertical_fov_deg": 50},
     "light": {"direction_to_light": [1, -1, 2], "diffuse": \(0.7 * light), "ambient": \(0.35 * light)},
     "bodies": [
      {"name": "floor", "colour_srgb": [0.9, 0.8, 0.7], "moves": false},
      {"name": "dome", "colour_srgb": [0.5, 0.7, 0.9], "moves": false},
      {"name": "arm", "colour_srgb": [0.8, 0.3, 0.2], "moves": true}]}
    """
  }

  static func bodies(arm: [SIMD3<Double>]) -> String {
    object("floor", square, normal: [0, 0, 1]) + dome + object("arm", arm, normal: [0, -0.6, 0.8])
  }

  /// A face with one normal, its corners counted back from the last.
  static func object(
    _ name: String, _ corners: [SIMD3<Double>], normal n: SIMD3<Double>
  ) -> String {
    "o \(name)\n" + corners.map { "v \($0.x) \($0.y) \($0.z)\n" }.joined()
      + "vn \(n.x) \(n.y) \(n.z)\nf -4//-1 -3//-1 -2//-1 -1//-1\n"
  }

  /// Half a ball of 0.5 m, whose normals, and so whose colours, are many.
  private static var dome: String {
    let (rows, columns) = (12, 24)
    var text = "o dome\n"
    for row in 0...rows {
      for column in 0..<columns {
        let (up, round) = (
          Double(row) / Double(rows) * .pi / 2, Double(column) / Double(columns) * 2 * .pi
        )
        let n = SIMD3(cos(up) * cos(round), cos(up) * sin(round), sin(up))
        text += "v \(0.5 * n.x - 0.4) \(0.5 * n.y) \(0.5 * n.z)\nvn \(n.x) \(n.y) \(n.z)\n"
      }
    }
    func corner(_ row: Int, _ column: Int) -> String {
      let number = row * columns + column % columns - (rows + 1) * columns
      return "\(number)//\(number)"
    }
    for row in 0..<rows {
      for column in 0..<columns {
        text += "f \(corner(row, column)) \(corner(row, column + 1)) "
        text += "\(corner(row + 1, column + 1)) \(corner(row + 1, column))\n"
      }
    }
    return text
  }
}
