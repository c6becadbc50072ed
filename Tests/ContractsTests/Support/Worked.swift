import Foundation
import Testing
import TopsliceContracts
import TopsliceExactArithmetic
import TopsliceFunds
import TopsliceMoney
import TopsliceRecords

/// A contract read from text and worked out, as `settle` does it.
struct Worked {
    let settlement: Settlement

    /// - Parameters:
    ///   - clauses: items of `contracts`, as YAML.
    ///   - tables: CSV by table.
    init(
        _ clauses: String,
        outcomes: String? = nil,
        referrals: String? = nil,
        episodes: String? = nil,
        asAt: String? = nil,
        term: String = "{from: 2025-01-01, to: 2026-12-31}"
    ) throws {
        settlement = try Self.settled(
            agreement: Self.agreement(clauses, term: term),
            outcomes: outcomes,
            referrals: referrals,
            episodes: episodes,
            asAt: asAt
        )
    }

    static func agreement(
        _ clauses: String,
        term: String = "{from: 2025-01-01, to: 2026-12-31}"
    ) -> String {
        """
        agreement: Test
        term: \(term)
        partners:
          - {id: council, role: host}
          - {id: nhs, role: funder}
          - {id: fund, role: funder}
          - {id: p1, role: provider}
          - {id: p2, role: provider}
        outcomes:
        \(["job", "part_time", "home", "school"].map {
            "  - {id: \($0), definition: d, unit: person, recorded: 2024-12-01, owner: council}"
        }.joined(separator: "\n"))
        contracts:
        \(clauses)
        """
    }

    static func settled(
        agreement: String,
        outcomes: String? = nil,
        referrals: String? = nil,
        episodes: String? = nil,
        asAt: String? = nil
    ) throws -> Settlement {
        try withFolder { folder in
            let path = try write(agreement, "agreement.yaml", folder)
            return try Settlement(
                FundInput.read(
                    agreement: path,
                    standing: asAt.flatMap { StandingRequest(dayText: $0, basis: nil) }
                        ?? StandingRequest(),
                    people: PeopleReader.Paths(
                        outcomes: try outcomes.map { try write($0, "outcomes.csv", folder) },
                        referrals: try referrals.map { try write($0, "referrals.csv", folder) },
                        episodes: try episodes.map { try write($0, "episodes.csv", folder) }
                    )
                )
            )
        }
    }

    /// What is wrong, one message a fault; empty where nothing is.
    static func faults(
        _ clauses: String,
        outcomes: String? = nil,
        referrals: String? = nil,
        episodes: String? = nil
    ) throws -> String {
        do {
            _ = try Worked(clauses, outcomes: outcomes, referrals: referrals, episodes: episodes)
            return ""
        } catch let faults as Faults {
            return faults.description
        }
    }

    static func withFolder<Value>(_ body: (URL) throws -> Value) throws -> Value {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("topslice-contracts-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try body(folder)
    }

    static func write(_ text: String, _ name: String, _ folder: URL) throws -> String {
        let path = folder.appendingPathComponent(name)
        try text.write(to: path, atomically: true, encoding: .utf8)
        return path.path
    }

    /// What a partner is paid less what it pays, under all contracts, as decimal text.
    func net(_ partner: String) throws -> String {
        let statement = try #require(settlement.statements.first { $0.partner == partner })
        return statement.outcomePayments.decimalText
    }

    /// Claims not paid under a clause, by reason.
    func unpaid(_ clause: String) throws -> [UnpaidReason: Int] {
        let run = try #require(settlement.contracts.first { $0.clause.head.id == clause })
        return Dictionary(uniqueKeysWithValues: run.result.unpaid.map { ($0.reason, $0.count) })
    }

    /// What is not paid under a clause for a reason, in pence.
    func worth(_ clause: String, _ reason: UnpaidReason) throws -> Rational? {
        let run = try #require(settlement.contracts.first { $0.clause.head.id == clause })
        return run.result.unpaid.first { $0.reason == reason }?.worth
    }

    func figure(_ clause: String, _ name: ClauseFigure.Name) throws -> ClauseFigure.Value? {
        let run = try #require(settlement.contracts.first { $0.clause.head.id == clause })
        return run.result.figures.first { $0.name == name }?.value
    }
}
