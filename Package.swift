// swift-tools-version: 6.2
import PackageDescription

/// Every target: Swift 6, internal imports by default, warnings are errors.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

func library(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(
    _ name: String,
    _ dependencies: [Target.Dependency] = [],
    resources: [Resource]? = nil
) -> Target {
    .testTarget(
        name: name + "Tests",
        dependencies: [.byName(name: name)] + dependencies,
        resources: resources,
        swiftSettings: strict
    )
}

let package = Package(
    name: "Topslice",
    products: [],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/attaswift/BigInt", from: "6.0.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        .systemLibrary(
            name: "COpenBLAS",
            pkgConfig: "openblas",
            providers: [.apt(["libopenblas-dev"])]
        ),
        library("LinearAlgebra", ["COpenBLAS"]),
        library("CohortData"),
        library("CooperativeGames", ["ExactArithmetic", "BigInt"]),
        library("Attribution", ["CooperativeGames"]),
        library("ExactArithmetic", ["BigInt"]),
        library("Money", ["ExactArithmetic", "BigInt"]),
        library("Apportionment", ["CooperativeGames", "ExactArithmetic", "Money", "BigInt"]),
        tests("LinearAlgebra"),
        tests("CooperativeGames", ["ExactArithmetic"], resources: [.copy("References")]),
        .executableTarget(
            name: "GameBenchmarks",
            dependencies: ["CooperativeGames"],
            path: "Benchmarks/Games",
            exclude: ["peer_coopgame.py", "run.sh"],
            swiftSettings: strict
        ),
        tests("ExactArithmetic", ["BigInt"]),
        tests("Money", ["ExactArithmetic"]),
        tests("Apportionment", ["CooperativeGames", "ExactArithmetic", "Money", "BigInt"]),
        .executableTarget(
            name: "ApportionmentBenchmarks",
            dependencies: ["Apportionment", "ExactArithmetic"],
            path: "Benchmarks/Apportionment",
            swiftSettings: strict
        ),
    ]
)
