import Foundation
import Testing
import TopsliceTestSupport

@testable import TopsliceCohortData

/// Rows of many numbers, which are read together where the machine can, hold what the C library reads in each cell alone.
@Suite struct NumbersSideBySideTests {
    /// A number of some form, most of them plain ones; nothing for a cell that is missing.
    private static func number(_ random: inout SeededGenerator) -> String {
        func digits(_ most: Int) -> String {
            (0..<Int.random(in: 0...most, using: &random))
                .map { _ in "\(Int.random(in: 0...9, using: &random))" }.joined()
        }
        let sign = Bool.random(using: &random) ? "-" : ""
        switch Int.random(in: 0..<20, using: &random) {
        case 0: return "0"
        case 1: return "-0.0"
        case 2: return sign + digits(12) + "7." + digits(12)
        case 3: return sign + "." + digits(9) + "3"
        case 4: return sign + digits(3) + "1e" + (Bool.random(using: &random) ? "-7" : "12")
        case 5: return " " + sign + digits(4) + "5 "
        case 6: return "\"" + sign + digits(4) + "5.25\""
        case 7: return sign + "00" + digits(6) + "4"
        case 8: return sign + digits(17) + "9"
        case 9: return sign + digits(7) + "2."
        default:
            return sign + digits(3) + "6." + digits(5)
        }
    }

    @Test(arguments: [3, 5, 21], ["\n", "\r\n"])
    func theyAreWhatTheCLibraryReads(_ columns: Int, _ lineEnd: String) throws {
        var random = SeededGenerator(seed: UInt64(columns))
        let names = (0..<columns).map { "c\($0)" }
        // Words between numbers, so that what stands side by side ends within the row too.
        let header = names + ["word"] + names.map { "z" + $0 }
        let cells = (0..<700).map { _ in (0..<2 * columns).map { _ in Self.number(&random) } }
        let lines = cells.map { row in
            (row.prefix(columns) + ["w\(row.count % 7)"] + row.suffix(columns))
                .joined(separator: ",")
        }
        let text = ([header.joined(separator: ",")] + lines + [""]).joined(separator: lineEnd)
        let wanted = (names + names.map { "z" + $0 }).map { ColumnRequest($0, .number) }
        for chunkSize in [1 << 20, 4_096, 333] {
            let found = try ReadRows(Array(text.utf8), wanted, threads: 1, chunkSize: chunkSize)
            #expect(found.rows.count == cells.count)
            for (row, texts) in zip(found.rows, cells) {
                let expected = texts.map { text in
                    let plain = text.filter { $0 != "\"" && $0 != " " }
                    return String(strtod(plain, nil).bitPattern, radix: 16)
                }
                #expect(row == expected, "\(texts)")
            }
        }
    }

    /// One cell that is no number, wherever it stands among them, is found and told by the careful checker.
    @Test(arguments: [
        "1.2.3", "--4", "-", ".", "1-2", "5a", "0x10", "+3", "1,5", "", "1e", "1 2",
    ])
    func whatIsNoNumberIsNoNumberAmongOthers(_ cell: String) throws {
        for place in 0..<6 {
            var row = ["1.5", "-2.25", "3", "4.125", "-5", "6"]
            row[place] = cell.contains(",") ? "\"\(cell)\"" : cell
            let text = "a,b,c,d,e,f\n1,2,3,4,5,6\n" + row.joined(separator: ",") + "\n"
            let wanted = ["a", "b", "c", "d", "e", "f"].map { ColumnRequest($0, .number) }
            if cell.isEmpty {
                let found = try ReadRows(Array(text.utf8), wanted)
                #expect(found.rows.count == 1 && found.summary.rowsRead == 2)
            } else {
                #expect(throws: ReadInterruption.unclean, "\(cell) at \(place)") {
                    _ = try ReadRows(Array(text.utf8), wanted)
                }
            }
        }
    }

    /// Levels whose first places in the table of short ones are the same do not become one another.
    @Test func manyShortLevelsStayApart() throws {
        let count = 3_000
        let rows = (0..<3 * count).map { "l\($0 * 7 % count)\n" }.joined()
        let found = try ReadRows(Array(("level\n" + rows).utf8), [.init("level", .category)])
        #expect(
            found.rows.map { $0[0] }.sorted()
                == (0..<3 * count).map { "l\($0 * 7 % count)" }.sorted()
        )
    }
}
