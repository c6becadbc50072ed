import Foundation
import Testing

/// Who may import whom, asked of the package itself.
@Suite struct ModuleTests {
    /// What every Swift program on Linux has.
    static let toolchain: Set<String> = ["Swift", "Glibc", "Synchronization", "Dispatch"]
    static let toolchainOutsideSources: Set<String> = ["Foundation", "Testing"]

    @Test func everyImportIsDeclaredAndEveryDeclarationUsed() throws {
        let tree = try SourceTree.read()
        #expect(tree.sources.count > 100)
        var used: [String: Set<String>] = [:]
        for (file, target) in tree.files {
            var known = Self.toolchain.union(target.dependencies)
            if !file.path.hasPrefix("Sources/") {
                known.formUnion(Self.toolchainOutsideSources)
            }
            for name in file.imports {
                #expect(
                    known.contains(name),
                    "\(file.path) imports \(name), which Package.swift does not say"
                )
                used[target.name, default: []].insert(name)
            }
        }
        for target in tree.graph.targets where used[target.name] != nil {
            // A test runs the command as a program; it must be built before.
            let unused = target.dependencies.subtracting(used[target.name] ?? [])
                .filter { tree.graph[$0]?.kind != "executable" }
            #expect(unused.isEmpty, "\(target.name) imports nothing of \(unused.sorted())")
        }
    }

    /// A file's imports are seen in whatever dialect they are written.
    @Test(arguments: [
        "import A", "public import A", "package import A", "internal import A", "private import A",
        "fileprivate import A", "@_exported import A", "@testable import A",
        "@preconcurrency package import A", "import struct A.B", "private import func A.b",
        "  import A", "import A.B", "import A;",
    ])
    func everyKindOfImportIsSeen(line: String) throws {
        let path = "\(UUID().uuidString).swift"
        let place = Repository.root.appendingPathComponent(".build/" + path)
        try Data("// import No\nlet text = \"\"\"\n    import No\n    \"\"\"\n\(line)\n".utf8)
            .write(to: place)
        defer { try? FileManager.default.removeItem(at: place) }
        #expect(try SourceFile(path: ".build/" + path).imports == ["A"])
    }

    /// Numbers and money are two columns: floating point on one side, exact integers on the other. The numbers may
    /// look at games (which hold no money); only what reports on both, or offers both, reaches both.
    @Test func numbersAndMoneyMeetOnlyAtTheTop() throws {
        let graph = try PackageGraph.read()
        let numbers: Set = [
            "TopsliceLinearAlgebra", "TopsliceMoments", "TopsliceRegression",
            "TopsliceAttribution", "TopsliceVarianceShares", "TopsliceStudies",
            "TopsliceSimulation",
        ]
        let money: Set = [
            "TopsliceMoney", "TopsliceApportionment", "TopsliceFunds", "TopsliceSharing",
            "TopsliceCashFlows", "TopsliceAppraisal", "TopsliceContracts",
        ]
        for name in numbers.union(money) {
            #expect(graph[name] != nil, "\(name) is in this test and not in the package")
        }
        for name in numbers {
            #expect(graph.reach(of: name).isDisjoint(with: money), "\(name) reaches money")
        }
        for name in money {
            #expect(graph.reach(of: name).isDisjoint(with: numbers), "\(name) reaches numbers")
        }
    }

    /// Words that a module must never mention, because they belong to another.
    @Test(arguments: [
        ("LinearAlgebra", ["agenc", "regression"]),
        ("Records", ["BLAS", "agenc"]),
        ("CohortData", ["BLAS"]),
        ("CooperativeGames", ["BLAS", "regression", "penny", "pence"]),
        ("Money", ["Double", "Float"]),
        ("Apportionment", ["Double", "Float"]),
        ("Appraisal", ["Double", "Float"]),
        ("CashFlows", ["Double", "Float"]),
        ("Contracts", ["Double", "Float"]),
    ])
    func noModuleMentionsWhatIsNotItsOwn(module: String, words: [String]) throws {
        let files = try SourceTree.read().files.filter { $0.target.name == "Topslice" + module }
        try #require(!files.isEmpty)
        for (file, _) in files {
            for word in words {
                #expect(!file.code.contains(word), "\(file.path) mentions \(word)")
            }
        }
    }

    /// Names that cannot collide in another package's graph, and no type that hides its own module.
    @Test func modulesHaveNamesOfTheirOwn() throws {
        let tree = try SourceTree.read()
        for target in tree.graph.targets where ["regular", "system"].contains(target.kind) {
            #expect(
                target.name.hasPrefix("Topslice") || target.name.hasPrefix("CTopslice"),
                "\(target.name) may collide"
            )
        }
        for (file, target) in tree.sources {
            let own = try Regex(
                #"\b(struct|enum|class|actor|protocol|typealias)\s+"# + target.name + #"\b"#
            )
            #expect(file.skeleton.firstMatch(of: own) == nil, "\(file.path) hides its module")
        }
    }

    @Test func noSourceUsesUnderscoredOrTestableImports() throws {
        for (file, target) in try SourceTree.read().sources {
            #expect(!file.code.contains("@testable"), "\(file.path)")
            // The one purpose of these two modules is to hand on others.
            if ["Topslice", "TopsliceGames"].contains(target.name) { continue }
            #expect(!file.code.contains("@_exported"), "\(file.path)")
        }
    }

    /// The table of modules in the README names every library.
    @Test func theReadmeNamesEveryModule() throws {
        let graph = try PackageGraph.read()
        let readme = try Repository.text("README.md")
        for target in graph.targets
        where target.kind == "regular" && target.path.hasPrefix("Sources/") {
            let folder = target.path.dropFirst("Sources/".count)
            #expect(readme.contains("`\(folder)`"), "README.md does not name \(folder)")
        }
    }
}
