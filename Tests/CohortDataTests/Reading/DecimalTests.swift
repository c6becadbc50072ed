import Foundation
import TopsliceTestSupport
import Testing

@testable import TopsliceCohortData

/// Numbers are read to the nearest double, bit for bit what the C library's `strtod` gives.
struct DecimalTests {
    @Test(arguments: 0..<40)
    func randomDecimalsAreReadAsTheLibraryReadsThem(seed: Int) {
        var random = SeededGenerator(seed: UInt64(seed))
        for _ in 0..<2_500 {
            let text = Self.decimal(&random)
            expectNearest(text, seed)
        }
    }

    /// Halfway cases and the edges of the range, where a careless reader is off by one bit.
    @Test(arguments: [
        "9007199254740993", "9007199254740992.5", "9007199254740993.0000000000000000000001",
        "1.00000000000000011102230246251565404236316680908203125",
        "1.00000000000000011102230246251565404236316680908203124",
        "1.00000000000000011102230246251565404236316680908203126",
        "2.2250738585072011e-308", "2.2250738585072014e-308", "4.9e-324", "2.4703282292062327e-324",
        "2.4703282292062328e-324", "1.7976931348623157e308", "1.7976931348623158e308", "1e23",
        "8.5e22", "123456789012345678901234567890", "0.1e-6", "18446744073709551615",
        "18446744073709551616", "9999999999999999999", "0.000000000000000000000000000000123456789",
        "-0", "-0.0", "0e999", "5e-400", "00000000000000000000000000000001.5", "1e-00000000007",
        "3.14159265358979323846264338327950288", "1e22", "1e-22", "7.2057594037927933e16",
    ])
    func hardDecimalsAreReadAsTheLibraryReadsThem(text: String) {
        expectNearest(text, -1)
    }

    @Test(arguments: [
        "", "-", ".", "-.", "+1", "1e", "1e+", "e5", "1.2.3", "0x10", "inf", "nan", "NaN", "1,5",
        "1 5",
        "--1", "1e5.", "1_000", "١", "1e400", "-1e309", "1f", "1e5 ",
    ])
    func whatIsNoNumberIsRefused(text: String) {
        let bytes = Array(text.utf8)
        #expect(!DecimalField.isNumber(bytes))
        #expect(bytes.withUnsafeBufferPointer { NumberField.parse($0) } == nil)
    }

    /// The rest that a double lacks to its decimal text, against exact arithmetic on whole numbers.
    @Test func whatADoubleLacksToItsTextIsKnown() throws {
        // 0.1 is 3602879701896397 / 2⁵⁵, so the text exceeds the double by −(3602879701896397 · 10 − 2⁵⁵) / (10 · 2⁵⁵).
        let excess = Double(3_602_879_701_896_397 * 10 - (1 << 55))
        let bytes = Array("0.1".utf8)
        let tenth = try #require(
            bytes.withUnsafeBufferPointer { DecimalField.parse($0.baseAddress!, count: 3) }
        )
        let expected = -excess / 10 / 0x1p55
        #expect(tenth.value == 0.1)
        // The rest itself is right to about 50 binary digits.
        #expect(abs(tenth.low - expected) <= 0x1p-48 * abs(expected))
    }

    private func expectNearest(_ text: String, _ seed: Int) {
        let expected = strtod(text, nil).bitPattern
        let bytes = Array(text.utf8)
        let decimal = bytes.withUnsafeBufferPointer { buffer in
            buffer.baseAddress.flatMap { DecimalField.parse($0, count: buffer.count)?.value }
        }
        #expect(decimal?.bitPattern == expected, "'\(text)', seed \(seed)")
        let checked = bytes.withUnsafeBufferPointer { NumberField.parse($0) }
        #expect(checked?.bitPattern == expected, "'\(text)', seed \(seed)")
        // The fast path: taken with all its digits and right, or left alone.
        var value = Double.nan
        let padded = bytes + [10] + [UInt8](repeating: 0, count: 32)
        let length = DecimalField.powers.withUnsafeBufferPointer { powers in
            padded.withUnsafeBufferPointer { field -> Int in
                guard let powers = powers.baseAddress, let field = field.baseAddress else {
                    return 0
                }
                return PlainNumber(powers: powers).read(field, into: &value)
            }
        }
        if length == bytes.count {
            #expect(value.bitPattern == expected, "'\(text)', seed \(seed)")
        }
        let isShort = bytes.count <= 8 && !text.lowercased().contains("e")
        if isShort, text.contains(where: \.isNumber) {
            #expect(length == bytes.count, "'\(text)'")
        }
    }

    /// Decimals of all lengths, with and without sign, point, leading noughts and exponent.
    private static func decimal(_ random: inout SeededGenerator) -> String {
        var text = random.below(2) == 0 ? "-" : ""
        let digits = random.element([1, 2, 5, 7, 8, 9, 15, 16, 17, 18, 19, 20, 25, 40])
        let point = random.below(3) == 0 ? -1 : random.below(digits + 1)
        let noughts = random.below(4) == 0 ? random.below(digits) : 0
        for place in 0..<digits {
            if place == point { text += "." }
            text += place < noughts ? "0" : "\(random.below(10))"
        }
        if random.below(3) == 0 {
            let exponent = random.element([random.below(30), random.below(290), 0])
            text += random.element(["e", "E"]) + random.element(["", "+", "-"]) + "\(exponent)"
        }
        return strtod(text, nil).isFinite ? text : "0"
    }
}
