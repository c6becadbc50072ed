internal import Glibc
internal import TopsliceRandomness

/// Multiple imputation by chained equations (van Buuren 2018, chapter 4): each covariate with gaps is drawn in turn from a model of it
/// given everything else, the outcome, the agencies and the clusters among it, round after round.
///
/// Numbers are matched to donors, columns of 0 and 1 drawn from a logit, levels from a chain of logits. Right where whether a value is
/// missing depends only on what is known of people; nothing in the data can show that it does.
///
/// - Complexity: O(imputations · rounds · covariates with gaps · people · predictors²).
package struct ChainedEquations: Sendable {
    package static let rounds = 10
    /// Fewer known values than this are nothing to learn from.
    package static let fewestValues = 20
    package static let mostLevels = 50

    private let table: IncompleteTable
    private let variables: [ScaledVariable]
    private let known: KnownPredictors
    /// The fewest missing first; covariates with as many in the order of their names.
    private let gaps: [Gap]

    package init(_ table: IncompleteTable) throws(ImputationError) {
        self.table = table
        variables = table.variables.map(ScaledVariable.init)
        for scaled in variables where !scaled.missing.isEmpty {
            let name = scaled.variable.name
            if scaled.known.count < Self.fewestValues {
                throw .tooFewValues(
                    column: name,
                    count: scaled.known.count,
                    least: Self.fewestValues
                )
            }
            if case .levels(let count) = scaled.variable.kind, count > Self.mostLevels {
                throw .tooManyLevels(column: name, count: count, most: Self.mostLevels)
            }
        }
        known = KnownPredictors(table)
        let variables = variables
        gaps = variables.indices.filter { !variables[$0].missing.isEmpty }
            .sorted {
                let (left, right) = (variables[$0], variables[$1])
                return (left.missing.count, left.variable.name)
                    < (right.missing.count, right.variable.name)
            }
            .map { Gap(target: $0, variables, isClustered: table.clusters != nil) }
    }

    /// One completed table: the values of every covariate, in the order of the table.
    ///
    /// - `number`: of the imputation; each has a stream of its own, so that none depends on how many are made.
    package func completed(number: Int, seed: UInt64) -> [[Double]] {
        var generator = Xoshiro256PlusPlus(seed: seed, stream: UInt64(number))
        var values = table.variables.map(\.values)
        for gap in gaps {
            let scaled = variables[gap.target]
            for row in scaled.missing {
                let donor = scaled.known[generator.next(below: scaled.known.count)]
                values[gap.target][Int(row)] = scaled.variable.values[Int(donor)]
            }
        }
        // One gap that hangs on nothing drawn is drawn once.
        let rounds = gaps.count == 1 && table.clusters == nil ? 1 : Self.rounds
        for _ in 0..<rounds {
            for gap in gaps {
                let block = PredictorBlock(
                    known: known.columns,
                    variables: variables,
                    gap: gap,
                    values: values,
                    clusters: table.clusters
                )
                let drawn = draw(variables[gap.target], block, &generator)
                for (place, row) in variables[gap.target].missing.enumerated() {
                    values[gap.target][Int(row)] = drawn[place]
                }
            }
        }
        return values
    }

    /// Values of those who lack one, in their order.
    private func draw(
        _ target: ScaledVariable,
        _ block: PredictorBlock,
        _ generator: inout Xoshiro256PlusPlus
    ) -> [Double] {
        let values = target.variable.values
        if case .levels(let count) = target.variable.kind {
            return drawLevels(target, count, block, &generator)
        }
        if target.isBinary {
            let ones = target.known.map { values[Int($0)] == 1 }
            let logit = LogitDraw(block, target.known, ones: ones, &generator)
            return block.predictions(target.missing, logit.drawn)
                .map { generator.uniform() < 1 / (1 + exp(-$0)) ? 1 : 0 }
        }
        let model = LinearDraw(block, target.known, target: target, &generator)
        let matching = DonorMatching(block.predictions(target.known, model.coefficients))
        return block.predictions(target.missing, model.drawn)
            .map { values[Int(target.known[matching.donor(of: $0, &generator)])] }
    }

    /// Level after level, whether it is this one given that it is none of those before (continuation ratios).
    private func drawLevels(
        _ target: ScaledVariable,
        _ count: Int,
        _ block: PredictorBlock,
        _ generator: inout Xoshiro256PlusPlus
    ) -> [Double] {
        let values = target.variable.values
        var result = [Double](repeating: .nan, count: target.missing.count)
        var open = Array(target.missing.indices)
        var left = target.known
        for level in 0..<count where !open.isEmpty {
            let ones = left.map { values[Int($0)] == Double(level) }
            let hits = ones.count { $0 }
            guard hits > 0 else { continue }
            if hits == left.count {
                for place in open { result[place] = Double(level) }
                open = []
                break
            }
            let logit = LogitDraw(block, left, ones: ones, &generator)
            let predictions = block.predictions(open.map { target.missing[$0] }, logit.drawn)
            var rest: [Int] = []
            for (place, prediction) in zip(open, predictions) {
                if generator.uniform() < 1 / (1 + exp(-prediction)) {
                    result[place] = Double(level)
                } else {
                    rest.append(place)
                }
            }
            open = rest
            left = zip(left, ones).filter { !$0.1 }.map(\.0)
        }
        precondition(
            open.isEmpty,
            "\(open.count) values of '\(target.variable.name)' without a level"
        )
        return result
    }
}
