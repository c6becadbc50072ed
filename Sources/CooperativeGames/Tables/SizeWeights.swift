private import Glibc

/// Weights by coalition size of a value linear in v:
/// ψᵢ = Σ_{S∋i} entering(|S|) v(S) − Σ_{S∌i} leaving(|S|) v(S).
///
/// A semivalue has one weight w(s) for joining a coalition of s others, entering(s) = w(s − 1) and
/// leaving(s) = w(s), with Σ_s C(n−1, s) w(s) = 1 (Dubey, Neyman and Weber 1981). The Shapley value has
/// w(s) = s!(n−s−1)!/n!, the Banzhaf value w(s) = 2^{1−n}.
public struct SizeWeights: Sendable, Equatable {
    /// entering(0) … entering(n); the first is never used.
    public let entering: [Double]
    /// leaving(0) … leaving(n); the last is never used.
    public let leaving: [Double]

    public var playerCount: Int { entering.count - 1 }

    /// Any weights; both lists run over sizes 0 … n.
    public init(entering: [Double], leaving: [Double]) throws(GameError) {
        guard entering.count == leaving.count else {
            throw .sizeWeights(
                .lengthsDiffer(joining: entering.count, leaving: leaving.count)
            )
        }
        guard entering.count > 1 else { throw .noPlayers }
        guard (entering + leaving).allSatisfy(\.isFinite) else {
            throw .sizeWeights(.notFinite)
        }
        self.init(checkedEntering: entering, leaving: leaving)
    }

    private init(checkedEntering: [Double], leaving: [Double]) {
        var entering = checkedEntering
        var leaving = leaving
        entering[0] = 0
        leaving[leaving.count - 1] = 0
        self.entering = entering
        self.leaving = leaving
    }

    /// w(0) … w(n−1), the weight of joining a coalition of 0 … n−1 others; need not sum to one.
    public init(joining: [Double]) throws(GameError) {
        try self.init(entering: [0] + joining, leaving: joining + [0])
    }

    /// w(s) = s!(n−s−1)!/n! = 1 / (n C(n−1, s)).
    public static func shapley(playerCount: Int) -> SizeWeights {
        let joining = (0..<playerCount).map {
            1 / (Double(playerCount) * binomial(playerCount - 1, $0))
        }
        return SizeWeights(checkedEntering: [0] + joining, leaving: joining + [0])
    }

    /// w(s) = 2^{1−n}.
    public static func banzhaf(playerCount: Int) -> SizeWeights {
        binomialSemivalue(playerCount: playerCount, probability: 0.5)
    }

    /// w(s) = pˢ(1−p)^{n−s−1}: everyone else joins independently with probability p.
    public static func binomialSemivalue(playerCount: Int, probability: Double) -> SizeWeights {
        let joining = (0..<playerCount).map {
            pow(probability, Double($0)) * pow(1 - probability, Double(playerCount - 1 - $0))
        }
        return SizeWeights(checkedEntering: [0] + joining, leaving: joining + [0])
    }
}

/// C(n, k) as a Double; exact while below 2⁵³ (all n ≤ 56).
func binomial(_ n: Int, _ k: Int) -> Double {
    guard k >= 0, k <= n else { return 0 }
    var result = 1.0
    for step in 0..<min(k, n - k) {
        // Each intermediate is itself a binomial coefficient, so the division leaves no rest.
        result = result * Double(n - step) / Double(step + 1)
    }
    return result
}
