import Testing

@testable import TopsliceFormats

/// Long tables that are written row by row hold what the same cells hold when they are built first.
struct StreamTests {
    private static let texts = [
        "plain", "a,b", "say \"so\"", "=1+1", " padded ", "line\nbreak", "Größe £5", "</script>",
        "\u{202E}turned", "", "-5", "tab\there",
    ]

    /// Amounts at the ends of what a word holds, and of each number of digits.
    private static let amounts: [Int] =
        [0, 1, 9, 10, 99, 100, -1, -5, -100, .max, .min + 1, .min]
        + (1...18).flatMap { digits in
            let power = (0..<digits).reduce(1) { product, _ in product * 10 }
            return [power - 1, power, -power]
        }

    /// The digits of an amount, by moving the point in the text of the whole number.
    private static func decimal(_ units: Int, _ decimals: Int) -> String {
        var digits = String(units.magnitude)
        while digits.count <= decimals { digits = "0" + digits }
        let point = digits.index(digits.endIndex, offsetBy: -decimals)
        let sign = units < 0 ? "-" : ""
        return sign + digits[..<point] + (decimals > 0 ? "." : "") + digits[point...]
    }

    @Test(arguments: [0, 1, 2, 3, 4]) func amountsHaveTheirDigits(decimals: Int) {
        let amounts = Self.amounts
        let stream = CSVStream(columns: ["a", "b"], count: amounts.count) { row, cells in
            cells.amount(minorUnits: amounts[row], decimals: decimals)
            cells.text("x")
        }
        let lines = stream.text().split(separator: "\n").dropFirst()
        #expect(lines.map(String.init) == amounts.map { Self.decimal($0, decimals) + ",x" })
    }

    @Test func csvIsThatOfTheTable() {
        let texts = Self.texts
        let table = CSVTable(
            columns: ["first", "second"],
            rows: texts.map { [.text($0), .text($0)] }
        )
        let stream = CSVStream(columns: table.columns, count: texts.count) { row, cells in
            cells.text(texts[row])
            cells.text(CSVText(.text(texts[row])))
        }
        #expect(stream.text() == table.text())
    }

    /// One line for up to six members, otherwise one for each; nothing for none.
    @Test(arguments: [0, 1, 6, 7, 12]) func jsonIsThatOfTheValue(count: Int) {
        let texts = Self.texts
        let keys = texts.prefix(count).enumerated().map { "\($0) \($1)" }
        let built: JSONValue = [
            "records": .array(
                texts.map { text in .object(keys.map { .init($0, .string(text)) }) }
            ),
            "object": .object(keys.map { .init($0, .string("1.05")) }),
            "none": .array([]),
        ]
        let streamed: JSONValue = [
            "records": JSONStream.records(keys, count: texts.count) { item, cells in
                for _ in keys { cells.text(texts[item]) }
            },
            "object": JSONStream.object(count: keys.count) { item, cells in
                cells.text(keys[item])
                cells.amount(minorUnits: 105, decimals: 2)
            },
            "none": JSONStream.records(["a"], count: 0) { _, _ in },
        ]
        #expect(streamed.text() == built.text())
    }

    /// Pieces of any length come in order and whole, and the first error of the sink is the one that is told.
    @Test func longTextIsWhole() throws {
        struct Full: Error {}
        let long = String(repeating: "0123456789", count: 100_000)
        let value = JSONValue.array([.string(long), .string("end")])
        var bytes: [UInt8] = []
        var pieces = 0
        try value.content.write(to: {
            bytes += $0
            pieces += 1
        })
        #expect(pieces > 3)
        #expect(bytes == value.bytes())
        #expect(String(decoding: bytes, as: UTF8.self) == "[\"\(long)\", \"end\"]\n")
        #expect(throws: Full.self) { try value.content.write(to: { _ in throw Full() }) }
    }
}
