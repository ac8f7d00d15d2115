import Foundation

/// Where the scenes are: `$SIMEVAL_SCENES`; or the folder `scenes` beside the `Package.swift` of the
/// checkout that this program was built in; or `scenes` in the current folder.
enum SceneFolder {
  static var path: String {
    if let path = ProcessInfo.processInfo.environment["SIMEVAL_SCENES"], !path.isEmpty {
      return URL(filePath: path).resolvingSymlinksInPath().path
    }
    return besidePackage ?? "scenes"
  }

  private static var besidePackage: String? {
    guard let program = Bundle.main.executableURL?.resolvingSymlinksInPath() else { return nil }
    var folder = program.deletingLastPathComponent()
    while folder.path != "/" {
      let scenes = folder.appending(path: "scenes").resolvingSymlinksInPath().path
      let package = folder.appending(path: "Package.swift").path
      if FileManager.default.fileExists(atPath: package),
        FileManager.default.fileExists(atPath: scenes)
      {
        return scenes
      }
      folder.deleteLastPathComponent()
    }
    return nil
  }
}
