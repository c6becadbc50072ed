/// One agency reached only through another, by their columns.
package struct AgencyReferral: Sendable, Equatable, Codable {
    package let from: String
    package let to: String

    package init(from: String, to: String) {
        self.from = from
        self.to = to
    }
}

extension AttributionProblem {
    /// The rules that the contributions are divided by beside Shapley's.
    var dividendRules: [DividendRule] {
        (referrals.isEmpty ? [] : [DividendRule(kind: .referrals(referrers))])
            + (unions.isEmpty ? [] : [DividendRule(kind: .unions(partition))])
    }

    private func place(_ agency: String) -> Int {
        guard let place = agencies.firstIndex(of: agency) else {
            preconditionFailure("a rule of agency '\(agency)', which was not checked")
        }
        return place
    }

    /// By agency: all through whom people reach it.
    private var referrers: [UInt64] {
        var result = [UInt64](repeating: 0, count: agencies.count)
        for referral in referrals {
            result[place(referral.to)] |= 1 << UInt64(place(referral.from))
        }
        // As often as there are agencies: the longest chain has no more.
        for _ in agencies {
            for agency in agencies.indices {
                for other in agencies.indices where result[agency] >> UInt64(other) & 1 == 1 {
                    result[agency] |= result[other]
                }
            }
        }
        return result
    }

    /// The unions, then everybody else alone.
    private var partition: [UInt64] {
        let stated = unions.map { $0.reduce(0 as UInt64) { $0 | 1 << UInt64(place($1)) } }
        let covered = stated.reduce(0, |)
        return stated
            + agencies.indices.map { 1 << UInt64($0) }.filter { covered & $0 == 0 }
    }

    func validateRules() throws(AttributionError) {
        var faults = AttributionFaults()
        for name in referrals.flatMap({ [$0.from, $0.to] }) where !agencies.contains(name) {
            faults.note(.badDivision(.noAgency(name, option: "referrals")))
        }
        for name in unions.joined() where !agencies.contains(name) {
            faults.note(.badDivision(.noAgency(name, option: "unions")))
        }
        var seen: Set<String> = []
        for name in unions.joined() where !seen.insert(name).inserted {
            faults.note(.badDivision(.inTwoUnions(name)))
        }
        try faults.throwIfAny()
        for (agency, others) in zip(agencies, referrers).enumerated()
        where others.1 >> UInt64(agency) & 1 == 1 {
            throw .badDivision(.circle(others.0))
        }
    }
}
