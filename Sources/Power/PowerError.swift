internal import TopsliceRecords

/// Why nothing can be said of a planned study.
package enum PowerError: Error, Sendable, Equatable, CustomStringConvertible {
    case clustersOfNone
    case tooFewClusters(Int, people: Int)
    case tooFewPeople(Int)
    case triggerOfZero
    case unknownAgency(String)
    case agencyTwice(String)
    case agencyLeftOut(String)
    case notAShare(String)
    case noShares

    package var description: String {
        switch self {
        case .clustersOfNone:
            "--clusters: people count as independent in this attribution, expected --people"
        case .tooFewClusters(let clusters, let people):
            "--clusters: \(clusters) clusters of \(people) people, expected 2 or more and not more than people"
        case .tooFewPeople(let people):
            "--people: \(people) people leave no degree of freedom for the model, expected more"
        case .triggerOfZero:
            "--trigger: 0 is crossed by every other study of nothing, expected a number other than 0"
        case .unknownAgency(let name):
            "--agreed: '\(escaped(name))' is no agency of the attribution"
        case .agencyTwice(let name): "--agreed: '\(escaped(name))' occurs twice"
        case .agencyLeftOut(let name):
            "--agreed: no share of agency '\(escaped(name))', expected one for every agency (0 where it has none)"
        case .notAShare(let name):
            "--agreed: the share of '\(escaped(name))' is no number from 0 on"
        case .noShares: "--agreed: all shares are 0, expected one above 0"
        }
    }
}
