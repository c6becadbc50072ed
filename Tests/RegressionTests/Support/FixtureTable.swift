import Foundation

/// Files that belong to the tests.
enum FixtureTable {
    static func path(_ name: String) -> String { Bundle.module.bundlePath + "/Fixtures/" + name }

    /// The rows of a CSV file by column name; quotes round a field are understood, doubled ones are not needed here.
    static func rows(of name: String) -> [[String: String]] {
        guard let text = try? String(contentsOfFile: path(name), encoding: .utf8) else { return [] }
        let lines = text.split(whereSeparator: \.isNewline).map { fields(String($0)) }
        guard let header = lines.first else { return [] }
        return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(header, $0)) }
    }

    private static func fields(_ line: String) -> [String] {
        var result = [""]
        var isQuoted = false
        for character in line {
            if character == "\"" {
                isQuoted.toggle()
            } else if character == ",", !isQuoted {
                result.append("")
            } else {
                result[result.count - 1].append(character)
            }
        }
        return result
    }
}
