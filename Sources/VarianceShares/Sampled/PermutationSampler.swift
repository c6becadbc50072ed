internal import TopsliceRandomness
internal import TopsliceParallel
internal import Synchronization

/// Estimates shares of groups and unions from random orders of the players.
///
/// In an order players enter one after the other, each with all its columns; with unions, orders keep every
/// union together, which makes the mean the Owen value. A unit of work is an order and its reverse (Ichikawa's
/// antithetic pair: who comes early in one comes late in the other).
struct PermutationSampler {
    private let game: ChainGame
    private let columns: [[Int32]]
    private let unions: [[Int]]
    private let seed: UInt64
    private let control: WalkControl
    private var estimate: BandEstimate
    private let total: Double
    private(set) var subsets = 0.0

    init(_ game: SharingGame, total: Double, seed: UInt64, control: WalkControl) {
        self.game = ChainGame(game)
        self.columns = game.columns.map { $0.map(Int32.init) }
        self.unions = game.players.unions.map(\.players)
        self.total = total
        self.seed = seed
        self.control = control
        self.estimate = BandEstimate(size: game.playerCount)
    }

    /// Samples until `tolerance` is met with `confidence`, or the operations allowed are spent.
    mutating func run(
        tolerance: Double,
        confidence: Double,
        operations: Double
    ) throws -> SampledEstimate {
        let count = Double(game.count)
        let cost = 2 * (game.isPaired ? 1.5 : 0.5) * count * count * count + 2_000
        var wanted = 32
        while true {
            try sample(wanted - estimate.count)
            let now = current(confidence)
            if now.bound <= tolerance { return now.met(true) }
            let left = Int(min(1e9, (operations - Double(estimate.count) * cost) / cost))
            guard left > 0 else { return now }
            let ratio = now.bound / (0.97 * tolerance)
            control.progress?(min(0.99, 1 / (ratio * ratio)))
            let needed = Double(estimate.count) * min(10, ratio * ratio)
            wanted = estimate.count + min(left, max(4, Int(needed) - estimate.count))
        }
    }

    private func current(_ confidence: Double) -> SampledEstimate {
        var covariance = [Double](repeating: 0, count: columns.count * columns.count)
        estimate.addCovariance(to: &covariance)
        return SampledEstimate(
            values: estimate.mean,
            covariance: covariance,
            sum: total,
            parts: [(estimate.unitVariance / Double(estimate.count), estimate.count)],
            confidence: confidence
        )
    }

    private mutating func sample(_ units: Int) throws {
        let game = game, columns = columns, unions = unions, seed = seed, control = control
        let first = estimate.count, players = columns.count
        let results = LaneBuffer(units * players)
        let next = Atomic(0)
        let stopped = Atomic(false)
        try onWorkerThreads(min(control.threads, units)) { _ in
            let runner = ChainRunner(game, most: game.count)
            let rows = [Int32](repeating: -1, count: game.count)
            while true {
                let unit = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard unit < units, !stopped.load(ordering: .relaxed) else { return }
                if let isCancelled = control.isCancelled, isCancelled() {
                    stopped.store(true, ordering: .relaxed)
                    return
                }
                var generator = Xoshiro256PlusPlus(seed: seed, stream: UInt64(first + unit))
                let order = Self.order(of: unions, &generator)
                for direction in [order, order.reversed()] {
                    let entering = direction.flatMap { columns[$0] }
                    runner.run(
                        entering,
                        length: entering.count,
                        bands: rows,
                        sums: nil,
                        membersCount: game.membersCount
                    )
                    var step = 0
                    for player in direction {
                        for _ in columns[player] {
                            results.base[unit * players + player] += 0.5 * runner.gains.base[step]
                            step += 1
                        }
                    }
                }
            }
        }
        guard !stopped.load(ordering: .relaxed) else {
            throw VarianceSharesError.stopped(done: 0)
        }
        for unit in 0..<units { estimate.add(results.base + unit * players) }
        subsets += Double(2 * units * players)
    }

    /// A random order of the unions, and of the players within each.
    private static func order(
        of unions: [[Int]],
        _ generator: inout Xoshiro256PlusPlus
    ) -> [Int] {
        var outer = (0..<Int32(unions.count)).map { $0 }
        generator.shuffle(&outer)
        return outer.flatMap { union in
            var inner = unions[Int(union)].map(Int32.init)
            generator.shuffle(&inner)
            return inner.map(Int.init)
        }
    }
}
