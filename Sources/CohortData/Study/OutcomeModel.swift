internal import TopsliceOptions

/// The model of an outcome given who served a person and the covariates.
package enum OutcomeModel: Sendable, Hashable, CaseIterable {
    /// One regression.
    case single(Family)
    /// Costs that many people do not have: logistic regression of whether there is one, times Gamma regression of how much
    /// (Duan, Manning, Morris and Newhouse 1983).
    case twoPart

    package static let gaussian = Self.single(.gaussian)
    package static let binomial = Self.single(.binomial)
    package static let poisson = Self.single(.poisson)
    package static let gamma = Self.single(.gamma)
    package static let fractional = Self.single(.fractional)

    package static var allCases: [Self] { Family.allCases.map(Self.single) + [.twoPart] }
}

extension OutcomeModel: RawRepresentable {
    /// As people type it.
    package var rawValue: String {
        switch self {
        case .single(let family): family.rawValue
        case .twoPart: "two-part"
        }
    }

    package init?(rawValue: String) {
        guard let known = Self.allCases.first(where: { $0.rawValue == rawValue }) else {
            return nil
        }
        self = known
    }
}

extension OutcomeModel: SpelledChoice {}
