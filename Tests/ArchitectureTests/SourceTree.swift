import Testing

/// The Swift files of the tree with the targets they belong to.
struct SourceTree {
    let graph: PackageGraph
    let files: [(file: SourceFile, target: PackageGraph.Target)]

    /// Read once: the tests only look.
    static func read() throws -> SourceTree { try shared.get() }

    private static let shared = Result { try SourceTree() }

    private init() throws {
        let graph = try PackageGraph.read()
        self.graph = graph
        let paths = try Repository.files().filter {
            $0.hasSuffix(".swift") && $0 != "Package.swift"
        }
        files = try paths.map { path in
            let target = try #require(graph.target(ofFile: path), "\(path) is in no target")
            return (file: try SourceFile(path: path), target: target)
        }
    }

    /// The files that are built into the libraries and the command.
    var sources: [(file: SourceFile, target: PackageGraph.Target)] {
        files.filter { $0.file.path.hasPrefix("Sources/") }
    }
}
