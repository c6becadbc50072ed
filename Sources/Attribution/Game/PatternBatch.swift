internal import TopsliceCohortData
internal import TopsliceLinearAlgebra
internal import TopsliceRegression

/// The games of some people of one exposure pattern: the expected outcome of each had only some of the agencies that served them acted.
///
/// Agencies that did not serve a person change nothing, so 2^(number served) outcomes are enough. Everything lies in columns of
/// one number a person, filled anew for the next people. One object a thread.
final class PatternBatch {
    private static let mostPeople = 1_024
    /// Outcomes held at a time, so that they stay near the processor.
    private static let mostOutcomes = 1 << 14

    private let layout: GameLayout
    private(set) var people = 0
    /// Columns that slopes are multiplied by: ones, columns by which effects differ, fixed columns; see `GameLayout.effectMap`.
    private let columns: UnsafeMutablePointer<Double>
    private let effects: UnsafeMutablePointer<Double>
    /// By part: η with everybody who really acted, and w times the score of it.
    private let predictors: [UnsafeMutablePointer<Double>]
    let residuals: [UnsafeMutablePointer<Double>]
    /// By part: its mean with everybody who really acted.
    private let partMeans: [UnsafeMutablePointer<Double>]
    /// Of all the people of each row, who count as one here.
    let weights: UnsafeMutablePointer<Double>
    /// Of one person of each row.
    private let ownWeights: UnsafeMutablePointer<Double>
    /// μ, by part w dμ/dη, and dividends of w μ: a column a subset, by number.
    let means: UnsafeMutablePointer<Double>
    private let slopes: [UnsafeMutablePointer<Double>]
    /// η, then the mean, of a second part.
    private let amounts: UnsafeMutablePointer<Double>
    let dividends: UnsafeMutablePointer<Double>
    /// w times each functional; see `FunctionalLayout`.
    let functionals: UnsafeMutablePointer<Double>
    /// Every design column and w μ times the residual; held only where the layout wants cross-products.
    private let design: UnsafeMutablePointer<Double>
    private let products: UnsafeMutablePointer<Double>
    private let allocations: [UnsafeMutablePointer<Double>]

    init(_ layout: GameLayout) {
        self.layout = layout
        var made: [UnsafeMutablePointer<Double>] = []
        func numbers(_ count: Int) -> UnsafeMutablePointer<Double> {
            let result = UnsafeMutablePointer<Double>.allocate(capacity: max(1, count))
            result.initialize(repeating: 0, count: max(1, count))
            made.append(result)
            return result
        }
        let most = Self.mostPeople
        let outcomes = max(Self.mostOutcomes, 1 << layout.playerCount)
        columns = numbers(most * layout.slopeColumnCount)
        effects = numbers(most * layout.playerCount)
        predictors = layout.parts.map { _ in numbers(most) }
        weights = numbers(most)
        ownWeights = numbers(most)
        residuals = layout.parts.map { _ in numbers(most) }
        means = numbers(outcomes)
        slopes = layout.parts.map { _ in numbers(outcomes) }
        let isWhole = layout.parts.count == 1
        partMeans = layout.parts.map { _ in numbers(isWhole ? 0 : most) }
        amounts = numbers(isWhole ? 0 : outcomes)
        dividends = numbers(outcomes)
        functionals = numbers(most * layout.functionalCount)
        design = numbers(layout.hasCross ? most * layout.partSize : 0)
        products = numbers(layout.hasCross ? outcomes : 0)
        allocations = made
    }

    deinit {
        for numbers in allocations { numbers.deallocate() }
    }

    /// So many people of a pattern with so many subsets can be taken at a time.
    func room(subsets: Int) -> Int { max(1, min(Self.mostPeople, Self.mostOutcomes / subsets)) }

    /// Takes the people in some rows of a block.
    ///
    /// - `predictors`: of every row of the block, by part.
    func take(
        _ rows: UnsafeBufferPointer<Int32>,
        of block: RowBlock,
        _ model: AgencyModel,
        design source: DesignRows,
        predictors all: [UnsafePointer<Double>]
    ) {
        let count = rows.count
        people = count
        func gather(_ values: UnsafePointer<Double>, _ target: UnsafeMutablePointer<Double>) {
            for person in 0..<count { target[person] = values[Int(rows[person])] }
        }
        for (part, own) in all.enumerated() { gather(own, predictors[part]) }
        if let all = block.weights(model.weightRequest) {
            gather(all, weights)
        } else {
            weights.update(repeating: 1, count: count)
        }
        ownWeights.update(from: weights, count: count)
        if let counts = block.counts {
            for person in 0..<count { ownWeights[person] /= counts[Int(rows[person])] }
        }
        columns.update(repeating: 1, count: count)
        var place = 1
        for case .request(let request) in model.byColumns {
            gather(block.column(request), columns + place * count)
            place += 1
        }
        for column in layout.fixedColumns {
            gather(source.base + (column + 1) * source.stride, columns + place * count)
            place += 1
        }
        guard layout.hasCross else { return }
        for column in 0..<layout.partSize {
            gather(source.base + column * source.stride, design + column * count)
        }
    }

    /// Finds μ and w dμ/dη of every subset of those who served the people.
    ///
    /// - Complexity: O(people · 2^a), a exponentials of the family's link.
    func evaluate(_ subsets: SubsetMasks) {
        let (count, subsetCount) = (people, subsets.masks.count)
        findPredictors(subsets, ofPart: 0, into: means)
        if layout.parts.count == 1 {
            layout.parts[0].family.replaceByMeans(
                means,
                slopes: slopes[0],
                count: count * subsetCount
            )
        } else {
            findPredictors(subsets, ofPart: 1, into: amounts)
            multiplyParts(subsetCount)
        }
        for slopes in slopes {
            for subset in 0..<subsetCount {
                let target = slopes + subset * count
                for person in 0..<count { target[person] *= weights[person] }
            }
        }
    }

    /// The mean with everybody who really acted, of one part.
    func mean(ofPart part: Int, _ subsets: SubsetMasks) -> UnsafeMutablePointer<Double> {
        layout.parts.count == 1 ? means + (subsets.masks.count - 1) * people : partMeans[part]
    }

    /// μ is the mean of the first part times that of the second, and so are its slopes.
    private func multiplyParts(_ subsetCount: Int) {
        let (count, last) = (people, (subsetCount - 1) * people)
        let (first, second) = (layout.parts[0].family, layout.parts[1].family)
        first.replaceByMeans(means, slopes: slopes[0], count: count * subsetCount)
        second.replaceByMeans(amounts, slopes: slopes[1], count: count * subsetCount)
        partMeans[0].update(from: means + last, count: count)
        partMeans[1].update(from: amounts + last, count: count)
        for place in 0..<(count * subsetCount) {
            slopes[0][place] *= amounts[place]
            slopes[1][place] *= means[place]
            means[place] *= amounts[place]
        }
    }

    /// η of every subset of those who served the people, in one part.
    private func findPredictors(
        _ subsets: SubsetMasks,
        ofPart number: Int,
        into means: UnsafeMutablePointer<Double>
    ) {
        let (count, subsetCount) = (people, subsets.masks.count)
        let (part, predictors) = (layout.parts[number], predictors[number])
        multiplyRows(
            of: columns,
            stride: count,
            rowCount: count,
            columnCount: layout.slopeColumnCount,
            by: part.effectMap,
            columns: layout.playerCount,
            into: effects,
            resultStride: count
        )
        // Sums of the effects of single agencies first; η of a subset is that of all, less the sums of all, plus its own.
        means.update(repeating: 0, count: count)
        for subset in 1..<max(subsetCount, 1) {
            let target = means + subset * count
            let rest = means + (subset & (subset - 1)) * count
            let effect = effects + subsets.members[subset.trailingZeroBitCount] * count
            for person in 0..<count { target[person] = rest[person] + effect[person] }
        }
        let everybody = means + (subsetCount - 1) * count
        let shared = part.interactionSums[Int(subsets.masks[subsetCount - 1])]
        for person in 0..<count { predictors[person] -= everybody[person] + shared }
        for (subset, mask) in subsets.masks.enumerated() {
            let target = means + subset * count
            let interaction = part.interactionSums[Int(mask)]
            for person in 0..<count { target[person] += predictors[person] + interaction }
        }
    }

    /// Finds the Harsanyi dividends of w μ.
    func findDividends(_ subsets: SubsetMasks) {
        let (count, subsetCount) = (people, subsets.masks.count)
        for subset in 0..<subsetCount {
            let (target, mean) = (dividends + subset * count, means + subset * count)
            for person in 0..<count { target[person] = weights[person] * mean[person] }
        }
        for player in subsets.members.indices {
            let bit = 1 << player
            for subset in 0..<subsetCount where subset & bit != 0 {
                let (target, rest) = (
                    dividends + subset * count, dividends + (subset ^ bit) * count
                )
                for person in 0..<count { target[person] -= rest[person] }
            }
        }
    }

    /// Finds the functionals, from the dividends.
    func findFunctionals(_ subsets: SubsetMasks) {
        let count = people
        let places = layout.functionalPlaces
        functionals.update(repeating: 0, count: count * layout.functionalCount)
        for (subset, mask) in subsets.masks.enumerated() {
            places.add(
                dividends: dividends + subset * count,
                count: count,
                of: mask,
                to: functionals,
                stride: count
            )
        }
        let served =
            subsets.members.map { Functional.served(agency: $0) }
            + (subsets.members.isEmpty ? [] : [.servedByAny])
        for functional in served {
            (functionals + places[functional] * count).update(from: weights, count: count)
        }
    }

    /// Adds the people to the records of their pattern; see `GameLayout.Record`.
    func add(to records: UnsafeMutablePointer<Double>, _ subsets: SubsetMasks) {
        let (count, length) = (people, layout.recordLength)
        for subset in subsets.masks.indices {
            let mean = means + subset * count
            var (value, squaredWeight, square) = (0.0, 0.0, 0.0)
            for person in 0..<count {
                let weighted = weights[person] * mean[person]
                value += weighted
                squaredWeight += ownWeights[person] * weighted
                square += ownWeights[person] * mean[person] * weighted
            }
            let record = records + subset * length
            record[GameLayout.Record.value] += value
            record[GameLayout.Record.squaredWeight] += squaredWeight
            record[GameLayout.Record.square] += square
        }
        for (part, slopes) in slopes.enumerated() {
            addTransposedProduct(
                of: columns,
                columnCount: layout.slopeColumnCount,
                and: slopes,
                columnCount: subsets.masks.count,
                rowCount: count,
                to: records + GameLayout.Record.slope + part * layout.slopeColumnCount,
                stride: length
            )
        }
        guard layout.hasCross else { return }
        for (part, residuals) in residuals.enumerated() {
            for subset in subsets.masks.indices {
                let (target, mean) = (products + subset * count, means + subset * count)
                for person in 0..<count {
                    target[person] = ownWeights[person] * mean[person] * residuals[person]
                }
            }
            addTransposedProduct(
                of: design,
                columnCount: layout.partSize,
                and: products,
                columnCount: subsets.masks.count,
                rowCount: count,
                to: records + layout.crossStart + part * layout.partSize,
                stride: length
            )
        }
    }
}
