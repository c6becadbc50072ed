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
        var code: [UInt8] = []
        var skeleton: [UInt8] = []
        let bytes = Array(text.utf8)
        var index = 0
        /// Open string literals, by how many `#` and quotes end them; a nil is the code of an interpolation.
        var nesting: [(hashes: Int, quotes: Int, parentheses: Int)?] = []

        func byte(_ offset: Int) -> UInt8 {
            index + offset < bytes.count ? bytes[index + offset] : 0
        }
        func copy(_ count: Int, isString: Bool) {
            for _ in 0..<count where index < bytes.count {
                code.append(bytes[index])
                skeleton.append(isString && bytes[index] != UInt8(ascii: "\n") ? 32 : bytes[index])
                index += 1
            }
        }
        var depth = 0
        while index < bytes.count {
            if case .some(.some(let literal)) = nesting.last {
                let backslash = byte(0) == UInt8(ascii: "\\")
                let marks = (0..<literal.hashes).allSatisfy { byte(1 + $0) == UInt8(ascii: "#") }
                if backslash, marks, byte(1 + literal.hashes) == UInt8(ascii: "(") {
                    copy(2 + literal.hashes, isString: true)
                    nesting.append(nil)
                    depth = 1
                } else if backslash, marks {
                    copy(2 + literal.hashes, isString: true)
                } else if (0..<literal.quotes).allSatisfy({ byte($0) == UInt8(ascii: "\"") }),
                    (0..<literal.hashes).allSatisfy({
                        byte(literal.quotes + $0) == UInt8(ascii: "#")
                    })
                {
                    copy(literal.quotes + literal.hashes, isString: true)
                    nesting.removeLast()
                    depth = literal.parentheses
                } else {
                    copy(1, isString: true)
                }
                continue
            }
            if byte(0) == UInt8(ascii: "/"), byte(1) == UInt8(ascii: "/") {
                while index < bytes.count, bytes[index] != UInt8(ascii: "\n") { index += 1 }
                continue
            }
            var hashes = 0
            while byte(hashes) == UInt8(ascii: "#") { hashes += 1 }
            if byte(hashes) == UInt8(ascii: "\"") {
                let triple =
                    byte(hashes + 1) == UInt8(ascii: "\"")
                    && byte(hashes + 2) == UInt8(ascii: "\"")
                let quotes = triple ? 3 : 1
                copy(hashes + quotes, isString: true)
                nesting.append((hashes, quotes, depth))
                continue
            }
            if !nesting.isEmpty {
                if byte(0) == UInt8(ascii: "(") { depth += 1 }
                if byte(0) == UInt8(ascii: ")") { depth -= 1 }
                if depth == 0 {
                    copy(1, isString: true)
                    nesting.removeLast()
                    continue
                }
            }
            copy(1, isString: !nesting.isEmpty)
        }
        return (String(decoding: code, as: UTF8.self), String(decoding: skeleton, as: UTF8.self))
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
