import Foundation
import TopsliceFunds
import TopsliceMoney
import TopsliceRecords

/// A folder with an agreement and its tables, removed when the test is over.
final class TemporaryFund {
    let folder: String

    init(_ files: [String: String]) throws {
        folder = NSTemporaryDirectory() + "/funds-" + UUID().uuidString
        try FileManager.default.createDirectory(
            atPath: folder,
            withIntermediateDirectories: true
        )
        for (name, text) in files {
            try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/" + name))
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    func path(_ name: String) -> String { folder + "/" + name }

    func replace(_ name: String, with text: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path(name)))
    }

    /// The whole term, of which everything is recorded, unless something else is asked for.
    func input(
        scenario: String = Actuals.actual,
        standing: StandingRequest = StandingRequest(basis: .final),
        previous: String? = nil
    ) throws -> FundInput {
        try FundInput.read(
            agreement: path("agreement.yaml"),
            actuals: path("actuals.csv"),
            scenario: scenario,
            standing: standing,
            previous: previous
        )
    }

    /// Settles `agreement` on rows of `date,kind,id,partner,amount,quantity,scenario`.
    static func settle(
        _ agreement: String,
        _ rows: [String],
        scenario: String = Actuals.actual,
        previous: String? = nil,
        standing: StandingRequest = StandingRequest(basis: .final),
        tables: [String: String] = [:]
    ) throws -> Settlement {
        var files = tables
        files["agreement.yaml"] = agreement
        files["actuals.csv"] =
            (["date,kind,id,partner,amount,quantity,scenario"] + rows).joined(separator: "\n")
            + "\n"
        files["previous.json"] = previous
        let fund = try TemporaryFund(files)
        return try Settlement(
            try fund.input(
                scenario: scenario,
                standing: standing,
                previous: previous.map { _ in fund.path("previous.json") }
            )
        )
    }

    /// The faults of an agreement, each as `line:column: …`.
    static func faults(_ agreement: String, actuals: String? = nil) throws -> [String] {
        let fund = try TemporaryFund(["agreement.yaml": agreement, "actuals.csv": actuals ?? ""])
        do {
            _ = try FundInput.read(
                agreement: fund.path("agreement.yaml"),
                actuals: actuals == nil ? nil : fund.path("actuals.csv")
            )
            return []
        } catch {
            return error.faults.map {
                "\($0.place.line):\($0.place.character ?? 1): \($0.subject): \($0.message)"
            }
        }
    }
}

extension Settlement {
    subscript(partner: String) -> PartnerStatement {
        guard let statement = statements.first(where: { $0.partner == partner }) else {
            fatalError("no partner \(partner) in this test")
        }
        return statement
    }

    /// In pence.
    func paid(from payer: String, to payee: String) -> Int {
        transfers.filter { $0.from.identifier == payer && $0.to.identifier == payee }
            .map(\.amount.minorUnits).reduce(0, +)
    }
}
