/// The rules of this module that turn a game into one share a player, by the names people type.
public enum GameRule: String, Sendable, Hashable, CaseIterable {
    case shapley
    case weightedShapley = "weighted-shapley"
    case owen
    case banzhaf
    case normalisedBanzhaf = "normalised-banzhaf"
    case myerson
    case permission
    case tau
    case gately
    case equalSurplus = "equal-surplus"
    case ensc
    case nucleolus
    case prenucleolus
    case perCapitaNucleolus = "per-capita-nucleolus"
    case leastCore = "least-core"

    /// Whether shares are sums of the coalitions' values with fixed weights, so that missing values give
    /// intervals in closed form.
    public var isLinear: Bool {
        switch self {
        case .shapley, .weightedShapley, .owen, .banzhaf, .myerson, .permission, .equalSurplus,
            .ensc:
            true
        case .normalisedBanzhaf, .tau, .gately, .nucleolus, .prenucleolus, .perCapitaNucleolus,
            .leastCore:
            false
        }
    }
}

/// What a rule needs besides the game; each is only asked for by the rules it belongs to.
public struct RuleParameters<Scalar: GameScalar>: Sendable {
    /// Weighted Shapley value; equal where nil.
    public var weights: [Scalar]?
    /// Owen value; singletons where nil.
    public var unions: [Coalition]?
    /// Myerson value; everybody linked to everybody where nil.
    public var links: [(Int, Int)]?
    /// Permission value; none where nil.
    public var referrals: [Referral]?

    public init(
        weights: [Scalar]? = nil,
        unions: [Coalition]? = nil,
        links: [(Int, Int)]? = nil,
        referrals: [Referral]? = nil
    ) {
        self.weights = weights
        self.unions = unions
        self.links = links
        self.referrals = referrals
    }
}

/// The shares under a rule, with the certificate where the rule has one.
public struct RuleOutcome<Scalar: GameScalar>: Sendable, Equatable {
    public let rule: GameRule
    public let shares: [Scalar]
    public let certificate: StabilityCertificate<Scalar>?
}

extension Game {
    /// Applies one rule.
    @specialized(where Scalar == Double)
    public func apply(
        _ rule: GameRule,
        _ parameters: RuleParameters<Scalar> = RuleParameters()
    ) throws(GameError) -> RuleOutcome<Scalar> {
        var certificate: StabilityCertificate<Scalar>?
        let shares: [Scalar]
        switch rule {
        case .shapley:
            shares = shapleyValue()
        case .weightedShapley:
            let equal = [Scalar](repeating: 1, count: playerCount)
            shares = try weightedShapleyValue(weights: parameters.weights ?? equal)
        case .owen:
            let singletons = (0..<playerCount).map { Coalition(players: [$0]) }
            shares = try owenValue(unions: parameters.unions ?? singletons)
        case .banzhaf:
            shares = banzhafValue()
        case .normalisedBanzhaf:
            guard let scaled = normalisedBanzhafValue() else {
                throw .notDefined(.banzhafSumIsZero)
            }
            shares = scaled
        case .myerson:
            shares =
                if let links = parameters.links {
                    try myersonValue(links: links)
                } else {
                    shapleyValue()
                }
        case .permission:
            shares = try permissionValue(referrals: parameters.referrals ?? [])
        case .tau:
            shares = try tauValue()
        case .gately:
            shares = try gatelyPoint()
        case .equalSurplus:
            shares = equalSurplusValue()
        case .ensc:
            shares = egalitarianNonSeparableValue()
        case .nucleolus, .prenucleolus, .perCapitaNucleolus:
            let division = try certifiedDivision(rule)
            shares = division.shares
            certificate = division.certificate
        case .leastCore:
            let core = try leastCore()
            shares = core.shares
            certificate = core.certificate
        }
        return RuleOutcome(rule: rule, shares: shares, certificate: certificate)
    }

    private func certifiedDivision(
        _ rule: GameRule
    ) throws(GameError) -> CertifiedDivision<Scalar> {
        switch rule {
        case .nucleolus: try nucleolus()
        case .perCapitaNucleolus: try perCapitaNucleolus()
        default: try prenucleolus()
        }
    }
}
