import Foundation
import Testing

/// The targets of the package and what each depends on, as SwiftPM itself reads `Package.swift`.
struct PackageGraph {
    struct Target {
        let name: String
        /// `regular`, `executable`, `test` or `system`.
        let kind: String
        /// The folder of its sources, from the root.
        let path: String
        /// Folders and files below it that belong to other targets.
        let exclude: [String]
        /// Modules that it may import: targets of this package and products of others.
        let dependencies: Set<String>
    }

    let targets: [Target]

    /// - Complexity: one run of `swift package dump-package`, about half a second, for all tests.
    static func read() throws -> PackageGraph { try shared.get() }

    private static let shared = Result { try dumped() }

    private static func dumped() throws -> PackageGraph {
        let scratch = FileManager.default.temporaryDirectory
            .appendingPathComponent("topslice-package-graph-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: scratch) }
        let text = try Repository.run([
            "swift", "package", "--manifest-cache", "none", "--scratch-path", scratch.path,
            "dump-package",
        ])
        let manifest = try JSONDecoder().decode(Manifest.self, from: Data(text.utf8))
        return PackageGraph(
            targets: manifest.targets.map { target in
                Target(
                    name: target.name,
                    kind: target.type,
                    path: target.path
                        ?? (target.type == "test" ? "Tests/" : "Sources/") + target.name,
                    exclude: target.exclude,
                    dependencies: Set(target.dependencies.map(\.name))
                )
            }
        )
    }

    subscript(name: String) -> Target? {
        targets.first { $0.name == name }
    }

    /// Every module that a target reaches through its dependencies, itself not counted.
    func reach(of name: String) -> Set<String> {
        var reached: Set<String> = []
        var open = [name]
        while let next = open.popLast() {
            for dependency in self[next]?.dependencies ?? []
            where reached.insert(dependency).inserted {
                open.append(dependency)
            }
        }
        return reached
    }

    /// The target whose folder holds a file: the deepest one.
    func target(ofFile path: String) -> Target? {
        targets.filter { path.hasPrefix($0.path + "/") }.max { $0.path.count < $1.path.count }
    }
}

/// What is read of `swift package dump-package`.
private struct Manifest: Decodable {
    struct Target: Decodable {
        let name: String
        let type: String
        let path: String?
        let exclude: [String]
        let dependencies: [Dependency]
    }

    /// `{"byName": ["TopsliceMoney", null]}` or `{"product": ["ArgumentParser", "swift-argument-parser", …]}`.
    struct Dependency: Decodable {
        let name: String

        init(from decoder: any Decoder) throws {
            let fields = try decoder.singleValueContainer().decode([String: [Part]].self)
            guard let name = fields.values.first?.first?.text else {
                throw DecodingError.dataCorrupted(
                    .init(codingPath: decoder.codingPath, debugDescription: "no name")
                )
            }
            self.name = name
        }
    }

    /// The name, among nulls and conditions that are not looked at.
    struct Part: Decodable {
        let text: String?

        init(from decoder: any Decoder) throws {
            text = try? decoder.singleValueContainer().decode(String.self)
        }
    }

    let targets: [Target]
}
