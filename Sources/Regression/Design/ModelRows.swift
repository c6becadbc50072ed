internal import Glibc
package import TopsliceCohortData

/// The rows of a model: design columns and response, weights and clusters, to be passed over as often as a fit needs.
///
/// The response is the last column of `design`.
package struct ModelRows: Sendable {
    package private(set) var rows: CohortRows
    package let design: Design
    package let weightRequest: Int?
    package let clusterRequest: Int?
    /// Column of exposures, above zero, in proportion to which the outcome is expected.
    package var exposureRequest: Int?
    /// What of the outcome is modelled.
    package var part = ResponsePart.whole
    /// Rows that count nowhere; nil for none.
    package var heldOut: HeldOutRows?
    /// Fixed effects taken out by subtracting group means, largest absorbed factor.
    var absorption: Absorption?
    /// Levels of every category column in the order of their numbers.
    var levels: [String: [String]] = [:]
    /// What they are called in the names of coefficients: the level of a single row is not named.
    var shownLevels: [String: [String]] = [:]
    /// Requests of the 0/1 columns that patterns are made of.
    var exposureRequests: [Int] = []
    /// Labels of the clusters by number, and the number of each cluster as the reader sorted them.
    var clusterLabels: [String] = []
    var clusterNumbers: [Int] = []

    /// Group means of every design column, response included; shape (groups, columns), a group after the other.
    struct Absorption: Sendable {
        let request: Int
        let means: [Double]
        /// Sum of the weights of each group.
        let weights: [Double]
        let groupCount: Int
    }

    package init(rows: CohortRows, design: Design, weightRequest: Int?, clusterRequest: Int?) {
        self.rows = rows
        self.design = design
        self.weightRequest = weightRequest
        self.clusterRequest = clusterRequest
    }

    /// How many clusters the rows lie in.
    var clusterCount: Int {
        guard let clusterRequest else { preconditionFailure("the model has no column of clusters") }
        return rows.levelCount(ofRequest: clusterRequest)
    }

    /// The model with those rows alone that are in memory, and of these no more than so many blocks of each thread.
    func firstBlocks(_ count: Int) -> ModelRows {
        var result = self
        result.rows = rows.sample(ofBlocks: count)
        return result
    }

    /// The model without clusters, people who agree in all the rest as one row where they are cells.
    func withoutClusters() -> ModelRows {
        guard heldOut == nil, absorption == nil, exposureRequests.isEmpty else { return self }
        var result = ModelRows(
            rows: rows.collapsed(
                to: design.usedRequests.union([weightRequest, exposureRequest].compactMap { $0 })
            ),
            design: design,
            weightRequest: weightRequest,
            clusterRequest: nil
        )
        result.exposureRequest = exposureRequest
        result.part = part
        return result
    }

    /// The same rows with some of the design columns.
    func selecting(_ columns: [Int]) -> ModelRows {
        var result = ModelRows(
            rows: rows,
            design: design.selecting(columns),
            weightRequest: weightRequest,
            clusterRequest: clusterRequest
        )
        result.clusterLabels = clusterLabels
        result.clusterNumbers = clusterNumbers
        result.exposureRequest = exposureRequest
        result.part = part
        result.heldOut = heldOut
        if let absorption {
            let count = design.columns.count
            let means = (0..<absorption.groupCount).flatMap { group in
                columns.map { absorption.means[group * count + $0] }
            }
            result.absorption = Absorption(
                request: absorption.request,
                means: means,
                weights: absorption.weights,
                groupCount: absorption.groupCount
            )
        }
        return result
    }

    /// One block of a pass: columns at `base + j * stride`, the constant first where it was asked.
    struct Block {
        let rowCount: Int
        let stride: Int
        let base: UnsafeMutablePointer<Double>
        /// Of all the people of each row; nil where each counts for one.
        let weights: UnsafeMutablePointer<Double>?
        /// How many people each row stands for; nil where each is one.
        let counts: UnsafeMutablePointer<Double>?
        let clusters: UnsafeMutablePointer<Double>?
        /// The absorbed group of each row, and the sum of weights of each group.
        let groups: UnsafeMutablePointer<Double>?
        let groupWeights: [Double]
        let exposures: [UnsafeMutablePointer<Double>]
        let exposure: UnsafeMutablePointer<Double>?
        let heldOut: HeldOutRows?
        /// The clusters that folds are made of.
        let foldClusters: UnsafeMutablePointer<Double>?

        /// How many of the people of a row are held out.
        @inline(__always)
        func heldOut(_ row: Int) -> Int {
            guard let heldOut else { return 0 }
            return HeldOutRows.people(
                ofFold: heldOut.fold,
                of: heldOut.count,
                row: row,
                cluster: foldClusters.map { Int($0[row]) },
                people: Int(count(row))
            )
        }

        /// People in the block.
        var people: Int {
            guard let counts else { return rowCount }
            return Int((0..<rowCount).reduce(0.0) { $0 + counts[$1] })
        }

        /// How many people a row stands for.
        @inline(__always)
        func count(_ row: Int) -> Double {
            guard let counts else { return 1 }
            return counts[row]
        }

        /// What a row's exposure adds to its predictor.
        @inline(__always)
        func logExposure(_ row: Int) -> Double {
            guard let exposure else { return 0 }
            return log(exposure[row])
        }
    }

    /// Passes over all rows.
    ///
    /// - `origin`: subtracted from the design columns, response included; nil for none.
    /// - `constant`: puts a column of ones in front.
    /// - `extra`: room for further columns behind.
    func forEachBlock<State>(
        origin: [Double]?,
        constant: Bool,
        extra: Int = 0,
        makeState: @Sendable (Int) -> State,
        body: @escaping @Sendable (inout State, Block) throws -> Void
    ) throws -> [State] {
        let model = self
        return try rows.forEachBlock(
            makeState: { (state: makeState($0), made: DesignRows(model.design)) },
            body: { working, block in
                working.made.fill(block, origin: origin, constant: constant, extra: extra)
                try body(&working.state, model.block(working.made, block, constant: constant))
            }
        ).map(\.state)
    }

    /// The view of filled design columns, after absorption.
    func block(_ made: DesignRows, _ rows: RowBlock, constant: Bool) throws -> Block {
        if let absorption { subtractMeans(absorption, made, rows, lead: constant ? 1 : 0) }
        let weights = rows.weights(weightRequest)
        try refuseNegative(weights, rows.rowCount)
        return Block(
            rowCount: rows.rowCount,
            stride: made.stride,
            base: made.base,
            weights: weights,
            counts: rows.counts,
            clusters: clusterRequest.map { rows.column($0) },
            groups: absorption.map { rows.column($0.request) },
            groupWeights: absorption?.weights ?? [],
            exposures: exposureRequests.map { rows.column($0) },
            exposure: exposureRequest.map { rows.column($0) },
            heldOut: heldOut,
            foldClusters: heldOut?.clusterRequest.map { rows.column($0) }
        )
    }

    private func subtractMeans(
        _ absorption: Absorption,
        _ made: DesignRows,
        _ rows: RowBlock,
        lead: Int
    ) {
        let groups = rows.column(absorption.request)
        let count = design.columns.count
        absorption.means.withUnsafeBufferPointer { means in
            for column in 0..<count {
                let target = made.base + (column + lead) * made.stride
                for row in 0..<rows.rowCount {
                    target[row] -= means[Int(groups[row]) * count + column]
                }
            }
        }
    }
}

extension Design {
    /// The design with some of its columns, in the given order.
    func selecting(_ numbers: [Int]) -> Design {
        Design(
            requests: requests,
            columns: numbers.map { columns[$0] },
            hasIntercept: hasIntercept,
            expressions: expressions,
            numberRequests: numberRequests
        )
    }
}
