// swift-tools-version: 6.2
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
  // Of which macOS has 128-bit integers and Synchronization.
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "rutverk", targets: ["rutverk"]),
    .library(
      name: "RutverkCore",
      targets: [
        "Core", "Columns", "Geometry", "Grid", "LocalTime", "Parallel", "Statistics", "Coverage", "PointLocation",
        "Areas", "Overlay", "Livsvillkor", "Dygnsavtryck", "Incidents",
      ]),
    .library(
      name: "RutverkFiles",
      targets: [
        "Definitions", "DelimitedText", "Disk", "GeoJSONText", "Files", "Projections", "Topology", "Reports",
        "Synthetic",
      ]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
  ],
  targets: [
    // C libraries: a module map and a shim, and for some what loads them.
    lateLibrary("CCairo", pkgConfig: "cairo", apt: "libcairo2-dev", brew: "cairo"),
    lateLibrary("CGDAL", pkgConfig: "gdal", apt: "libgdal-dev", brew: "gdal"),
    .systemLibrary(name: "CGEOS", pkgConfig: "geos", providers: [.apt(["libgeos-dev"]), .brew(["geos"])]),
    lateLibrary("CCrypto", pkgConfig: "libcrypto", apt: "libssl-dev", brew: "openssl@3"),
    .target(name: "CGuard"),
    .systemLibrary(name: "CLanes"),
    .systemLibrary(name: "CMalloc"),
    .target(name: "CRunLanes"),
    lateLibrary("CPROJ", pkgConfig: "proj", apt: "libproj-dev", brew: "proj"),
    .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"]), .brew(["sqlite"])]),
    .systemLibrary(name: "CZLIB", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .systemLibrary(name: "CZSTD", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"]), .brew(["zstd"])]),

    // Ground: values and failures that every room knows.
    .target(name: "Core"),
    .target(name: "Parallel"),
    .target(name: "Columns", dependencies: ["Core"]),
    .target(name: "Geometry", dependencies: ["Core"]),
    .target(name: "TextCodec"),
    .target(name: "Archives", dependencies: ["CZLIB"]),

    .target(name: "Disk", dependencies: ["CCrypto", "CGuard", "Core"]),
    .target(name: "PartialFiles", dependencies: ["Core"]),

    // Bridges.
    .target(
      name: "DelimitedText",
      dependencies: ["CLanes", "CZLIB", "CZSTD", "Columns", "Core", "Disk", "LocalTime", "Parallel", "TextCodec"]),
    .target(name: "GeoJSONText", dependencies: ["Columns", "Core", "Geometry", "Parallel", "TextCodec"]),
    .target(name: "Drawing", dependencies: ["CCairo", "CZLIB", "Core"]),
    .target(name: "Projections", dependencies: ["CPROJ", "Core", "Geometry"]),
    .target(name: "Topology", dependencies: ["CGEOS", "Core", "Geometry"]),
    .target(name: "SQLite", dependencies: ["CSQLite", "Core"]),
    .target(
      name: "Files",
      dependencies: ["Archives", "CGDAL", "SQLite", "Columns", "Core", "Disk", "Geometry", "Parallel", "TextCodec"]),

    // Computing layers: values in, values out.
    .target(name: "Statistics", dependencies: ["Core", "Parallel"]),
    .target(name: "Grid", dependencies: ["Columns", "Core", "Geometry", "Parallel"]),
    .target(name: "Coverage", dependencies: ["Core", "Geometry", "Parallel"]),
    .target(name: "PointLocation", dependencies: ["Core", "Geometry", "Parallel"]),
    .target(name: "Areas", dependencies: ["Core", "Geometry", "LocalTime", "Parallel"]),
    .target(name: "HotSpots", dependencies: ["Core", "Parallel", "Statistics"]),
    .target(name: "Livsvillkor", dependencies: ["Columns", "Core", "Parallel", "Statistics"]),
    .target(
      name: "Sensitivity", dependencies: ["CRunLanes", "Columns", "Core", "Livsvillkor", "Parallel", "Statistics"]),
    .target(name: "LocalTime", dependencies: ["Core"]),
    .target(name: "Disclosure"),
    .target(
      name: "Dygnsavtryck",
      dependencies: ["Columns", "Core", "Disclosure", "LocalTime", "Parallel", "PartialFiles"]),
    .target(
      name: "Incidents",
      dependencies: [
        "Areas", "Columns", "Core", "Disclosure", "Geometry", "LocalTime", "Parallel", "PartialFiles", "Statistics",
      ]),
    .target(
      name: "Overlay",
      dependencies: [
        "Areas", "Columns", "Core", "Coverage", "Disclosure", "Geometry", "Grid", "Parallel", "Statistics",
      ]),
    .target(
      name: "Synthetic",
      dependencies: ["Columns", "Core", "Geometry", "LocalTime", "Parallel", "TextCodec"]),

    .target(
      name: "Suggestions",
      dependencies: ["Areas", "Columns", "Core", "Coverage", "Geometry", "Grid", "Overlay", "Parallel"]),

    // What people look at and write.
    .target(
      name: "Definitions",
      dependencies: [
        "Core", "Disk", "Incidents", "Jobs", "Livsvillkor", "Reports", .product(name: "Yams", package: "Yams"),
      ]),
    .target(name: "Jobs", dependencies: ["Core", "Reports"]),
    .target(name: "JobRuns", dependencies: ["Core", "Disk", "Jobs", "Profile", "Reports", "Workbooks"]),
    // What the program says in Swedish is compiled in, so that it stays one file.
    .target(
      name: "Reports", dependencies: ["Columns", "Core", "Parallel", "TextCodec"],
      resources: [
        "words.txt", "files.txt", "inputs.txt", "runs.txt", "options.txt", "notes.txt", "method.txt", "elsewhere.txt",
        "keys.txt",
      ].map { .embedInCode("Catalogue/\($0)") }),
    .target(
      name: "Profile",
      dependencies: ["Areas", "Cartography", "Core", "Coverage", "Geometry", "Overlay", "Reports", "Statistics"]),
    .target(name: "Charts", dependencies: ["Core", "Drawing", "Reports"]),
    .target(
      name: "QGIS", dependencies: ["Archives", "Areas", "Cartography", "Columns", "Core", "Geometry", "Reports"]),
    .target(
      name: "Rasters",
      dependencies: ["Cartography", "Columns", "Core", "Disk", "Files", "Geometry", "Grid", "QGIS", "Reports"]),
    .target(name: "Workbooks", dependencies: ["Archives", "Columns", "Core", "LocalTime", "Reports"]),
    .target(
      name: "Cartography",
      dependencies: [
        "Areas", "Columns", "Core", "Drawing", "Geometry", "Grid", "Parallel", "Reports", "Statistics",
      ]),
    // The page's own parts are compiled in, so that the program stays one file.
    .target(
      name: "MapPage",
      dependencies: ["Areas", "Cartography", "Columns", "Core", "Geometry", "Reports"],
      resources: [
        "page.html", "page.css", "data.js", "text.js", "state.js", "canvas.js", "gathered.js", "squares.js",
        "shapes.js",
        "legend.js", "histogram.js", "table.js", "search.js", "details.js", "panel.js", "measure.js",
        "sheet.js", "save.js", "address.js", "main.js",
      ].map { .embedInCode("Page/\($0)") }),

    // Files to values, and results to files.
    .target(
      name: "Inputs",
      dependencies: [
        "Areas", "Columns", "Core", "Coverage", "DelimitedText", "Files", "Geometry", "Grid", "LocalTime", "Overlay",
        "Parallel", "Projections", "Reports", "Topology",
      ]),
    .target(
      name: "Outputs",
      dependencies: [
        "Areas", "Columns", "Core", "DelimitedText", "Dygnsavtryck", "Files", "GeoJSONText", "Geometry", "Grid",
        "Incidents", "Overlay", "Projections", "Reports", "Synthetic",
      ]),

    // One run of each command, by subject.
    .target(
      name: "IndexRuns",
      dependencies: [
        "Columns", "Core", "Geometry", "Grid", "Inputs", "Livsvillkor", "Outputs", "Parallel", "Reports",
        "Sensitivity",
      ]),
    .target(
      name: "ChangeRuns",
      dependencies: [
        "Areas", "Columns", "Core", "Definitions", "Geometry", "Grid", "Inputs", "Livsvillkor", "Outputs", "Overlay",
        "Parallel", "Projections", "Reports",
      ]),
    .target(
      name: "OverlayRuns",
      dependencies: [
        "Areas", "Columns", "Core", "Coverage", "Geometry", "Grid", "Inputs", "Outputs", "Overlay", "Parallel",
        "PartialFiles", "Projections", "Reports", "Topology",
      ]),
    .target(
      name: "FootprintRuns",
      dependencies: [
        "Areas", "Columns", "Core", "Coverage", "DelimitedText", "Dygnsavtryck", "Files", "Geometry", "Inputs",
        "LocalTime", "Outputs", "Parallel", "Projections", "Reports",
      ]),
    .target(
      name: "HotspotRuns",
      dependencies: [
        "Areas", "Columns", "Core", "Coverage", "Grid", "HotSpots", "Inputs", "Outputs", "Parallel",
        "Projections", "Reports",
      ]),
    .target(
      name: "IncidentRuns",
      dependencies: [
        "Areas", "Charts", "Columns", "Core", "Definitions", "Geometry", "Grid", "Incidents", "Inputs", "LocalTime",
        "Outputs", "PointLocation", "Reports", "Topology",
      ]),
    .target(
      name: "AreaSetRuns",
      dependencies: [
        "Areas", "Columns", "Core", "Coverage", "Definitions", "Files", "Geometry", "Inputs", "Outputs", "Parallel",
        "Projections", "Reports", "Statistics", "Topology",
      ]),
    .target(
      name: "MapRuns",
      dependencies: [
        "Cartography", "Columns", "Core", "Drawing", "Files", "Geometry", "Inputs", "MapPage", "Outputs",
        "Overlay", "Projections", "QGIS", "Rasters", "Reports",
      ]),
    .target(
      name: "ProfileRuns",
      dependencies: [
        "Areas", "Cartography", "Columns", "Core", "Files", "Geometry", "Inputs", "Livsvillkor", "Outputs", "Overlay",
        "Parallel", "Profile", "Reports", "Topology",
      ]),

    .target(
      name: "SuggestRuns",
      dependencies: [
        "Areas", "Columns", "Core", "Coverage", "Grid", "Inputs", "Outputs", "Overlay", "Projections", "Reports",
        "Suggestions", "Topology",
      ]),

    .target(
      name: "DryRuns",
      dependencies: [
        "Areas", "ChangeRuns", "Core", "Definitions", "FootprintRuns", "Grid", "IncidentRuns", "IndexRuns", "Inputs",
        "MapRuns", "OverlayRuns", "ProfileRuns", "Projections", "Reports",
      ]),
    .executableTarget(
      name: "rutverk",
      dependencies: [
        "AreaSetRuns", "Areas", "CMalloc", "Cartography", "ChangeRuns", "Charts", "Columns", "Core", "Definitions",
        "DelimitedText", "Disk", "Drawing", "DryRuns", "Dygnsavtryck", "Files", "FootprintRuns", "Geometry",
        "HotspotRuns",
        "IncidentRuns", "Incidents", "IndexRuns", "Inputs", "JobRuns", "Jobs", "Livsvillkor", "LocalTime", "MapRuns",
        "Outputs", "Overlay",
        "OverlayRuns", "Parallel", "ProfileRuns", "Projections", "QGIS", "Rasters", "Reports", "Sensitivity",
        "SuggestRuns",
        "Suggestions", "Synthetic",
        "Topology", "Workbooks",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    // What the tests share: random numbers, real data, temporary folders.
    .target(name: "TestSupport", dependencies: ["Core"], path: "Tests/TestSupport"),
    .target(
      name: "Attack",
      dependencies: [
        "Areas", "Columns", "Core", "Definitions", "DelimitedText", "Dygnsavtryck", "Files", "Geometry", "Grid",
        "Incidents", "Inputs",
        "LocalTime", "OverlayRuns", "Reports", "SQLite", "TextCodec",
      ], path: "Tests/Attack/Targets"),
    .testTarget(name: "AttackTests", dependencies: ["Attack"]),
    .testTarget(
      name: "ExampleTests",
      dependencies: ["Columns", "Coverage", "DelimitedText", "Files", "Geometry", "Grid", "TestSupport"]),
    .testTarget(name: "ColumnsTests", dependencies: ["Columns", "Core"]),
    .testTarget(name: "ParallelTests", dependencies: ["Parallel"]),
    .testTarget(
      name: "GeometryTests", dependencies: ["Geometry", "TestSupport"], exclude: ["circle_overlap_fixture.csv"]),
    .testTarget(
      name: "GridTests",
      dependencies: ["AreaSetRuns", "Columns", "Core", "Geometry", "Grid", "Inputs", "Reports", "TestSupport"]),
    .testTarget(
      name: "HotSpotsTests",
      dependencies: ["Coverage", "Geometry", "Grid", "HotSpots", "TestSupport"]),
    .testTarget(name: "StatisticsTests", dependencies: ["Core", "Parallel", "Statistics", "TestSupport"]),
    .testTarget(name: "CoverageTests", dependencies: ["Core", "Coverage", "Geometry", "TestSupport", "Topology"]),
    .testTarget(
      name: "AreasTests", dependencies: ["Areas", "Core", "Geometry", "LocalTime", "TestSupport", "Topology"]),
    .testTarget(
      name: "PointLocationTests",
      dependencies: ["Core", "Files", "Geometry", "PointLocation", "TestSupport", "Topology"]),
    .testTarget(
      name: "OverlayTests",
      dependencies: [
        "Areas", "Columns", "Core", "Coverage", "Geometry", "Grid", "Inputs", "Overlay", "TestSupport", "Topology",
      ]),
    .testTarget(
      name: "SuggestionsTests",
      dependencies: ["Areas", "Geometry", "Grid", "Overlay", "Suggestions", "TestSupport", "Topology"]),
    .testTarget(
      name: "LivsvillkorTests",
      dependencies: ["Columns", "Core", "Definitions", "Livsvillkor", "Reports", "Statistics", "TestSupport"]),
    .testTarget(
      name: "DygnsavtryckTests",
      dependencies: [
        "Columns", "Core", "Disclosure", "Dygnsavtryck", "LocalTime", "Parallel", "PartialFiles", "TestSupport",
      ]),
    .testTarget(
      name: "IncidentsTests",
      dependencies: [
        "Areas", "Columns", "Core", "Geometry", "Incidents", "LocalTime", "PartialFiles", "TestSupport",
      ],
      exclude: ["poisson_fixture.csv"]),
    .testTarget(name: "ChartsTests", dependencies: ["Charts"]),
    .testTarget(name: "JobsTests", dependencies: ["Core", "Definitions", "Jobs", "Reports"]),
    .testTarget(
      name: "SensitivityTests",
      dependencies: ["CRunLanes", "Columns", "Core", "Livsvillkor", "Sensitivity", "TestSupport"]),
    .testTarget(name: "LocalTimeTests", dependencies: ["Core", "LocalTime", "TestSupport"]),
    .testTarget(
      name: "SyntheticTests",
      dependencies: ["Columns", "Core", "Geometry", "Grid", "LocalTime", "Synthetic", "TestSupport"]),
    .testTarget(name: "DiskTests", dependencies: ["Core", "Disk", "TestSupport"]),
    .testTarget(
      name: "DelimitedTextTests",
      dependencies: [
        "CZLIB", "CZSTD", "Columns", "Core", "DelimitedText", "Disk", "GeoJSONText", "Geometry", "Parallel",
        "TestSupport", "TextCodec",
      ]),
    .testTarget(
      name: "FilesTests",
      dependencies: [
        "Archives", "AreaSetRuns", "CSQLite", "Columns", "Core", "Disk", "Files", "Geometry", "Projections", "SQLite",
        "TestSupport",
        "TextCodec", "Topology",
      ]),
    .testTarget(
      name: "InputsTests",
      dependencies: [
        "Areas", "Columns", "Core", "Coverage", "Files", "Geometry", "Grid", "Inputs", "Outputs",
        "Overlay", "OverlayRuns", "Projections", "Reports", "TestSupport",
      ]),
    .testTarget(name: "MapPageTests", dependencies: ["Core", "Geometry", "MapPage", "Reports", "TestSupport"]),
    .testTarget(
      name: "ProfileTests",
      dependencies: ["Areas", "Geometry", "Grid", "Overlay", "Profile", "Reports", "TestSupport"]),
    .testTarget(name: "ReportsTests", dependencies: ["Columns", "Core", "Reports", "TestSupport"]),
    .testTarget(name: "WorkbooksTests", dependencies: ["Columns", "Reports", "Workbooks"]),
    .testTarget(
      name: "QGISTests",
      dependencies: ["Archives", "Areas", "Cartography", "Columns", "Geometry", "QGIS", "Reports"]),
    .testTarget(
      name: "CartographyTests",
      dependencies: [
        "Areas", "Cartography", "Columns", "Core", "Drawing", "Geometry", "Grid", "Rasters", "Reports", "TestSupport",
      ]),
    .testTarget(
      name: "CommandTests",
      dependencies: [
        "rutverk", "CZLIB", "Columns", "Coverage", "Files", "Geometry", "Grid", "Jobs", "LocalTime", "Projections",
        "JobRuns", "Reports",
        "TestSupport",
        "Topology",
      ],
      exclude: ["Golden"]),
  ],
  swiftLanguageModes: [.v6]
)
