import TopsliceExactArithmetic

/// The accepted rules for dividing an estate among claims, by the names they are asked for.
///
/// Surveyed by Thomson (2003, 2015), "Axiomatic and game-theoretic analysis of bankruptcy and
/// taxation problems". Each rule's file states its definition and source.
public enum ClaimsRule: String, Sendable, Hashable, CaseIterable {
    case proportional
    case adjustedProportional = "adjusted-proportional"
    case constrainedEqualAwards = "cea"
    case constrainedEqualLosses = "cel"
    case talmud
    case reverseTalmud = "reverse-talmud"
    case piniles
    case constrainedEgalitarian = "constrained-egalitarian"
    case minimalOverlap = "minimal-overlap"
    case randomArrival = "random-arrival"
    case averageOfAwards = "average-of-awards"

    /// The award by this rule alone: no tiers, caps or floors.
    func awards(_ claims: PlainClaims) throws(ClaimsError) -> [Rational] {
        switch self {
        case .proportional: claims.proportional()
        case .adjustedProportional: claims.adjustedProportional()
        case .constrainedEqualAwards: claims.constrainedEqualAwards()
        case .constrainedEqualLosses: claims.constrainedEqualLosses()
        case .talmud: claims.talmud()
        case .reverseTalmud: claims.reverseTalmud()
        case .piniles: claims.piniles()
        case .constrainedEgalitarian: claims.constrainedEgalitarian()
        case .minimalOverlap: try claims.minimalOverlap()
        case .randomArrival: try claims.randomArrival()
        case .averageOfAwards: try claims.averageOfAwards()
        }
    }
}
