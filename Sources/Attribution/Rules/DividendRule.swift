/// How the dividend of a coalition, which its members achieve together and none of its parts does, is divided among agencies.
///
/// Every value of a game that is linear in it is such a rule; by Shapley's each member has the same.
struct DividendRule: Sendable, Equatable {
    enum Kind: Sendable, Equatable {
        /// By agency: those through whom, one after another, people reach it. The Shapley value of the permission game
        /// v'(S) = v(largest subset of S in which everybody's referrers are present), the conjunctive approach of Gilles, Owen and van den
        /// Brink (1992): a dividend goes to its members and all their referrers alike.
        case referrals([UInt64])
        /// A partition: unions that stand together (Owen 1977). A dividend goes to the unions that take part alike, and within each to its
        /// members alike.
        case unions([UInt64])
    }

    let kind: Kind

    /// What of a dividend of 1 each agency has; they add up to 1, but for that of nobody.
    func parts(of coalition: UInt64) -> [(agency: Int, part: Double)] {
        switch kind {
        case .referrals(let referrers):
            let all = closure(coalition, referrers)
            return Self.members(all).map { ($0, 1 / Double(all.nonzeroBitCount)) }
        case .unions(let unions):
            let met = unions.map { $0 & coalition }.filter { $0 != 0 }
            return met.flatMap { members in
                let part = 1 / Double(met.count * members.nonzeroBitCount)
                return Self.members(members).map { ($0, part) }
            }
        }
    }

    /// Whether the value of a coalition counts for anything under this rule.
    func asks(of coalition: UInt64) -> Bool {
        switch kind {
        case .referrals(let referrers): closure(coalition, referrers) == coalition
        case .unions(let unions):
            unions.count { $0 & coalition != 0 && $0 & ~coalition != 0 } <= 1
        }
    }

    private func closure(_ coalition: UInt64, _ referrers: [UInt64]) -> UInt64 {
        Self.members(coalition).reduce(coalition) { $0 | referrers[$1] }
    }

    private static func members(_ coalition: UInt64) -> [Int] {
        (0..<64).filter { coalition >> UInt64($0) & 1 == 1 }
    }
}
