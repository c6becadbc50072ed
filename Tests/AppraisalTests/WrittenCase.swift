import Foundation
import TopsliceAppraisal
import TopsliceRecords

/// A case and its tables in a folder of their own, which goes when this goes.
final class WrittenCase {
    let folder: URL

    init(_ text: String, tables: [String: String] = [:]) throws {
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("topslice-case-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (name, table) in tables { try write(name, table) }
        try write("case.yaml", text)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    private func write(_ name: String, _ text: String) throws {
        try Data(text.utf8).write(to: folder.appendingPathComponent(name))
    }

    var path: String { folder.appendingPathComponent("case.yaml").path }

    func read() throws(Faults) -> AppraisalCase { try AppraisalCase.read(path) }

    func appraised() throws -> Appraisal { try Appraisal(read()) }

    /// What is wrong with it, without the folder.
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
