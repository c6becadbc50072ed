import BigInt
import TopsliceExactArithmetic

/// Even less odd subsets of the claims by sum, A(s) = Σ_{S: c(S) = s} (−1)^|S|: what
/// inclusion and exclusion needs to cut the corners off a simplex.
///
/// The divisions x ≥ 0, Σx = E form a simplex. Those with x_j ≥ c_j for j in S form a smaller one
/// of edge E − c(S), with volume in proportion to (E − c(S))^(n−1) and centre of gravity
/// x_i = (E − c(S))/n, plus c_i for i in S. Signed by (−1)^|S| they leave just the divisions
/// with x ≤ c.
enum SignedSubsetSums {
    /// Distinct claims × sums: each is one product of large numbers.
    private static let productLimit = 1 << 21

    static func centroid(_ claims: WholeClaims) throws(ClaimsError) -> [Rational] {
        let distinct = Set(claims.claims)
        let limit = productLimit / max(1, distinct.count * max(1, claims.claims.count / 64))
        guard
            let reachable = ReachableSums(below: claims.estate, of: claims.claims, limit: limit)
        else {
            throw .beyondLimit(
                .averageOfAwards,
                claimants: claims.claims.count,
                reason: "their claims may have no more than \(limit) different sums below the "
                    + "smaller of estate and loss"
            )
        }
        let signed = signedCounts(claims.claims, reachable)
        let count = claims.claims.count
        let edges = reachable.sums.map { BigInt(claims.estate - $0) }
        let volumes = edges.map { $0.power(count - 1) }
        let volume = zip(signed, volumes).reduce(BigInt(0)) { $0 + $1.0 * $1.1 }
        let moment = zip(signed, zip(volumes, edges)).reduce(BigInt(0)) {
            $0 + $1.0 * $1.1.0 * $1.1.1
        }
        let common = Rational(moment) / Rational(volume * BigInt(count))
        var awards: [Int: Rational] = [:]
        for claim in distinct {
            let predecessors = reachable.predecessors(by: claim)
            var without: [BigInt] = []
            without.reserveCapacity(signed.count)
            var corner = BigInt(0)
            for place in signed.indices {
                // Dividing Π(1 − z^c) by one factor; sets with the claim count with minus sign.
                let shifted = predecessors[place] >= 0 ? without[predecessors[place]] : 0
                without.append(signed[place] + shifted)
                corner -= shifted * volumes[place]
            }
            let award = common + Rational(BigInt(claim) * corner) / Rational(volume)
            awards[claim] = award * claims.unit
        }
        return claims.claims.map { claim in
            guard let award = awards[claim] else {
                preconditionFailure("no award to claims of \(claim)")
            }
            return award
        }
    }

    private static func signedCounts(_ claims: [Int], _ reachable: ReachableSums) -> [BigInt] {
        var signed = [BigInt](repeating: 0, count: reachable.sums.count)
        signed[0] = 1
        for claim in claims {
            let predecessors = reachable.predecessors(by: claim)
            for place in signed.indices.reversed() where predecessors[place] >= 0 {
                signed[place] -= signed[predecessors[place]]
            }
        }
        return signed
    }
}
