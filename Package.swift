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
    products: [
        .executable(name: "topslice", targets: ["topslice"])
    ],
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
        .systemLibrary(
            name: "CCrypto",
            pkgConfig: "libcrypto",
            providers: [.apt(["libssl-dev"])]
        ),
        .systemLibrary(
            name: "CXlsxWriter",
            pkgConfig: "xlsxwriter",
            providers: [.apt(["libxlsxwriter-dev"])]
        ),
        library("Parallel"),
        library("Probability"),
        library("Randomness", ["Probability"]),
        library("Hashing", ["CCrypto"]),
        library("StrictYAML"),
        library("LinearAlgebra", ["COpenBLAS"]),
        library("CohortData", ["Parallel", "StrictYAML"]),
        library("Moments", ["LinearAlgebra"]),
        library("Regression", ["CohortData", "LinearAlgebra", "Moments", "Probability"]),
        library("ExactArithmetic", ["BigInt"]),
        library("CooperativeGames", ["ExactArithmetic", "BigInt"]),
        library("Money", ["ExactArithmetic", "BigInt"]),
        library("Apportionment", ["CooperativeGames", "ExactArithmetic", "Money", "BigInt"]),
        library(
            "Attribution",
            ["CohortData", "CooperativeGames", "LinearAlgebra", "Probability", "Regression"]
        ),
        library(
            "TableFiles",
            ["CohortData", "ExactArithmetic", "Hashing", "Money", "StrictYAML"]
        ),
        library(
            "Funds",
            [
                "Apportionment", "CooperativeGames", "ExactArithmetic", "Hashing", "Money",
                "StrictYAML", "BigInt",
            ]
        ),
        library("Simulation", ["CooperativeGames", "Parallel", "Randomness"]),
        .target(name: "CSchurKernels"),
        library(
            "VarianceShares",
            ["CSchurKernels", "LinearAlgebra", "Parallel", "Probability", "Randomness"]
        ),
        library(
            "Evaluation",
            [
                "Apportionment", "Attribution", "CohortData", "CooperativeGames", "ExactArithmetic",
                "Hashing", "LinearAlgebra", "Moments", "Money", "Regression", "StrictYAML",
                "TableFiles", "VarianceShares",
            ]
        ),
        library(
            "Reporting",
            [
                "Apportionment", "Attribution", "CXlsxWriter", "CooperativeGames", "Evaluation",
                "ExactArithmetic", "Funds", "Money", "VarianceShares",
            ]
        ),
        .executableTarget(
            name: "ImportanceBenchmarks",
            dependencies: ["VarianceShares"],
            path: "Benchmarks/Importance",
            exclude: ["README.md", "chart", "peers", "times"],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "ImportanceChart",
            dependencies: ["Reporting"],
            path: "Benchmarks/Importance/chart",
            swiftSettings: strict
        ),
        .executableTarget(
            name: "GameBenchmarks",
            dependencies: ["CooperativeGames"],
            path: "Benchmarks/Games",
            exclude: ["peer_coopgame.py", "run.sh"],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "FundBenchmarks",
            dependencies: ["Funds", "Reporting"],
            path: "Benchmarks/Funds",
            swiftSettings: strict
        ),
        .executableTarget(
            name: "ApportionmentBenchmarks",
            dependencies: ["Apportionment", "ExactArithmetic"],
            path: "Benchmarks/Apportionment",
            swiftSettings: strict
        ),
        .executableTarget(
            name: "topslice",
            dependencies: [
                "Attribution", "CohortData", "Evaluation", "Funds", "Hashing", "LinearAlgebra",
                "Moments", "Money", "Regression", "Reporting", "Simulation", "VarianceShares",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict
        ),
        .target(
            name: "TestSupport",
            dependencies: ["Randomness"],
            path: "Tests/TestSupport",
            swiftSettings: strict
        ),
        .testTarget(name: "ArchitectureTests", swiftSettings: strict),
        .testTarget(
            name: "TopsliceTests",
            dependencies: ["TestSupport", "topslice"],
            swiftSettings: strict
        ),
        tests(
            "Attribution",
            ["CohortData", "Regression"],
            resources: [.copy("Fixtures")]
        ),
        tests("ExactArithmetic", ["BigInt", "TestSupport"]),
        tests("Hashing"),
        tests("StrictYAML", ["TestSupport", .product(name: "Yams", package: "Yams")]),
        tests("CohortData", ["TestSupport"], resources: [.copy("Fixtures")]),
        tests(
            "CooperativeGames",
            ["ExactArithmetic", "TestSupport"],
            resources: [.copy("References")]
        ),
        tests("Money", ["ExactArithmetic", "TestSupport"]),
        tests(
            "Apportionment",
            ["CooperativeGames", "ExactArithmetic", "Money", "BigInt", "TestSupport"]
        ),
        tests("Funds", ["Apportionment", "ExactArithmetic", "Money", "StrictYAML", "TestSupport"]),
        tests(
            "Evaluation",
            [
                "Apportionment", "CooperativeGames", "ExactArithmetic", "Money", "Reporting",
                "StrictYAML", "TableFiles", "TestSupport",
            ],
            resources: [.copy("References")]
        ),
        tests("LinearAlgebra", ["TestSupport"]),
        tests("Moments", ["LinearAlgebra", "TestSupport"]),
        tests(
            "Regression",
            ["CohortData", "Moments", "TestSupport"],
            resources: [.copy("Fixtures")]
        ),
        tests("Probability"),
        tests("Simulation", ["Probability", "Randomness"]),
        tests(
            "VarianceShares",
            ["CSchurKernels", "Probability", "Randomness"],
            resources: [.copy("References")]
        ),
        tests("Reporting", ["Attribution", "Funds", "VarianceShares"]),
    ]
)
