// swift-tools-version: 6.2
import PackageDescription

/// Every target: Swift 6, internal imports by default, warnings are errors.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

/// The module in the folder `Sources/Money` is `TopsliceMoney`: names that cannot collide in another package's graph.
func own(_ names: [String]) -> [Target.Dependency] {
    names.map { .byName(name: "Topslice" + $0) }
}

func library(
    _ name: String,
    _ dependencies: [String] = [],
    and others: [Target.Dependency] = []
) -> Target {
    .target(
        name: "Topslice" + name,
        dependencies: own(dependencies) + others,
        path: "Sources/" + name,
        swiftSettings: strict
    )
}

/// A C library of the system, found by pkg-config and installed by `./install`.
func system(_ name: String, pkgConfig: String, package: String) -> Target {
    .systemLibrary(
        name: "CTopslice" + name,
        path: "Sources/C" + name,
        pkgConfig: pkgConfig,
        providers: [.apt([package])]
    )
}

/// The tests of a module; every test may use the library of all of them.
func tests(
    _ name: String,
    _ dependencies: [String] = [],
    and others: [Target.Dependency] = [],
    resources: [Resource]? = nil
) -> Target {
    .testTarget(
        name: name + "Tests",
        dependencies: own([name] + dependencies) + others,
        resources: resources,
        swiftSettings: strict
    )
}

/// A program that sees of the libraries what anybody outside this package sees.
func example(_ name: String, _ dependencies: [Target.Dependency], path: String) -> Target {
    .executableTarget(
        name: name,
        dependencies: dependencies,
        path: "Examples/" + path,
        packageAccess: false,
        swiftSettings: strict
    )
}

func benchmark(
    _ name: String,
    _ dependencies: [String],
    path: String,
    exclude: [String] = []
) -> Target {
    .executableTarget(
        name: name,
        dependencies: own(dependencies),
        path: "Benchmarks/" + path,
        exclude: exclude,
        swiftSettings: strict
    )
}

let package = Package(
    name: "Topslice",
    products: [
        .executable(name: "topslice", targets: ["TopsliceCommand"]),
        .library(name: "Topslice", targets: ["Topslice"]),
        .library(name: "TopsliceGames", targets: ["TopsliceGames"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/attaswift/BigInt", exact: "6.0.1"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    ],
    targets: [
        system("OpenBLAS", pkgConfig: "openblas", package: "libopenblas-dev"),
        system("Crypto", pkgConfig: "libcrypto", package: "libssl-dev"),
        system("XlsxWriter", pkgConfig: "xlsxwriter", package: "libxlsxwriter-dev"),
        system("Zip", pkgConfig: "libzip", package: "libzip-dev"),
        system("Expat", pkgConfig: "expat", package: "libexpat1-dev"),
        system("Zlib", pkgConfig: "zlib", package: "zlib1g-dev"),
        system("Zstd", pkgConfig: "libzstd", package: "libzstd-dev"),
        // Its library is loaded where it is installed; see Sources/CParquet/install.
        .systemLibrary(name: "CTopsliceParquet", path: "Sources/CParquet"),
        // Debian's has no .pc file.
        .systemLibrary(
            name: "CTopsliceReadStat",
            path: "Sources/CReadStat",
            providers: [.apt(["libreadstat-dev"])]
        ),
        .target(name: "CTopsliceSchurKernels", path: "Sources/CSchurKernels"),
        .target(name: "CTopsliceSystemCalls", path: "Sources/CSystemCalls"),
        .target(name: "CTopsliceTextKernels", path: "Sources/CTextKernels"),

        library("Calendar"),
        library("Parallel"),
        library("Probability"),
        library("Randomness", ["Probability"]),
        library("Records", and: ["CTopsliceCrypto"]),
        library("Options", ["Records"]),

        library("LinearAlgebra", and: ["CTopsliceOpenBLAS"]),
        library("Compression", and: ["CTopsliceZlib", "CTopsliceZstd"]),
        library(
            "CohortData",
            ["Calendar", "Compression", "Options", "Parallel", "Records"],
            and: ["CTopsliceParquet", "CTopsliceReadStat", "CTopsliceTextKernels"]
        ),
        library("Moments", ["LinearAlgebra", "Records"]),
        library(
            "Regression",
            ["CohortData", "LinearAlgebra", "Moments", "Parallel", "Probability"]
        ),
        library("Imputation", ["LinearAlgebra", "Randomness"]),
        library(
            "Attribution",
            [
                "CohortData", "CooperativeGames", "Imputation", "LinearAlgebra", "Moments",
                "Parallel", "Probability", "Randomness", "Regression",
            ]
        ),
        library("Power", ["Attribution", "Door", "Probability", "Records"]),
        library(
            "VarianceShares",
            ["LinearAlgebra", "Parallel", "Probability", "Randomness"],
            and: ["CTopsliceSchurKernels"]
        ),
        library("Simulation", ["CooperativeGames", "Parallel", "Randomness"]),
        .target(
            name: "TopsliceSpark",
            dependencies: own(["CohortData", "Formats", "Records", "Regression"]),
            path: "Sources/Spark",
            resources: [.embedInCode("Program/topslice_spark.py")],
            swiftSettings: strict
        ),
        library(
            "Studies",
            [
                "Attribution", "CohortData", "LinearAlgebra", "Moments", "Options", "Records",
                "Regression", "VarianceShares",
            ]
        ),

        library("ExactArithmetic", and: ["BigInt"]),
        library("CooperativeGames", ["ExactArithmetic"], and: ["BigInt"]),
        library("Money", ["Calendar", "ExactArithmetic"]),
        library(
            "Apportionment",
            ["CooperativeGames", "ExactArithmetic", "Money"],
            and: ["BigInt"]
        ),
        library(
            "Spreadsheets",
            ["Calendar", "ExactArithmetic", "Money", "Records"],
            and: ["CTopsliceExpat", "CTopsliceZip"]
        ),
        library(
            "Door",
            ["CooperativeGames", "ExactArithmetic", "Money", "Records", "Spreadsheets"]
        ),
        library(
            "Contracts",
            [
                "Apportionment", "Calendar", "CashFlows", "Door", "ExactArithmetic", "Money",
                "Randomness", "Records", "Spreadsheets",
            ]
        ),
        library(
            "Funds",
            [
                "Apportionment", "CashFlows", "Contracts", "CooperativeGames", "Door",
                "ExactArithmetic", "Money", "Records", "Spreadsheets",
            ],
            and: ["BigInt"]
        ),
        library(
            "Sharing",
            [
                "Apportionment", "CooperativeGames", "Door", "ExactArithmetic", "Money", "Options",
                "Records", "Spreadsheets",
            ]
        ),

        library(
            "CashFlows",
            [
                "Apportionment", "Door", "ExactArithmetic", "Money", "Parallel", "Randomness",
                "Records",
            ],
            and: ["BigInt"]
        ),

        library(
            "Benefits",
            ["Attribution", "ExactArithmetic", "Money", "Options", "Studies"]
        ),

        library("Appraisal", ["Door", "ExactArithmetic", "Money", "Records"]),

        library("Games", ["Apportionment", "CooperativeGames", "ExactArithmetic", "Money"]),

        library(
            "Formats",
            ["Parallel", "Records"],
            and: ["CTopsliceSystemCalls", "CTopsliceXlsxWriter"]
        ),
        library(
            "Reports",
            [
                "Apportionment", "Appraisal", "Attribution", "Benefits", "CashFlows", "CohortData",
                "Contracts", "CooperativeGames", "Door", "ExactArithmetic", "Formats", "Funds",
                "LinearAlgebra", "Moments", "Money", "Power", "Randomness", "Records",
                "Regression", "Sharing", "Studies", "VarianceShares",
            ]
        ),
        .target(
            name: "Topslice",
            dependencies: own([
                "Attribution", "Benefits", "CohortData", "Formats", "Funds", "Money", "Records",
                "Reports", "Studies",
            ]),
            swiftSettings: strict
        ),
        .executableTarget(
            name: "TopsliceCommand",
            dependencies: own([
                "Appraisal", "Attribution", "Benefits", "CashFlows", "CohortData", "Contracts",
                "Formats", "Funds", "LinearAlgebra",
                "Moments", "Options", "Power", "Records", "Regression", "Reports", "Sharing",
                "Simulation", "Spark",
                "Studies", "VarianceShares",
            ]) + [.product(name: "ArgumentParser", package: "swift-argument-parser")],
            path: "Sources/Command",
            swiftSettings: strict
        ),

        example("GamesExample", ["TopsliceGames"], path: "Games"),
        example("AttributeAndSettleExample", ["Topslice"], path: "AttributeAndSettle"),

        benchmark(
            "ImportanceBenchmarks",
            ["VarianceShares"],
            path: "Importance",
            exclude: ["README.md", "chart", "peers", "times"]
        ),
        benchmark("ImportanceChart", ["Formats"], path: "Importance/chart"),
        benchmark("ScalingChart", ["Formats"], path: "Peers/chart"),
        benchmark(
            "GameBenchmarks",
            ["CooperativeGames"],
            path: "Games",
            exclude: ["peer_coopgame.py", "run.sh"]
        ),
        benchmark(
            "TruthBenchmarks",
            [
                "Attribution", "Benefits", "CohortData", "Options", "Randomness", "Regression",
                "Simulation", "Studies",
            ],
            path: "Truth"
        ),
        benchmark(
            "ContractBenchmarks",
            ["Contracts", "GeneratedContracts", "TestSupport"],
            path: "Contracts"
        ),
        benchmark(
            "FundBenchmarks",
            ["Formats", "Funds", "GeneratedFunds", "Money", "Reports", "TestSupport"],
            path: "Funds"
        ),
        benchmark(
            "ApportionmentBenchmarks",
            ["Apportionment", "ExactArithmetic"],
            path: "Apportionment"
        ),

        .target(
            name: "TopsliceTestSupport",
            dependencies: own(["Formats", "Randomness"]) + ["CTopsliceZlib", "CTopsliceZstd"],
            path: "Tests/TestSupport",
            resources: [.copy("References")],
            swiftSettings: strict
        ),
        .target(
            name: "TopsliceGeneratedFunds",
            dependencies: own(["Funds", "Money", "TestSupport"]),
            path: "Tests/GeneratedFunds",
            swiftSettings: strict
        ),
        .target(
            name: "TopsliceGeneratedContracts",
            dependencies: own([
                "CashFlows", "Contracts", "ExactArithmetic", "Funds", "Money", "Records",
                "TestSupport",
            ]),
            path: "Tests/GeneratedContracts",
            swiftSettings: strict
        ),
        .testTarget(name: "ArchitectureTests", swiftSettings: strict),
        tests("Command", ["TestSupport"]),
        .testTarget(name: "TopsliceTests", dependencies: ["Topslice"], swiftSettings: strict),
        tests(
            "Attribution",
            ["CohortData", "Randomness", "Regression", "TestSupport"],
            resources: [.copy("Fixtures")]
        ),
        tests("ExactArithmetic", ["TestSupport"], and: ["BigInt"]),
        tests("Records", ["TestSupport"], and: [.product(name: "Yams", package: "Yams")]),
        tests("CohortData", ["Options", "Records", "TestSupport"], resources: [.copy("Fixtures")]),
        tests("CooperativeGames", ["ExactArithmetic", "TestSupport"]),
        tests("Money", ["ExactArithmetic", "TestSupport"]),
        tests(
            "Apportionment",
            ["CooperativeGames", "ExactArithmetic", "Money", "TestSupport"],
            and: ["BigInt"]
        ),
        tests("Funds", ["ExactArithmetic", "GeneratedFunds", "Money", "Records", "TestSupport"]),
        tests(
            "Sharing",
            [
                "Apportionment", "CooperativeGames", "ExactArithmetic", "Formats", "Money",
                "Options", "Records", "Reports", "Studies", "TestSupport",
            ]
        ),
        tests("CashFlows", ["ExactArithmetic", "Money", "Randomness", "Records", "TestSupport"]),
        tests(
            "Benefits",
            ["Attribution", "CohortData", "Money", "Options", "Studies"]
        ),
        tests("Appraisal", ["ExactArithmetic", "Money", "Records"]),
        tests(
            "Contracts",
            [
                "CashFlows", "ExactArithmetic", "Funds", "GeneratedContracts", "Money", "Records",
                "TestSupport",
            ]
        ),
        tests("LinearAlgebra", ["TestSupport"]),
        tests("Moments", ["TestSupport"]),
        tests(
            "Regression",
            ["CohortData", "LinearAlgebra", "Moments", "Parallel", "TestSupport"],
            resources: [.copy("Fixtures")]
        ),
        tests("Power", ["Attribution"]),
        tests("Probability"),
        tests("Imputation", ["Randomness"]),
        tests("Simulation", ["Probability", "Randomness"]),
        tests("Compression", ["Randomness", "TestSupport"]),
        tests("Studies", ["Attribution", "CohortData", "Randomness", "Records", "Simulation"]),
        tests(
            "VarianceShares",
            ["Probability", "Randomness"],
            and: ["CTopsliceSchurKernels"],
            resources: [.copy("References")]
        ),
        tests(
            "Spreadsheets",
            ["Door", "Money", "Records", "TestSupport"],
            resources: [.copy("Fixtures")]
        ),
        tests("Formats", ["TestSupport"]),
        tests(
            "Reports",
            [
                "Attribution", "Formats", "Funds", "GeneratedFunds", "Money", "Records", "Studies",
                "TestSupport",
            ]
        ),
    ]
)
