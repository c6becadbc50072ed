import Foundation
import Testing
import TopsliceRecords

@testable import TopsliceCohortData

/// Numbers of every length from 1 to 40 bytes, before everything that may follow a number, are rows of the same values
/// for the fast reader as for the careful one; sixteen bytes are the reach of the fast reader's look-ahead.
struct NumberLengthTests {
    private static let lengths = 1...40

    /// What stands between the digits of a number and the end of its field.
    private static let endings = ["", "e0", "e-5", "E+07", " ", "   "]

    /// Texts of exactly `length` bytes that are numbers.
    private static func numbers(_ length: Int) -> [String] {
        let digits = String((0..<length).map { Character("\(($0 * 7 + 3) % 10)") })
        var result = [digits]
        if length > 1 {
            result.append("-" + digits.dropLast())
            result.append(digits.dropLast() + ".")
            result.append("." + digits.dropLast())
        }
        if length > 2 {
            result.append("\(digits.prefix(1)).\(digits.dropFirst(2))")
            result.append("-" + digits.dropLast(2) + ".")
            result.append("\(digits.prefix(length / 2)).\(digits.prefix(length - length / 2 - 1))")
        }
        return result
    }

    @Test(arguments: [Delimiter.comma, .semicolon, .tab, .pipe], ["\n", "\r\n"])
    func everyLengthIsReadBeforeEveryEnding(delimiter: Delimiter, lineEnd: String) throws {
        for ending in Self.endings {
            for column in 0..<3 {
                for isQuoted in [false, true] {
                    for endsWithLine in [true, false] {
                        try compareValues(
                            delimiter,
                            lineEnd,
                            ending,
                            column,
                            isQuoted,
                            endsWithLine
                        )
                    }
                }
            }
        }
    }

    private func compareValues(
        _ delimiter: Delimiter,
        _ lineEnd: String,
        _ ending: String,
        _ column: Int,
        _ isQuoted: Bool,
        _ endsWithLine: Bool
    ) throws {
        let texts = Self.lengths.flatMap(Self.numbers).map { $0 + ending }
        let rows = texts.map { text in
            var cells = ["1", "2", "3"]
            cells[column] = isQuoted ? "\"\(text)\"" : text
            return cells.joined(separator: delimiter.rawValue)
        }
        let header = ["a", "b", "c"].joined(separator: delimiter.rawValue)
        var file = ([header] + rows).joined(separator: lineEnd)
        if endsWithLine { file += lineEnd }
        let study = Self.study(delimiter)
        let report = try Fixture.check(file, study: study)
        #expect(report.passes)
        #expect(report.recordCount == texts.count)
        let expected = texts.map { text in
            let trimmed = text.trimmingCharacters(in: .whitespaces)
            // Swift's reader takes no number that ends in its point, R's and ours do.
            return strtod(trimmed, nil)
        }
        for chunkSize in [17, 1 << 20] {
            let read = try ReadRows(
                Array(file.utf8),
                Self.requests,
                study: study,
                threads: 1,
                chunkSize: chunkSize
            )
            #expect(read.summary.rowsRead == report.recordCount)
            #expect(read.summary.blankLines == 0)
            #expect(
                read.rows.map { $0[column] }
                    == expected.map { String($0.bitPattern, radix: 16) },
                "ending '\(ending)', column \(column), stretches of \(chunkSize)"
            )
        }
    }

    /// Something behind the number that ends no field, or ends another one: refused by both readers or by neither, and the
    /// same rows where it is not refused.
    @Test(arguments: [
        "\"", "x", "\r", ".", "..", "-", "e", "1e", "\n", ",", ",,", "\n\n", "\r\n\r\n",
    ])
    func whatFollowsANumberIsJudgedAlike(follower: String) throws {
        let study = Self.study(.comma)
        for length in Self.lengths {
            for number in Self.numbers(length) {
                for column in 0..<3 {
                    var cells = ["1", "2", "3"]
                    cells[column] = number + follower
                    let file = "a,b,c\n4,5,6\n" + cells.joined(separator: ",") + "\n7,8,9\n"
                    let report = try Fixture.check(file, study: study)
                    let read = try? ReadRows(
                        Array(file.utf8),
                        Self.requests,
                        study: study,
                        threads: 1,
                        chunkSize: 1 << 20
                    )
                    #expect((read != nil) == report.passes, "\(file.debugDescription)")
                    if let read {
                        #expect(read.summary.rowsRead == report.recordCount)
                        #expect(read.summary.blankLines == report.blankLineCount)
                    }
                }
            }
        }
    }

    private static let requests = ["a", "b", "c"].map { ColumnRequest($0, .number) }

    private static func study(_ delimiter: Delimiter) -> Study {
        Study(
            columns: ["a", "b", "c"].map { StudyColumn(name: $0, type: .number) },
            delimiter: delimiter,
            refusesIdentifiers: false
        )
    }
}
