internal import TopsliceLinearAlgebra

/// Values of the game with their covariance, from influence functions.
///
/// A person's influence on a functional F is w (f − F) + ∇F · H⁻¹ s, divided by Σ w: what the person adds to the mean, and what
/// the person's pull on the coefficients does to it. Everything of interest is linear in the game, so its influence is the
/// same combination of these. With clusters the influences of a cluster are added up first, and the variance is scaled by G / (G − 1).
struct GameInference {
    /// In the order of `FunctionalLayout`.
    let functionals: [Double]
    let covariance: Matrix
    /// ∇F H⁻¹ of each functional: how a score moves it, times Σ w.
    let pulls: Matrix
    /// What a person's influence has besides w f and the pull of the score, for each functional, over w: −F, and what the prior's pull adds.
    let offsets: [Double]
    /// Σ s sᵀ over people or clusters, with the scale of clusters.
    private let scoreProducts: Matrix
    /// v of each coalition.
    let values: [Double]
    /// Standard error of each v; nil where cluster games were not gathered.
    let standardErrors: [Double]?
    /// Σ w.
    let weight: Double
    /// Of each functional, and last of the whole effect v(N) − v(∅): the standard error for these people were their outcomes independent
    /// and the variance of the model right, √(∇F φ H⁻¹ ∇F).
    let modelErrors: [Double]

    /// - `dispersions`: φ of each part of the model.
    /// - `slices`: dividends of the games of clusters, by stretch of clusters; empty for none.
    init(
        _ sums: GameSums,
        _ table: CoalitionSums,
        _ layout: GameLayout,
        priorPull: [Double],
        dispersions: [Double],
        weight: Double,
        servedShares: [(Functional, Double)],
        clusterCount: Int?,
        slices: [ClusterSlice]
    ) throws {
        self.weight = weight
        let coefficientCount = layout.coefficientCount
        let totals = table.values
        values = totals.map { $0 / weight }
        var functionals = try layout.functionalPlaces.functionals(of: values)
        for (functional, share) in servedShares {
            functionals[layout.functionalPlaces[functional]] = share
        }
        self.functionals = functionals
        // ∇F for every functional, then times H⁻¹.
        var gradients = Matrix(rowCount: layout.functionalCount, columnCount: coefficientCount)
        var slopes = Matrix(rowCount: totals.count, columnCount: coefficientCount)
        for coefficient in 0..<coefficientCount {
            let gradient = table.gradient(coefficient: coefficient)
            for (row, value) in try layout.functionalPlaces.functionals(of: gradient).enumerated() {
                gradients[row, coefficient] = value
            }
            for (row, value) in gradient.enumerated() { slopes[row, coefficient] = value }
        }
        let pulls = gradients.multiplied(by: layout.inverseInformation)
        self.pulls = pulls
        modelErrors = GameInference.modelErrors(gradients, pulls, layout, dispersions).map {
            $0 / weight
        }
        let coalitionPulls = slopes.multiplied(by: layout.inverseInformation)
        // The prior pulls on every person alike, by weight: the influences add up to nothing.
        let mean = priorPull.map { $0 / weight }
        let priorPart = pulls.multiplied(by: mean)
        let centred = zip(values, coalitionPulls.multiplied(by: mean)).map { $0 + $1 }
        offsets = zip(functionals, priorPart).map { -$0 - $1 }
        let map = GameInference.influenceMap(pulls, offsets, layout)
        var products = sums.scoreProducts
        var scale = 1 / (weight * weight)
        if let clusterCount {
            products = Matrix(
                rowCount: layout.scoreRowLength,
                columnCount: layout.scoreRowLength
            )
            addRecordGram(
                of: sums.clusterSums,
                rowCount: clusterCount,
                columnCount: layout.scoreRowLength,
                to: &products.elements
            )
            products.symmetriseFromLower()
            scale *= Double(clusterCount) / Double(clusterCount - 1)
        } else {
            products.symmetriseFromLower()
        }
        scoreProducts = GameInference.scoreBlock(products, layout, scale: scale * weight * weight)
        var covariance = products.congruence(map)
        for index in covariance.elements.indices { covariance.elements[index] *= scale }
        self.covariance = covariance
        if layout.isUnclustered, !layout.hasCross {
            standardErrors = nil
        } else if layout.isUnclustered {
            standardErrors = GameInference.independentErrors(
                table,
                layout,
                sums.scoreProducts,
                values: centred,
                pulls: coalitionPulls,
                weight: weight
            )
        } else {
            standardErrors = GameInference.clusteredErrors(
                slices,
                layout,
                sums.clusterSums,
                values: centred,
                pulls: coalitionPulls,
                scale: scale
            )
        }
    }

    /// Rows of score sums become influences by [I, ∇F H⁻¹, −F − ∇F H⁻¹ Λβ / Σ w].
    private static func influenceMap(
        _ pulls: Matrix,
        _ offsets: [Double],
        _ layout: GameLayout
    ) -> Matrix {
        var map = Matrix(rowCount: layout.functionalCount, columnCount: layout.scoreRowLength)
        for row in 0..<layout.functionalCount {
            map[row, row] = 1
            for column in 0..<layout.coefficientCount {
                map[row, layout.functionalCount + column] = pulls[row, column]
            }
            map[row, layout.scoreRowLength - 1] = offsets[row]
        }
        return map
    }

    /// Of each functional and of the whole effect, times Σ w.
    private static func modelErrors(
        _ gradients: Matrix,
        _ pulls: Matrix,
        _ layout: GameLayout,
        _ dispersions: [Double]
    ) -> [Double] {
        let places = layout.functionalPlaces
        let (none, all) = (places[.deadweight], places[.observed])
        func error(_ gradient: (Int) -> Double, _ pull: (Int) -> Double) -> Double {
            var sum = 0.0
            for column in 0..<layout.coefficientCount {
                sum += dispersions[column / layout.partSize] * gradient(column) * pull(column)
            }
            return max(0, sum).squareRoot()
        }
        return (0..<layout.functionalCount).map { row in
            error({ gradients[row, $0] }, { pulls[row, $0] })
        } + [
            error(
                { gradients[all, $0] - gradients[none, $0] },
                { pulls[all, $0] - pulls[none, $0] }
            )
        ]
    }

    private static func scoreBlock(
        _ products: Matrix,
        _ layout: GameLayout,
        scale: Double
    ) -> Matrix {
        let (size, first) = (layout.coefficientCount, layout.functionalCount)
        var result = Matrix(rowCount: size, columnCount: size)
        for column in 0..<size {
            for row in 0..<size {
                result[row, column] = scale * products[first + row, first + column]
            }
        }
        return result
    }

    /// The covariance of some coefficients about the centre: the sandwich.
    func coefficientCovariance(_ places: [Int], _ layout: GameLayout) -> Matrix {
        var map = Matrix(rowCount: places.count, columnCount: layout.coefficientCount)
        for (row, place) in places.enumerated() {
            for column in 0..<layout.coefficientCount {
                map[row, column] = layout.inverseInformation[place, column]
            }
        }
        return scoreProducts.congruence(map)
    }

    /// Degrees of freedom of each functional, and of the whole effect v(N) − v(∅) behind them.
    ///
    /// - `clusterSums`: the score rows of each cluster.
    func clusterDegrees(_ rule: ClusterDegrees, _ clusterSums: [Double]) throws -> [Double] {
        let length = rule.layout.scoreRowLength
        let places = rule.layout.functionalPlaces
        let (none, all, last) = (places[.deadweight], places[.observed], functionals.count)
        var rows = Matrix(rowCount: last + 1, columnCount: pulls.columnCount)
        for column in 0..<pulls.columnCount {
            for row in 0..<last { rows[row, column] = pulls[row, column] }
            rows[last, column] = pulls[all, column] - pulls[none, column]
        }
        func own(_ functional: Int, _ cluster: Int) -> Double {
            let start = cluster * length
            return clusterSums[start + functional]
                - clusterSums[start + length - 1] * functionals[functional]
        }
        return try rule.degrees(pulls: rows) { functional, cluster in
            functional == last
                ? own(all, cluster) - own(none, cluster) : own(functional, cluster)
        }
    }

    /// Σ (w (μ − v) + p · s)² for each coalition, multiplied out into sums that were gathered.
    private static func independentErrors(
        _ table: CoalitionSums,
        _ layout: GameLayout,
        _ products: Matrix,
        values: [Double],
        pulls: Matrix,
        weight: Double
    ) -> [Double] {
        let size = layout.coefficientCount
        let first = layout.functionalCount
        let last = layout.scoreRowLength - 1
        // Σ w², Σ w s and Σ s sᵀ stand in the lower triangle of the score products.
        let squaredWeight = products[last, last]
        var scoreProducts = Matrix(rowCount: size, columnCount: size)
        for column in 0..<size {
            for row in column..<size {
                scoreProducts[row, column] = products[first + row, first + column]
                scoreProducts[column, row] = scoreProducts[row, column]
            }
        }
        let spread = pulls.multiplied(by: scoreProducts)
        let (means, squares) = (table.squaredWeightValues, table.squares)
        var variances = values.indices.map { coalition in
            let v = values[coalition]
            return squares[coalition] - 2 * v * means[coalition] + v * v * squaredWeight
        }
        for coefficient in 0..<size {
            let cross = table.cross(coefficient: coefficient)
            let weighted = products[last, first + coefficient]
            for coalition in values.indices {
                let pull = pulls[coalition, coefficient]
                variances[coalition] +=
                    2 * pull * (cross[coalition] - values[coalition] * weighted)
                    + pull * spread[coalition, coefficient]
            }
        }
        return variances.map { max(0, $0).squareRoot() / weight }
    }

    private static func clusteredErrors(
        _ slices: [ClusterSlice],
        _ layout: GameLayout,
        _ clusterSums: [Double],
        values: [Double],
        pulls: Matrix,
        scale: Double
    ) -> [Double]? {
        guard !slices.isEmpty else { return nil }
        let count = values.count
        let length = layout.scoreRowLength
        var variances = [Double](repeating: 0, count: count)
        for slice in slices {
            for (place, cluster) in slice.clusters.enumerated() {
                let start = place * count
                var game = Array(slice.dividends[start..<(start + count)])
                SubsetSums.addSubsets(&game, playerCount: layout.playerCount, width: 1)
                let row = clusterSums[(cluster * length)..<((cluster + 1) * length)]
                let first = row.startIndex + layout.functionalCount
                let scores = Array(row[first..<(first + layout.coefficientCount)])
                let pulled = pulls.multiplied(by: scores)
                let clusterWeight = row[row.endIndex - 1]
                for coalition in 0..<count {
                    let influence =
                        game[coalition] - clusterWeight * values[coalition] + pulled[coalition]
                    variances[coalition] += influence * influence
                }
            }
        }
        return variances.map { (max(0, $0) * scale).squareRoot() }
    }
}

/// The games of a stretch of clusters, as dividends, 2^K numbers a cluster.
struct ClusterSlice {
    let clusters: Range<Int>
    let dividends: [Double]
}
