import Foundation
import TopsliceCashFlows
import TopsliceRecords

/// Terms and their table in a folder of their own, which goes when this goes.
final class WrittenTerms {
    private let folder: URL

    init(_ text: String, table: String? = nil) throws {
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("topslice-terms-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try write("terms.yaml", text)
        if let table { try write("flows.csv", table) }
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    private func write(_ name: String, _ text: String) throws {
        try Data(text.utf8).write(to: folder.appendingPathComponent(name))
    }

    func read(shocks: String? = nil) throws(Faults) -> CashCase {
        try CashCase.read(folder.appendingPathComponent("terms.yaml").path, shocks: shocks)
    }

    func forecast() throws -> CashForecast { try CashForecast(read()) }

    /// What is wrong with them, without the folder.
    func faults() -> [String] {
        do throws(Faults) {
            _ = try read()
            return []
        } catch {
            return error.faults.map {
                $0.description.replacingOccurrences(of: folder.path + "/", with: "")
            }
        }
    }
}
