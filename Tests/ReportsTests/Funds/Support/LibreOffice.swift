import Foundation

/// LibreOffice, where it is installed, as an independent judge of workbooks.
enum LibreOffice {
    static let program = ["/usr/bin/soffice", "/usr/local/bin/soffice"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    static let isInstalled = program != nil

    /// Opens a workbook, works every formula out anew, and gives each sheet as rows of plain values.
    static func recalculated(_ bytes: [UInt8]) throws -> [String: [[String]]] {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("office-\(UUID().uuidString)")
        let user = folder.appendingPathComponent("profile/user")
        try FileManager.default.createDirectory(at: user, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        // Without this it believes the values that the file brings.
        let settings = """
            <?xml version="1.0" encoding="UTF-8"?>
            <oor:items xmlns:oor="http://openoffice.org/2001/registry">
            <item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
            </oor:items>
            """
        try Data(settings.utf8).write(to: user.appendingPathComponent("registrymodifications.xcu"))
        try Data(bytes).write(to: folder.appendingPathComponent("book.xlsx"))
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program ?? "")
        process.arguments = [
            "-env:UserInstallation=file://\(folder.path)/profile", "--headless", "--convert-to",
            // Every sheet, in UTF-8, values as they are and not as they are shown.
            "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1",
            "--outdir", folder.path, folder.appendingPathComponent("book.xlsx").path,
        ]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        var sheets: [String: [[String]]] = [:]
        for file in try FileManager.default.contentsOfDirectory(atPath: folder.path)
        where file.hasPrefix("book-") && file.hasSuffix(".csv") {
            let text = try String(
                contentsOf: folder.appendingPathComponent(file),
                encoding: .utf8
            )
            sheets[String(file.dropFirst(5).dropLast(4))] = CSVRows.read(text)
        }
        return sheets
    }
}
