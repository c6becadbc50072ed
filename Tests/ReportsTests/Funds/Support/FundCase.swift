import Foundation
import TopsliceFormats
import TopsliceFunds
import TopsliceMoney
import TopsliceRecords
import TopsliceReports

/// An agreement and its actuals in a folder of their own, of which single amounts can be changed.
struct FundCase {
    let name: String
    let folder: URL
    let agreement: String
    let actuals: String

    static let datasets = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("datasets/funds")

    /// One of the data sets of the repository.
    init(
        dataset name: String,
        agreement: String = "agreement.yaml",
        actuals: String = "actuals.csv"
    ) {
        self.name = name
        self.agreement = agreement
        self.actuals = actuals
        folder = Self.datasets.appendingPathComponent(name)
    }

    /// One made up for a test; the folder is the caller's to remove.
    ///
    /// - Parameter parameters: figures of the year, for an agreement that names `parameters.csv`.
    init(
        _ name: String,
        agreement: String,
        actuals: String,
        parameters: String? = nil
    ) throws {
        self.name = name
        self.agreement = "agreement.yaml"
        self.actuals = "actuals.csv"
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("fund-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(agreement.utf8).write(to: folder.appendingPathComponent("agreement.yaml"))
        try Data(actuals.utf8).write(to: folder.appendingPathComponent("actuals.csv"))
        if let parameters {
            try Data(parameters.utf8).write(to: folder.appendingPathComponent("parameters.csv"))
        }
    }

    func report(
        _ request: StandingRequest = StandingRequest(),
        audience: Audience = .commissioner,
        comparingRules: Bool = false
    ) throws -> SettlementReport {
        try SettlementReport(
            try Settlement(
                try FundInput.read(
                    agreement: folder.appendingPathComponent(agreement).path,
                    actuals: folder.appendingPathComponent(actuals).path,
                    standing: request
                ),
                comparingRules: comparingRules
            ),
            audience: audience,
            provenance: .ofNoFile
        )
    }

    /// The same with other amounts and quantities, by line of the table of actuals from 2.
    func changing(
        _ amounts: [Int: Int],
        quantities: [Int: String] = [:],
        decimals: Int = 2
    ) throws -> FundCase {
        let text = try String(
            contentsOf: folder.appendingPathComponent(actuals),
            encoding: .utf8
        )
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let header = lines[0].split(separator: ",", omittingEmptySubsequences: false)
        guard let column = header.firstIndex(of: "amount") else {
            throw CocoaError(.fileReadCorruptFile)
        }
        for (line, pence) in amounts {
            var cells = lines[line - 1].split(separator: ",", omittingEmptySubsequences: false)
                .map(String.init)
            let number = String(abs(pence))
            let missing = max(0, decimals + 1 - number.count)
            let digits = String(repeating: "0", count: missing) + number
            cells[column] =
                (pence < 0 ? "-" : "") + digits.dropLast(decimals)
                + (decimals > 0 ? "." + digits.suffix(decimals) : "")
            lines[line - 1] = cells.joined(separator: ",")
        }
        if let column = header.firstIndex(of: "quantity") {
            for (line, quantity) in quantities {
                var cells = lines[line - 1].split(separator: ",", omittingEmptySubsequences: false)
                    .map(String.init)
                cells[column] = quantity
                lines[line - 1] = cells.joined(separator: ",")
            }
        }
        let copy = FileManager.default.temporaryDirectory
            .appendingPathComponent("fund-\(UUID().uuidString)")
        try FileManager.default.copyItem(at: folder, to: copy)
        try Data(lines.joined(separator: "\n").utf8)
            .write(to: copy.appendingPathComponent(actuals))
        return FundCase(name, copy, agreement, actuals)
    }

    /// The same with other figures of the year, by line of `parameters.csv` from 2; this folder is changed if it is a copy.
    func changing(figures: [Int: String]) throws -> FundCase {
        let file = folder.appendingPathComponent("parameters.csv")
        var lines = try String(contentsOf: file, encoding: .utf8)
            .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        for (line, value) in figures {
            var cells = lines[line - 1].split(separator: ",", omittingEmptySubsequences: false)
                .map(String.init)
            cells[2] = value
            lines[line - 1] = cells.joined(separator: ",")
        }
        precondition(!folder.path.hasPrefix(Self.datasets.path), "data sets stay as they are")
        try Data(lines.joined(separator: "\n").utf8).write(to: file)
        return self
    }

    private init(_ name: String, _ folder: URL, _ agreement: String, _ actuals: String) {
        self.name = name
        self.folder = folder
        self.agreement = agreement
        self.actuals = actuals
    }

    func remove() {
        guard !folder.path.hasPrefix(Self.datasets.path) else { return }
        try? FileManager.default.removeItem(at: folder)
    }
}
