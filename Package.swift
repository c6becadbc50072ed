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
        library("Parallel"),
        library("CohortData", ["Parallel"]),
        library("CooperativeGames"),
        library("Attribution", ["CooperativeGames"]),
        .executableTarget(name: "scratch", dependencies: ["CohortData"]),
        tests("LinearAlgebra"),
        .target(name: "CSchurKernels"),
        library("VarianceShares", ["CSchurKernels", "Parallel"]),
        tests("VarianceShares", ["CSchurKernels"], resources: [.copy("References")]),
        .executableTarget(
            name: "ImportanceBenchmarks",
            dependencies: ["VarianceShares"],
            path: "Benchmarks/Importance",
            exclude: ["peers"],
            swiftSettings: strict
        ),
    ]
)
