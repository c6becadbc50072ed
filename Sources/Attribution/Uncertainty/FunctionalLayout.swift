internal import TopsliceCooperativeGames

/// A number of interest about a game; all but the last two are linear in its values.
enum Functional: Equatable {
    /// v(∅) and v(N).
    case deadweight
    case observed
    case shapley(agency: Int)
    case firstIn(agency: Int)
    case lastIn(agency: Int)
    /// The Shapley interaction of two agencies, first < second.
    case interaction(Int, Int)
    /// What an agency has by another rule than Shapley's, by number.
    case divided(rule: Int, agency: Int)
    /// The share of people whom an agency served; no matter of the game, but contributions are divided by it.
    case served(agency: Int)
    /// The share of people whom some agency served.
    case servedByAny
}

/// Where each functional stands among all of them: in vectors of them, in score rows and in their covariance.
struct FunctionalLayout: Sendable {
    let agencyCount: Int
    /// By which what was caused together is divided, beside Shapley's.
    var rules: [DividendRule] = []

    private var countWithoutRules: Int {
        3 + 4 * agencyCount + agencyCount * (agencyCount - 1) / 2
    }

    var count: Int { countWithoutRules + rules.count * agencyCount }

    /// The place of a functional.
    @inline(__always)
    subscript(_ functional: Functional) -> Int {
        switch functional {
        case .deadweight: 0
        case .observed: 1
        case .shapley(let agency): 2 + agency
        case .firstIn(let agency): 2 + agencyCount + agency
        case .lastIn(let agency): 2 + 2 * agencyCount + agency
        case .interaction(let first, let second):
            2 + 3 * agencyCount + first * (2 * agencyCount - first - 1) / 2 + second - first - 1
        case .divided(let rule, let agency):
            countWithoutRules + rule * agencyCount + agency
        case .served(let agency):
            2 + 3 * agencyCount + agencyCount * (agencyCount - 1) / 2 + agency
        case .servedByAny:
            2 + 4 * agencyCount + agencyCount * (agencyCount - 1) / 2
        }
    }

    /// Every pair of agencies, first < second, in the order of their places.
    var pairs: [(first: Int, second: Int)] {
        (0..<agencyCount).flatMap { first in
            ((first + 1)..<max(agencyCount, first + 1)).map { (first, $0) }
        }
    }
}

extension FunctionalLayout {
    /// Adds what dividends of one coalition give to each functional of their games, in columns of one number a game.
    ///
    /// Of the dividend d of S an agency in S has d / |S| by Shapley, two of them d / (|S| − 1) as their interaction; last in it has
    /// all of d, and first in where it is alone.
    func add(
        dividends: UnsafePointer<Double>,
        count: Int,
        of coalition: UInt64,
        to functionals: UnsafeMutablePointer<Double>,
        stride: Int
    ) {
        func add(_ factor: Double, to functional: Functional) {
            let target = functionals + self[functional] * stride
            for game in 0..<count { target[game] += factor * dividends[game] }
        }
        let size = coalition.nonzeroBitCount
        add(1, to: .observed)
        if size == 0 { add(1, to: .deadweight) }
        for (number, rule) in rules.enumerated() {
            for (agency, part) in rule.parts(of: coalition) {
                add(part, to: .divided(rule: number, agency: agency))
            }
        }
        var rest = coalition
        while rest != 0 {
            let agency = rest.trailingZeroBitCount
            rest &= rest - 1
            add(1 / Double(size), to: .shapley(agency: agency))
            add(1, to: .lastIn(agency: agency))
            if size == 1 { add(1, to: .firstIn(agency: agency)) }
            var others = rest
            while others != 0 {
                add(1 / Double(size - 1), to: .interaction(agency, others.trailingZeroBitCount))
                others &= others - 1
            }
        }
    }

    /// The functionals of a game, by place; zero for the shares served.
    ///
    /// - `values`: of each coalition, 2^K numbers.
    func functionals(of values: [Double]) throws -> [Double] {
        precondition(
            values.count == 1 << agencyCount,
            "\(values.count) values of a game of \(agencyCount) agencies"
        )
        var result = [Double](repeating: 0, count: count)
        result[self[.deadweight]] = values[0]
        result[self[.observed]] = values[values.count - 1]
        let shapley = try CoalitionTable.shapleyValues(of: values)
        let firstIn = try CoalitionTable.firstIn(of: values)
        let lastIn = try CoalitionTable.lastIn(of: values)
        for agency in 0..<agencyCount {
            result[self[.shapley(agency: agency)]] = shapley[agency]
            result[self[.firstIn(agency: agency)]] = firstIn[agency]
            result[self[.lastIn(agency: agency)]] = lastIn[agency]
        }
        addRules(of: values, to: &result)
        guard agencyCount > 1 else { return result }
        let interactions = try CoalitionTable.shapleyPairInteractions(of: values)
        for (first, second) in pairs {
            result[self[.interaction(first, second)]] = interactions[first][second]
        }
        return result
    }

    private func addRules(of values: [Double], to result: inout [Double]) {
        guard !rules.isEmpty else { return }
        // Harsanyi dividends.
        var dividends = values
        for agency in 0..<agencyCount {
            let bit = 1 << agency
            for coalition in dividends.indices where coalition & bit != 0 {
                dividends[coalition] -= dividends[coalition ^ bit]
            }
        }
        for (number, rule) in rules.enumerated() {
            for (coalition, dividend) in dividends.enumerated() {
                for (agency, part) in rule.parts(of: UInt64(coalition)) {
                    result[self[.divided(rule: number, agency: agency)]] += part * dividend
                }
            }
        }
    }
}
