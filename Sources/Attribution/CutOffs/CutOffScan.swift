internal import TopsliceCohortData

/// Looks in every number among the covariates for a value at which an agency's service jumps, from all rows or enough of them.
///
/// On either side of every value stands a straight line through the part served, over a sixth of the people (Hahn, Todd and van der Klaauw
/// 2001; Imbens and Lemieux 2008, Journal of Econometrics 142, 615-635), taken on ranks, which bend no jump and leave long tails short.
struct CutOffScan {
    let problem: AttributionProblem
    let model: AgencyModel
    let rows: CohortRows

    private static let partOfPeople = 1.0 / 6
    private static let leastPeople = 50.0
    private static let leastValuesOfSide = 3

    /// The people with one value, and how many of them each agency served.
    struct Value: Sendable {
        var people = 0.0
        var served: [Double]
    }

    /// The largest jump of each agency in each covariate that is one by rule, agency by agency.
    ///
    /// - Complexity: one pass, and O(values) for each agency and covariate.
    func found() throws -> [CutOff] {
        let numbers = model.covariateRequests.filter { !$0.isCategory }
        guard !numbers.isEmpty else { return [] }
        let (agencies, requests) = (model.agencyRequests, numbers.map(\.request))
        let empty = [[Double: Value]](repeating: [:], count: numbers.count)
        let none = Value(served: agencies.map { _ in 0 })
        let states = try rows.forEachBlock(
            makeState: { _ in empty },
            body: { values, block in
                for (place, request) in requests.enumerated() {
                    let column = block.column(request)
                    for row in 0..<block.rowCount {
                        let people = block.counts?[row] ?? 1
                        values[place][column[row], default: none].people += people
                        for (agency, request) in agencies.enumerated()
                        where block.column(request)[row] == 1 {
                            values[place][column[row], default: none].served[agency] += people
                        }
                    }
                }
            }
        )
        let sides = numbers.indices.map { place -> Steps? in
            var all: [Double: Value] = [:]
            for state in states {
                for (value, counted) in state[place] {
                    all[value, default: none].people += counted.people
                    for agency in agencies.indices {
                        all[value, default: none].served[agency] += counted.served[agency]
                    }
                }
            }
            return all.count < CutOff.leastValues ? nil : Steps(all)
        }
        return problem.agencies.enumerated().flatMap { agency, name in
            zip(numbers, sides).compactMap { number, steps in
                steps?.largestJump(ofAgency: agency).map { jump in
                    CutOff(
                        agency: name,
                        covariate: number.name,
                        from: jump.from,
                        below: min(1, max(0, jump.below)),
                        above: min(1, max(0, jump.above)),
                        statistic: jump.statistic
                    )
                }
            }
        }
    }

    /// The values of a covariate in their order, with sums up to each.
    struct Steps {
        private let values: [Double]
        /// Before each value and behind the last: people, and the sums of their ranks and squared ranks.
        private var people: [Double] = [0]
        private var ranks: [Double] = [0]
        private var squares: [Double] = [0]
        /// By agency: those served, and the sums of their ranks.
        private var served: [[Double]]
        private var servedRanks: [[Double]]

        init(_ all: [Double: Value]) {
            let sorted = all.sorted { $0.key < $1.key }
            values = sorted.map(\.key)
            let agencies = sorted.first?.value.served.count ?? 0
            served = [[Double]](repeating: [0], count: agencies)
            servedRanks = served
            let whole = sorted.reduce(0) { $0 + $1.value.people }
            var (count, rank, square) = (0.0, 0.0, 0.0)
            for (_, value) in sorted {
                // The middle rank of those who share a value, as a part of all.
                let own = (count + value.people / 2) / whole
                count += value.people
                rank += value.people * own
                square += value.people * own * own
                people.append(count)
                ranks.append(rank)
                squares.append(square)
                for agency in 0..<agencies {
                    let last = served[agency].count - 1
                    served[agency].append(served[agency][last] + value.served[agency])
                    servedRanks[agency].append(
                        servedRanks[agency][last] + value.served[agency] * own
                    )
                }
            }
        }

        struct Jump {
            let from: Double
            let below: Double
            let above: Double
            let statistic: Double
        }

        /// The jump with the largest statistic that is one by rule; nil where there is none.
        func largestJump(ofAgency agency: Int) -> Jump? {
            let whole = people[values.count]
            let width = max(CutOffScan.leastPeople, whole * CutOffScan.partOfPeople)
            var best: Jump?
            var (first, last) = (0, 0)
            for cut in 1..<values.count {
                // As many people on either side as are wanted, and three values, or all there are.
                while first + CutOffScan.leastValuesOfSide < cut,
                    people[cut] - people[first + 1] >= width
                {
                    first += 1
                }
                last = max(last, min(values.count, cut + CutOffScan.leastValuesOfSide))
                while last < values.count, people[last] - people[cut] < width { last += 1 }
                guard cut - first >= CutOffScan.leastValuesOfSide,
                    last - cut >= CutOffScan.leastValuesOfSide
                else { continue }
                let at = people[cut] / whole
                guard let below = line(agency, first..<cut, at: at),
                    let above = line(agency, cut..<last, at: at)
                else { continue }
                let jump = above.value - below.value
                let statistic = jump / (below.variance + above.variance).squareRoot()
                guard jump.magnitude >= CutOff.leastJump,
                    statistic.magnitude >= CutOff.leastStatistic,
                    statistic.magnitude > best?.statistic.magnitude ?? 0
                else { continue }
                best = Jump(
                    from: CutOff.between(values[cut - 1], values[cut]),
                    below: below.value,
                    above: above.value,
                    statistic: statistic
                )
            }
            return best
        }

        /// What the line through the part served gives at a rank, and its variance; nil for fewer people than are needed.
        private func line(
            _ agency: Int,
            _ range: Range<Int>,
            at rank: Double
        ) -> (value: Double, variance: Double)? {
            func sum(_ sums: [Double]) -> Double { sums[range.upperBound] - sums[range.lowerBound] }
            let count = sum(people)
            guard count >= CutOffScan.leastPeople else { return nil }
            let middle = sum(ranks) / count
            let spread = sum(squares) - count * middle * middle
            let total = sum(served[agency])
            guard spread > 0 else { return nil }
            let product = sum(servedRanks[agency]) - middle * total
            let slope = product / spread
            let distance = rank - middle
            // Squares of flags are the flags; where all or none were served one more of each is thought to be there.
            let left = total - total * total / count - slope * product
            let least = (total + 1) / (count + 2) * (count - total + 1) / (count + 2)
            let variance = max(left / (count - 2), least / count)
            return (
                total / count + slope * distance,
                variance * (1 / count + distance * distance / spread)
            )
        }
    }
}
