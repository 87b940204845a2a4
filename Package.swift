// swift-tools-version: 6.1
import PackageDescription

/// A C library that only some runs need: on Linux loaded by the first call, see Sources/CLate/late.h.
func lateLibrary(_ name: String, pkgConfig: String, apt: String, brew: String) -> Target {
  #if os(Linux)
    return .target(name: name, exclude: ["module.modulemap"])
  #else
    return .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([apt]), .brew([brew])])
  #endif
}

let package = Package(
  name: "rutverk",
  products: [
    .executable(name: "rutverk", targets: ["rutverk"]),
    .library(
      name: "RutverkCore",
      targets: [
        "Columns", "Geometry", "Grid", "LocalTime", "Statistics", "Coverage", "PointLocation", "Areas", "Overlay",
        "Livsvillkor", "Dygnsavtryck", "Incidents",
      ]),
    .library(
      name: "RutverkFiles",
      targets: [
        "Definitions", "DelimitedText", "GeoJSONText", "Files", "Projections", "Topology", "Reports", "Synthetic",
      ]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // C libraries: a module map and a shim, and for some what loads them.
    lateLibrary("CCairo", pkgConfig: "cairo", apt: "libcairo2-dev", brew: "cairo"),
    lateLibrary("CGDAL", pkgConfig: "gdal", apt: "libgdal-dev", brew: "gdal"),
    .systemLibrary(name: "CGEOS", pkgConfig: "geos", providers: [.apt(["libgeos-dev"]), .brew(["geos"])]),
    .systemLibrary(name: "CLanes"),
    .systemLibrary(name: "CMalloc"),
    lateLibrary("CPROJ", pkgConfig: "proj", apt: "libproj-dev", brew: "proj"),
    .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"]), .brew(["sqlite"])]),
    .systemLibrary(name: "CZLIB", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .systemLibrary(name: "CZSTD", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"]), .brew(["zstd"])]),

    // Ground: values and failures that every room knows.
    .target(name: "Diagnostics"),
    .target(name: "Parallel"),
    .target(name: "Columns", dependencies: ["Diagnostics"]),
    .target(name: "Summation"),
    .target(name: "Geometry", dependencies: ["Summation"]),
    .target(name: "TextCodec"),

    // Bridges.
    .target(
      name: "DelimitedText",
      dependencies: ["CLanes", "Columns", "CZLIB", "CZSTD", "Diagnostics", "Parallel", "TextCodec"]),
    .target(name: "GeoJSONText", dependencies: ["Columns", "Diagnostics", "Geometry", "Parallel", "TextCodec"]),
    .target(name: "Drawing", dependencies: ["CCairo", "Diagnostics"]),
    .target(name: "Projections", dependencies: ["CPROJ", "Diagnostics", "Geometry"]),
    .target(name: "Topology", dependencies: ["CGEOS", "Diagnostics", "Geometry"]),
    .target(
      name: "Files", dependencies: ["CGDAL", "CSQLite", "Columns", "Diagnostics", "Geometry", "Parallel"]),

    // Computing layers: values in, values out.
    .target(name: "Statistics", dependencies: ["Parallel", "Summation"]),
    .target(name: "Grid", dependencies: ["Columns", "Diagnostics", "Geometry", "Parallel"]),
    .target(name: "Coverage", dependencies: ["Diagnostics", "Geometry", "Grid", "Parallel"]),
    .target(name: "PointLocation", dependencies: ["Diagnostics", "Geometry", "Parallel"]),
    .target(name: "Areas", dependencies: ["Diagnostics", "Geometry", "Parallel"]),
    .target(name: "Livsvillkor", dependencies: ["Columns", "Diagnostics", "Parallel", "Statistics", "Summation"]),
    .target(name: "LocalTime", dependencies: ["Diagnostics"]),
    .target(name: "Dygnsavtryck", dependencies: ["Columns", "Diagnostics", "LocalTime", "Parallel", "Summation"]),
    .target(name: "Incidents", dependencies: ["Areas", "Diagnostics", "LocalTime", "Parallel", "Summation"]),
    .target(
      name: "Overlay",
      dependencies: ["Areas", "Coverage", "Geometry", "Grid", "Parallel", "Statistics", "Summation"]),
    .target(
      name: "Synthetic",
      dependencies: ["Columns", "Diagnostics", "Geometry", "LocalTime", "Parallel", "Summation", "TextCodec"]),

    // What people look at and write.
    .target(
      name: "Definitions",
      dependencies: ["Diagnostics", "Incidents", "Livsvillkor", .product(name: "Yams", package: "Yams")]),
    .target(name: "Reports", dependencies: ["Columns", "Diagnostics", "Parallel", "TextCodec"]),
    .target(
      name: "Profile",
      dependencies: [
        "Areas", "Cartography", "Coverage", "Diagnostics", "Geometry", "Overlay", "Reports", "Statistics", "Summation",
      ]),
    .target(name: "QGIS", dependencies: ["Areas", "Cartography", "Geometry", "Reports"]),
    .target(
      name: "Cartography",
      dependencies: ["Areas", "Columns", "Diagnostics", "Geometry", "Grid", "Parallel", "Reports"]),
    // The page's own parts are compiled in, so that the program stays one file.
    .target(
      name: "MapPage",
      dependencies: ["Areas", "Cartography", "Columns", "Diagnostics", "Geometry", "Grid", "Reports"],
      resources: [
        "page.html", "page.css", "data.js", "text.js", "state.js", "canvas.js", "squares.js", "shapes.js",
        "legend.js", "histogram.js", "table.js", "search.js", "details.js", "panel.js", "main.js",
      ].map { .embedInCode("Page/\($0)") }),

    // Whole runs: files → tables and areas → computation → result tables.
    .target(
      name: "Pipelines",
      dependencies: [
        "Areas", "Cartography", "Columns", "Coverage", "Definitions", "DelimitedText", "Diagnostics", "Drawing",
        "Dygnsavtryck", "Files", "GeoJSONText",
        "Geometry",
        "Grid", "Incidents", "Livsvillkor", "LocalTime", "MapPage", "Overlay", "Parallel", "PointLocation", "Profile",
        "Projections", "QGIS", "Reports", "Synthetic", "Topology",
      ]),

    .executableTarget(
      name: "rutverk",
      dependencies: [
        "Areas", "CMalloc", "Cartography", "Columns", "Coverage", "Definitions", "DelimitedText", "Diagnostics",
        "Drawing", "Dygnsavtryck", "Files",
        "Geometry", "Grid",
        "Incidents", "Livsvillkor", "LocalTime", "Parallel", "Pipelines", "Projections", "Reports", "Synthetic",
        "Topology",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    .testTarget(name: "ColumnsTests", dependencies: ["Columns", "Diagnostics"]),
    .testTarget(name: "ParallelTests", dependencies: ["Parallel"]),
    .testTarget(name: "GeometryTests", dependencies: ["Geometry"], exclude: ["circle_overlap_fixture.csv"]),
    .testTarget(name: "GridTests", dependencies: ["Grid", "Columns", "Diagnostics", "Geometry"]),
    .testTarget(name: "StatisticsTests", dependencies: ["Statistics"]),
    .testTarget(
      name: "CoverageTests", dependencies: ["Coverage", "Diagnostics", "Geometry", "Grid", "Topology"]),
    .testTarget(name: "AreasTests", dependencies: ["Areas", "Diagnostics", "Geometry", "Topology"]),
    .testTarget(
      name: "PointLocationTests",
      dependencies: ["PointLocation", "Diagnostics", "Files", "Geometry", "Parallel", "Topology"]),
    .testTarget(
      name: "OverlayTests",
      dependencies: ["Overlay", "Areas", "Coverage", "Diagnostics", "Geometry", "Grid", "Topology"]),
    .testTarget(
      name: "LivsvillkorTests", dependencies: ["Livsvillkor", "Definitions", "Columns", "Diagnostics", "Statistics"]),
    .testTarget(
      name: "DygnsavtryckTests", dependencies: ["Dygnsavtryck", "Columns", "Diagnostics", "LocalTime", "Parallel"]),
    .testTarget(
      name: "IncidentsTests", dependencies: ["Incidents", "Areas", "Diagnostics", "Geometry", "LocalTime"]),
    .testTarget(name: "LocalTimeTests", dependencies: ["LocalTime", "Diagnostics"]),
    .testTarget(
      name: "SyntheticTests",
      dependencies: [
        "Synthetic", "Columns", "Diagnostics", "Geometry", "Grid", "LocalTime", "Statistics", "Topology",
      ]),
    .testTarget(
      name: "DelimitedTextTests",
      dependencies: [
        "DelimitedText", "GeoJSONText", "TextCodec", "Columns", "CZLIB", "CZSTD", "Diagnostics", "Geometry",
        "Parallel",
      ]),
    .testTarget(
      name: "FilesTests",
      dependencies: ["Files", "Projections", "Topology", "CSQLite", "Columns", "Diagnostics", "Geometry"]),
    .testTarget(name: "PipelinesTests", dependencies: ["Pipelines", "Columns", "Diagnostics", "Files"]),
    .testTarget(name: "MapPageTests", dependencies: ["MapPage", "Diagnostics", "Geometry", "Reports"]),
    .testTarget(
      name: "ProfileTests",
      dependencies: ["Profile", "Areas", "Geometry", "Grid", "Overlay", "Reports", "Statistics"]),
    .testTarget(name: "ReportsTests", dependencies: ["Reports", "Columns"]),
    .testTarget(name: "QGISTests", dependencies: ["QGIS", "Areas", "Cartography", "Geometry", "Reports"]),
    .testTarget(
      name: "CartographyTests",
      dependencies: ["Cartography", "Areas", "Columns", "Drawing", "Geometry", "Grid", "Pipelines", "Reports"]),
    .testTarget(
      name: "CommandTests",
      dependencies: [
        "rutverk", "CZLIB", "Columns", "Coverage", "Files", "Geometry", "Grid", "Projections", "Topology",
      ],
      exclude: ["Golden"]),
  ],
  swiftLanguageModes: [.v6]
)
