internal import TopsliceRandomness

/// Groups of people alike, among whom the labels of agencies may change hands: fifths by the number of services that covariates let expect.
///
/// Fifths of a score take away nine tenths of what a covariate confounds (Cochran 1968; Rosenbaum and Rubin 1984), and the model the rest.
/// Labels leave clusters: an area that was served much would keep its labels otherwise, and what service really did there be found again.
struct LabelStrata: Sendable {
    private static let fifths = 5

    /// The rows of each.
    let members: [[Int]]

    /// - `expected`: by row, how many services the covariates let expect.
    init(expected: [Double]) {
        let sorted = expected.sorted()
        let cuts = (1..<Self.fifths).map { sorted[$0 * sorted.count / Self.fifths] }
        var members = [[Int]](repeating: [], count: Self.fifths)
        // Equal values stand together.
        for (row, value) in expected.enumerated() {
            members[cuts.count { $0 <= value }].append(row)
        }
        self.members = members
    }

    /// The labels, dealt anew within each stratum by the shuffle of Fisher and Yates (Durstenfeld 1964).
    func permuted(
        _ labels: [UInt64],
        _ generator: inout Xoshiro256PlusPlus
    ) -> [UInt64] {
        var result = labels
        for rows in members {
            for place in stride(from: rows.count - 1, to: 0, by: -1) {
                result.swapAt(rows[place], rows[generator.next(below: place + 1)])
            }
        }
        return result
    }
}
