internal import TopsliceLinearAlgebra
internal import TopsliceMoments
internal import TopsliceRegression

/// Errors, degrees of freedom and intervals of a game from moments: the rules of `GameInference` and `ClusterDegrees`, whose sums over
/// people are here quadratic forms of the cross-products of clusters.
struct MomentsInference {
    private let game: MomentsGame
    private let places: FunctionalLayout
    private let functionals: [Double]
    private let covariance: Matrix
    private let standardErrors: [Double]
    /// Of each functional, and of the whole effect behind them.
    private let degrees: [Double]
    private let level: Double

    init(_ game: MomentsGame, level: Double) throws {
        self.game = game
        self.level = level
        let places = FunctionalLayout(agencyCount: game.agencyCount)
        self.places = places
        var functionals = try places.functionals(of: game.values)
        for (agency, share) in game.servedShares.enumerated() {
            functionals[places[.served(agency: agency)]] = share
        }
        self.functionals = functionals
        // How each coalition and each functional moves with a score, times Σ w.
        let size = game.fit.coefficients.count
        var coalitionGradients = Matrix(rowCount: game.values.count, columnCount: size)
        var gradients = Matrix(rowCount: places.count, columnCount: size)
        for coefficient in 0..<size {
            let gradient = game.gradient(coefficient: coefficient)
            for (row, value) in gradient.enumerated() {
                coalitionGradients[row, coefficient] = value * game.weight
            }
            for (row, value) in try places.functionals(of: gradient).enumerated() {
                gradients[row, coefficient] = value * game.weight
            }
        }
        let bread = game.fit.unscaledCovariance
        let coalitionPulls = coalitionGradients.multiplied(by: bread)
        let pulls = gradients.multiplied(by: bread)
        var own: [[Double]] = []
        var influences: [Double] = []
        var variances = [Double](repeating: 0, count: game.values.count)
        for cluster in 0..<game.clusterCount {
            let values = game.ownGame(cluster: cluster)
            let score = game.score(cluster: cluster)
            for (coalition, moved) in coalitionPulls.multiplied(by: score).enumerated() {
                let influence = values[coalition] + moved
                variances[coalition] += influence * influence
            }
            var parts = try places.functionals(of: values)
            for agency in 0..<game.agencyCount {
                parts[places[.served(agency: agency)]] = game.ownServed(
                    cluster: cluster,
                    agency: agency
                )
            }
            own.append(parts)
            influences += zip(parts, pulls.multiplied(by: score)).map { $0 + $1 }
        }
        let count = Double(game.clusterCount)
        let scale = count / (count - 1) / (game.weight * game.weight)
        var covariance = Matrix(rowCount: places.count, columnCount: places.count)
        addRecordGram(
            of: influences,
            rowCount: game.clusterCount,
            columnCount: places.count,
            to: &covariance.elements
        )
        covariance.symmetriseFromLower()
        for index in covariance.elements.indices { covariance.elements[index] *= scale }
        self.covariance = covariance
        standardErrors = variances.map { ($0 * scale).squareRoot() }
        degrees = Self.degrees(game, places, pulls, own)
    }

    /// As `ClusterDegrees`, every variance being one.
    private static func degrees(
        _ game: MomentsGame,
        _ places: FunctionalLayout,
        _ pulls: Matrix,
        _ own: [[Double]]
    ) -> [Double] {
        let clusters = 0..<game.clusterCount
        let residualSquares = game.fit.residualSumOfSquares
        let spread = residualSquares / max(game.weight, .leastNormalMagnitude)
        let pairs =
            clusters.reduce(0) {
                $0 + game.people(cluster: $1) * game.people(cluster: $1)
            } - game.weight
        let shared =
            clusters.reduce(0) {
                $0 + game.score(cluster: $1)[0] * game.score(cluster: $1)[0]
            } - residualSquares
        let correlation =
            pairs > 0 && spread > 0 ? min(1, max(0, shared / (pairs * spread))) : 0
        func row(_ functional: Int) -> [Double] {
            (0..<pulls.columnCount).map { pulls[functional, $0] }
        }
        func degrees(_ pull: [Double], _ own: (Int) -> Double) -> Double {
            var whole = 0.0
            var squares = 0.0
            for cluster in clusters {
                let sums = game.pulls(pull, cluster: cluster)
                let part =
                    spread
                    * ((1 - correlation) * sums.squares + correlation * sums.total * sums.total)
                    + own(cluster) * own(cluster)
                whole += part
                squares += part * part
            }
            guard squares > 0 else { return Double(game.clusterCount - 1) }
            return min(Double(game.clusterCount - 1), max(1, whole * whole / squares - 1))
        }
        let (none, all) = (places[.deadweight], places[.observed])
        return (0..<places.count).map { functional in
            degrees(row(functional)) { own[$0][functional] }
        } + [
            degrees(zip(row(all), row(none)).map { $0 - $1 }) { own[$0][all] - own[$0][none] }
        ]
    }

    // MARK: - Estimates

    func attribution(_ document: MomentsDocument, agencies: [String]) throws -> MomentsAttribution {
        let rule = IntervalRule(
            level: level,
            rounding: 1e-17 * game.meanSquare / max(game.weight, 1)
        )
        func estimate(_ functional: Functional) -> Estimate {
            let place = places[functional]
            return rule.estimate(
                functionals[place],
                variance: covariance[place, place],
                degrees: degrees[place]
            )
        }
        let (none, all) = (places[.deadweight], places[.observed])
        let attributable = rule.estimate(
            functionals[all] - functionals[none],
            variance: covariance[none, none] + covariance[all, all] - 2 * covariance[none, all],
            degrees: degrees[places.count]
        )
        let shapley = agencies.indices.map { estimate(.shapley(agency: $0)) }
        let holm = HolmAdjustment.adjusted(shapley.map(\.pValue))
        func members(_ mask: Int) -> [String] {
            agencies.indices.filter { mask >> $0 & 1 == 1 }.map { agencies[$0] }
        }
        return MomentsAttribution(
            people: document.moments.rowCount,
            clusters: game.clusterCount,
            outcome: document.moments.columns[document.moments.columns.count - 1],
            agencies: agencies,
            formula: document.model.formula,
            deadweight: estimate(.deadweight),
            observed: estimate(.observed),
            attributable: attributable,
            coalitions: game.values.indices.map {
                .init(
                    members: members($0),
                    value: game.values[$0],
                    standardError: standardErrors[$0]
                )
            },
            contributions: agencies.indices.map { agency in
                .init(
                    agency: agencies[agency],
                    servedShare: game.servedShares[agency],
                    shapley: shapley[agency],
                    perServed: perServed(agency, shapley[agency], rule),
                    holmPValue: holm[agency],
                    share: share(agency, shapley[agency], attributable, rule)
                )
            },
            interactions: places.pairs.map { first, second in
                .init(
                    first: agencies[first],
                    second: agencies[second],
                    value: estimate(.interaction(first, second))
                )
            },
            covariance: agencies.indices.map { row in
                agencies.indices.map {
                    covariance[places[.shapley(agency: row)], places[.shapley(agency: $0)]]
                }
            },
            confidenceLevel: level,
            pooledClusters: document.seal?.clusters ?? 0
        )
    }

    /// φ / p by the delta method.
    private func perServed(_ agency: Int, _ part: Estimate, _ rule: IntervalRule) -> Estimate {
        let (place, served) = (places[.shapley(agency: agency)], places[.served(agency: agency)])
        let share = functionals[served]
        let ratio = part.value / share
        let sum =
            covariance[place, place] - 2 * ratio * covariance[place, served]
            + ratio * ratio * covariance[served, served]
        return rule.estimate(
            ratio,
            variance: sum / (share * share),
            degrees: degrees[place],
            isIdentified: part.isIdentified
        )
    }

    /// φ / τ with its interval by Fieller.
    private func share(
        _ agency: Int,
        _ part: Estimate,
        _ whole: Estimate,
        _ rule: IntervalRule
    ) -> ShareEstimate? {
        guard whole.value != 0 else { return nil }
        if game.agencyCount == 1 {
            return ShareEstimate(value: 1, standardError: 0, interval: .bounded(low: 1, high: 1))
        }
        let share = part.value / whole.value
        guard let uncertainty = part.uncertainty, let error = whole.standardError else {
            return ShareEstimate(value: share, standardError: nil, interval: nil)
        }
        let place = places[.shapley(agency: agency)]
        return ShareEstimate.byFieller(
            share,
            of: (part.value, whole.value),
            variances: (covariance[place, place], error * error),
            covariance: covariance[place, places[.observed]]
                - covariance[place, places[.deadweight]],
            multiplier: rule.multiplier(uncertainty.degreesOfFreedom)
        )
    }
}
