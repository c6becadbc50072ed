import Foundation

/// A Swift file, seen as text.
struct SourceFile {
    let path: String
    let lines: [String]
    /// The text without comments: prose may say what code must not.
    let code: String
    /// The code with what stands in string literals blanked too, line for line: braces in it are braces.
    let skeleton: String

    init(path: String) throws {
        let text = try Repository.text(path)
        self.path = path
        lines = text.components(separatedBy: "\n")
        (code, skeleton) = Self.withoutComments(text)
    }

    /// The modules a file imports, whatever the access level, attribute or kind of the import.
    ///
    /// `@preconcurrency package import struct Glibc.timespec` imports Glibc; so does the same line within `#if`.
    var imports: [String] {
        skeleton.components(separatedBy: "\n").compactMap { line in
            let words = line.split(whereSeparator: \.isWhitespace)
            guard let place = words.firstIndex(of: "import"), words.count > place + 1,
                words[..<place].allSatisfy({ Self.beforeImport.contains($0) || $0.first == "@" })
            else { return nil }
            let name =
                Self.importKinds.contains(words[place + 1])
                ? words.dropFirst(place + 2).first : words[place + 1]
            return name?.split(whereSeparator: { $0 == "." || $0 == ";" }).first.map(String.init)
        }
    }

    private static let beforeImport: Set<Substring> = [
        "public", "package", "internal", "fileprivate", "private",
    ]
    private static let importKinds: Set<Substring> = [
        "struct", "class", "enum", "protocol", "typealias", "func", "let", "var", "actor",
    ]

    /// The text without comments, and the same with string literals blanked.
    private static func withoutComments(_ text: String) -> (code: String, skeleton: String) {
        var scanner = SourceScanner(text)
        scanner.run()
        return (
            String(decoding: scanner.code, as: UTF8.self),
            String(decoding: scanner.skeleton, as: UTF8.self)
        )
    }
}

/// Tells code, comments and string literals apart, byte by byte.
private struct SourceScanner {
    private(set) var code: [UInt8] = []
    private(set) var skeleton: [UInt8] = []
    private let bytes: [UInt8]
    private var index = 0
    /// What the place is within, outermost first: literals, and the code of their interpolations.
    private var nesting: [Nesting] = []

    private enum Nesting {
        /// A string literal that so many quotes and hashes end.
        case literal(quotes: Int, hashes: Int)
        /// An interpolation with so many parentheses open.
        case interpolation(parentheses: Int)
    }

    init(_ text: String) {
        bytes = Array(text.utf8)
        code.reserveCapacity(bytes.count)
        skeleton.reserveCapacity(bytes.count)
    }

    mutating func run() {
        while index < bytes.count {
            if case .literal(let quotes, let hashes)? = nesting.last {
                scanLiteral(quotes, hashes)
            } else {
                scanCode()
            }
        }
    }

    private func byte(_ offset: Int) -> UInt8 {
        index + offset < bytes.count ? bytes[index + offset] : 0
    }

    private func holds(_ value: UInt8, _ count: Int, at offset: Int) -> Bool {
        var place = 0
        while place < count {
            if byte(offset + place) != value { return false }
            place += 1
        }
        return true
    }

    private mutating func copy(_ count: Int, isString: Bool) {
        let end = min(bytes.count, index + count)
        while index < end {
            let byte = bytes[index]
            code.append(byte)
            skeleton.append(isString && byte != UInt8(ascii: "\n") ? UInt8(ascii: " ") : byte)
            index += 1
        }
    }

    private mutating func scanLiteral(_ quotes: Int, _ hashes: Int) {
        if byte(0) == UInt8(ascii: "\\"), holds(UInt8(ascii: "#"), hashes, at: 1) {
            let isInterpolation = byte(1 + hashes) == UInt8(ascii: "(")
            copy(2 + hashes, isString: true)
            if isInterpolation { nesting.append(.interpolation(parentheses: 1)) }
        } else if byte(0) == UInt8(ascii: "\""), holds(UInt8(ascii: "\""), quotes, at: 0),
            holds(UInt8(ascii: "#"), hashes, at: quotes)
        {
            copy(quotes + hashes, isString: true)
            nesting.removeLast()
        } else {
            copy(1, isString: true)
        }
    }

    private mutating func scanCode() {
        let isWithin = !nesting.isEmpty
        switch byte(0) {
        case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "/"):
            while index < bytes.count, bytes[index] != UInt8(ascii: "\n") { index += 1 }
        case UInt8(ascii: "\""), UInt8(ascii: "#"):
            var hashes = 0
            while byte(hashes) == UInt8(ascii: "#") { hashes += 1 }
            guard byte(hashes) == UInt8(ascii: "\"") else {
                return copy(hashes, isString: isWithin)
            }
            let quotes = holds(UInt8(ascii: "\""), 3, at: hashes) ? 3 : 1
            copy(hashes + quotes, isString: true)
            nesting.append(.literal(quotes: quotes, hashes: hashes))
        case UInt8(ascii: "("), UInt8(ascii: ")"):
            guard case .interpolation(let open)? = nesting.last else {
                return copy(1, isString: isWithin)
            }
            let rest = open + (byte(0) == UInt8(ascii: "(") ? 1 : -1)
            copy(1, isString: true)
            nesting[nesting.count - 1] = .interpolation(parentheses: rest)
            if rest == 0 { nesting.removeLast() }
        default:
            copy(1, isString: isWithin)
        }
    }
}

extension SourceFile {
    /// A function, initialiser or computed property, and the lines from its name to its closing brace.
    struct Function {
        let name: String
        let line: Int
        let length: Int
    }

    /// The functions of the file, nested ones as well.
    var functions: [Function] {
        let rows = skeleton.components(separatedBy: "\n")
        let pattern =
            /^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:\w+(?:\(\w+\))?\s+)*?(?:func\s+(\S+?)[(<]|(init|subscript)[?]?[(<]|var\s+(\w+)\s*:[^={]*\{\s*$)/
        return rows.indices.compactMap { first in
            guard let match = rows[first].firstMatch(of: pattern) else { return nil }
            let name = match.1 ?? match.2 ?? match.3 ?? "?"
            var depth = 0
            var isOpen = false
            for row in first..<rows.count {
                for character in rows[row].utf8 {
                    if character == UInt8(ascii: "{") { depth += 1; isOpen = true }
                    if character == UInt8(ascii: "}") { depth -= 1 }
                }
                if isOpen, depth <= 0 {
                    return Function(name: String(name), line: first + 1, length: row - first + 1)
                }
                // A requirement of a protocol: it has no body.
                if !isOpen, depth < 0 { return nil }
            }
            return nil
        }
    }
}
