import TopsliceTestSupport
import Testing

@testable import TopsliceCohortData
import TopsliceRecords

/// The fast reader and the careful checker accept the same files: a file that one refuses and the other passes
/// would leave the user without a reason, or with rows that nobody checked.
struct ReaderAgainstCheckerTests {
    static let requests: [ColumnRequest] = [
        .init("x", .number), .init("flag", .binary), .init("g", .category), .init("day", .date),
    ]

    static let header = "x,note,flag,g,day\n"

    static var study: Study {
        var study = Study(missingCodes: ["NA"], refusesIdentifiers: false)
        study.columns = [
            StudyColumn(name: "x", type: .number, missingAllowed: true),
            // A code that looks like a number: such a column is not read on the fast path, unlike `x`.
            StudyColumn(name: "flag", type: .binary, missingAllowed: true, missingCodes: ["-9"]),
            StudyColumn(name: "g", type: .category, missingAllowed: true),
            StudyColumn(name: "day", type: .date, missingAllowed: true),
        ]
        return study
    }

    @Test(arguments: 0..<60)
    func aDamagedFileIsRefusedByBothOrByNeither(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        for round in 0..<40 {
            let bytes = Self.damaged(Self.file(&random), &random)
            try compare(
                bytes,
                "seed \(seed), round \(round)",
                random.element([3, 17, 64, 1 << 20])
            )
        }
    }

    /// Cases met while the two were made to agree, and others that look alike.
    @Test(arguments: [
        "",
        "\n",
        "x,note,flag,g,day",
        "\(header)",
        "\n\n \n\(header)1,,1,a,2020-01-01\n",
        "\(header)1,,1,a,2020-01-01\r",
        "\(header)1,,1,a,2020-01-01\r\n\r\n",
        "\(header)1,,-0,a,2020-01-01\n",
        "\(header)1,,01,a,2020-01-01\n",
        "\(header)1,,1.00,a,2020-01-01\n",
        "\(header)1,,1,#N/A,2020-01-01\n",
        "\(header)1,,1,\"a\nb\",2020-01-01\n",
        "\(header)1e0000009,,1,a,2020-01-01\n",
        "\(header)1,\"a\"b,1,a,2020-01-01\n",
        "\(header)1,a\"b,1,a,2020-01-01\n",
        "\(header)1,,1,a,2020-01-01,\n",
        "\(header)1,,1,a\n",
        "\(header)NA,,NA,NA,NA\n-9,,-9,-9,-9\n",
        "\(header) \t\n1,,1,a,2020-01-01\n",
        "x,x,flag,g,day\n",
        "x,,flag,g,day\n1,,1,a,2020-01-01\n",
        "\(header)\(header)",
        "\(header)1,\"open,1,a,2020-01-01\n",
        "x,no\rte,flag,g,day\n1,,1,a,2020-01-01\n",
        "\(header)1,\u{1},1,a,2020-01-01\n",
        "\(header)1,,1,a\u{200B},2020-01-01\n",
        "\(header)1,\u{7F},1,a,2020-01-01\n",
        "\(header)1,,1,a\u{7F},2020-01-01\n",
        "\(header)1,,1,g,2020-01-01\n1,,1,\"g\",2020-01-01\n",
    ])
    func aKnownCaseIsJudgedAlike(text: String) throws {
        for chunk in [1, 5, 1 << 20] { try compare(Array(text.utf8), "'\(text)'", chunk) }
    }

    @Test func aHeaderInTheMiddleIsRefusedThoughItsColumnIsText() throws {
        let text = "g,note\na,1\ng,2\n\"g\",note\nb,3\n"
        let study = Study(
            columns: [StudyColumn(name: "g", type: .category)],
            refusesIdentifiers: false
        )
        let found = try Fixture.check(text, study: study).error
        #expect(found?.faults.map(\.place.line) == [4])
        #expect(throws: ReadInterruption.unclean) {
            try ReadRows(Array(text.utf8), [.init("g", .category)], study: study, threads: 1)
        }
    }

    private func compare(_ bytes: [UInt8], _ name: String, _ chunkSize: Int) throws {
        try Fixture.withFile(bytes) { path in
            let checked = checkCohort(path, study: Self.study).error
            let isRefused: Bool
            do {
                _ = try ReadRows(path: path, Self.requests, Self.study, 2, chunkSize)
                isRefused = false
            } catch let error as ReadInterruption {
                #expect(error == .unclean, "\(name); \(bytes)")
                isRefused = true
            } catch is Faults {
                isRefused = true
            }
            let fault = checked?.faults.first?.description ?? "no fault"
            #expect(
                isRefused == (checked != nil),
                "\(name): refused \(isRefused), the checker finds \(fault); \(bytes)"
            )
        }
    }

    // MARK: Making files

    private static func file(_ random: inout SeededGenerator) -> [UInt8] {
        let end = random.element(["\n", "\n", "\r\n"])
        var text = random.element(["", "", "", "\n", " \n"]) + "x,note,flag,g,day" + end
        for _ in 0..<random.below(12) {
            let x = random.element(["1", "-2.5", "1e3", "12345678", "0.12345678", ".5", "", " 7 "])
            let note = random.element(["", "n", "\"a,b\"", "\"l\nm\"", "\"\"\"\"", "é"])
            let flag = random.element(["0", "1", "1.0", "", "-9", " 1"])
            let group = random.element(["a", "b", "\"c d\"", "7", "", "g", " e "])
            let day = random.element(["2020-02-29", "1999-12-31", "", "NA"])
            text += [x, note, flag, group, day].joined(separator: ",") + end
            if random.below(15) == 0 { text += random.element(["", " ", "\t", "  "]) + end }
        }
        if random.below(6) == 0 { text = String(text.dropLast()) }
        return Array(text.utf8)
    }

    /// Changes a byte or a stretch in one of the ways that files are damaged.
    private static func damaged(_ bytes: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
        var result = bytes
        let nasty = Array("\",\n\r 0-e.#\t".utf8) + [0, 1, 0x7F, 0xC3, 0xFF, 0xE2]
        for _ in 0..<random.below(3) where !result.isEmpty {
            let place = random.below(result.count)
            switch random.below(5) {
            case 0: result[place] = random.element(nasty)
            case 1: result.insert(random.element(nasty), at: place)
            case 2: result.remove(at: place)
            case 3:
                let end = min(result.count, place + random.below(20))
                result.insert(contentsOf: result[place..<end], at: place)
            default: result.removeSubrange(place..<min(result.count, place + random.below(8)))
            }
        }
        return result
    }
}
