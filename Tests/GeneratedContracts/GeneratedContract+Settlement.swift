package import Foundation
import TopsliceCashFlows
import TopsliceContracts
package import TopsliceFunds
import TopsliceRecords

extension GeneratedContract {
    /// The same files as a cash flow, once they were settled in the folder.
    func cash(in folder: URL) throws -> CashEquations {
        func path(_ name: String) -> String { folder.appendingPathComponent(name).path }
        return try CashEquations(
            CashCase.read(
                planOrAgreement: path("agreement.yaml"),
                standing: Self.standing,
                people: PeopleReader.Paths(
                    outcomes: path("outcomes.csv"),
                    referrals: path("referrals.csv")
                )
            )
        )
    }

    /// Everything that is generated has happened.
    private static let standing =
        StandingRequest(dayText: "2026-12-31", basis: nil) ?? StandingRequest()

    /// Writes its files into a folder, over those of another, and settles them as `settle` does.
    package func settled(in folder: URL, reversed: Bool = false) throws -> Settlement {
        func write(_ text: String, _ name: String) throws -> String {
            let place = folder.appendingPathComponent(name)
            try Data(text.utf8).write(to: place)
            return place.path
        }
        return try Settlement(
            FundInput.read(
                agreement: write(agreement(reversed: reversed), "agreement.yaml"),
                standing: Self.standing,
                people: PeopleReader.Paths(
                    outcomes: write(outcomes(reversed: reversed), "outcomes.csv"),
                    referrals: write(referrals(reversed: reversed), "referrals.csv"),
                    episodes: nil
                )
            )
        )
    }
}
