internal import TopsliceCohortData
internal import TopsliceLinearAlgebra
internal import TopsliceRegression

extension GameSums {
    /// For the influences of independent people, of which no sums are kept.
    init(_ layout: GameLayout, _ model: AgencyModel) {
        self.init(
            layout,
            model,
            SupportTable([], playerCount: layout.playerCount),
            SupportGaps(playerCount: layout.playerCount, cellCount: 0),
            clusterCount: nil,
            slice: 0..<0
        )
    }

    /// The influence of each row of a block on some functionals, times Σ w; of √count people where a row stands for several, so that
    /// products add up to those of single people.
    ///
    /// - `places`: of the functionals; `pulls`: how scores move each, by part; `offsets`: what w is multiplied by.
    /// - `result`: a column of `block.rowCount` numbers a functional.
    mutating func findInfluences(
        _ block: RowBlock,
        design: DesignRows,
        places: [Int],
        pulls: [[Double]],
        offsets: [Double],
        into result: UnsafeMutablePointer<Double>
    ) {
        var work = BlockScratch()
        swap(&work, &scratch)
        defer { swap(&work, &scratch) }
        take(block, design: design, &work, gathersRecords: false)
        let (count, size) = (block.rowCount, layout.partSize)
        let last = layout.scoreRowLength - 1
        for (number, place) in places.enumerated() {
            let target = result + number * count
            for row in 0..<count {
                target[row] =
                    work.scores[place * count + row]
                    + offsets[number] * work.scores[last * count + row]
            }
        }
        if work.projected.count < count * places.count {
            work.projected = [Double](repeating: 0, count: count * places.count)
        }
        for part in layout.parts.indices {
            work.projected.withUnsafeMutableBufferPointer { projected in
                guard let base = projected.baseAddress else { return }
                multiplyRows(
                    of: design.base,
                    stride: design.stride,
                    rowCount: count,
                    columnCount: size,
                    by: pulls[part],
                    columns: places.count,
                    into: base,
                    resultStride: count
                )
                let residuals = work.residuals[part]
                for number in places.indices {
                    let (target, own) = (result + number * count, base + number * count)
                    for row in 0..<count { target[row] += residuals[row] * own[row] }
                }
            }
        }
        guard let counts = block.counts else { return }
        for number in places.indices {
            for row in 0..<count { result[number * count + row] /= counts[row].squareRoot() }
        }
    }
}
