/// What a part of an Office Open XML package refers to, by identifier (ECMA-376 part 2, 6.5).
struct PartRelations {
    struct Relation {
        /// The last word of its type, such as `worksheet`.
        let kind: String
        /// The part it leads to, from the root of the package; empty for one outside.
        let part: String
    }

    private(set) var byID: [String: Relation] = [:]

    /// - Parameter part: whose relations are asked for; empty for those of the package.
    init(of part: String, in archive: ZipArchive) throws(WorkbookTrouble) {
        let slash = part.utf8.lastIndex(of: UInt8(ascii: "/"))
        let folder = if let slash { String(part[...slash]) } else { "" }
        let name = folder + "_rels/" + part.dropFirst(folder.count) + ".rels"
        guard archive.has(name) else { return }
        let listener = Listener(folder: folder)
        try MarkupReader.read(
            name,
            of: archive,
            namespaces: [
                MarkupNamespace(
                    "http://schemas.openxmlformats.org/package/2006/relationships",
                    prefix: ""
                )
            ],
            listener
        )
        byID = listener.found
    }

    /// In no order.
    func parts(_ kind: String) -> [String] {
        byID.values.filter { $0.kind == kind && !$0.part.isEmpty }.map(\.part).sorted()
    }

    private final class Listener: MarkupListener {
        private let folder: String
        private(set) var found: [String: Relation] = [:]

        init(folder: String) { self.folder = folder }

        func begin(_ name: String, _ attributes: MarkupAttributes) throws(WorkbookTrouble) {
            guard name == "Relationship", let id = attributes["Id"], let type = attributes["Type"],
                let target = attributes["Target"],
                let kind = type.split(separator: "/").last.map(String.init)
            else { return }
            let isOutside = attributes["TargetMode"] == "External"
            let part = isOutside ? "" : try Self.resolved(target, from: folder)
            found[id] = Relation(kind: kind, part: part)
        }

        func end(_ name: String) {}

        func text(_ piece: UnsafeBufferPointer<UInt8>) {}

        private static func resolved(
            _ target: String,
            from folder: String
        ) throws(WorkbookTrouble) -> String {
            var steps: [Substring] = target.hasPrefix("/") ? [] : folder.split(separator: "/")
            for step in target.split(separator: "/") where step != "." {
                if step == ".." {
                    guard !steps.isEmpty else { throw .partOutside }
                    steps.removeLast()
                } else {
                    steps.append(step)
                }
            }
            return steps.joined(separator: "/")
        }
    }
}
