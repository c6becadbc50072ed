import Testing
import Yams
import TopsliceTestSupport

@testable import TopsliceRecords

/// Another implementation of YAML must see in every accepted text the same lists, maps and scalars.
@Suite struct YamsAgreementTests {
    /// A tree to be written down in some style.
    indirect enum Tree {
        case scalar(String)
        case list([Tree])
        case map([(String, Tree)])
    }

    private static let pieces = [
        "a", "NO", "010", "1_000", "x y", "it's", "a:b", "#", "a #b", "- x", "é", "日本", "\"", "\\",
        "{",
        "[x]", "*a", "&b", "!c", "%", "@", "true", "~", "", " ", "x: y", "a,b", "?", ":", "--- ",
        "'",
    ]

    private func scalar(_ generator: inout SeededGenerator) -> String {
        (0..<Int.random(in: 1...2, using: &generator)).map { _ in
            Self.pieces[Int.random(in: 0..<Self.pieces.count, using: &generator)]
        }.joined()
    }

    private func tree(_ depth: Int, _ generator: inout SeededGenerator) -> Tree {
        let kind = depth == 0 ? 0 : Int.random(in: 0...2, using: &generator)
        let count = Int.random(in: 1...3, using: &generator)
        switch kind {
        case 0: return .scalar(scalar(&generator))
        case 1: return .list((0..<count).map { _ in tree(depth - 1, &generator) })
        default: return .map((0..<count).map { ("k\($0)", tree(depth - 1, &generator)) })
        }
    }

    private func quoted(_ text: String, _ generator: inout SeededGenerator) -> String {
        let isPlain = text.utf8.allSatisfy { byte in
            byte == UInt8(ascii: "_")
                || (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z"))
        }
        switch Int.random(in: 0...2, using: &generator) {
        case 0 where isPlain && !text.isEmpty: return text
        case 1: return "'" + text.replacing("'", with: "''") + "'"
        default:
            return "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
        }
    }

    private func flow(_ tree: Tree, _ generator: inout SeededGenerator) -> String {
        let gap = [" ", "", "\n   ", " # c\n   "][Int.random(in: 0...3, using: &generator)]
        switch tree {
        case .scalar(let text): return quoted(text, &generator)
        case .list(let items):
            return "[\(gap)" + items.map { flow($0, &generator) }.joined(separator: ",\(gap)") + "]"
        case .map(let entries):
            let inside = entries.map { "\($0.0): " + flow($0.1, &generator) }
            return "{" + inside.joined(separator: ", ") + "}"
        }
    }

    private func block(_ tree: Tree, indent: Int, _ generator: inout SeededGenerator) -> String {
        let pad = String(repeating: " ", count: indent)
        func value(_ tree: Tree) -> String {
            if case .scalar(let text) = tree { return " " + quoted(text, &generator) + "\n" }
            if Int.random(in: 0...3, using: &generator) == 0 {
                return " " + flow(tree, &generator)
                    + (Bool.random(using: &generator) ? " # c\n" : "\n")
            }
            let comment = Bool.random(using: &generator) ? "\n" : "  # note\n\n"
            return comment + block(tree, indent: indent + 2, &generator)
        }
        switch tree {
        case .scalar(let text): return pad + quoted(text, &generator) + "\n"
        case .list(let items): return items.map { "\(pad)-" + value($0) }.joined()
        case .map(let entries): return entries.map { "\(pad)\($0.0):" + value($0.1) }.joined()
        }
    }

    private func outline(_ node: YAMLNode) -> String {
        switch node.content {
        case .scalar(let scalar): "<\(scalar.text)>"
        case .list(let items): "[" + items.map(outline).joined(separator: ",") + "]"
        case .map(let entries):
            "{" + entries.map { "\($0.key)=\(outline($0.value))" }.joined(separator: ",") + "}"
        }
    }

    private func outline(_ node: Node) -> String {
        switch node {
        case .scalar(let scalar): "<\(scalar.string)>"
        case .sequence(let items): "[" + items.map(outline).joined(separator: ",") + "]"
        case .mapping(let entries):
            "{"
                + entries.map { "\($0.key.string ?? "")=\(outline($0.value))" }.joined(
                    separator: ","
                )
                + "}"
        case .alias: "*"
        }
    }

    @Test func everyGeneratedDocumentMeansTheSameToBoth() throws {
        for seed in UInt64(1)...1_500 {
            var generator = SeededGenerator(seed: seed)
            let tree = tree(4, &generator)
            let text = block(tree, indent: 0, &generator)
            let ours = try YAMLDocument.parse(Array(text.utf8), file: "a.yaml").root
            let theirs = try #require(try Yams.compose(yaml: text), "seed \(seed)")
            #expect(outline(ours) == outline(theirs), "seed \(seed)\n\(text)")
        }
    }

    /// Whatever is done to a document, what we accept must mean to Yams what it means to us, and nothing
    /// may crash; Yams may accept more.
    @Test func everyMutatedDocumentThatIsAcceptedMeansTheSameToBoth() throws {
        var accepted = 0
        for seed in UInt64(1)...4_000 {
            var generator = SeededGenerator(seed: seed &* 7919)
            let tree = tree(3, &generator)
            var scalars = Array(block(tree, indent: 0, &generator).unicodeScalars)
            let noise = Array(" \n:-#[]{},'\"ab|>?&*!".unicodeScalars)
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                let place = Int.random(in: 0..<scalars.count, using: &generator)
                let other = noise[Int.random(in: 0..<noise.count, using: &generator)]
                if Bool.random(using: &generator) {
                    scalars[place] = other
                } else {
                    scalars.insert(other, at: place)
                }
            }
            var view = String.UnicodeScalarView()
            view.append(contentsOf: scalars)
            let text = String(view)
            guard let ours = try? YAMLDocument.parse(Array(text.utf8), file: "a.yaml").root else {
                continue
            }
            accepted += 1
            let theirs = try? Yams.compose(yaml: text)
            #expect(outline(ours) == theirs.map(outline), "seed \(seed)\n\(text)")
        }
        #expect(accepted > 1_000)
    }
}
