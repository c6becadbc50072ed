import TopsliceOptions
import TopsliceSharing
import TopsliceStudies
import Foundation
import TopsliceReports

/// A folder for the files of one test; gone afterwards.
final class Workplace {
    let path: String

    init() throws {
        let url = FileManager.default.temporaryDirectory
            .appendingPathComponent("topslice-evaluation-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = url.path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Writes a file and returns its path.
    func file(_ name: String, _ text: String) throws -> String {
        let path = "\(self.path)/\(name)"
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        return path
    }

    /// A message without the folder, so that it can be compared whole.
    func message(_ error: any Error) -> String {
        "\(error)".replacingOccurrences(of: path + "/", with: "")
    }

    // MARK: - Requests

    func game(
        _ csv: String,
        orientation: String? = "savings",
        rules: String? = nil,
        total: String? = nil,
        unions: String? = nil,
        weights: String? = nil,
        referrals: String? = nil,
        change: (inout GameOptions) -> Void = { _ in }
    ) throws -> GameRun {
        var options = try GameOptions(
            flags: stated([
                "orientation": orientation, "rules": rules, "total": total, "unions": unions,
                "weights": weights, "referrals": referrals,
            ])
        )
        options.file = Stated(try file("game.csv", csv), at: "game.csv")
        change(&options)
        return try GameRequest(options: options).run()
    }

    func claims(
        _ csv: String,
        estate: String?,
        rules: String? = nil,
        currency: String? = nil
    ) throws -> ClaimsRun {
        var options = try ClaimsOptions(
            flags: stated(["estate": estate, "rules": rules, "currency": currency])
        )
        options.file = Stated(try file("claims.csv", csv), at: "claims.csv")
        return try ClaimsRequest(options: options).run()
    }

    func apportion(
        _ csv: String,
        amount: String? = nil,
        units: String? = nil,
        method: String? = nil,
        isTable: Bool = false
    ) throws -> ApportionRun {
        var options = try ApportionOptions(
            flags: stated(["amount": amount, "units": units, "method": method])
        )
        options.file = Stated(try file("weights.csv", csv), at: "weights.csv")
        options.isTable = isTable
        return try ApportionRequest(options: options).run()
    }

    func services(
        shares: String,
        costs: String,
        method: String,
        order: String? = nil
    ) throws -> ServicesRun {
        var options = try ServicesOptions(flags: stated(["method": method, "order": order]))
        options.file = Stated(try file("shares.csv", shares), at: "shares.csv")
        options.costs = .file(Stated(try file("costs.csv", costs), at: "--costs"))
        return try ServicesRequest(options: options).run()
    }
}

private func stated(_ flags: [String: String?]) -> [String: String] {
    flags.compactMapValues { $0 }
}

func answer(_ run: GameRun) throws -> Answer {
    try Answer(GameReport(run, provenance: noProvenance).json)
}

func answer(_ run: ClaimsRun) throws -> Answer {
    try Answer(ClaimsReport(run, provenance: noProvenance).json)
}

func answer(_ run: ApportionRun) throws -> Answer {
    try Answer(ApportionReport(run, provenance: noProvenance).json)
}

func answer(_ run: ServicesRun) throws -> Answer {
    try Answer(ServicesReport(run, provenance: noProvenance).json)
}
