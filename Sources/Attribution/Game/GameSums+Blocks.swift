internal import TopsliceCohortData
internal import TopsliceLinearAlgebra
internal import TopsliceRegression

/// How people become sums: a block is taken pattern by pattern, and some people of a pattern at a time.
extension GameSums {
    /// No residual is scaled up as if it had less freedom than this.
    private static let leastFreedom = 0.01

    /// Adds a block of people.
    ///
    /// - `design`: the design of the block, less the centre, the column of ones first.
    mutating func add(_ block: RowBlock, design: DesignRows) {
        people += block.people
        var work = BlockScratch()
        // The scratch is taken out of self while the sums of self grow.
        swap(&work, &scratch)
        defer { swap(&work, &scratch) }
        take(block, design: design, &work, gathersRecords: true)
        if layout.isUnclustered {
            addScores(&work, block, design)
        } else {
            addClusterScores(work, block, design)
        }
    }

    /// Works out the games and residuals of a block of people, pattern by pattern.
    ///
    /// - `gathersRecords`: whether the people are added to the sums of their patterns.
    mutating func take(
        _ block: RowBlock,
        design: DesignRows,
        _ work: inout BlockScratch,
        gathersRecords: Bool
    ) {
        prepare(&work, block, design)
        groups.sort(block, model.agencyRequests)
        var cells = [Int](repeating: 0, count: support.covariates.count)
        groups.order.withUnsafeBufferPointer { order in
            for group in groups.groups {
                let place = place(of: group.pattern)
                let room = batch.room(subsets: patterns[place].subsets.masks.count)
                for start in stride(
                    from: group.rows.lowerBound,
                    to: group.rows.upperBound,
                    by: room
                ) {
                    let rows = UnsafeBufferPointer(
                        rebasing: order[start..<min(start + room, group.rows.upperBound)]
                    )
                    evaluate(rows, place, block, design, &work)
                    if gathersRecords { addBatch(rows, place, block, &cells) }
                }
            }
        }
    }

    private func prepare(_ work: inout BlockScratch, _ block: RowBlock, _ design: DesignRows) {
        let count = block.rowCount
        let parts = layout.parts
        if work.predictors.first.map({ $0.count < count }) ?? true {
            work.predictors = parts.map { _ in [Double](repeating: 0, count: count) }
            work.residuals = work.predictors
            work.leverages = work.predictors
            if layout.isUnclustered {
                work.scores = [Double](repeating: 0, count: count * layout.scoreRowLength)
            }
        }
        for (part, own) in parts.enumerated() {
            work.predictors[part].withUnsafeMutableBufferPointer { predictors in
                guard let base = predictors.baseAddress else { return }
                multiplyRows(
                    design.base,
                    rowCount: count,
                    columnCount: layout.partSize,
                    stride: design.stride,
                    by: own.centredCoefficients,
                    into: base
                )
                model.addLogExposures(block, to: base)
            }
            if layout.isAdjusted { findLeverages(&work, part, count, design) }
        }
        if let request = model.clusterRequest, !layout.isUnclustered {
            let (clusters, length) = (block.column(request), layout.scoreRowLength)
            work.clusterStarts.removeAll(keepingCapacity: true)
            for row in 0..<count { work.clusterStarts.append(Int(clusters[row]) * length) }
        }
    }

    /// z′ H⁻¹ z of each row: its leverage, but for weight and variance.
    private func findLeverages(
        _ work: inout BlockScratch,
        _ part: Int,
        _ count: Int,
        _ design: DesignRows
    ) {
        let (size, inverse) = (layout.partSize, layout.inverseInformation(ofPart: part))
        if work.projected.count < count * size {
            work.projected = [Double](repeating: 0, count: count * size)
        }
        work.projected.withUnsafeMutableBufferPointer { projected in
            work.leverages[part].withUnsafeMutableBufferPointer { leverages in
                guard let base = projected.baseAddress else { return }
                multiplyRows(
                    of: design.base,
                    stride: design.stride,
                    rowCount: count,
                    columnCount: size,
                    by: inverse.elements,
                    columns: size,
                    into: base,
                    resultStride: count
                )
                for row in 0..<count { leverages[row] = 0 }
                for column in 0..<size {
                    let (own, values) = (
                        base + column * count, design.base + column * design.stride
                    )
                    for row in 0..<count { leverages[row] += own[row] * values[row] }
                }
            }
        }
    }

    private mutating func evaluate(
        _ rows: UnsafeBufferPointer<Int32>,
        _ place: Int,
        _ block: RowBlock,
        _ design: DesignRows,
        _ work: inout BlockScratch
    ) {
        let batch = batch
        let subsets = patterns[place].subsets
        work.takePredictors {
            batch.take(rows, of: block, model, design: design, predictors: $0)
        }
        batch.evaluate(subsets)
        findResiduals(rows, subsets, block, &work)
        batch.findDividends(subsets)
        if clusterGamesAreWhole {
            addServed(rows, subsets, work)
        } else {
            batch.findFunctionals(subsets)
            addFunctionals(rows, block.rowCount, &work)
        }
        if !slice.isEmpty, let request = model.clusterRequest {
            addDividends(rows, subsets, clusters: block.column(request))
        }
    }

    /// Adds people who were evaluated to the sums of their pattern.
    private mutating func addBatch(
        _ rows: UnsafeBufferPointer<Int32>,
        _ place: Int,
        _ block: RowBlock,
        _ cells: inout [Int]
    ) {
        let batch = batch
        addBatch(toRecordsAt: place)
        guard !patterns[place].gaps.isEmpty else { return }
        for (person, row) in rows.enumerated() {
            support.cellNumbers(block, Int(row), into: &cells)
            addGaps(
                place,
                cells,
                means: batch.means + person,
                stride: batch.people,
                weight: batch.weights[person],
                count: block.counts?[Int(row)] ?? 1
            )
        }
    }

    private func findResiduals(
        _ rows: UnsafeBufferPointer<Int32>,
        _ subsets: SubsetMasks,
        _ block: RowBlock,
        _ work: inout BlockScratch
    ) {
        let batch = batch
        let outcome = model.outcome.values(block)
        for (part, own) in layout.parts.enumerated() {
            let (means, residuals) = (batch.mean(ofPart: part, subsets), batch.residuals[part])
            for (person, row) in rows.enumerated() {
                let (score, information) = own.scoreAndInformation(
                    outcome[Int(row)],
                    mean: means[person]
                )
                var residual = batch.weights[person] * score
                if layout.isAdjusted {
                    // Of one person.
                    let leverage =
                        information * batch.weights[person] * work.leverages[part][Int(row)]
                        / (block.counts?[Int(row)] ?? 1)
                    residual /= max(1 - leverage, Self.leastFreedom).squareRoot()
                }
                residuals[person] = residual
                work.residuals[part][Int(row)] = residual
            }
        }
    }

    /// Puts the functionals of single people into score rows, or adds them to those of their clusters.
    private mutating func addFunctionals(
        _ rows: UnsafeBufferPointer<Int32>,
        _ count: Int,
        _ work: inout BlockScratch
    ) {
        let (batch, people) = (batch, batch.people)
        let last = layout.scoreRowLength - 1
        if layout.isUnclustered {
            for place in 0..<layout.functionalCount {
                for person in 0..<people {
                    work.scores[place * count + Int(rows[person])] =
                        batch.functionals[place * people + person]
                }
            }
            for person in 0..<people {
                work.scores[last * count + Int(rows[person])] = batch.weights[person]
            }
            return
        }
        for person in 0..<people {
            let start = work.clusterStarts[Int(rows[person])]
            for place in 0..<layout.functionalCount {
                clusterSums[start + place] += batch.functionals[place * people + person]
            }
            clusterSums[start + last] += batch.weights[person]
        }
    }

    /// Adds what of clusters does not follow from their games: weights, and those of the people whom each agency served.
    private mutating func addServed(
        _ rows: UnsafeBufferPointer<Int32>,
        _ subsets: SubsetMasks,
        _ work: BlockScratch
    ) {
        let (batch, last) = (batch, layout.scoreRowLength - 1)
        let functionals = layout.functionalPlaces
        let places =
            subsets.members.map { functionals[.served(agency: $0)] }
            + (subsets.members.isEmpty ? [] : [functionals[.servedByAny]]) + [last]
        for (person, row) in rows.enumerated() {
            let start = work.clusterStarts[Int(row)]
            for place in places { clusterSums[start + place] += batch.weights[person] }
        }
    }

    private mutating func addDividends(
        _ rows: UnsafeBufferPointer<Int32>,
        _ subsets: SubsetMasks,
        clusters: UnsafeMutablePointer<Double>
    ) {
        let (batch, people, slice) = (batch, batch.people, slice)
        let playerCount = layout.playerCount
        clusterDividends.withUnsafeMutableBufferPointer { sums in
            for (person, row) in rows.enumerated() {
                let cluster = Int(clusters[Int(row)])
                guard slice.contains(cluster) else { continue }
                let start = (cluster - slice.lowerBound) << playerCount
                for (subset, mask) in subsets.masks.enumerated() {
                    sums[start + Int(mask)] += batch.dividends[subset * people + person]
                }
            }
        }
    }

    /// Residuals times the design columns are the scores, which stand behind the functionals.
    private mutating func addScores(
        _ work: inout BlockScratch,
        _ block: RowBlock,
        _ design: DesignRows
    ) {
        let count = block.rowCount
        let (functionals, length) = (layout.functionalCount, layout.scoreRowLength)
        let size = layout.partSize
        work.scores.withUnsafeMutableBufferPointer { scores in
            guard let base = scores.baseAddress else { return }
            for part in layout.parts.indices {
                let own = work.residuals[part]
                for column in 0..<size {
                    let target = base + (functionals + part * size + column) * count
                    let values = design.base + column * design.stride
                    for row in 0..<count { target[row] = own[row] * values[row] }
                }
            }
            if let counts = block.counts {
                // The squares of people's scores are summed: the score of a row is that of √count people.
                for column in 0..<length {
                    for row in 0..<count { base[column * count + row] /= counts[row].squareRoot() }
                }
            }
            scoreProducts.elements.withUnsafeMutableBufferPointer { products in
                guard let into = products.baseAddress else { return }
                addGram(of: base, rowCount: count, columnCount: length, stride: count, to: into)
            }
        }
    }

    private mutating func addClusterScores(
        _ work: BlockScratch,
        _ block: RowBlock,
        _ design: DesignRows
    ) {
        let (functionals, size) = (layout.functionalCount, layout.partSize)
        let count = block.rowCount
        for part in layout.parts.indices {
            clusterSums.withUnsafeMutableBufferPointer { sums in
                work.residuals[part].withUnsafeBufferPointer { residuals in
                    work.clusterStarts.withUnsafeBufferPointer { starts in
                        for column in 0..<size {
                            let values = design.base + column * design.stride
                            let place = functionals + part * size + column
                            for row in 0..<count {
                                sums[starts[row] + place] += residuals[row] * values[row]
                            }
                        }
                    }
                }
            }
        }
    }
}
