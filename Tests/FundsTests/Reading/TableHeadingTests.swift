import Foundation
import Testing
import TopsliceFunds
import TopsliceRecords

/// How the columns of the tables of an agreement are headed, and in which currency.
struct TableHeadingTests {
    private static let agreement = """
        agreement: Headed elsewhere
        term: {from: 2025-04-01, to: 2026-03-31}
        partners: [{id: host, role: host}, {id: icb, role: funder}]
        parameters_file: figures.csv
        lines_file: budget.csv
        contributions:
          - {id: c, rule: fixed, partner: icb, amount: $paid_in}
        risk: [{id: main, both: {rule: proportional, by: contributions}}]

        """
    private static let files = [
        "agreement.yaml": agreement,
        "figures.csv": "Figure,Amount (£),Where from,Remarks\npaid_in,1000.00,Cabinet,\n",
        "budget.csv": "Cost centre,Whose,Agreed budget,Directorate\nbeds,icb,1000.00,Adults\n",
        "actuals.csv": "Posted,Centre,Net\n2026-03-31,beds,900.00\n",
        "columns.yaml": """
        columns: {date: Posted, id: Centre, amount: Net}
        values: {kind: spend}
        tables:
          lines_file:
            columns: {id: Cost centre, owner: Whose, budget: Agreed budget}
            values: {risk: main}
          parameters_file:
            columns: {name: Figure, value: Amount, source: Where from}

        """,
    ]

    private func read(
        _ changes: [String: String] = [:],
        hasActuals: Bool = true
    ) throws -> FundInput {
        let fund = try TemporaryFund(Self.files.merging(changes) { _, new in new })
        return try FundInput.read(
            agreement: fund.path("agreement.yaml"),
            actuals: hasActuals ? fund.path("actuals.csv") : nil,
            mapping: fund.path("columns.yaml"),
            standing: StandingRequest(basis: .final)
        )
    }

    private func faults(
        _ changes: [String: String],
        hasActuals: Bool = true
    ) throws -> [String] {
        do {
            _ = try read(changes, hasActuals: hasActuals)
            return []
        } catch let faults as Faults {
            return faults.faults.map { $0.description.replacing(/^.*\/funds-[^\/]*\//, with: "") }
        }
    }

    @Test func everyTableOfAnAgreementIsReadByOneMapping() throws {
        let input = try read()
        let settlement = try Settlement(input)
        // 1,000.00 paid in, 900.00 spent: the rest goes back to the only one who paid.
        #expect(settlement["icb"].net == -90_000)
        #expect(input.agreement.files.map(\.path).count { $0.hasSuffix("columns.yaml") } == 1)
        #expect(input.agreement.files.count == 4)
    }

    @Test func aMappingThatDoesNotFitATableIsRefusedWithItsLine() throws {
        let columns = """
            columns: {date: Posted, id: Centre, amount: Net}
            values: {kind: spend}
            tables:
              lines_file:
                columns: {id: Cost centre, owner: Whom, budget: Agreed budget, colour: Directorate}
              partners_file:
                columns: {id: Partner}
              line_file:
                columns: {id: Cost centre}

            """
        let found = try faults(["columns.yaml": columns])
        #expect(found.count == 1)
        #expect(found.first?.hasPrefix("columns.yaml:8:3: key 'tables.line_file': ") == true)
        let others = try faults([
            "columns.yaml": columns.replacing(
                "  line_file:\n    columns: {id: Cost centre}\n",
                with: ""
            ),
            "figures.csv": "name,value,source\npaid_in,1000.00,Cabinet\n",
        ])
        #expect(
            others.contains {
                $0.hasPrefix("columns.yaml:5:68: key 'tables.lines_file.columns.colour'")
            }
        )
        #expect(
            others.contains {
                $0.hasPrefix("columns.yaml:6:3: key 'tables.partners_file': no table")
            }
        )
        let lacking = try faults([
            "columns.yaml": """
            tables:
              lines_file:
                columns: {id: Cost centre, owner: Whom, budget: Agreed budget}

            """,
            "figures.csv": "name,value,source\npaid_in,1000.00,Cabinet\n",
            "actuals.csv": "date,kind,id,amount\n2026-03-31,spend,beds,900.00\n",
        ])
        #expect(
            lacking.contains(
                "columns.yaml:3:32: key 'tables.lines_file.columns.owner': no column of the table is headed 'Whom'"
            )
        )
    }

    @Test func columnsOfActualsThatNobodyGaveAreRefused() throws {
        #expect(
            try faults([:], hasActuals: false)
                == ["columns.yaml:1: columns of actuals are named, and no actuals were given"]
        )
    }

    /// The agreement itself is still checked where the mapping cannot be read, and its tables are not blamed for it.
    @Test func aMappingThatCannotBeReadBlamesNoTable() throws {
        let found = try faults([
            "columns.yaml": "colums: {id: x}\n",
            "agreement.yaml": Self.agreement.replacing("role: funder", with: "role: funding"),
        ])
        #expect(found.contains { $0.hasPrefix("columns.yaml:1:1: key 'colums'") })
        #expect(found.contains { $0.contains("is not known, expected one of host") })
        #expect(!found.contains { $0.contains(".csv") })
    }

    @Test func aHeadingOfAnotherCurrencyIsRefusedInEveryTable() throws {
        let found = try faults([
            "figures.csv": "Figure,Amount (€),Where from\npaid_in,1000.00,Cabinet\n",
            "budget.csv": "Cost centre,Whose,Agreed budget\nbeds,icb,1000.00\n",
            "actuals.csv": "Posted,Centre,Net ($)\n2026-03-31,beds,900.00\n",
        ])
        #expect(
            found == [
                "figures.csv:1: column 'value': the heading says €, and amounts are in GBP",
                "actuals.csv:1: column 'amount': the heading says $, and amounts are in GBP",
            ]
        )
        let euros = try faults([
            "agreement.yaml": "currency: EUR\n" + Self.agreement,
            "figures.csv": "Figure,Amount (€),Where from\npaid_in,1000.00,Cabinet\n",
        ])
        #expect(euros == [])
    }

    /// Amounts are checked beside a currency that nobody knows, as far as that goes.
    @Test func amountsAreCheckedBesideAWrongCurrency() throws {
        let found = try faults([
            "agreement.yaml": "currency: GPB\n"
                + Self.agreement.replacing("$paid_in", with: "1000.-"),
            "figures.csv": "name,value,source\npaid_in,1000.00,Cabinet\n",
            "budget.csv": "Cost centre,Whose,Agreed budget\nbeds,icb,-5.00\n",
            "actuals.csv":
                "Posted,Centre,Net\n2026-03-31,beds,12.345\n2026-03-31,beds,nine\n2026-03-31,beds,£7.50\n",
            "columns.yaml": (Self.files["columns.yaml"] ?? "").split(separator: "\n").prefix(6)
                .joined(separator: "\n"),
        ])
        // Three decimals are an amount of some currencies.
        #expect(
            found.map { String($0.prefix(while: { $0 != " " })) } == [
                "agreement.yaml:1:11:", "agreement.yaml:8:48:", "budget.csv:2:10:",
                "actuals.csv:3:17:",
            ],
            "\(found)"
        )
    }
}
