internal import TopsliceRandomness
internal import TopsliceParallel
internal import Synchronization

/// Estimates Shapley values of R² stratified by the size of the subset.
///
/// φ_i is the mean over sizes s of what i adds on average to subsets of s others. Sizes 0 and 1, and the
/// largest, are computed exactly; the others in bands of doubling sizes (`SizeBand`), each with as many units as
/// its variance and cost call for. Small subsets, where what a regressor adds varies most, cost the least: a
/// chain of k steps measures every regressor at k sizes for n k²/2 operations.
struct BandSampler {
    private let game: ChainGame
    private let bands: [SizeBand]
    private var estimates: [BandEstimate]
    private let seed: UInt64
    private let control: WalkControl
    /// The exact part: sizes 0 and 1 and the largest, over the number of sizes.
    private let exact: [Double]
    let first: [Double]
    /// Nil where columns are dependent.
    let last: [Double]?
    let total: Double
    private(set) var subsets = 0.0

    /// Units of every band before variances are trusted: a few dozen where they cost little.
    private var pilot: Int {
        let once = bands.indices.reduce(0) { $0 + cost($1) }
        return Int(min(32, max(5, 1e9 / once)))
    }

    init(_ game: ChainGame, seed: UInt64, control: WalkControl) {
        let count = game.count
        self.game = game
        self.seed = seed
        self.control = control
        // Everybody enters once: what each explains first, and (inside, at the end) last.
        let runner = ChainRunner(game, most: count)
        let order = (0..<Int32(count)).map { $0 }
        let sums = LaneBuffer(2 * game.stride)
        var rows = [Int32](repeating: -1, count: count)
        rows[0] = 0
        if game.membersCount { rows[count - 1] = 1 }
        runner.run(
            order,
            length: count,
            bands: rows,
            sums: sums.base,
            membersCount: game.membersCount
        )
        let first = (0..<count).map { sums.base[$0] }
        let last = game.membersCount ? (0..<count).map { sums.base[game.stride + $0] } : nil
        self.total = (0..<count).reduce(0) { $0 + runner.gains.base[$1] }
        self.first = first
        self.last = last
        let single = Self.singletons(game, runner)
        self.exact = (0..<count).map {
            (first[$0] + single[$0] + (last?[$0] ?? 0)) / Double(count)
        }
        self.bands = SizeBand.doubling(to: last == nil ? count : count - 1, count: count)
        self.estimates = bands.map { _ in BandEstimate(size: count) }
        self.subsets = Double(2 * count)
    }

    /// What each regressor adds on average to one other.
    private static func singletons(_ game: ChainGame, _ runner: ChainRunner) -> [Double] {
        let count = game.count
        let sums = LaneBuffer(game.stride)
        for start in 0..<count {
            runner.run(
                [Int32(start), Int32((start + 1) % count)],
                length: 2,
                bands: [-1, 0],
                sums: sums.base,
                membersCount: false
            )
        }
        // Outside only, each divided by its chance of being outside.
        return (0..<count).map { sums.base[$0] / Double(count) }
    }

    /// Samples until `tolerance` is met with `confidence`, or the operations allowed are spent.
    mutating func run(
        tolerance: Double,
        confidence: Double,
        operations: Double
    ) throws -> SampledEstimate {
        var wanted = bands.map { _ in pilot }
        var spent = 0.0
        for round in 0... {
            for index in bands.indices {
                let more = wanted[index] - estimates[index].count
                guard more > 0 else { continue }
                try sample(index, units: more)
                spent += Double(more) * cost(index)
            }
            let estimate = self.estimate(confidence)
            if estimate.bound <= tolerance || bands.isEmpty {
                return estimate.met(true)
            }
            let next = allocation(reducing: estimate.bound, to: 0.97 * tolerance)
            let price = bands.indices.reduce(0) {
                $0 + Double(max(0, next[$1] - estimates[$1].count)) * cost($1)
            }
            guard spent + price <= operations else {
                // What is left of the effort is spent in the same proportions.
                let part = max(0, (operations - spent) / price)
                var isMore = false
                for index in bands.indices {
                    let more = Int(part * Double(max(0, next[index] - estimates[index].count)))
                    wanted[index] = estimates[index].count + more
                    isMore = isMore || more > 0
                }
                guard isMore, round < 40 else { return estimate.met(false) }
                continue
            }
            control.progress?(min(0.99, tolerance * tolerance / (estimate.bound * estimate.bound)))
            wanted = next
        }
        return estimate(confidence)
    }

    private func cost(_ band: Int) -> Double {
        bands[band].cost(count: game.count, isPaired: game.isPaired)
    }

    /// Neyman's allocation: units in proportion to the deviation of one over the root of its cost.
    private func allocation(reducing bound: Double, to tolerance: Double) -> [Int] {
        let deviations = estimates.map { $0.unitVariance.squareRoot() }
        let now = estimates.reduce(0) { $0 + $1.unitVariance / Double($1.count) }
        let aim = now * (tolerance / bound) * (tolerance / bound)
        let sum = bands.indices.reduce(0) { $0 + deviations[$1] * cost($1).squareRoot() }
        return bands.indices.map { index in
            let units = deviations[index] / cost(index).squareRoot() * sum / aim
            // At most ten times as many at once: variances may turn out smaller than the pilot said.
            let most = 10 * Double(estimates[index].count)
            let have = estimates[index].count
            return max(have + (have < 24 ? 1 : 0), Int(min(units, most).rounded(.up)))
        }
    }

    /// Runs more units of one band on all threads; they are added up in their own order.
    private mutating func sample(_ index: Int, units: Int) throws {
        let band = bands[index], game = game, seed = seed, control = control
        let first = estimates[index].count
        // A bounded number at a time, for memory.
        let batch = max(1, 4_000_000 / game.stride)
        for start in stride(from: 0, to: units, by: batch) {
            let size = min(batch, units - start)
            let results = LaneBuffer(size * game.stride)
            let next = Atomic(0)
            let stopped = Atomic(false)
            try onWorkerThreads(min(control.threads, size)) { _ in
                let runner = ChainRunner(game, most: band.sizes.upperBound)
                while true {
                    let unit = next.wrappingAdd(1, ordering: .relaxed).oldValue
                    guard unit < size, !stopped.load(ordering: .relaxed) else { return }
                    if let isCancelled = control.isCancelled, isCancelled() {
                        stopped.store(true, ordering: .relaxed)
                        return
                    }
                    Self.unit(
                        band,
                        game,
                        runner,
                        seed: seed,
                        stream: UInt64(index) << 40 | UInt64(first + start + unit),
                        into: results.base + unit * game.stride
                    )
                }
            }
            guard !stopped.load(ordering: .relaxed) else {
                throw VarianceSharesError.stopped(done: 0)
            }
            for unit in 0..<size { estimates[index].add(results.base + unit * game.stride) }
        }
        subsets += Double(units * band.starts * band.sizes.count)
    }

    /// One unit: the band's part of every Shapley value, estimated from one circular order.
    private static func unit(
        _ band: SizeBand,
        _ game: ChainGame,
        _ runner: ChainRunner,
        seed: UInt64,
        stream: UInt64,
        into result: UnsafeMutablePointer<Double>
    ) {
        var generator = Xoshiro256PlusPlus(seed: seed, stream: stream)
        var order = (0..<Int32(game.count)).map { $0 }
        generator.shuffle(&order)
        // Twice around, so that every window is contiguous.
        let circle = order + order
        let rows = band.rows
        circle.withUnsafeBufferPointer { circle in
            guard let base = circle.baseAddress else { return }
            for start in 0..<band.starts {
                runner.run(
                    base + start * game.count / band.starts,
                    length: band.sizes.upperBound,
                    bands: rows,
                    sums: result,
                    membersCount: game.membersCount
                )
            }
        }
        let scale = 1 / Double(band.starts * game.count)
        for index in 0..<game.count { result[index] *= scale }
    }

    /// What is known by now: the sum of the parts, adjusted to sum to R² exactly.
    private func estimate(_ confidence: Double) -> SampledEstimate {
        let count = game.count
        var values = exact
        var covariance = [Double](repeating: 0, count: count * count)
        var parts: [(variance: Double, units: Int)] = []
        for band in estimates {
            for index in 0..<count { values[index] += band.mean[index] }
            band.addCovariance(to: &covariance)
            parts.append((band.unitVariance / Double(max(1, band.count)), band.count))
        }
        return SampledEstimate(
            values: values,
            covariance: covariance,
            sum: total,
            parts: parts,
            confidence: confidence
        )
    }
}
