import Foundation
import TopsliceCohortData
import TopsliceRegression
import Testing

/// Weights, outcome and columns in another unit change only what they must.
struct UnitsTests {
    private static let powers = [-30, -18, -9, 9, 18, 30]
    private static let tolerance = 1e-9
    private static let kinds: [CovarianceKind] = [
        .iid, .hc0, .hc1, .hc2, .hc3, .cluster(column: "c"),
    ]
    private static let formula = "y ~ x + z"

    /// Rows of decimal text, so that a power of ten is exact: it is written as an exponent.
    private static func rows(
        _ family: Family,
        outcome: Int = 0,
        column: Int = 0,
        weight: Int = 0
    ) -> String {
        var text = "y,x,z,c,w\n"
        for row in 0..<60 {
            // Sixteenths are decimals of four digits, exactly.
            let y = family.outcomes([Double(row * 11 % 17)])[0]
            text += "\(y)e\(outcome),\(row * 7 % 13)e\(column),\(row * 5 % 11),"
            text += "k\(row % 9),\(1 + row % 3)e\(weight)\n"
        }
        return text
    }

    private func near(_ found: Double?, _ expected: Double?, _ note: String) {
        guard let found, let expected else {
            #expect(found == nil && expected == nil, "\(note)")
            return
        }
        #expect(abs(found - expected) <= Self.tolerance * abs(expected), "\(note)")
    }

    /// - `factors`: what each coefficient must be multiplied by; `shift`: what is added to the intercept.
    private func compare(
        _ family: Family,
        _ covariance: CovarianceKind,
        _ text: String,
        factors: [Double],
        shift: Double = 0,
        _ note: String
    ) throws {
        let plain = try fit(
            text: Self.rows(family),
            Self.formula,
            family: family,
            covariance: covariance,
            weights: "w"
        )
        let scaled = try fit(
            text: text,
            Self.formula,
            family: family,
            covariance: covariance,
            weights: "w"
        )
        #expect(scaled.dropped.isEmpty && scaled.warnings == plain.warnings, "\(note)")
        for (index, factor) in factors.enumerated() {
            let (found, expected) = (scaled.coefficients[index], plain.coefficients[index])
            let own = "\(note) \(found.term)"
            let moved = index == 0 ? shift : 0
            near(found.estimate, expected.estimate * factor + moved, own)
            near(found.standardError, expected.standardError.map { $0 * factor }, own)
            if moved == 0 { near(found.statistic, expected.statistic, own) }
        }
    }

    @Test(arguments: Family.allCases, kinds)
    func ofWeightsChangeNothing(family: Family, covariance: CovarianceKind) throws {
        for power in Self.powers {
            // The information of a likelihood is in units of weight; all other errors are free of them.
            guard family == .gaussian || covariance != .iid else { continue }
            try compare(
                family,
                covariance,
                Self.rows(family, weight: power),
                factors: [1, 1, 1],
                "\(family) \(covariance.label) weights e\(power)"
            )
        }
    }

    @Test(arguments: [Family.binomial, .poisson])
    func ofWeightsScaleTheInformation(family: Family) throws {
        for power in Self.powers {
            let plain = try fit(
                text: Self.rows(family),
                Self.formula,
                family: family,
                weights: "w"
            )
            let scaled = try fit(
                text: Self.rows(family, weight: power),
                Self.formula,
                family: family,
                weights: "w"
            )
            for (found, expected) in zip(scaled.coefficients, plain.coefficients) {
                near(found.estimate, expected.estimate, "\(family) e\(power)")
                near(
                    found.standardError,
                    expected.standardError.map { $0 * pow(10, -Double(power) / 2) },
                    "\(family) e\(power)"
                )
            }
        }
    }

    @Test(arguments: Family.allCases, kinds)
    func ofAColumnChangeItsCoefficientOnly(family: Family, covariance: CovarianceKind) throws {
        for power in Self.powers {
            try compare(
                family,
                covariance,
                Self.rows(family, column: power),
                factors: [1, pow(10, -Double(power)), 1],
                "\(family) \(covariance.label) x e\(power)"
            )
        }
    }

    @Test(arguments: kinds)
    func ofTheOutcomeScaleLeastSquares(covariance: CovarianceKind) throws {
        for power in Self.powers {
            let factor = pow(10, Double(power))
            try compare(
                .gaussian,
                covariance,
                Self.rows(.gaussian, outcome: power),
                factors: [factor, factor, factor],
                "\(covariance.label) y e\(power)"
            )
        }
    }

    /// Quasi-Poisson: outcomes times c move the intercept by log c, and nothing else.
    @Test(arguments: kinds.dropFirst())
    func ofTheOutcomeShiftThePoissonIntercept(covariance: CovarianceKind) throws {
        for power in Self.powers {
            try compare(
                .poisson,
                covariance,
                Self.rows(.poisson, outcome: power),
                factors: [1, 1, 1],
                shift: Double(power) * log(10),
                "\(covariance.label) y e\(power)"
            )
        }
    }
}
