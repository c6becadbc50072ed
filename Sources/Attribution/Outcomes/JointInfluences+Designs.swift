internal import TopsliceCohortData
internal import TopsliceLinearAlgebra
internal import TopsliceRegression

/// Products of influences from people who agree in everything but their outcomes, all at once.
///
/// Where every score is linear in its outcome, so is a person's influence: a + b y, with a and b of the person's design. With n people of a design, ȳ
/// their mean outcomes and S the sums of products about these, Σ (a + b y)(a′ + b′ y′) = n (a + b ȳ)(a′ + b′ ȳ′) + b b′ S: exactly what a pass
/// over the people gives, however many different outcomes they had.
extension JointInfluences {
    /// Nil where a score is not linear in its outcome, a column of one is part of a design, or designs hardly repeat.
    func productsOfDesigns(_ rows: CohortRows) throws -> Matrix? {
        guard outcomes.allSatisfy(\.isLinear) else { return nil }
        let columns = outcomes.map(\.model.outcome)
        let keys = outcomes.reduce(into: Set<Int>()) { $0.formUnion($1.model.designRequests) }
        guard columns.allSatisfy({ $0.requests.isDisjoint(with: keys) }),
            let designs = try DesignMoments.gathered(
                rows,
                keys: keys,
                values: columns.map { .init(request: $0.request, times: $0.timesRequest) }
            )
        else { return nil }
        let outcomes = outcomes
        let states = try designs.forEachBlock(
            makeState: { DesignProducts(outcomes) },
            body: { state, block, first in state.add(block, first, designs) }
        )
        var result = states[0].products
        for state in states.dropFirst() {
            for index in result.elements.indices {
                result.elements[index] += state.products.elements[index]
            }
        }
        return result
    }
}

extension JointInfluences.Outcome {
    /// Whether scores, and what scales them, are linear in the outcome.
    fileprivate var isLinear: Bool {
        guard case .single(let family) = layout.model else { return false }
        switch family {
        case .gaussian, .binomial, .fractional, .poisson: return true
        // Its information, and so its leverage, is of the outcome too.
        case .gamma: return !layout.isAdjusted
        }
    }
}

extension AgencyModel {
    /// What an influence depends on besides the outcome.
    fileprivate var designRequests: Set<Int> {
        var result = Set(agencyRequests + covariateRequests.map(\.request))
        for case .request(let request) in byColumns { result.insert(request) }
        result.formUnion([exposureRequest, weightRequest].compactMap { $0 })
        return result
    }
}

extension OutcomeColumn {
    fileprivate var requests: Set<Int> { Set([request, timesRequest].compactMap { $0 }) }

    /// Gives the people of each row of a block one outcome.
    fileprivate func fill(_ block: RowBlock, _ outcome: (_ row: Int) -> Double) {
        let (column, times) = (block.column(request), timesRequest.map { block.column($0) })
        for row in 0..<block.rowCount {
            column[row] = outcome(row)
            times?[row] = 1
        }
    }
}

/// One thread's share of the pass over designs.
private struct DesignProducts {
    private let outcomes: [JointInfluences.Outcome]
    private var games: [GameSums]
    private let design: DesignRows
    private let agencies: Int
    private(set) var products: Matrix
    /// Influences at the mean outcomes, a column each, and one step further on.
    private var influences: [Double] = []
    private var further: [Double] = []

    init(_ outcomes: [JointInfluences.Outcome]) {
        self.outcomes = outcomes
        games = outcomes.map { GameSums($0.layout, $0.model) }
        design = DesignRows(outcomes[0].model.design)
        agencies = outcomes[0].places.count
        let width = agencies * outcomes.count
        products = Matrix(rowCount: width, columnCount: width)
    }

    mutating func add(_ block: RowBlock, _ first: Int, _ designs: DesignMoments) {
        design.fill(block, origin: outcomes[0].layout.centre, constant: true)
        let (count, width) = (block.rowCount, agencies * outcomes.count)
        if influences.count < count * width {
            influences = [Double](repeating: 0, count: count * width)
            further = influences
        }
        // Taken out of self while games work.
        var (own, moved): ([Double], [Double]) = ([], [])
        swap(&own, &influences)
        swap(&moved, &further)
        for (place, one) in outcomes.enumerated() {
            let start = place * agencies * count
            one.model.outcome.fill(block) { designs.mean(first + $0, place) }
            find(block, place, start, into: &own)
            one.model.outcome.fill(block) { designs.mean(first + $0, place) + one.step }
            find(block, place, start, into: &moved)
        }
        for index in 0..<(count * width) { moved[index] -= own[index] }
        swap(&own, &influences)
        swap(&moved, &further)
        influences.withUnsafeBufferPointer { all in
            products.elements.withUnsafeMutableBufferPointer { products in
                guard let base = all.baseAddress, let into = products.baseAddress else { return }
                addGram(of: base, rowCount: count, columnCount: width, stride: count, to: into)
            }
        }
        addSpread(block, first, designs)
    }

    private mutating func find(
        _ block: RowBlock,
        _ place: Int,
        _ start: Int,
        into result: inout [Double]
    ) {
        let one = outcomes[place]
        let design = design
        result.withUnsafeMutableBufferPointer { all in
            guard let base = all.baseAddress else { return }
            games[place].findInfluences(
                block,
                design: design,
                places: one.places,
                pulls: one.pulls,
                offsets: one.offsets,
                into: base + start
            )
        }
    }

    /// Adds what comes of outcomes that are not the mean of their design: the lower triangle of b b′ S.
    private mutating func addSpread(_ block: RowBlock, _ first: Int, _ designs: DesignMoments) {
        guard let counts = block.counts else {
            preconditionFailure("cells of \(block.rowCount) designs that count nobody")
        }
        let (count, width) = (block.rowCount, agencies * outcomes.count)
        for row in 0..<count {
            // Influences are those of √count people.
            let people = counts[row]
            guard people > 1 else { continue }
            let spread = designs.products(first + row)
            var place = spread.startIndex
            for (own, outcome) in outcomes.enumerated() {
                for (other, another) in outcomes[...own].enumerated() {
                    let factor = spread[place] / (people * outcome.step * another.step)
                    place += 1
                    guard factor != 0 else { continue }
                    for second in 0..<agencies {
                        let column = other * agencies + second
                        let slope = factor * further[column * count + row]
                        for line in 0..<agencies {
                            products.elements[column * width + own * agencies + line] +=
                                slope * further[(own * agencies + line) * count + row]
                        }
                    }
                }
            }
        }
    }
}
