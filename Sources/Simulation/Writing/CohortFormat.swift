internal import TopsliceRandomness

/// The rows of a simulated cohort:
/// `person_id,need,age_band,area,prior,outcome_before,outcome,got_…[,risk],x1,…,xm[,weight]`.
///
/// Each person takes these draws in this order: need, prior, age band, area, risk, noise columns, outcome before,
/// one for each agency, outcome, weight. Numbers have four decimals; areas are `A01`, people `P000001`.
struct CohortFormat: BlockFormat {
    let model: CohortModel
    private let needs: [Double]
    private let priors: [Double]
    private let ages: [Double]
    /// Nil where all areas are equally likely.
    private let areas: [Double]?
    private let ageNames: [[UInt8]]
    private let idWidth: Int
    private let areaWidth: Int

    init(_ model: CohortModel) {
        self.model = model
        needs = Self.cumulative(model.plan.covariates.needShares)
        priors = Self.cumulative(model.plan.covariates.priorShares)
        ages = Self.cumulative(model.plan.covariates.ageShares)
        areas = model.plan.areas.sizeRatio == 1 ? nil : Self.cumulative(model.areaShares)
        ageNames = CohortModel.ageBands.map { Array($0.utf8) }
        idWidth = max(6, RowBuffer.digitCount(model.plan.people))
        areaWidth = max(2, RowBuffer.digitCount(model.areaCount))
    }

    var rowCount: Int { model.plan.people }

    var maximumRowBytes: Int {
        // Twenty bytes hold any number here: sizes are at most 10⁹ by the limits of a plan.
        8 + idWidth + areaWidth + 20 * 7 + 2 * model.agencyCount + 20 * model.plan.noise.count
    }

    static func columns(of plan: SimulationPlan) -> [String] {
        ["person_id", "need", "age_band", "area", "prior", "outcome_before", "outcome"]
            + plan.agencies.map(\.column) + (plan.risk.map { $0.isHidden ? [] : ["risk"] } ?? [])
            + (0..<plan.noise.count).map { "x\($0 + 1)" }
            + (plan.writesWeights ? ["weight"] : [])
    }

    var header: [UInt8] {
        Array((Self.columns(of: model.plan).joined(separator: ",") + "\n").utf8)
    }

    func append(block: Int, rows: Range<Int>, to buffer: RowBuffer) {
        var generator = Xoshiro256PlusPlus(seed: model.plan.seed, stream: UInt64(block))
        var noise = [Int](repeating: 0, count: model.plan.noise.count)
        let maximumRowBytes = maximumRowBytes
        RowBuffer.fourDigits.withUnsafeBufferPointer { digits in
            guard let digits = digits.baseAddress else { return }
            for row in rows {
                buffer.makeRoom(maximumRowBytes)
                append(row: row, from: &generator, noise: &noise, digits: digits, to: buffer)
            }
        }
    }

    @inline(__always)
    private func append(
        row: Int,
        from generator: inout Xoshiro256PlusPlus,
        noise: inout [Int],
        digits: UnsafePointer<UInt32>,
        to buffer: RowBuffer
    ) {
        let comma = UInt8(ascii: ",")
        let need = Self.draw(needs, &generator)
        let prior = Self.draw(priors, &generator)
        let age = Self.draw(ages, &generator)
        let area =
            areas.map { Self.draw($0, &generator) }
            ?? min(Int(generator.uniform() * Double(model.areaCount)), model.areaCount - 1)
        let risk = model.plan.risk.map {
            min(Int(generator.uniform() * Double($0.levels)), $0.levels - 1)
        }
        for column in noise.indices { noise[column] = RowBuffer.scaled(generator.normal()) }
        let traits = model.traitEffect(
            need: need,
            prior: prior,
            age: age,
            area: area,
            risk: risk ?? 0
        )
        let before = outcome(model.plan.outcome.beforeIntercept + traits, &generator)
        let earlier = model.plan.family == .binomial ? before / Int(RowBuffer.scale) : 0
        let pattern = exposure(
            need: need,
            before: earlier,
            area: area,
            risk: risk ?? 0,
            &generator
        )
        var eta = model.plan.outcome.intercept + traits
        if model.plan.family == .binomial {
            eta += model.plan.outcome.beforeEffect * Double(earlier)
        }
        eta += model.exposureEffect(need: need, risk: risk ?? 0, pattern: pattern)
        for (column, effect) in model.plan.noise.effects.enumerated() {
            eta += effect * Double(noise[column]) / RowBuffer.scale
        }
        let after = outcome(eta, &generator)

        buffer.append(byte: UInt8(ascii: "P"))
        buffer.append(padded: row + 1, width: idWidth)
        buffer.append(byte: comma)
        buffer.append(digit: need)
        buffer.append(byte: comma)
        buffer.append(ageNames[age])
        buffer.append(byte: comma)
        buffer.append(byte: UInt8(ascii: "A"))
        buffer.append(padded: area + 1, width: areaWidth)
        buffer.append(byte: comma)
        buffer.append(digit: prior)
        buffer.append(byte: comma)
        append(outcome: before, digits: digits, to: buffer)
        buffer.append(byte: comma)
        append(outcome: after, digits: digits, to: buffer)
        for agency in 0..<model.agencyCount {
            buffer.append(byte: comma)
            buffer.append(digit: pattern >> agency & 1)
        }
        if let risk, model.plan.risk?.isHidden == false {
            buffer.append(byte: comma)
            buffer.append(scaled: RowBuffer.scaled(model.riskScores[risk]), digits: digits)
        }
        for value in noise {
            buffer.append(byte: comma)
            buffer.append(scaled: value, digits: digits)
        }
        if model.plan.writesWeights {
            buffer.append(byte: comma)
            buffer.append(scaled: RowBuffer.scaled(0.5 + generator.uniform()), digits: digits)
        }
        buffer.append(byte: UInt8(ascii: "\n"))
    }

    /// One outcome at linear predictor `eta`, scaled by 10,000; one draw.
    @inline(__always)
    private func outcome(_ eta: Double, _ generator: inout Xoshiro256PlusPlus) -> Int {
        switch model.plan.family {
        case .binomial:
            generator.uniform() < model.mean(eta) ? Int(RowBuffer.scale) : 0
        case .gaussian:
            RowBuffer.scaled(eta + model.plan.outcome.residualSpread * generator.normal())
        case .poisson:
            generator.poisson(mean: model.mean(eta)) * Int(RowBuffer.scale)
        }
    }

    @inline(__always)
    private func append(outcome: Int, digits: UnsafePointer<UInt32>, to buffer: RowBuffer) {
        if model.plan.family == .gaussian {
            buffer.append(scaled: outcome, digits: digits)
        } else {
            buffer.append(whole: outcome / Int(RowBuffer.scale))
        }
    }

    /// Which agencies serve the person: one draw an agency, used or not, so that streams stay aligned.
    @inline(__always)
    private func exposure(
        need: Int,
        before: Int,
        area: Int,
        risk: Int,
        _ generator: inout Xoshiro256PlusPlus
    ) -> Int {
        let index = model.uptakeIndex(need: need, before: before, area: area, risk: risk)
        var pattern = 0
        for agency in 0..<model.agencyCount {
            let served = generator.uniform() < model.uptakeProbability(index, agency: agency)
            let referrer = model.referrers[agency]
            let reached = referrer < 0 || pattern >> referrer & 1 == 1
            if served && reached { pattern |= 1 << agency }
        }
        return pattern
    }

    /// Cumulated shares; the last level that has a share takes what rounding leaves.
    private static func cumulative(_ shares: [Double]) -> [Double] {
        guard let last = shares.lastIndex(where: { $0 > 0 }) else {
            preconditionFailure("shares without any above 0 passed the checks: \(shares)")
        }
        var sum = 0.0
        return shares.enumerated().map { level, share in
            sum += share
            return level < last ? sum : .infinity
        }
    }

    /// The first level whose cumulated share exceeds a uniform.
    @inline(__always)
    private static func draw(
        _ cumulative: [Double],
        _ generator: inout Xoshiro256PlusPlus
    ) -> Int {
        let target = generator.uniform()
        var level = 0
        while target >= cumulative[level] { level += 1 }
        return level
    }
}
