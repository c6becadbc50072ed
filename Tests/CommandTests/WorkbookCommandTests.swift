import Foundation
import Testing
import TopsliceTestSupport

/// Workbooks in place of CSV files, as a finance officer gives them to the command.
@Suite struct WorkbookCommandTests {
    private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    private static let office =
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    /// A workbook of one sheet from rows of texts; those that read as numbers are stored as numbers.
    private func book(_ sheet: String, _ rows: [[String]]) -> Data {
        let lines = rows.enumerated().map { number, cells in
            let inner = cells.enumerated().map { place, text in
                let letter = Character(Unicode.Scalar(UInt8(65 + place)))
                let name = "\(letter)\(number + 1)"
                if text.isEmpty { return "" }
                return Double(text) == nil
                    ? "<c r=\"\(name)\" t=\"inlineStr\"><is><t>\(text)</t></is></c>"
                    : "<c r=\"\(name)\"><v>\(text)</v></c>"
            }
            return "<row r=\"\(number + 1)\">\(inner.joined())</row>"
        }
        func relation(_ kind: String, _ target: String) -> String {
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                + "<Relationship Id=\"r\" Type=\"\(Self.office)/\(kind)\" Target=\"\(target)\"/></Relationships>"
        }
        return Data(
            ZipWriter([
                .init("[Content_Types].xml", "<Types/>"),
                .init("_rels/.rels", relation("officeDocument", "xl/workbook.xml")),
                .init(
                    "xl/workbook.xml",
                    "<workbook xmlns=\"\(Self.main)\" xmlns:r=\"\(Self.office)\"><sheets>"
                        + "<sheet name=\"\(sheet)\" r:id=\"r\"/></sheets></workbook>"
                ),
                .init("xl/_rels/workbook.xml.rels", relation("worksheet", "s.xml")),
                .init(
                    "xl/s.xml",
                    "<worksheet xmlns=\"\(Self.main)\"><sheetData>\(lines.joined())</sheetData>"
                        + "</worksheet>"
                ),
            ]).bytes()
        )
    }

    /// Rows of a CSV file of this project without quotes.
    private func rows(_ path: String) throws -> [[String]] {
        let text = try String(
            contentsOf: Command.root.appendingPathComponent(path),
            encoding: .utf8
        )
        return text.split(separator: "\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
    }

    /// The values of some keys of a JSON result.
    private func values(_ text: String, _ keys: [String]) throws -> [String] {
        let root = try #require(
            try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
        )
        return try keys.map { key in
            let value = try #require(root[key], "\(key)")
            let data = try JSONSerialization.data(
                withJSONObject: value,
                options: [.sortedKeys, .fragmentsAllowed]
            )
            return String(decoding: data, as: UTF8.self)
        }
    }

    @Test func aSettlementFromAWorkbookIsThatFromItsCSV() throws {
        try Command.withFolder { folder in
            let fund = "datasets/funds/free-rider"
            let table = try rows("\(fund)/actuals.csv")
            let place = folder.appendingPathComponent("ledger.xlsx")
            try book("Year 1", [["Actuals of the fund"]] + table).write(to: place)
            let keys = ["partners", "transfers", "invoices", "checks"]
            func settled(_ actuals: String) throws -> Command.Outcome {
                try Command.run([
                    "settle", "\(fund)/agreement.yaml", "--actuals", actuals, "--json", "-",
                ])
            }
            let expected = try settled("\(fund)/actuals.csv")
            let found = try settled(place.path + "#Year 1")
            #expect(found.exitCode == 0, "\(found.errors)")
            #expect(try values(found.output, keys) == values(expected.output, keys))
            #expect(found.output.contains("ledger.xlsx:'Year 1'!A3"))
            let digest = try Command.shell("sha256sum <ledger.xlsx", in: folder).output.prefix(64)
            #expect(found.output.contains("\"sha256\": \"\(digest)\""))
        }
    }

    /// Tables that other commands take, each in a workbook and in its CSV.
    @Test(arguments: [
        (
            "claims", [["claimant", "claim"], ["a", "100"], ["b", "200"], ["c", "300"]],
            ["--estate", "200"]
        ),
        (
            "game", [["coalition", "value"], ["a", "1.5"], ["b", "2"], ["a+b", "5"]],
            ["--orientation", "savings"]
        ),
        (
            "apportion", [["id", "weight"], ["a", "1"], ["b", "2"], ["c", "3"]],
            ["--amount", "100.00"]
        ),
        (
            "apportion", [["", "x", "y"], ["p", "1.5", "2.25"], ["q", "3.75", "4.5"]],
            ["--table", "--amount", "12.00"]
        ),
    ])
    func otherTablesAreReadFromWorkbooksToo(
        command: String,
        table: [[String]],
        options: [String]
    ) throws {
        try Command.withFolder { folder in
            let place = folder.appendingPathComponent("table.xlsx")
            try book("Table", table).write(to: place)
            let csv = folder.appendingPathComponent("table.csv")
            try table.map { $0.joined(separator: ",") }.joined(separator: "\n")
                .write(to: csv, atomically: true, encoding: .utf8)
            let outcomes = try [csv.path, place.path].map {
                try Command.run([command, $0] + options + ["--json", "-"])
            }
            #expect(outcomes[1].exitCode == 0, "\(outcomes[1].errors)")
            // Only the name and the digest of the file differ.
            let lines = outcomes.map { outcome in
                outcome.output.split(separator: "\n").filter {
                    !$0.contains("table.csv") && !$0.contains("table.xlsx")
                        && !$0.contains("seconds")
                }
            }
            #expect(lines[0].count > 10)
            #expect(lines[0] == lines[1])
        }
    }

    @Test func everyFaultOfAWorkbookHasItsCellAndNothingIsWritten() throws {
        try Command.withFolder { folder in
            var table = try rows("datasets/funds/free-rider/actuals.csv")
            table[1][table[0].firstIndex(of: "amount") ?? 0] = "12.345"
            table[2][0] = "31/02/2025"
            let place = folder.appendingPathComponent("ledger.xlsx")
            try book("Ledger", table).write(to: place)
            let output = folder.appendingPathComponent("out").path
            let run = try Command.run([
                "settle", "datasets/funds/free-rider/agreement.yaml", "--actuals", place.path,
                "--output", output,
            ])
            #expect(run.exitCode == 2)
            #expect(run.output.isEmpty)
            #expect(run.errors.contains("ledger.xlsx:Ledger!A3: column 'date': "), "\(run.errors)")
            #expect(
                run.errors.contains("ledger.xlsx:Ledger!E2: column 'amount': "),
                "\(run.errors)"
            )
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 1)
        }
    }

    /// A workbook that is read is never written over, whichever of its sheets was named.
    @Test func aWorkbookThatIsReadIsNotWrittenOver() throws {
        try Command.withFolder { folder in
            let place = folder.appendingPathComponent("ledger.xlsx")
            let bytes = book("Ledger", try rows("datasets/funds/free-rider/actuals.csv"))
            try bytes.write(to: place)
            let run = try Command.run([
                "settle", "datasets/funds/free-rider/agreement.yaml", "--actuals",
                place.path + "#Ledger", "--json", place.path, "--force",
            ])
            #expect(run.exitCode == 2)
            #expect(try Data(contentsOf: place) == bytes)
        }
    }

    /// A ledger with headings of its own, and the file that says what they are.
    @Test func aMappingOfColumnsIsReadAndStandsInTheProvenance() throws {
        try Command.withFolder { folder in
            var table = try rows("datasets/funds/free-rider/actuals.csv")
            table[0] = ["Posted", "Type", "Cost centre", "Payer", "Net (£)"]
            try book("Ledger", table).write(to: folder.appendingPathComponent("ledger.xlsx"))
            let columns = folder.appendingPathComponent("columns.yaml")
            try "columns: {date: Posted, kind: Type, id: Cost centre, partner: Payer, amount: Net}"
                .write(to: columns, atomically: true, encoding: .utf8)
            func settled(_ more: [String]) throws -> Command.Outcome {
                try Command.run(
                    [
                        "settle", "datasets/funds/free-rider/agreement.yaml", "--actuals",
                        folder.path + "/ledger.xlsx", "--json", "-",
                    ] + more
                )
            }
            #expect(try settled([]).exitCode == 2)
            let found = try settled(["--columns", columns.path])
            #expect(found.exitCode == 0, "\(found.errors)")
            let digest = try Command.shell("sha256sum <columns.yaml", in: folder).output.prefix(64)
            #expect(found.output.contains("\"sha256\": \"\(digest)\""))
            let expected = try Command.run([
                "settle", "datasets/funds/free-rider/agreement.yaml", "--actuals",
                "datasets/funds/free-rider/actuals.csv", "--json", "-",
            ])
            let keys = ["partners", "transfers", "invoices", "checks"]
            #expect(try values(found.output, keys) == values(expected.output, keys))
        }
    }

    /// Tables of service departments and tables with heads both ways, headed as in somebody's ledger: a CSV and a workbook
    /// by one mapping come to what the plain CSV does.
    @Test func servicesAndTablesTakeMappingsToo() throws {
        try Command.withFolder { folder in
            func write(_ name: String, _ rows: [[String]]) throws -> [String] {
                let csv = folder.appendingPathComponent("\(name).csv")
                try rows.map { $0.joined(separator: ",") }.joined(separator: "\n")
                    .write(to: csv, atomically: true, encoding: .utf8)
                let sheet = folder.appendingPathComponent("\(name).xlsx")
                try book("Table", rows).write(to: sheet)
                return [csv.path, sheet.path]
            }
            let columns = folder.appendingPathComponent("columns.yaml")
            try """
            columns: {from: Gives, to: Gets, share: Part}
            tables: {costs: {columns: {department: Unit, cost: Spent}}}
            """.write(to: columns, atomically: true, encoding: .utf8)
            let shares = [["it", "care", "0.25"], ["it", "beds", "0.75"]]
            let costs = [["it", "100.00"], ["care", "10.00"], ["beds", "20.00"]]
            let plain = try write("plain", [["from", "to", "share"]] + shares)
            let plainCosts = try write("plain-costs", [["department", "cost"]] + costs)
            let own = try write(
                "own",
                [["Gives", "Gets", "Note", "Part"]]
                    + shares.map {
                        [$0[0], $0[1], "x", $0[2]]
                    }
            )
            let ownCosts = try write("own-costs", [["Unit", "Spent (£)"]] + costs)
            func divided(_ file: String, _ costs: String, _ more: [String] = []) throws -> String {
                let run = try Command.run(
                    ["services", file, "--costs", costs, "--method", "direct", "--json", "-"] + more
                )
                #expect(run.exitCode == 0, "\(run.errors)")
                return try values(run.output, ["amounts", "full_cost_exact"]).joined()
            }
            let expected = try divided(plain[0], plainCosts[0])
            for place in 0..<2 {
                let found = try divided(own[place], ownCosts[place], ["--columns", columns.path])
                #expect(found == expected)
            }
            let table = try write(
                "two-way",
                [
                    ["", "North", "Note", "South"], ["p", "1.5", "7", "2.25"],
                    ["q", "3.75", "8", "4.5"],
                ]
            )
            let two = try write(
                "plain-two",
                [["", "n", "s"], ["p", "1.5", "2.25"], ["q", "3.75", "4.5"]]
            )
            let heads = folder.appendingPathComponent("heads.yaml")
            try "columns: {n: North, s: [SOUTH]}".write(
                to: heads,
                atomically: true,
                encoding: .utf8
            )
            func rounded(_ file: String, _ more: [String] = []) throws -> Command.Outcome {
                try Command.run(
                    ["apportion", file, "--table", "--amount", "12.00", "--json", "-"] + more
                )
            }
            let whole = try values(try rounded(two[0]).output, ["rows", "columns", "cells"])
            for file in table {
                let found = try rounded(file, ["--columns", heads.path])
                #expect(found.exitCode == 0, "\(found.errors)")
                #expect(try values(found.output, ["rows", "columns", "cells"]) == whole)
            }
            try "columns: {n: North, s: East}".write(to: heads, atomically: true, encoding: .utf8)
            for file in table {
                let refused = try rounded(file, ["--columns", heads.path])
                #expect(refused.exitCode == 2)
                #expect(
                    refused.errors.contains(
                        "heads.yaml:1:21: key 'columns.s': no column of the table is headed 'East'"
                    ),
                    "\(refused.errors)"
                )
            }
        }
    }
}
