import Foundation
import TopsliceRegression
import Testing

/// The linear regressions of the NIST Statistical Reference Datasets (itl.nist.gov/div898/strd), certified to 15 digits.
struct CertifiedValuesTests {
    static let names = [
        "Norris", "Pontius", "NoInt1", "NoInt2", "Filip", "Longley", "Wampler1", "Wampler2",
        "Wampler3", "Wampler4", "Wampler5",
    ]
    /// Correct digits demanded, even of Filip and Wampler5, on which double-precision programs keep eight at most.
    static let digits = 9.0

    struct Certified: Decodable {
        let terms: [String]
        let intercept: Bool
        let coef: [String]
        let se: [String]
        let rsd: String
        let r2: String
    }

    @Test(arguments: names)
    func everyCertifiedFigureIsMet(name: String) throws {
        let data = try Data(
            contentsOf: URL(fileURLWithPath: FixtureTable.path("nist/\(name).json"))
        )
        let certified = try JSONDecoder().decode(Certified.self, from: data)
        let terms = certified.terms.filter { $0 != "(Intercept)" }
            .map { $0.contains("^") ? "I(\($0))" : $0 }
        let formula = "y ~ " + terms.joined(separator: " + ") + (certified.intercept ? "" : " - 1")
        let result = try fit(FixtureTable.path("nist/\(name).csv"), formula)
        #expect(result.dropped.isEmpty)
        #expect(result.coefficients.count == certified.coef.count)
        for (found, expected) in zip(result.coefficients, certified.coef) {
            #expect(correctDigits(found.estimate, expected) >= Self.digits, "\(found.term)")
        }
        for (found, expected) in zip(result.coefficients, certified.se) {
            // Of a perfect fit the certified errors are zero: no error is stated then.
            guard Double(expected) != 0 else {
                #expect(found.uncertainty == .unknown(.perfectFit), "\(found.term)")
                continue
            }
            let error = try #require(found.standardError)
            #expect(correctDigits(error, expected) >= Self.digits, "\(found.term)")
        }
        #expect(correctDigits(result.sigma ?? .nan, certified.rsd) >= Self.digits)
        #expect(correctDigits(result.rSquared ?? .nan, certified.r2) >= Self.digits)
    }

    /// −log₁₀ of the relative error; of the absolute one where the certified value is zero (a perfect fit).
    private func correctDigits(_ found: Double, _ text: String) -> Double {
        guard let expected = Double(text), found.isFinite else { return 0 }
        let error = expected == 0 ? abs(found) : abs(found - expected) / abs(expected)
        return error == 0 ? 16 : -log10(error)
    }
}
