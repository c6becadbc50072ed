import Foundation
package import TopsliceFunds

extension GeneratedAgreement {
    /// Settles it from files, as anybody would, and removes them.
    ///
    /// - Parameter text: it, as ``text(shuffledBy:isShuffled:)`` writes it.
    package func settled(
        _ text: String,
        standing: StandingRequest = StandingRequest(basis: .final)
    ) throws -> Settlement {
        let folder = NSTemporaryDirectory() + "/generated-" + UUID().uuidString
        try FileManager.default.createDirectory(
            atPath: folder,
            withIntermediateDirectories: true
        )
        defer { try? FileManager.default.removeItem(atPath: folder) }
        func write(_ name: String, _ text: String) throws -> String {
            let path = "\(folder)/\(name)"
            try Data(text.utf8).write(to: URL(fileURLWithPath: path))
            return path
        }
        let head = "date,kind,id,partner,amount,quantity,scenario"
        return try Settlement(
            FundInput.read(
                agreement: try write("agreement.yaml", text),
                actuals: try write(
                    "actuals.csv",
                    ([head] + rows).joined(separator: "\n") + "\n"
                ),
                standing: standing,
                previous: try previous.map { try write("previous.json", $0) }
            )
        )
    }
}
