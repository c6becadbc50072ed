internal import TopsliceCohortData
internal import TopsliceLinearAlgebra
internal import TopsliceRegression

/// How the contributions of agencies to several outcomes vary together: sums of products of influences over people, or over clusters.
///
/// A person's influence on a contribution is as in `GameInference`; here those on all contributions to all outcomes stand side by side,
/// outcome after outcome. Clusters are scaled by G / (G − 1) as for one outcome.
struct JointInfluences {
    /// Nil for independent people.
    let clusterCount: Int?
    private(set) var outcomes: [Outcome] = []
    /// Of every outcome: the influences of each cluster, an agency after the other.
    private var ofClusters: [[Double]] = []

    /// What a pass over independent people works with.
    struct Outcome: Sendable {
        let layout: GameLayout
        let model: AgencyModel
        /// A step in the outcome as large as the outcomes themselves.
        let step: Double
        /// Where the contributions stand among the functionals.
        let places: [Int]
        /// How scores move each contribution, by part: shape (coefficients of a part, agencies), column-major.
        let pulls: [[Double]]
        let offsets: [Double]
    }

    init(clusterCount: Int?) {
        self.clusterCount = clusterCount
    }

    mutating func add(_ one: CohortAttribution.Attributed) {
        let (layout, inference) = (one.layout, one.inference)
        let places = (0..<layout.playerCount).map {
            layout.functionalPlaces[.shapley(agency: $0)]
        }
        guard let clusterCount else {
            outcomes.append(
                Outcome(
                    layout: layout,
                    model: one.model,
                    step: max(
                        layout.outcomeRange.lowerBound.magnitude,
                        layout.outcomeRange.upperBound.magnitude
                    ),
                    places: places,
                    pulls: layout.parts.indices.map { part in
                        places.flatMap { place in
                            (0..<layout.partSize).map {
                                inference.pulls[place, part * layout.partSize + $0]
                            }
                        }
                    },
                    offsets: places.map { inference.offsets[$0] }
                )
            )
            return
        }
        let (length, first) = (layout.scoreRowLength, layout.functionalCount)
        var result: [Double] = []
        result.reserveCapacity(clusterCount * places.count)
        for cluster in 0..<clusterCount {
            let start = cluster * length
            for place in places {
                var influence =
                    one.clusterSums[start + place]
                    + one.clusterSums[start + length - 1] * inference.offsets[place]
                for coefficient in 0..<layout.coefficientCount {
                    influence +=
                        inference.pulls[place, coefficient]
                        * one.clusterSums[start + first + coefficient]
                }
                result.append(influence)
            }
        }
        ofClusters.append(result)
    }

    /// The covariance of all contributions, outcome after outcome; shape (outcomes · agencies) squared.
    ///
    /// - `weight`: Σ w.
    /// - Complexity: with clusters O(clusters · (outcomes · agencies)²); without, one pass over the rows, in which games are worked out once
    ///   for people who agree in all but their outcomes where `productsOfDesigns` can.
    func covariance(_ rows: CohortRows, weight: Double) throws -> Matrix {
        guard let clusterCount else {
            let products = try productsOfDesigns(rows) ?? productsOfPeople(rows)
            return scaled(products, by: 1 / (weight * weight))
        }
        let scale = Double(clusterCount) / Double(clusterCount - 1) / (weight * weight)
        return scaled(productsOfClusters(clusterCount), by: scale)
    }

    private func scaled(_ products: Matrix, by scale: Double) -> Matrix {
        var result = products
        result.symmetriseFromLower()
        for index in result.elements.indices { result.elements[index] *= scale }
        return result
    }

    private func productsOfClusters(_ clusterCount: Int) -> Matrix {
        guard let first = ofClusters.first else {
            preconditionFailure("a covariance of the influences of no outcome")
        }
        let agencies = first.count / clusterCount
        let width = agencies * ofClusters.count
        var products = Matrix(rowCount: width, columnCount: width)
        // So many clusters at a time that their influences side by side stay small.
        let most = 4_096
        for start in stride(from: 0, to: clusterCount, by: most) {
            let end = min(clusterCount, start + most)
            var records: [Double] = []
            records.reserveCapacity((end - start) * width)
            for cluster in start..<end {
                for influences in ofClusters {
                    records += influences[(cluster * agencies)..<((cluster + 1) * agencies)]
                }
            }
            addRecordGram(
                of: records,
                rowCount: end - start,
                columnCount: width,
                to: &products.elements
            )
        }
        return products
    }

    /// One thread's share of the pass over independent people.
    private struct State {
        var games: [GameSums]
        let design: DesignRows
        var products: Matrix
        var influences: [Double] = []
    }

    private func productsOfPeople(_ rows: CohortRows) throws -> Matrix {
        let outcomes = outcomes
        let width = outcomes.reduce(0) { $0 + $1.places.count }
        guard let first = outcomes.first else {
            preconditionFailure("the joint uncertainty of no outcome")
        }
        let centre = first.layout.centre
        let states = try rows.forEachBlock(
            makeState: { _ in
                State(
                    games: outcomes.map { GameSums($0.layout, $0.model) },
                    design: DesignRows(first.model.design),
                    products: Matrix(rowCount: width, columnCount: width)
                )
            },
            body: { state, block in
                state.design.fill(block, origin: centre, constant: true)
                let count = block.rowCount
                if state.influences.count < count * width {
                    state.influences = [Double](repeating: 0, count: count * width)
                }
                var start = 0
                for (place, one) in outcomes.enumerated() {
                    state.influences.withUnsafeMutableBufferPointer { all in
                        guard let base = all.baseAddress else { return }
                        state.games[place].findInfluences(
                            block,
                            design: state.design,
                            places: one.places,
                            pulls: one.pulls,
                            offsets: one.offsets,
                            into: base + start * count
                        )
                    }
                    start += one.places.count
                }
                state.influences.withUnsafeBufferPointer { all in
                    state.products.elements.withUnsafeMutableBufferPointer { products in
                        guard let base = all.baseAddress, let into = products.baseAddress else {
                            return
                        }
                        addGram(
                            of: base,
                            rowCount: count,
                            columnCount: width,
                            stride: count,
                            to: into
                        )
                    }
                }
            }
        )
        var result = Matrix(rowCount: width, columnCount: width)
        for state in states {
            for index in result.elements.indices {
                result.elements[index] += state.products.elements[index]
            }
        }
        return result
    }
}
