internal import TopsliceLinearAlgebra
internal import TopsliceMoments
internal import TopsliceRegression

/// A fitted linear model as a game of its agencies, and what each cluster does to it.
///
/// With z̄ the means of the columns and A_j the agencies that column j is switched off with, v(S) = α + Σ β_j z̄_j over the columns with
/// A_j ⊆ S. It is linear in coefficients and means, so the influence of a cluster follows from its cross-products alone.
struct MomentsGame {
    let agencyCount: Int
    /// Σ w, people.
    let weight: Double
    /// v of each coalition.
    let values: [Double]
    /// The share of people that each agency served.
    let servedShares: [Double]
    let clusterCount: Int
    let fit: LeastSquaresFit
    /// Σ w y² / Σ w about nought: what outcomes are like.
    let meanSquare: Double
    private let masks: [UInt64]
    /// About the means of all columns.
    private let centred: Moments
    private let means: [Double]
    private let scores: Matrix
    /// Of each agency, the column that is nothing else.
    private let ownColumns: [Int]

    init(_ solved: LeastSquares, _ moments: Moments, masks: [UInt64], agencyCount: Int) {
        let fit = solved.fit
        self.fit = fit
        self.masks = masks
        self.agencyCount = agencyCount
        let total = moments.total
        let (weight, order) = (total[0], moments.order)
        self.weight = weight
        let means = (1..<order).map { moments.origin[$0 - 1] + total[$0] / weight }
        self.means = means
        centred = moments.moved(to: means)
        clusterCount = moments.clusters.count
        scores = solved.clusterScores()
        let last = order - 1
        let origin = moments.origin[last - 1]
        meanSquare =
            (total[last + last * order] + origin * (2 * total[last] + origin * weight)) / weight
        ownColumns = (0..<agencyCount).map { agency in
            guard let own = masks.firstIndex(of: 1 << UInt64(agency)) else {
                preconditionFailure("agency \(agency) has no column among \(masks)")
            }
            return own
        }
        servedShares = ownColumns.map { means[$0] }
        let slopes = Array(fit.coefficients.dropFirst())
        values = (0..<(1 << agencyCount)).map { coalition in
            masks.indices.reduce(fit.rawCoefficients[0]) { sum, column in
                masks[column] & ~UInt64(coalition) == 0
                    ? sum + slopes[column] * means[column] : sum
            }
        }
    }

    /// Whether every agency is 0 or 1, and served some and not all.
    func checkAgencies(_ names: [String]) throws(MomentsAttributionError) {
        let total = centred.total
        for (agency, column) in ownColumns.enumerated() {
            let share = means[column]
            let variance = total[(column + 1) * (centred.order + 1)] / weight
            guard (variance - share * (1 - share)).magnitude <= 1e-9 else {
                throw .notBinary(names[agency])
            }
            guard share > 0, share < 1 else { throw .oneSided(names[agency]) }
        }
    }

    /// How v of each coalition moves with one coefficient about the means: the mean of its column where it counts, less the mean
    /// of it that the intercept about the means takes up.
    func gradient(coefficient: Int) -> [Double] {
        guard coefficient > 0 else { return [Double](repeating: 1, count: values.count) }
        let column = coefficient - 1
        return values.indices.map {
            masks[column] & ~UInt64($0) == 0 ? 0 : -means[column]
        }
    }

    /// Σ w (f − v(S)) over the people of a cluster, for each coalition.
    func ownGame(cluster: Int) -> [Double] {
        let products = centred.clusters[cluster].products
        let slopes = Array(fit.coefficients.dropFirst())
        return values.indices.map { coalition in
            masks.indices.reduce(0) { sum, column in
                masks[column] & ~UInt64(coalition) == 0
                    ? sum + slopes[column] * products[column + 1] : sum
            }
        }
    }

    /// Σ w (served − share) over the people of a cluster.
    func ownServed(cluster: Int, agency: Int) -> Double {
        centred.clusters[cluster].products[ownColumns[agency] + 1]
    }

    func score(cluster: Int) -> [Double] {
        (0..<scores.rowCount).map { scores[$0, cluster] }
    }

    func people(cluster: Int) -> Double { centred.clusters[cluster].products[0] }

    /// Σ (p · z)² and Σ p · z over the people of a cluster, z about the means with a leading one.
    func pulls(_ pull: [Double], cluster: Int) -> (squares: Double, total: Double) {
        let (products, order) = (centred.clusters[cluster].products, centred.order)
        var squares = 0.0
        var total = 0.0
        for column in pull.indices {
            total += pull[column] * products[column]
            squares += pull[column] * pull[column] * products[column * (order + 1)]
            for row in (column + 1)..<max(pull.count, column + 1) {
                squares += 2 * pull[row] * pull[column] * products[row + column * order]
            }
        }
        return (squares, total)
    }
}
