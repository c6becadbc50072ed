import TopsliceTestSupport
import Testing

@testable import TopsliceCohortData

/// What a reader delivers: the same rows however the file is cut, quoted or ended.
struct CohortReaderTests {
    static let requests = [
        ColumnRequest("x", .number), ColumnRequest("g", .category), ColumnRequest("y", .number),
    ]

    private func bits(_ number: Double) -> String { String(number.bitPattern, radix: 16) }

    @Test(arguments: ["\n", "\r\n"], [true, false])
    func quotesMarksAndLineEndsDoNotChangeTheRows(end: String, lastEnd: Bool) throws {
        let lines = [
            "x,note,g,y", "1,plain,a,2",
            "\"1.5\",\"with \"\"quotes\"\"\",\"b, c\",\"-2e1\"",
            " 3 ,\"two\(end)lines\",\" a \",.5", "4,,\"é\",5.",
        ]
        let text = lines.joined(separator: end) + (lastEnd ? end : "")
        let expected = [
            [bits(1), "a", bits(2)], [bits(1.5), "b, c", bits(-20)], [bits(3), "a", bits(0.5)],
            [bits(4), "é", bits(5)],
        ]
        for mark in [[], [0xEF, 0xBB, 0xBF]] as [[UInt8]] {
            let read = try ReadRows(mark + Array(text.utf8), Self.requests, threads: 1)
            #expect(read.rows == expected)
            #expect(read.summary.rowsRead == 4)
            #expect(read.summary.rowsComplete == 4)
        }
    }

    /// Every place where a stretch can be cut, in a file full of quotes, line ends in quotes and lines of all lengths.
    @Test(arguments: 0..<4)
    func rowsAreTheSameWhereverTheFileIsCut(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let ends = seed % 2 == 0 ? "\n" : "\r\n"
        let notes = [
            "", "plain", "\"a,b\"", "\"\"\"\"", "\"one\ntwo\"", "\"\n\"", "\"\n\n,\"\"\n\"",
        ]
        var text = "x,note,g,y" + ends
        for row in 0..<40 {
            let group = random.element(["a", "bb", "\"c\nd\""])
            // Levels with line ends are refused, so that only the column nobody reads has them.
            let level = group.contains("\n") ? "c" : group
            text += "\(row),\(random.element(notes)),\(level),\(Double(row) / 8)" + ends
        }
        let bytes = Array(text.utf8)
        let whole = try ReadRows(bytes, Self.requests, threads: 1)
        #expect(whole.rows.count == 40)
        for chunk in Array(1...40) + [64, 100, 333, 1_000] {
            let cut = try ReadRows(bytes, Self.requests, threads: 1, chunkSize: chunk)
            #expect(cut.rows == whole.rows, "seed \(seed), stretches of \(chunk)")
            #expect(cut.summary == whole.summary)
            let shared = try ReadRows(bytes, Self.requests, threads: 3, chunkSize: chunk)
            let order: ([String], [String]) -> Bool = { $0[0] < $1[0] }
            #expect(shared.rows.sorted(by: order) == whole.rows.sorted(by: order))
            #expect(shared.summary == whole.summary)
        }
    }

    @Test func aQuotedLineEndAcrossTheFirstMebibyteIsNoRecordEnd() throws {
        // A note of line ends lies over the first boundary of 1 MiB; nothing of it is a record.
        var text = "x,note,g,y\n"
        while text.utf8.count < (1 << 20) - 300 { text += "1,n,a,2\n" }
        let before = text.utf8.reduce(0) { $0 + ($1 == 10 ? 1 : 0) } - 1
        text += "7,\"" + String(repeating: "5,5,a,5\n", count: 100) + "\",b,8\n"
        for _ in 0..<1_000 { text += "3,n,c,4\n" }
        let read = try ReadRows(Array(text.utf8), Self.requests)
        #expect(read.summary.rowsRead == before + 1 + 1_000)
        #expect(read.rows.filter { $0[1] == "b" } == [[bits(7), "b", bits(8)]])
        #expect(read.rows.filter { $0[0] == bits(5) }.isEmpty)
    }

    @Test func missingValuesAreCountedByColumnAndNeverZero() throws {
        let text = "x,note,g,y\n1,n,a,2\n,n,a,2\nNA,n,,2\n4,n,b,-99\n5,n,NA,6\n\n \t\n0,n,c,0\n"
        var study = Study(missingCodes: ["NA"], refusesIdentifiers: false)
        study.columns = [StudyColumn(name: "y", type: .number, missingCodes: ["-99"])]
        let read = try ReadRows(Array(text.utf8), Self.requests, study: study, threads: 1)
        #expect(read.rows == [[bits(1), "a", bits(2)], [bits(0), "c", bits(0)]])
        #expect(read.summary.rowsRead == 6)
        #expect(read.summary.rowsComplete == 2)
        #expect(read.summary.rowsExcluded == 4)
        #expect(read.summary.blankLines == 2)
        #expect(read.summary.missing.map(\.column) == ["x", "g", "y"])
        #expect(read.summary.missing.map(\.rows) == [2, 2, 1])
    }

    @Test func oneColumnCanBeReadInSeveralWays() throws {
        let requests: [ColumnRequest] = [
            .init("x", .number), .init("x", .category), .init("x", .binary),
        ]
        let read = try ReadRows(Array("x\n1\n0\n1.0\n".utf8), requests, threads: 1)
        let expected = [
            [bits(1), "1", bits(1)], [bits(0), "0", bits(0)], [bits(1), "1.0", bits(1)],
        ]
        #expect(read.rows == expected)
        #expect(throws: ReadInterruption.unclean) {
            try ReadRows(Array("x\n1\n2\n".utf8), requests, threads: 1)
        }
    }

    @Test func daysAreCountedFrom1970() throws {
        let text = "d\n1970-01-01\n2000-03-01\n1969-12-31\n"
        let read = try ReadRows(Array(text.utf8), [.init("d", .date)], threads: 1)
        // 30 years of 365 days, 7 leap days (1972 … 1996), and 31 + 29 days of the leap year 2000.
        #expect(read.rows == [[bits(0)], [bits(30 * 365 + 7 + 60)], [bits(-1)]])
    }

    @Test(arguments: [1, 2, 3])
    func theSameThreadsGiveTheSameRowsInTheSameOrder(threads: Int) throws {
        var random = SeededGenerator(seed: 42)
        var text = "x,g,y\n"
        for _ in 0..<2_000 {
            text += "\(random.below(1_000)),\(random.element(["u", "v", "w"])),\(random.below(9))\n"
        }
        let bytes = Array(text.utf8)
        let first = try ReadRows(bytes, Self.requests, threads: threads, chunkSize: 1_000)
        for _ in 0..<5 {
            let again = try ReadRows(bytes, Self.requests, threads: threads, chunkSize: 1_000)
            #expect(again.rows == first.rows)
        }
    }
}
