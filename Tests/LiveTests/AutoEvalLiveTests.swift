import Control
import Foundation
import Geometry
import Imaging
import Testing
import Wire

@testable import Policies

/// `AutoEvalPolicy` against FastAPI, uvicorn and json_numpy themselves, and beside the genuine client.
@Suite(.serialized) struct AutoEvalLiveTests {
  static let action = [0.01, -0.02, 0.03, 0.1, -0.2, 0.3, 1.0]

  /// The client gives a connection up that was idle for so long.
  static let idle = Duration.seconds(4)

  struct TooSlow: Error {}

  /// What a server saw of exchanges none of which kept the connection waiting until it was given up, as
  /// the tests beside this one may make them: they are tried five times.
  private func seen(
    at root: String, of exchanges: () async throws -> Void
  ) async throws -> [Seen] {
    for _ in 0..<5 {
      let start = ContinuousClock.now
      try await exchanges()
      let took = ContinuousClock.now - start
      let seen = try await Seen.at(root)
      if took < Self.idle { return seen }
    }
    throw TooSlow()
  }

  @Test("The server decodes the very picture, state and words, all over one connection")
  func decoded() async throws {
    try await withPythonServer("autoeval_server.py") { root in
      let observations = (0..<3).map { Observation.example(step: $0, width: 256, height: 256) }
      let seen = try await seen(at: root) {
        var policy = try AutoEvalPolicy(server: ServerAddress(root + "/list"))
        for observation in observations {
          #expect(try await policy.act(observation).actions.map(\.numbers) == [Self.action])
        }
      }
      #expect(seen.map(\.path) == ["/list/reset"] + Array(repeating: "/list/act", count: 3))
      #expect(Set(seen.map(\.port)).count == 1)
      #expect(seen.first?.body == Data() && seen.first?.headers["content-length"] == "0")
      #expect(seen.first?.headers["content-type"] == nil)
      for (came, sent) in zip(seen.dropFirst().compactMap(\.payload), observations) {
        #expect(came.keys == ["image", "instruction", "proprio"])
        #expect(came.image_shape == [256, 256, 3] && came.image_type == "|u1")
        #expect(came.image == sent.views[0].image.bytes)
        #expect(came.instruction == sent.instruction)
        #expect(came.proprio_type == "<f4" && came.proprio == sent.proprio)
      }
    }
  }

  @Test(
    "The genuine requests client sends the same bytes under the same headers, redirects followed",
    arguments: [("list", 2), ("redirect_307", 4), ("redirect_308", 4)])
  func genuineClient(name: String, count: Int) async throws {
    try await withPythonServer("autoeval_server.py") { root in
      let observation = Observation.example(width: 256, height: 256)
      let ours = try await seen(at: root) {
        var policy = try AutoEvalPolicy(server: ServerAddress("\(root)/\(name)"))
        _ = try await policy.act(observation)
      }
      try Python.post(observation, to: "\(root)/\(name)")
      let theirs = try await Seen.at(root)
      #expect(ours.count == count && theirs.count == count)
      #expect(Set(ours.map(\.port)).count == 1)
      for (our, their) in zip(ours, theirs) {
        #expect(our.path == their.path)
        #expect(our.body == their.body)
        #expect(our.headers.filter(Self.isCompared) == their.headers.filter(Self.isCompared))
      }
    }
  }

  /// All but who we are.
  static func isCompared(_ name: String, _ value: String) -> Bool { name != "user-agent" }

  @Test("Every form of answer that AutoEval takes is taken")
  func accepted() async throws {
    try await withPythonServer("autoeval_server.py") { root in
      for name in ["list", "status_500", "gzip", "deflate", "no_reset"] {
        var policy = try AutoEvalPolicy(server: ServerAddress(root + "/" + name))
        let answer = try await policy.act(.example())
        #expect(answer.actions.map(\.numbers) == [Self.action], "\(name)")
      }
      for name in ["array", "big_endian"] {
        var policy = try AutoEvalPolicy(server: ServerAddress(root + "/" + name), timeout: nil)
        let answer = try await policy.act(.example())
        let rounded = Self.action.map { Double(Float($0)) }
        #expect(answer.actions.map(\.numbers) == [rounded], "\(name)")
      }
      try await checkPolicy(steps: 10) { try AutoEvalPolicy(server: ServerAddress(root + "/list")) }
    }
  }

  @Test("Each kind of nonsense is told for what it is")
  func nonsense() async throws {
    let sayings = [
      "object": "/act: the server answered an object with the key 'action'; return the bare list",
      "chunk": "/act: the server answered a chunk of 4 actions (shape [4, 7]); return one",
      "string": "/act: the server answered a string; was it encoded as JSON twice?",
      "nan": "/act: the server answered nan as element 0 (dx); every number must be finite",
      "python_nan": "/act: the server answered nan as element 0 (dx); every number must be finite",
      "nan_list":
        "/act: the server's answer is not JSON (byte 0): Internal Server Error (status 500)",
      "crash": "/act: the server's answer is not JSON (byte 0): Internal Server Error (status 500)",
      "html":
        "/act: the server answered a web page, not JSON: <html><h1>502 Bad Gateway</h1></html> "
        + "(status 502)",
      "empty": "/act: the server answered nothing; return a list of 7 numbers",
      "detail": "/act: the server answered an error: Missing required fields: image and "
        + "instruction (status 400)",
      "large": "/act is larger than 16 MiB; an action is 7 numbers",
      "bomb":
        "/act broke before its answer was complete: the compressed answer is broken, or inflates",
      "moved": "/act redirects (status 301) to https://elsewhere.example/act, where a client asks",
      "away": "/act redirects (status 307) to http://elsewhere.example/act, another host. Name the",
      "circle": "/act redirects for ever; 30 times were followed.",
      "bad_reset": "/reset answered status 500: {\"detail\":\"no GPU left\"}. It must answer 200",
    ]
    try await withPythonServer("autoeval_server.py") { root in
      for (name, saying) in sayings.sorted(by: { $0.key < $1.key }) {
        let error = await self.failure(root + "/" + name, timeout: .seconds(60))
        let text = error.map { "\($0)" } ?? "no error"
        #expect(text.contains("\(root)/\(name)\(saying)"), "\(name)")
        #expect(!text.contains("\n") && !text.contains("secret"))
      }
    }
  }

  @Test("An episode after one that crashed the policy is not told of the connection that broke")
  func afterCrash() async throws {
    try await withPythonServer("autoeval_server.py") { root in
      for _ in 0..<20 {
        #expect(await self.failure(root + "/crash", timeout: .seconds(60)) != nil)
        let error = await self.failure(root + "/list", timeout: .seconds(60))
        #expect(error == nil, "\(error.map { "\($0)" } ?? "")")
      }
    }
  }

  @Test(
    "Neither silence nor an endless trickle outlasts the time-out", arguments: ["silent", "drip"])
  func timeOut(name: String) async throws {
    try await withPythonServer("autoeval_server.py") { root in
      let start = ContinuousClock.now
      let error = await self.failure("\(root)/\(name)", timeout: .milliseconds(700))
      #expect(
        error as? PolicyError
          == .timedOut(url: "\(root)/\(name)/act", after: .milliseconds(700)))
      // Far more than the time-out on a busy machine, far less than the server would take.
      #expect(ContinuousClock.now - start < .seconds(30))
    }
  }

  @Test("A port that takes connections and leaves TLS unanswered is said to give no answer")
  func mutePort() async throws {
    try await withPythonServer("autoeval_server.py", ["raw", "mute"]) { root in
      let secure = root.replacing("http://", with: "https://")
      let error = await self.failure(secure, timeout: .milliseconds(700))
      #expect(
        error as? PolicyError
          == .timedOut(url: secure + "/reset", after: .milliseconds(700)))
    }
  }

  @Test("A cancelled policy ends soon, and as cancelled", arguments: ["silent", "drip"])
  func cancelled(name: String) async throws {
    try await withPythonServer("autoeval_server.py") { root in
      let task = Task { await self.failure("\(root)/\(name)", timeout: nil) }
      try await Task.sleep(for: .milliseconds(500))
      let start = ContinuousClock.now
      task.cancel()
      #expect(await task.value is CancellationError)
      #expect(ContinuousClock.now - start < .seconds(30))
    }
  }

  @Test("A server that has gone is unreachable, and said to be")
  func refused() async throws {
    var gone = ""
    try await withPythonServer("autoeval_server.py") { gone = $0 }
    // Both an address and a name, which are connected to in different ways.
    for root in [gone, gone.replacing("127.0.0.1", with: "localhost")] {
      let error = await failure(root, timeout: .seconds(60))
      #expect(
        error as? PolicyError == .unreachable(server: root, because: "connection refused"))
    }
  }

  @Test("A server without TLS that is asked for it is said not to speak it")
  func noTLS() async throws {
    try await withPythonServer("autoeval_server.py") { root in
      let secure = root.replacing("http://", with: "https://")
      let error = await self.failure(secure, timeout: .seconds(60))
      #expect(
        error as? PolicyError
          == .unreachable(server: secure, because: "it does not speak https; try http://"))
    }
  }

  @Test(
    "A server that breaks off is said to have done so",
    arguments: ["close", "half", "abort", "garbage"])
  func brokenOff(kind: String) async throws {
    try await withPythonServer("autoeval_server.py", ["raw", kind]) { root in
      let error = await self.failure(root, timeout: .seconds(60))
      guard case .connectionLost(let url, let reason)? = error as? PolicyError else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(url == root + "/reset" && !reason.isEmpty && reason.count <= 120)
    }
  }

  /// What a policy's first step throws.
  func failure(_ server: String, timeout: Duration?) async -> (any Error)? {
    do {
      var policy = try AutoEvalPolicy(server: ServerAddress(server), timeout: timeout)
      _ = try await policy.act(.example())
      return nil
    } catch {
      return error
    }
  }
}

/// One request as the server saw it.
struct Seen: Decodable {
  var path: String
  var headers: [String: String]
  var body: Data
  var port: Int
  var payload: Payload?

  struct Payload: Decodable {
    var keys: [String]
    var image: [UInt8]
    var image_shape: [Int]
    var image_type: String
    var instruction: String
    var proprio: [Float]
    var proprio_type: String
  }

  /// All requests since the last call.
  static func at(_ root: String) async throws -> [Seen] {
    let server = PolicyServer(address: try ServerAddress(root), timeout: .seconds(60))
    return try JSONDecoder().decode(
      [Seen].self, from: Data(try await server.post("seen", json: nil).body))
  }
}

extension Python {
  /// Has the genuine client reset a server and post an observation to it.
  static func post(_ observation: Observation, to url: String) throws {
    struct Task: Encodable {
      var height: Int, width: Int
      var image: [UInt8]
      var instruction: String
      var proprio: [Float]
    }
    let image = observation.views[0].image
    let task = Task(
      height: image.height, width: image.width, image: image.bytes,
      instruction: observation.instruction, proprio: observation.proprio)
    let process = try process("autoeval_server.py", ["post", url])
    try process.run()
    let input = try #require(process.standardInput as? Pipe).fileHandleForWriting
    try input.write(contentsOf: JSONEncoder().encode(task))
    try input.close()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }
}
