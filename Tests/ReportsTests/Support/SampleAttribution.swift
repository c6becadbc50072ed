import TopsliceAttribution
import TopsliceReports
import TopsliceStudies

/// Attributions with realistic figures for tests of layout and of files. The values follow from
/// the game by brute force; the standard errors are only plausible, no test relies on them.
enum SampleAttribution {
    /// v(S) of four agencies working with offenders, in coalition order (bit k = agency k):
    /// logistic standardisation of a simulated cohort of 3,000, made with statsmodels.
    static let four = make(
        agencies: ["got_housing", "got_health", "got_probation", "got_jobs"],
        values: [
            0.5085955343560757, 0.5600067087502288, 0.5300660334225663, 0.5971836715400405,
            0.5104787587362664, 0.5693525874122453, 0.5363260245900582, 0.6093813549719067,
            0.5081761212048241, 0.5513877371261906, 0.5302733837524352, 0.5898307231000766,
            0.5061377682910484, 0.557115465258401, 0.5327205172629739, 0.5986666666666665,
        ],
        rawDifferences: [0.0601, 0.0337, 0.0049, -0.0081],
        beforeAfter: [0.124, 0.093, 0.077, 0.053333333333333337]
    )

    static let two = make(
        agencies: ["police", "courts"],
        values: [0.41, 0.38, 0.405, 0.3],
        rawDifferences: [-0.05, -0.09],
        beforeAfter: nil
    )

    /// Ten agencies with long names, a game with pairwise terms, and coalitions without support.
    static var ten: AttributionResult {
        let agencies = [
            "Strategic Housing and Homelessness Prevention Service", "Adult Social Care",
            "Children's Services", "Probation", "Community Mental Health Team (East & West)",
            "Jobcentre Plus", "Police <Neighbourhood>", "Public Health", "Voluntary Sector",
            "Courts",
        ]
        var values: [Double] = []
        for mask in 0..<1024 {
            var value = 12.4
            for agency in 0..<10 where mask >> agency & 1 == 1 {
                value += Double((agency * 7) % 10 - 2) * 0.13
                for other in 0..<agency where mask >> other & 1 == 1 {
                    value += Double((agency * 3 + other * 5) % 7 - 3) * 0.021
                }
            }
            values.append(value)
        }
        return make(
            agencies: agencies,
            values: values,
            rawDifferences: (0..<10).map { Double($0) * 0.21 - 0.2 },
            beforeAfter: nil,
            unsupported: { mask in mask & 0b11 == 0b10 ? Double(mask % 5) * 0.05 : 0 }
        )
    }

    static func make(
        agencies: [String],
        values: [Double],
        rawDifferences: [Double],
        beforeAfter: [Double]?,
        unsupported: (Int) -> Double = { _ in 0 }
    ) -> AttributionResult {
        let count = agencies.count
        let everyone = (1 << count) - 1
        let spread = abs(values[everyone] - values[0]) * 0.1
        func estimate(_ value: Double, _ error: Double) -> Estimate {
            Estimate(
                value: value,
                standardError: error,
                confidenceLow: value - 1.959963984540054 * error,
                confidenceHigh: value + 1.959963984540054 * error,
                pValue: abs(value / error) > 3.3 ? 0.0004 : 0.12
            )
        }
        let total = values[everyone] - values[0]
        let contributions = (0..<count).map { agency in
            let shapley = shapleyValue(of: agency, agencies: count, values: values)
            return AttributionResult.AgencyContribution(
                agency: agencies[agency],
                served: 600 + 131 * agency,
                servedShare: 0.4,
                shapley: estimate(shapley, spread),
                perServed: estimate(shapley * 2.5, spread * 2.5),
                share: ShareEstimate(
                    value: shapley / total,
                    standardError: spread / abs(total),
                    interval: .bounded(
                        low: shapley / total - 1.959963984540054 * spread / abs(total),
                        high: shapley / total + 1.959963984540054 * spread / abs(total)
                    )
                ),
                firstIn: estimate(values[1 << agency] - values[0], spread * 1.3),
                lastIn: estimate(
                    values[everyone] - values[everyone ^ (1 << agency)],
                    spread * 1.4
                ),
                claimedRawDifference: rawDifferences[agency],
                claimedBeforeAfter: beforeAfter?[agency]
            )
        }
        let interactions = (0..<count).flatMap { second in
            (0..<second).map { first in
                AttributionResult.PairInteraction(
                    first: agencies[first],
                    second: agencies[second],
                    value: estimate(
                        values[1 << first | 1 << second] - values[1 << first]
                            - values[1 << second] + values[0],
                        spread * 1.7
                    )
                )
            }
        }
        let shares = (0...everyone).map(unsupported)
        return AttributionResult(
            people: 3000,
            clusters: nil,
            outcome: "outcome",
            agencies: agencies,
            total: .init(
                deadweight: estimate(values[0], spread),
                observed: estimate(values[everyone], spread * 0.6),
                attributable: estimate(total, spread * 1.2),
                perServed: estimate(total / 0.8, spread * 1.5),
                servedShare: 0.8
            ),
            coalitions: (0...everyone).map { mask in
                AttributionResult.CoalitionValue(
                    members: (0..<count).filter { mask >> $0 & 1 == 1 }.map { agencies[$0] },
                    value: values[mask],
                    standardError: spread,
                    support: shares[mask] == 0 ? .full : .structural,
                    unsupportedShare: shares[mask]
                )
            },
            contributions: contributions,
            interactions: interactions,
            covariance: (0..<count).map { row in
                (0..<count).map { $0 == row ? spread * spread : 0 }
            },
            claims: .init(
                rawDifferenceFactor: rawDifferences.reduce(0, +) / total,
                beforeAfterFactor: beforeAfter.map { $0.reduce(0, +) / total }
            ),
            support: .init(
                fullySupportedShare: 1 - (shares.max() ?? 0),
                patterns: (0...min(everyone, 63)).map { mask in
                    .init(
                        members: (0..<count).filter { mask >> $0 & 1 == 1 }.map { agencies[$0] },
                        people: 3000 / (mask + 2)
                    )
                },
                checkedCovariates: ["need", "prior", "age_band", "area"]
            ),
            cautions: shares.contains { $0 > 0 }
                ? [.unsupported(coalitions: 1, of: values.count, worstShare: shares.max() ?? 0)]
                : [],
            strength: ModelStrength(coefficients: 20, effectiveParameters: 18.5)
        )
    }

    private static func shapleyValue(of agency: Int, agencies: Int, values: [Double]) -> Double {
        var weights = [Double](repeating: 1 / Double(agencies), count: agencies)
        for size in 1..<max(agencies, 2) where size < agencies {
            weights[size] = weights[size - 1] * Double(size) / Double(agencies - size)
        }
        var sum = 0.0
        for mask in 0..<(1 << agencies) where mask >> agency & 1 == 0 {
            sum += weights[mask.nonzeroBitCount] * (values[mask | 1 << agency] - values[mask])
        }
        return sum
    }

    static func report(_ result: AttributionResult, scale: OutcomeScale) -> AttributionReport {
        AttributionReport(
            result: result,
            method: AttributionMethod(
                model: "logistic regression",
                family: "binomial",
                formula: "outcome ~ (" + result.agencies.joined(separator: " + ")
                    + ")^2 + factor(need) + factor(prior)",
                standardErrors: "influence functions, every person independent",
                scale: scale
            ),
            sample: SampleFlow(
                rowsRead: 3120,
                analysed: 3000,
                missing: [.init(column: "need", rows: 80), .init(column: "prior", rows: 60)]
            ),
            warnings: result.cautions.map { StudyWarning.attribution($0).words },
            provenance: Provenance(
                version: "0.1.0",
                inputs: [
                    .init(
                        path: "datasets/cohort.csv",
                        sha256: String(repeating: "3f9a", count: 16),
                        rows: 3120
                    )
                ],
                options: [
                    .init("outcome", "outcome"), .init("family", "binomial"),
                    .init("interactions", "pairwise (default)"),
                ],
                blasCore: "SkylakeX",
                threads: 2,
                seconds: 0.125
            )
        )
    }
}
