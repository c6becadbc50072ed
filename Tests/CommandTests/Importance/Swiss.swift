import Foundation
import Testing

/// R's `swiss` data (Fertility and five other measures of 47 provinces, 1888) and what relaimpo 2.2-7 (Grömping
/// 2006, Journal of Statistical Software 17(1)) makes of them; see Tests/VarianceSharesTests/References/README.md.
enum Swiss {
    static let folder = "Tests/VarianceSharesTests/References/"
    static let formula =
        "Fertility ~ Agriculture + Examination + Education + Catholic + Infant.Mortality"

    /// Lines of fields without quotes and blanks.
    static func rows(_ name: String) throws -> [[String]] {
        let url = Command.root.appendingPathComponent(folder + name + ".csv")
        return try String(contentsOf: url, encoding: .utf8).split(whereSeparator: \.isNewline)
            .map { line in
                line.split(separator: ",", omittingEmptySubsequences: false).map {
                    $0.trimmingCharacters(in: CharacterSet(charactersIn: "\" "))
                }
            }
    }

    /// The data as a CSV file, without the names of the provinces.
    static func csv() throws -> String {
        try rows("swiss").map { $0.dropFirst().joined(separator: ",") + "\n" }.joined()
    }

    /// The data with a further column.
    static func csv(adding name: String, _ value: (Int) -> String) throws -> String {
        try rows("swiss").enumerated().map { number, row in
            row.dropFirst().joined(separator: ",") + "," + (number == 0 ? name : value(number))
                + "\n"
        }.joined()
    }

    /// relaimpo's table: by regressor, then by measure.
    static func figures(_ name: String) throws -> [String: [String: Double]] {
        let rows = try rows(name)
        let header = try #require(rows.first).dropFirst()
        return Dictionary(
            uniqueKeysWithValues: rows.dropFirst().map { row in
                let values = zip(header, row.dropFirst()).compactMap { name, text in
                    Double(text).map { (name, $0) }
                }
                return (row[0], Dictionary(uniqueKeysWithValues: values))
            }
        )
    }
}

/// The JSON of `topslice importance`.
struct ImportanceJSON {
    let object: [String: Any]

    init(_ run: Command.Outcome, sourceLocation: SourceLocation = #_sourceLocation) throws {
        #expect(run.exitCode == 0, "\(run.errors)", sourceLocation: sourceLocation)
        let object = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
        self.object = try #require(object as? [String: Any], sourceLocation: sourceLocation)
    }

    var shares: [[String: Any]] { object["shares"] as? [[String: Any]] ?? [] }
    var regressors: [String] { shares.compactMap { $0["regressor"] as? String } }

    func value(_ regressor: String, _ key: String) throws -> Double {
        let share = try #require(shares.first { $0["regressor"] as? String == regressor })
        return try #require(share[key] as? Double, "\(regressor).\(key)")
    }

    func number(_ key: String) throws -> Double { try #require(object[key] as? Double, "\(key)") }
}
