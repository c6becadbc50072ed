internal import TopsliceRecords

/// Legal and distinct names for the sheets of a workbook.
///
/// A name has 1 to 31 characters (UTF-16 units), none of `[ ] : * ? / \`, no apostrophe at either
/// end, is not "History", and differs from the others in more than capitals.
enum SheetName {
    static func distinct(_ wanted: [String]) -> [String] {
        var used: Set<String> = ["history"]
        return wanted.map { name in
            let base = legal(name)
            var candidate = base
            var number = 2
            while !used.insert(candidate.lowercased()).inserted {
                let ending = " (\(number))"
                candidate = cut(base, to: 31 - ending.utf16.count) + ending
                number += 1
            }
            return candidate
        }
    }

    private static func legal(_ name: String) -> String {
        var kept = ""
        for scalar in visible(name).unicodeScalars {
            let isForbidden = "[]:*?/\\".unicodeScalars.contains(scalar)
            kept.unicodeScalars.append(isForbidden ? " " : scalar)
        }
        var characters = Array(cut(kept, to: 31))
        func isEdge(_ character: Character?) -> Bool { character == " " || character == "'" }
        while isEdge(characters.first) { characters.removeFirst() }
        while isEdge(characters.last) { characters.removeLast() }
        return characters.isEmpty ? "Sheet" : String(characters)
    }

    private static func cut(_ name: String, to units: Int) -> String {
        var name = name
        while name.utf16.count > units { name.removeLast() }
        return name
    }
}
