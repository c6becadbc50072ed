internal import TopsliceRecords
package import TopsliceFormats
import TopsliceFunds
import TopsliceMoney

extension SettlementReport {
    /// The settlement as a workbook: what follows the actuals as formulas, and a table a sheet of everything else.
    package var workbook: Workbook {
        // Sums that are too large for the plan are too large for formulas.
        workbook((try? RecalculatedSettlement(self)) ?? nil)
    }

    private func workbook(_ recalculated: RecalculatedSettlement?) -> Workbook {
        let tables = SettlementTables(self)
        let formulas = recalculated?.sheets ?? []
        var sheets = [tables.positions, tables.statement]
        sheets += [
            tables.invoices, tables.netted, tables.transfers, tables.contributions, tables.lines,
            tables.months, tables.bands,
        ].filter { !$0.isEmpty }
        if audience.seesWhole {
            sheets += [tables.virements, tables.parameters, tables.caps].filter { !$0.isEmpty }
        }
        sheets += [tables.betterCareIncome, tables.betterCareSchemes].filter { !$0.isEmpty }
        sheets += optionalTables(tables)
        if !settlement.balances.isEmpty { sheets.append(tables.balances) }
        if !settlement.accounts.isEmpty { sheets.append(tables.accounts) }
        sheets += [tables.accountability]
        sheets += [tables.checks, tables.journal].filter { !$0.isEmpty }
        let left = sheets.filter { !$0.fitsSheet }
        let isFormula = Set(formulas.map(\.name))
        // A sheet of formulas takes the place of that of the same figures.
        sheets.removeAll { !$0.fitsSheet || isFormula.contains($0.name) }
        return Workbook(
            properties: Workbook.Properties(
                title: "Settlement: \(agreement.name)",
                subject: "\(agreement.term.from) to \(agreement.term.to)",
                author: "Topslice \(provenance.version)",
                comments: "Scenario \(settlement.scenario), for \(audience.rawValue)."
            ),
            sheets: formulas
                + sheets.map { table in
                    var sheet = table.sheet
                    if recalculated != nil { sheet.heading = StateTable.headingOfValues }
                    return sheet
                },
            notes: notes(tables)
                + (recalculated == nil && audience.seesWhole
                    ? [.init("Formulas", "Amounts are values here: \(reasonForValues).")] : [])
                + left.map {
                    .init(
                        "Left out",
                        "\($0.name): \($0.rowCount) rows are too many for a sheet; "
                            + "settlement.json holds them, and journal.csv and transfers.csv all movements and payments."
                    )
                }
        )
    }

    /// Why nothing follows the actuals.
    private var reasonForValues: String {
        if settlement.standing.basis == .forecast {
            return "a forecast's expected spending is worked out from all that is recorded"
        }
        return settlement.actuals?.isEmpty ?? true
            ? "there are no actuals"
            : "there are more rows or larger amounts than formulas are made for"
    }

    /// Tables that only some agreements have.
    func optionalTables(_ tables: SettlementTables) -> [ReportTable] {
        var result: [ReportTable] = []
        if !settlement.risks.isEmpty { result.append(tables.risks) }
        if !settlement.otherRules.isEmpty { result.append(tables.otherRules) }
        if !settlement.savings.isEmpty { result.append(tables.streams) }
        if let measured = tables.measuredSavings { result.append(measured) }
        if !settlement.matrix.actors.isEmpty { result.append(cashableMatrix(tables)) }
        result += settlement.measured.map(tables.measured)
        if !settlement.notCashable.actors.isEmpty { result.append(otherMatrix(tables)) }
        if audience.seesFreeRiders, !settlement.freeRiders.isEmpty {
            result.append(tables.freeRiders)
        }
        if !settlement.outcomes.isEmpty { result.append(tables.outcomes) }
        result += tables.contracts
        result += settlement.allocations.map(tables.allocation)
        if !settlement.compensations.isEmpty { result.append(tables.compensations) }
        if !settlement.people.isEmpty { result.append(tables.people) }
        return result
    }

    func cashableMatrix(_ tables: SettlementTables) -> ReportTable {
        tables.matrix(
            settlement.matrix,
            name: "Savings matrix",
            caption:
                "Who is credited with cashable savings in whose budget. A partner is paid what it "
                + "is credited with in the budgets of others."
        )
    }

    func otherMatrix(_ tables: SettlementTables) -> ReportTable {
        tables.matrix(
            settlement.notCashable,
            name: "Not cashable",
            caption:
                "Who is credited with savings that set no money free; nothing is paid for them."
        )
    }

    private func notes(_ tables: SettlementTables) -> [Workbook.Note] {
        var notes: [Workbook.Note] = [
            .init("Agreement", "\(agreement.name), from \(names.said(agreement.file))"),
            .init("Term", "\(agreement.term.from) to \(agreement.term.to)"),
            .init("Scenario", settlement.scenario),
            .init("Audience", audience.rawValue),
            .init(
                "Signs",
                "A share of over- and underspends above zero is to be paid, below zero it is given "
                    + "back; everything else above zero is received. Net is received less paid."
            ),
            .init(
                "Rounding",
                "Every division is exact until it becomes whole pence once, by largest remainders; "
                    + "ties go to the larger share, then to the identifier first in the alphabet of bytes."
            ),
            .init(
                "Pool",
                "Money due to the pool counts from the day it is due, whether or not it was paid."
            ),
        ]
        notes += settlement.allBanners.map { .init("Banner", $0) }
        notes += settlement.allWarnings.map { .init("Warning", $0) }
        for evidence in agreement.evidence {
            notes += tables.sentences(evidence).map {
                .init("Measured: \(names.said(evidence.file))", $0)
            }
        }
        notes += agreement.defaults.map { .init("Default \($0.key)", $0.value) }
        notes += provenance.inputs.map { .init("Input \($0.path)", "SHA-256 \($0.sha256)") }
        return notes
    }
}
