/// What is wrong with a plan, in the words of whoever wrote it.
package enum SimulationError: Error, Equatable, CustomStringConvertible {
    case agencyCount(got: Int, limit: Int)
    case agencyName(String)
    case repeatedAgency(String)
    case unknownAgency(String, wantedBy: String)
    case referrerAfter(agency: String, referrer: String)
    case synergyWithItself(String)
    case repeatedSynergy(String)
    /// `name` must be in `range`, and is `got`.
    case outOfRange(name: String, got: Double, range: ClosedRange<Double>)
    case shares(name: String, expectedCount: Int, got: [Double])
    case needsBinomial(name: String, family: OutcomeFamily)
    case noiseEffects(count: Int, columns: Int)
    case noiseEffectsNeedGaussian(family: OutcomeFamily)
    case meanCountTooLarge(couldReach: Double, limit: Double)
    case truthTooLarge(agencies: Int, areas: Int)

    package var description: String {
        switch self {
        case .agencyCount(let got, let limit):
            "a simulated cohort has 1 to \(limit) agencies, not \(got)"
        case .agencyName(let name):
            "agency name '\(name)' must be letters, digits and underscores, beginning with a letter"
        case .repeatedAgency(let name):
            "agency '\(name)' is named twice (capitals do not count, since columns are in lower case)"
        case .unknownAgency(let name, let wantedBy):
            "\(wantedBy) names agency '\(name)', which the plan does not have"
        case .referrerAfter(let agency, let referrer):
            "agency '\(agency)' is reached through '\(referrer)', which must be named before it"
        case .synergyWithItself(let name):
            "a synergy needs two agencies, and names '\(name)' twice"
        case .repeatedSynergy(let named):
            "the synergy of \(named) is given twice"
        case .outOfRange(let name, let got, let range):
            "\(name) is \(Self.plain(got)), and must be from \(Self.plain(range.lowerBound)) to \(Self.plain(range.upperBound))"
        case .shares(let name, let expectedCount, let got):
            "\(name) must be \(expectedCount) shares from 0 to 1 that add up to 1, and are \(got)"
        case .needsBinomial(let name, let family):
            "\(name) must be 0 for a \(family.rawValue) outcome: only a 0/1 value before keeps "
                + "the truth exact"
        case .noiseEffects(let count, let columns):
            "there are \(count) effects for \(columns) noise columns"
        case .noiseEffectsNeedGaussian(let family):
            "noise columns may have effects only on a gaussian outcome, not on a "
                + "\(family.rawValue) one, for the truth to stay exact"
        case .meanCountTooLarge(let couldReach, let limit):
            "the mean count could reach \(couldReach), above \(limit); make the effects smaller"
        case .truthTooLarge(let agencies, let areas):
            "the exact truth of \(agencies) agencies in \(areas) areas whose uptake differs is too "
                + "long a sum; use fewer agencies or areas, or an uptake spread of 0"
        }
    }

    /// A whole number without a decimal point.
    private static func plain(_ value: Double) -> String {
        Int(exactly: value).map { "\($0)" } ?? "\(value)"
    }
}
