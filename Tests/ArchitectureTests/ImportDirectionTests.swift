import Foundation
import Testing

/// Who may import whom: the picture in the README, as a test over the sources.
@Suite struct ImportDirectionTests {
    /// What each module may import besides the standard library, Glibc and Synchronization.
    static let allowed: [String: Set<String>] = [
        "COpenBLAS": [], "CCrypto": [], "CXlsxWriter": [],
        "Parallel": [],
        "Probability": [],
        "Randomness": ["Probability"],
        "Hashing": ["CCrypto"],
        "StrictYAML": [],
        "LinearAlgebra": ["COpenBLAS"],
        "CohortData": ["Parallel", "StrictYAML"],
        "Moments": ["LinearAlgebra"],
        "Regression": ["CohortData", "LinearAlgebra", "Moments", "Probability"],
        "ExactArithmetic": ["BigInt"],
        "CooperativeGames": ["ExactArithmetic", "BigInt", "Parallel"],
        "Money": ["ExactArithmetic", "BigInt"],
        "Apportionment": ["BigInt", "CooperativeGames", "ExactArithmetic", "Money"],
        "Attribution": [
            "CohortData", "CooperativeGames", "LinearAlgebra", "Probability", "Regression",
        ],
        "Simulation": ["CooperativeGames", "Parallel", "Probability", "Randomness"],
        "CSchurKernels": [],
        "VarianceShares": [
            "CSchurKernels", "LinearAlgebra", "Parallel", "Probability", "Randomness",
        ],
        "TableFiles": ["CohortData", "ExactArithmetic", "Hashing", "Money", "StrictYAML"],
        "Funds": [
            "Apportionment", "BigInt", "CooperativeGames", "ExactArithmetic", "Hashing", "Money",
            "StrictYAML",
        ],
        "Evaluation": [
            "Apportionment", "Attribution", "CohortData", "CooperativeGames", "ExactArithmetic",
            "Hashing", "LinearAlgebra", "Moments", "Money", "Regression", "StrictYAML",
            "TableFiles", "VarianceShares",
        ],
        "Reporting": [
            "Apportionment", "Attribution", "CXlsxWriter", "CooperativeGames", "Evaluation",
            "ExactArithmetic", "Funds", "Money", "VarianceShares",
        ],
        "topslice": [
            "ArgumentParser", "Attribution", "CohortData", "Evaluation", "Funds", "Hashing",
            "LinearAlgebra", "Moments", "Money", "Regression", "Reporting", "Simulation",
            "VarianceShares",
        ],
    ]
    static let everywhere: Set<String> = ["Glibc", "Synchronization"]

    /// Words that a module must never mention, because they belong to another.
    static let forbiddenWords: [String: [String]] = [
        "LinearAlgebra": ["agenc", "regression"],
        "CohortData": ["BLAS"],
        "CooperativeGames": ["BLAS", "regression", "penny", "pence"],
        "Money": ["Double", "Float"],
        "Apportionment": ["Double", "Float"],
    ]

    @Test func everyModuleImportsOnlyWhatItMay() throws {
        let sources = try Sources.all()
        #expect(sources.count > 100)
        for source in sources {
            let allowed = try #require(
                Self.allowed[source.module],
                "module \(source.module) is not in the picture"
            )
            for name in source.imports where !Self.everywhere.contains(name) {
                #expect(allowed.contains(name), "\(source.path) imports \(name)")
            }
        }
    }

    @Test func noModuleMentionsWhatIsNotItsOwn() throws {
        for source in try Sources.all() {
            for word in Self.forbiddenWords[source.module] ?? [] {
                #expect(!source.code.contains(word), "\(source.path) mentions \(word)")
            }
        }
    }

    @Test func importsAreInternalUnlessTheInterfaceNeedsThem() throws {
        for source in try Sources.all() {
            for line in source.lines
            where line.hasPrefix("@_exported") || line.hasPrefix("@testable") {
                Issue.record("\(source.path): \(line)")
            }
        }
    }

    @Test func noSourceFileIsTooLong() throws {
        for source in try Sources.all() {
            #expect(source.lines.count <= 420, "\(source.path) has \(source.lines.count) lines")
        }
    }
}
