// swift-tools-version: 6.0
import PackageDescription

// The libraries' documentation, by `make documentation`. A package of its own, so that its plugin never reaches users of the engine.
let package = Package(
  name: "documentation",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "rutverk", path: "../.."),
    .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"),
  ],
  targets: [
    .target(
      name: "Rutverk",
      dependencies: [
        .product(name: "RutverkCore", package: "rutverk"), .product(name: "RutverkFiles", package: "rutverk"),
      ])
  ],
  swiftLanguageModes: [.v6])
