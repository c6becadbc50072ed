import Foundation
import TopsliceTestSupport

/// The files of a contract with very many recorded outcomes, for `topslice settle`, `audit` and `cashflow`.
struct LargeRecords {
    let count: Int
    private var generator = SeededGenerator(seed: 3)

    init(count: Int) { self.count = count }

    static let agreement = """
        agreement: Very many outcomes
        term: {from: 2025-01-01, to: 2026-12-31}
        partners:
          - {id: council, role: host}
          - {id: nhs, role: funder}
          - {id: p1, role: provider}
          - {id: p2, role: provider}
        outcomes:
          - {id: job, definition: in work, unit: person, recorded: 2024-12-01, owner: council}
          - {id: home, definition: housed, unit: person, recorded: 2024-12-01, owner: council}
        contracts:
          - {id: j, rule: outcome, outcome: job, payers: {shares: {council: 60, nhs: 40}}, tariff: 1000.00}
          - {id: h, rule: outcome, outcome: home, payer: nhs, tariff: 700.00, again_after: {months: 6}}
        cash:
          uncertainty:
            draws: 10000
            of: [{id: jobs, outcomes: [job], factor: {triangular: {low: 0.6, mode: 1, high: 1.2}}}]

        """

    /// Writes `agreement.yaml` and `outcomes.csv`, in no order of people or days.
    mutating func write(to folder: URL) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(Self.agreement.utf8).write(to: folder.appendingPathComponent("agreement.yaml"))
        let path = folder.appendingPathComponent("outcomes.csv").path
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let file = FileHandle(forWritingAtPath: path)
        else { throw CocoaError(.fileWriteUnknown) }
        defer { try? file.close() }
        var text = "person_id,outcome,date,provider\n"
        for _ in 0..<count {
            let month = generator.below(24)
            text += "P\(generator.below(count)),\(["job", "home"][generator.below(2)]),"
            text +=
                "\(2025 + month / 12)-\(Self.two(month % 12 + 1))-\(Self.two(generator.below(28) + 1)),"
            text += "p\(generator.below(2) + 1)\n"
            if text.utf8.count > 1 << 20 {
                try file.write(contentsOf: Data(text.utf8))
                text = ""
            }
        }
        try file.write(contentsOf: Data(text.utf8))
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
