import Foundation
import TopsliceTestSupport
import Testing

@testable import TopsliceCohortData

@Suite struct NumberFieldTests {
    private func parse(_ text: String) -> Double? {
        Array(text.utf8).withUnsafeBufferPointer { NumberField.parse($0) }
    }

    @Test(arguments: ["0", "-0", "1.", ".5", "-12.50", "1e3", "1E-3", "2e+05", "007", "0e999999"])
    func acceptedSpellingsReadAsStrtodReadsThem(_ text: String) {
        #expect(parse(text) == strtod(text, nil))
    }

    @Test(arguments: [
        "", "-", ".", "-.", "+1", "1,000", "0x1p3", "inf", "-inf", "nan", "NaN", "1e", "1e+", "e5",
        "1 ", " 1", "1..2", "--1", "1e5.0", "1_000", "1d5", "\u{661}", "1e400", "-1e400", "12%",
    ])
    func otherSpellingsAreRefused(_ text: String) {
        #expect(parse(text) == nil)
    }

    /// Clinger's fast path and the slow one must both round as the C library does, which is correct.
    @Test func everyRandomDecimalRoundsAsTheCLibraryDoes() {
        var generator = SeededGenerator(seed: 20_240_611)
        var misread: [String] = []
        for _ in 0..<100_000 {
            let digits = (0..<Int.random(in: 1...22, using: &generator)).map { _ in
                Character(String(Int.random(in: 0...9, using: &generator)))
            }
            var text = String(digits)
            let point = Int.random(in: 0...text.count, using: &generator)
            text.insert(".", at: text.index(text.startIndex, offsetBy: point))
            if Bool.random(using: &generator) {
                text += "e\(Int.random(in: -330...330, using: &generator))"
            }
            let expected = strtod(text, nil)
            if parse(text) != (expected.isFinite ? expected : nil) { misread.append(text) }
        }
        #expect(misread == [])
    }

    /// Hard cases: halfway between two Doubles, the largest and smallest ones, long mantissas.
    /// After David Gay's and the Rust test suites; see Lemire (2021), "Number parsing at a gigabyte per
    /// second", section 11.
    @Test(arguments: [
        "9007199254740993", "9007199254740992.5", "1.7976931348623157e308",
        "4.9406564584124654e-324",
        "2.4703282292062327e-324", "2.2250738585072011e-308", "8.988465674311579e307", "1e23",
        "0.500000000000000166533453693773481063544750213623046875", "179769313486231580793e289",
        "6.631236846766476e-316", "123456789012345678901234567890",
    ])
    func hardCasesRoundAsTheCLibraryDoes(_ text: String) {
        let expected = strtod(text, nil)
        #expect(parse(text) == (expected.isFinite ? expected : nil))
    }
}

@Suite struct IntegerAndBinaryFieldTests {
    private func integer(_ text: String) -> Int? {
        Array(text.utf8).withUnsafeBufferPointer { IntegerField.parse($0) }
    }

    private func binary(_ text: String) -> Bool? {
        Array(text.utf8).withUnsafeBufferPointer { BinaryField.parse($0) }
    }

    @Test func wholeNumbersAreReadInEverySpelling() {
        #expect(integer("0") == 0)
        #expect(integer("-0") == 0)
        #expect(integer("-17") == -17)
        #expect(integer("3.0") == 3)
        #expect(integer("3e2") == 300)
        #expect(integer("2500e-2") == 25)
        #expect(integer("999999999999999") == 999_999_999_999_999)
        #expect(integer("9007199254740992") == 9_007_199_254_740_992)
    }

    @Test(arguments: ["", "-", "1.5", "9007199254740993", "1e20", "x", "1 000", "+3", "-+3"])
    func whatIsNotWholeOrTooLargeIsRefused(_ text: String) {
        #expect(integer(text) == nil)
    }

    @Test func binaryIsNoughtOrOnePerhapsWithNoughtsBehindThePoint() {
        #expect(binary("0") == false)
        #expect(binary("1") == true)
        #expect(binary("1.0") == true)
        #expect(binary("0.000") == false)
        for text in ["", "2", "-0", "01", "1.", ".0", "1.01", "true", "yes", "1e0", "0.0.0", " 1"] {
            #expect(binary(text) == nil, "\(text)")
        }
    }
}
