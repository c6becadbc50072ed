import Foundation
import Testing

/// A small run of each command, over files with one name in them that can be chosen.
struct EveryCommand: CustomTestStringConvertible, Sendable {
    let command: String
    /// Without `--output`, `--json`, `--csv`.
    let arguments: [String]
    /// Every file that the run reads.
    let inputs: [String]
    /// The options that write one result.
    var results: [String] = ["--json"]
    var writesFolder = true

    var testDescription: String { arguments.joined(separator: " ") }

    static let all: [EveryCommand] = [
        .init(
            command: "attribute",
            arguments: [
                "attribute", "cohort.csv", "--study", "study.yaml", "--outcome", "outcome",
                "--agencies", "a,b", "--covariates", "x,level",
            ],
            inputs: ["cohort.csv", "study.yaml"]
        ),
        .init(
            command: "regress",
            arguments: ["regress", "cohort.csv", "--formula", "outcome ~ a + x + level"],
            inputs: ["cohort.csv"],
            results: ["--json", "--csv"],
            writesFolder: false
        ),
        .init(
            command: "importance",
            arguments: ["importance", "cohort.csv", "--formula", "outcome ~ a + x + level"],
            inputs: ["cohort.csv"],
            results: ["--json", "--csv"]
        ),
        .init(
            command: "moments",
            arguments: ["moments", "build", "cohort.csv", "--formula", "outcome ~ a + x + level"],
            inputs: ["cohort.csv"],
            results: ["--output"],
            writesFolder: false
        ),
        .init(
            command: "cells",
            arguments: ["cells", "cohort.csv", "--columns", "a,b,level"],
            inputs: ["cohort.csv"],
            results: ["--output"],
            writesFolder: false
        ),
        .init(
            command: "game",
            arguments: ["game", "game.csv", "--orientation", "cost", "--total", "15.00"],
            inputs: ["game.csv"]
        ),
        .init(
            command: "game",
            arguments: ["game", "request.yaml"],
            inputs: ["request.yaml", "game.csv"]
        ),
        .init(
            command: "claims",
            arguments: ["claims", "claims.csv", "--estate", "20"],
            inputs: ["claims.csv"]
        ),
        .init(
            command: "apportion",
            arguments: ["apportion", "weights.csv", "--amount", "10.01"],
            inputs: ["weights.csv"]
        ),
        .init(
            command: "apportion",
            arguments: ["apportion", "table.csv", "--table"],
            inputs: ["table.csv"]
        ),
        .init(
            command: "services",
            arguments: [
                "services", "serves.csv", "--costs", "spent.csv", "--method", "reciprocal",
            ],
            inputs: ["serves.csv", "spent.csv"]
        ),
        .init(
            command: "settle",
            arguments: ["settle", "agreement.yaml", "--actuals", "actuals.csv"],
            inputs: ["agreement.yaml", "actuals.csv"]
        ),
        .init(
            command: "compare",
            arguments: ["compare", "agreement.yaml", "second.yaml", "--actuals", "actuals.csv"],
            inputs: ["agreement.yaml", "second.yaml", "actuals.csv"]
        ),
    ]

    /// Writes the inputs of all of them into the folder.
    static func fill(_ folder: URL, name: String = "North") throws {
        for (file, text) in files(name: name) {
            try Data(text.utf8).write(to: folder.appendingPathComponent(file))
        }
    }

    private static func files(name: String) -> [String: String] {
        let cell = "\"" + name.replacing("\"", with: "\"\"") + "\""
        let scalar =
            "\""
            + name.unicodeScalars.map { scalar in
                let digits = String(scalar.value, radix: 16)
                return "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
            }.joined() + "\""
        let rows = (0..<120).map { row in
            "p\(row),\(row * 7 % 5 + row % 2),\(row % 2),\(row / 2 % 2),\(row * 3 % 11),"
                + (row % 3 == 0 ? cell : "other") + "\n"
        }
        func agreement(_ amounts: (String, String)) -> String {
            """
            agreement: \(scalar)
            term: {from: 2025-04-01, to: 2026-03-31}
            partners:
              - {id: a, name: \(scalar), role: host}
              - {id: b, name: Department B, role: funder}
            functions:
              - {id: delivery, name: Delivery, owner: a}
            lines:
              - {id: prevention, name: \(scalar), owner: a, budget: 1000.00}
            contributions:
              - {id: one, clause: \(scalar), rule: fixed, partner: a, amount: \(amounts.0)}
              - {id: two, clause: "3", rule: fixed, partner: b, amount: \(amounts.1)}

            """
        }
        return [
            "cohort.csv": "id,outcome,a,b,x,level\n" + rows.joined(),
            "study.yaml": "columns:\n  level: {type: category}\n",
            "game.csv": "coalition,value\n\(cell),11\nB,7\n"
                + "\"\(name.replacing("\"", with: "\"\""))+B\",15\n",
            "request.yaml": "file: game.csv\norientation: cost\n",
            "claims.csv": "claimant,claim\n\(cell),10\nB,20\n",
            "weights.csv": "id,weight\n\(cell),1\nB,2\n",
            "table.csv": "x,\(cell),b\n\(cell),1.005,2.005\nB,1.001,2\n",
            "serves.csv": "from,to,share\n\(cell),Care,0.5\n\(cell),Roads,0.5\n",
            "spent.csv": "department,cost\n\(cell),10.01\nCare,1\nRoads,1\n",
            "agreement.yaml": agreement(("600.00", "400.00")),
            "second.yaml": agreement(("500.00", "500.00")),
            "actuals.csv": "date,kind,id,partner,amount\n2026-03-31,spend,prevention,,1000.00\n",
        ]
    }
}
