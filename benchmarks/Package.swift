// swift-tools-version: 6.1
import PackageDescription

/// One suite: an executable under Benchmarks/, the folder that the plugin insists on.
func suite(_ name: String) -> Target {
  .executableTarget(
    name: name,
    dependencies: ["BenchmarkInputs", .product(name: "Benchmark", package: "benchmark")] + engine(),
    path: "Benchmarks/\(name)",
    plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")])
}

/// The measured package's libraries.
func engine() -> [Target.Dependency] {
  [.product(name: "RutverkCore", package: "rutverk"), .product(name: "RutverkFiles", package: "rutverk")]
}

let package = Package(
  name: "rutverk-benchmarks",
  dependencies: [
    // Named, for otherwise the name would be that of the folder that holds the clone.
    .package(name: "rutverk", path: ".."),
    // Without its traits: they count allocations through an interposer, which reads 0 here.
    .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
  ],
  targets: [
    .target(
      name: "BenchmarkInputs", dependencies: [.product(name: "Benchmark", package: "benchmark")] + engine(),
      path: "Benchmarks/BenchmarkInputs"),
    // Kernels over inputs in memory, for comparison with other programs' (peers/).
    .executableTarget(name: "kernels", dependencies: engine(), path: "Kernels"),
    suite("CoverageBenchmarks"),
    suite("IndexBenchmarks"),
    suite("TableReadingBenchmarks"),
    suite("GeoJSONBenchmarks"),
    suite("PointBenchmarks"),
  ],
  swiftLanguageModes: [.v6]
)
