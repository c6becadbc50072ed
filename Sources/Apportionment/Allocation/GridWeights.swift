public import BigInt
public import TopsliceExactArithmetic
public import TopsliceMoney

/// The one door between measured shares and money: decimal text outside, whole-number weights
/// inside.
///
/// A measured share is a floating-point number; whoever holds it writes it out in decimal (the
/// shortest text that reads back, exponent allowed) and hands the text in here. From then on all
/// is exact. Each share is put on a grid of G steps, where G is the smallest power of ten for
/// which no allocation of the pool moves by more than a thousandth of a minor unit.
///
/// Rounding w to the grid moves it by at most 1/(2G) of Σw, and the sum of n weights by n times
/// that, so an allocation moves by at most pool · (n + 1)/(2G − n); G ≥ 1000 · pool · (n + 1)
/// makes that less than a thousandth.
public struct GridWeights: Sendable, Hashable {
    /// Whole numbers, negative where harm was measured; nearly G in sum.
    public let weights: [BigInt]
    /// G, in steps of which the shares together make up about one whole.
    public let gridSteps: BigInt

    /// - Parameters:
    ///   - shares: decimal text each, in any common unit; their sum must be above zero.
    ///   - pool: the largest amount these weights will divide.
    public init(decimalShares shares: [String], pool: Money) throws(GridError) {
        guard !shares.isEmpty else { throw .noShares }
        var exact: [Rational] = []
        for share in shares {
            do {
                exact.append(try Rational(parsing: share, allowingExponent: true))
            } catch {
                throw .unreadable(error)
            }
        }
        let sum = exact.sum()
        guard sum.isPositive else { throw .sumNotPositive(sum) }
        // Shares of both signs can each exceed their sum; the grid must be finer by as much.
        let spread = (exact.map(\.magnitude).sum() / sum).ceiling
        let needed =
            1_000 * BigInt(max(1, pool.minorUnits.magnitude)) * BigInt(shares.count + 1) * spread
        var steps = BigInt(1)
        while steps < needed { steps *= 10 }
        gridSteps = steps
        weights = exact.map { ($0 / sum * Rational(steps)).rounded(.nearestOrEven) }
    }

    /// The weights as exact fractions of their sum times the pool: shares in minor units that sum
    /// to it exactly.
    public func exactShares(of pool: Money) -> [Rational] {
        let sum = Rational(weights.reduce(0, +))
        return weights.map { Rational($0) * Rational(pool.minorUnits) / sum }
    }
}

/// Why measured shares cannot become weights.
public enum GridError: Error, Sendable, Hashable, CustomStringConvertible {
    case noShares
    case unreadable(RationalParseError)
    case sumNotPositive(Rational)

    public var description: String {
        switch self {
        case .noShares: "there are no measured shares"
        case .unreadable(let error): "a measured share cannot be read: \(error)"
        case .sumNotPositive(let sum):
            "the measured shares sum to \(sum.written); money can follow them only above zero"
        }
    }
}
