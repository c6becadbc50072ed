import Testing

@testable import TopsliceCohortData

@Suite struct MoneyFieldTests {
    private func parse(_ text: String) -> MoneyField.Reading {
        Array(text.utf8).withUnsafeBufferPointer { MoneyField.parse($0) }
    }

    @Test(arguments: [
        ("0", 0), ("1200.50", 120_050), ("10.5", 1_050), (".50", 50), ("£1200.50", 120_050),
        ("1,234.56", 123_456), ("£12,345,678.90", 1_234_567_890), ("-5.00", -500), ("-£5", -500),
        ("007", 700), ("92233720368547758.07", Int64.max), ("-92233720368547758.08", Int64.min),
    ])
    func amountsAreReadExactlyIntoPence(_ text: String, _ pence: Int64) {
        #expect(parse(text) == .pence(pence))
    }

    @Test(arguments: ["1.234", "0.001", "£1.000"])
    func aThirdDecimalIsTooPrecise(_ text: String) {
        #expect(parse(text) == .tooPrecise)
    }

    @Test(arguments: ["92233720368547758.08", "-92233720368547758.09", "99999999999999999999"])
    func whatDoesNotFitIsOutOfRange(_ text: String) {
        #expect(parse(text) == .outOfRange)
    }

    @Test(arguments: [
        "", "-", "£", ".", "1.", "+5.00", "(5.00)", "12,34.56", "1,2345", ",123", "1,,234",
        "1,234,",
        "1234,567", "1e3", "inf", "0x10", "5.00-", "£-5", "€5", "5£", "1 234", "1.2.3", "N/A",
        "££5",
        "1,23.4", "1.2,3", "$5",
    ])
    func otherTextsAreNoAmounts(_ text: String) {
        #expect(parse(text) == .notMoney)
    }

    /// Round trip over every pence amount of a range, with and without separators.
    @Test func everyAmountReadsBackAsWritten() {
        var misread: [Int64] = []
        for pence in Int64(-120_000)...120_000 {
            let pounds = pence.magnitude / 100
            let rest = pence.magnitude % 100
            let decimals = (rest < 10 ? "0" : "") + String(rest)
            let sign = pence < 0 ? "-" : ""
            if parse("\(sign)\(pounds).\(decimals)") != .pence(pence) { misread.append(pence) }
            if pounds >= 1_000 {
                let low = pounds % 1_000
                let zeros = low < 10 ? "00" : (low < 100 ? "0" : "")
                let grouped = "\(sign)\(pounds / 1_000),\(zeros)\(low).\(decimals)"
                if parse(grouped) != .pence(pence) { misread.append(pence) }
            }
        }
        #expect(misread == [])
    }
}
