package import TopsliceExactArithmetic
import TopsliceMoney

/// How the amounts of a contribution grow from the first phase of the term onwards; parts of one, below
/// zero where they shrink.
package enum Uplift: Sendable, Hashable {
    case none
    /// The same from each phase to the next.
    case eachPhase(Rational)
    /// Its own in each phase, against the phase before; nothing in those that are not named.
    case byPhase([String: Rational])
    /// On every anniversary of the term, however long the phases are.
    case eachYear(Rational)

    /// What amounts of the first phase are multiplied by in the phase with this number, 0 the first.
    func growth(phaseNumber: Int, of phases: [Phase]) -> Rational {
        switch self {
        case .none: return .one
        case .eachPhase(let part): return (.one + part).power(UInt(max(0, phaseNumber)))
        case .byPhase(let parts):
            return phases.prefix(phaseNumber + 1).dropFirst().reduce(.one) { growth, phase in
                growth * (.one + (parts[phase.id] ?? .zero))
            }
        case .eachYear(let part):
            guard let first = phases.first, phases.indices.contains(phaseNumber) else {
                return .one
            }
            let start = first.period.from.components
            let now = phases[phaseNumber].period.from.components
            let isBefore = (now.month, now.day) < (start.month, start.day)
            let years = now.year - start.year - (isBefore ? 1 : 0)
            return (.one + part).power(UInt(max(0, years)))
        }
    }
}
