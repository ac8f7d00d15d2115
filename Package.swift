// swift-tools-version: 6.1
import PackageDescription

/// Upcoming language features that every target is written in.
let language: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// For targets with inner loops: optimised in debug builds too, or tests would take minutes.
let hot = language + [.unsafeFlags(["-O"], .when(configuration: .debug))]

let package = Package(
  name: "simeval",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "simeval", targets: ["simeval"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.0"),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
  ],
  targets: [
    // Floor 0
    .systemLibrary(name: "CPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(
      name: "CJPEG", pkgConfig: "libjpeg", providers: [.apt(["libjpeg62-turbo-dev"])]),
    .target(
      name: "CImaging", dependencies: ["CPNG", "CZlib", "CJPEG"],
      cSettings: [.unsafeFlags(["-O2"], .when(configuration: .debug))]),

    // Floor 1
    .target(name: "Geometry", swiftSettings: hot),
    .target(name: "Chance", swiftSettings: language),
    .target(
      name: "StrictYAML", dependencies: [.product(name: "Yams", package: "Yams")],
      swiftSettings: language),
    .target(name: "Imaging", dependencies: ["CImaging"], swiftSettings: hot),

    // Floor 2
    .target(
      name: "Rendering", dependencies: ["Geometry", "Imaging", "Chance"], swiftSettings: hot),
    .target(name: "MeshFiles", dependencies: ["Geometry"], swiftSettings: hot),
    .target(name: "Control", dependencies: ["Geometry", "Imaging"], swiftSettings: language),

    // Floor 3
    .target(
      name: "Language", dependencies: ["Geometry", "Imaging", "Control", "StrictYAML"],
      swiftSettings: hot),

    // Floor 4
    .target(
      name: "Simulation",
      dependencies: [
        "Geometry", "Imaging", "MeshFiles", "Rendering", "Control", "Language", "Chance",
        "StrictYAML",
      ], swiftSettings: hot),
    .target(
      name: "Wire", dependencies: ["Geometry", "Imaging", "Control", "Language"],
      swiftSettings: hot),

    .target(
      name: "Sight",
      dependencies: ["Geometry", "Imaging", "Control", "Language", "Chance"],
      swiftSettings: hot),

    // Floor 5
    .target(
      name: "Policies",
      dependencies: [
        "Geometry", "Imaging", "Control", "Language", "Wire", "Sight", "Chance",
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
      ], swiftSettings: language),
    .target(
      name: "Evaluation",
      dependencies: ["Geometry", "Imaging", "Control", "Language", "Simulation"],
      swiftSettings: language),

    // Floor 6
    .target(
      name: "Checks",
      dependencies: ["Geometry", "Imaging", "Control", "Language", "Simulation", "Evaluation"],
      swiftSettings: language),
    .target(
      name: "Serving",
      dependencies: [
        "Wire", "Policies",
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ], swiftSettings: language),

    // Floor 7
    .executableTarget(
      name: "simeval",
      dependencies: [
        "Geometry", "Imaging", "MeshFiles", "Rendering", "Control", "Language", "Simulation",
        "Wire", "Sight", "Policies", "Evaluation", "Checks", "Serving", "Chance", "StrictYAML",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: language),

    // Tests, a target for each of the above; `LiveTests` talk to real clients and servers.
    .testTarget(name: "CommandTests", dependencies: ["simeval"], swiftSettings: language),
    .testTarget(
      name: "ChecksTests",
      dependencies: [
        "Geometry", "Imaging", "Control", "Language", "Simulation", "Sight", "Evaluation", "Checks",
      ], swiftSettings: language),
    .testTarget(name: "ChanceTests", dependencies: ["Chance"], swiftSettings: language),
    .testTarget(
      name: "ControlTests", dependencies: ["Geometry", "Control"], swiftSettings: language),
    .testTarget(
      name: "EvaluationTests",
      dependencies: [
        "Geometry", "Imaging", "Control", "Language", "Simulation", "Evaluation",
      ], swiftSettings: language),
    .testTarget(name: "GeometryTests", dependencies: ["Geometry"], swiftSettings: language),
    .testTarget(name: "ImagingTests", dependencies: ["Imaging"], swiftSettings: language),
    .testTarget(
      name: "LanguageTests",
      dependencies: ["Geometry", "Imaging", "Control", "StrictYAML", "Chance", "Language"],
      swiftSettings: language),
    .testTarget(
      name: "LiveTests",
      dependencies: [
        "Geometry", "Imaging", "Control", "Language", "Simulation", "Wire", "Sight", "Policies",
        "Serving",
      ],
      exclude: ["servers", "requirements.txt", "requirements-alone.txt"], swiftSettings: language),
    .testTarget(
      name: "MeshFilesTests", dependencies: ["Geometry", "MeshFiles", "Chance"],
      swiftSettings: language),
    .testTarget(
      name: "PoliciesTests",
      dependencies: ["Geometry", "Imaging", "Control", "Language", "Wire", "Policies", "Chance"],
      swiftSettings: language),
    .testTarget(
      name: "RenderingTests", dependencies: ["Geometry", "Imaging", "Chance", "Rendering"],
      swiftSettings: language),
    .testTarget(
      name: "ServingTests",
      dependencies: ["Imaging", "Control", "Language", "Wire", "Sight", "Policies", "Serving"],
      swiftSettings: language),
    .testTarget(
      name: "SightTests",
      dependencies: [
        "Geometry", "Imaging", "Control", "Language", "Simulation", "Sight",
      ],
      swiftSettings: language),
    .testTarget(
      name: "SimulationTests",
      dependencies: [
        "Geometry", "Imaging", "Rendering", "Control", "Language", "Chance", "StrictYAML",
        "Simulation",
      ],
      swiftSettings: language),
    .testTarget(
      name: "StrictYAMLTests", dependencies: ["StrictYAML", "Chance"], swiftSettings: language),
    .testTarget(
      name: "WireTests", dependencies: ["Geometry", "Imaging", "Control", "Language", "Wire"],
      swiftSettings: language),
  ]
)
