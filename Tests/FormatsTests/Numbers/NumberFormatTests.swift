import Testing

@testable import TopsliceFormats

@Suite struct NumberFormatTests {
    @Test(arguments: [
        (0.0, "0.00"), (-0.001, "0.00"), (1234567.891, "1,234,567.89"), (-12.5, "\u{2212}12.50"),
        (999.995, "1,000.00"), (0.125, "0.12"), (0.375, "0.38"),
    ])
    func twoDecimals(example: (value: Double, text: String)) {
        let format = NumberFormat(notation: .fixed(decimals: 2))
        #expect(format.text(example.value) == example.text)
    }

    @Test func changesCarryASignUnlessTheyRoundToNothing() {
        let format = NumberFormat(notation: .fixed(decimals: 1), sign: .always)
        #expect(format.text(5.87) == "+5.9")
        #expect(format.text(-0.58) == "\u{2212}0.6")
        #expect(format.text(-0.04) == "0.0")
        #expect(format.text(0.04) == "0.0")
        #expect(format.plain.text(-0.58) == "-0.6")
    }

    @Test func whatIsNotANumberIsADash() {
        for value in [Double.nan, .infinity, -.infinity] {
            #expect(NumberFormat.count.text(value) == "–")
        }
        #expect(NumberFormat.count.text(Double?.none) == "–")
        #expect(NumberFormat.percentage.text(1e307) == "–")
    }

    @Test func aFittingFormatShowsSignificantDigits() {
        #expect(NumberFormat.fitting([0.0587, -0.0058]).text(0.0587) == "0.0587")
        #expect(NumberFormat.fitting([123.456]).text(123.456) == "123")
        #expect(NumberFormat.fitting([0]).text(0) == "0.00")
        #expect(NumberFormat.fitting([1.5e-9]).text(1.5e-9) == "1.50\u{A0}×\u{A0}10⁻⁹")
        #expect(NumberFormat.fitting([2.5e13]).text(-2.5e13) == "\u{2212}2.50\u{A0}×\u{A0}10¹³")
        #expect(NumberFormat.fitting([.nan, .infinity]).text(1) == "1.00")
    }

    @Test func percentagesAreOfOne() {
        #expect(NumberFormat.percentage.text(0.613) == "61.3%")
        #expect(NumberFormat.percentage.text(-0.064) == "\u{2212}6.4%")
    }

    @Test(arguments: [
        (0.0, "< 0.001"), (0.0009, "< 0.001"), (0.034, "0.034"), (0.05, "0.050"), (0.1, "0.10"),
        (0.124, "0.12"), (0.999, "> 0.99"), (1.0, "> 0.99"),
    ])
    func probabilitiesAreNeverNothingOrCertain(example: (value: Double, text: String)) {
        #expect(ProbabilityText.text(example.value) == example.text)
    }

    /// As C's `%g` writes them.
    @Test(arguments: [
        (1234.5678, "1234.57"), (-2e-7, "-2e-07"), (0.0, "0"), (1e15, "1e+15"), (0.001, "0.001"),
    ])
    func figuresToCopyHaveNoSeparators(example: (value: Double, text: String)) {
        let format = NumberFormat(notation: .general(digits: 6)).plain
        #expect(format.text(example.value) == example.text)
        #expect(NumberFormat(notation: .fixed(decimals: 1)).ungrouped.text(12345.6) == "12345.6")
        #expect(NumberFormat.probability.text(0.0001) == "< 0.001")
        #expect(NumberFormat.probability.text(nil) == NumberFormat.dash)
        #expect(NumberFormat.level(0.95) == "95%")
    }

    @Test func missingProbabilitiesAreDashes() {
        #expect(ProbabilityText.text(nil) == "–")
        #expect(ProbabilityText.text(.nan) == "–")
    }

    @Test func wordsAgreeWithTheirNumber() {
        #expect(Words.count(1, "person", "people") == "1 person")
        #expect(Words.count(2345, "person", "people") == "2,345 people")
        #expect(Words.list([]) == "")
        #expect(Words.list(["a"]) == "a")
        #expect(Words.list(["a", "b", "c"]) == "a, b and c")
    }
}
