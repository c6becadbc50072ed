/// Referrals or unions of agencies that cannot be.
package enum DivisionFault: Equatable, Sendable, CustomStringConvertible {
    case noAgency(String, option: String)
    case inTwoUnions(String)
    case circle(String)

    package var description: String {
        switch self {
        case .noAgency(let name, let option):
            "--\(option): column '\(name)' is no agency; add it to the agencies or leave it out"
        case .inTwoUnions(let name):
            "--unions: agency '\(name)' stands in two unions, or twice in one; expected each in one at most"
        case .circle(let name):
            "--referrals: agency '\(name)' would be reached only through itself; expected referrals without a circle"
        }
    }
}
