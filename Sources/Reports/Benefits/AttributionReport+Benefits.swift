import TopsliceAttribution
import TopsliceBenefits
internal import TopsliceCohortData
internal import TopsliceDoor
internal import TopsliceFormats
import TopsliceMoney
import TopsliceStudies

private typealias Keys = AttributionKeys

extension AttributionReport {
    /// What several outcomes add to attribution.json, by key; null for one outcome.
    var benefitMembers: [JSONValue.Member] {
        [
            .init(Keys.outcomes, benefits.map(outcomes) ?? .null),
            .init("joint_covariance", benefits.map(Self.covariance) ?? .null),
            .init(
                Keys.benefits,
                benefits?.matrix.map(Self.matrix) ?? .null
            ),
        ]
    }

    /// Each outcome with every agency's contribution and its game.
    private func outcomes(_ benefits: BenefitReport) -> JSONValue {
        .array(
            benefits.outcomes.map { one in
                let own = of(one)
                let tables = AttributionTables(own)
                return [
                    Keys.outcome: .string(one.name),
                    Keys.Method.family: .string(one.family),
                    Keys.unit: .optional(one.unit),
                    "beneficiary": .string(one.beneficiary),
                    "benefits_by_falling": .boolean(one.benefitsByFalling),
                    Keys.verdict: VerdictWords(own).json,
                    Keys.total: own.total,
                    Keys.attribution: tables.agencies.json,
                    Keys.coalitions: tables.coalitions().json,
                    "sensitivity": SensitivityTables(own).json,
                    "restricted": own.restrictedJSON,
                ]
            }
        )
    }

    /// Rows and columns: outcome after outcome, an agency after the other.
    private static func covariance(_ benefits: BenefitReport) -> JSONValue {
        .array(benefits.covariance.map(JSONValue.numbers))
    }

    private static func matrix(_ money: MoneyMatrix) -> JSONValue {
        typealias Key = Keys.Benefits
        func members(_ entry: MoneyMatrix.Entry) -> [JSONValue.Member] {
            [
                .init(Key.amount, .string(entry.amount.decimalText)),
                .init(Key.standardError, Self.text(entry.standardError)),
                .init(Key.low, Self.text(entry.low)),
                .init(Key.high, Self.text(entry.high)),
                .init("p_value", .optional(entry.estimate.pValue)),
                .init(
                    "degrees_of_freedom",
                    .optional(entry.estimate.uncertainty.map(\.degreesOfFreedom))
                ),
            ]
        }
        return [
            Key.currency: .string(money.currency.code),
            Key.people: .integer(money.people),
            Key.cells: .array(
                zip(money.agencies, money.cells).flatMap { agency, row in
                    zip(money.beneficiaries, row).map { beneficiary, entry in
                        .object(
                            [
                                .init(Key.agency, .string(agency)),
                                .init(Key.beneficiary, .string(beneficiary)),
                            ] + members(entry)
                        )
                    }
                }
            ),
            Key.agencies: .array(
                zip(money.agencies, money.rows).map { agency, entry in
                    .object([.init(Key.agency, .string(agency))] + members(entry))
                }
            ),
            Key.beneficiaries: .array(
                zip(money.beneficiaries, money.columns).map { beneficiary, entry in
                    .object([.init(Key.beneficiary, .string(beneficiary))] + members(entry))
                }
            ),
            Key.total: .object(members(money.whole)),
        ]
    }

    private static func text(_ amount: Money?) -> JSONValue {
        amount.map { .string($0.decimalText) } ?? .null
    }

    /// The files that several outcomes add, in the order of `BenefitReport.fileNames`.
    func benefitFiles() -> [OutputFile] {
        guard let benefits else { return [] }
        let tables = BenefitTables(
            report: benefits,
            level: AttributionPage(self).level,
            labels: labels
        )
        return [OutputFile(name: "outcomes.csv", text: tables.outcomes.csv.text())]
            + (benefits.matrix.map {
                [OutputFile(name: "benefits.csv", text: tables.cells($0).csv.text())]
            } ?? [])
    }

    /// What several outcomes add to the workbook.
    var benefitSheets: [ReportTable] {
        guard let benefits else { return [] }
        let tables = BenefitTables(
            report: benefits,
            level: AttributionPage(self).level,
            labels: labels
        )
        return (benefits.matrix.map { [tables.matrix($0), tables.cells($0)] } ?? [])
            + [tables.outcomes]
    }

    /// What several outcomes add to the terminal.
    var benefitText: String {
        guard let benefits else { return "" }
        let tables = BenefitTables(
            report: benefits,
            level: AttributionPage(self).level,
            labels: labels
        )
        let outcomes = tables.outcomes
        var text = "\n\(Self.plain(outcomes.caption))\n" + outcomes.terminal.text
        if let money = benefits.matrix {
            let matrix = tables.matrix(money)
            text += "\n\(Self.plain(matrix.caption))\n" + matrix.terminalText
        }
        return text
    }

    private static func plain(_ caption: String) -> String {
        caption.prefix(1).lowercased() + caption.dropFirst()
    }

    /// The section of several outcomes on the page.
    var benefitSections: [HTMLPage.Section] {
        guard let benefits else { return [] }
        let tables = BenefitTables(
            report: benefits,
            level: AttributionPage(self).level,
            labels: labels
        )
        let outcomes = HTMLPage.Section(
            "What each agency contributed to each outcome",
            [tables.outcomes.markup]
        )
        guard let money = benefits.matrix else { return [outcomes] }
        let matrix = HTMLPage.Section(
            "Who caused it, and who benefits",
            finding: tables.finding(money),
            [
                tables.matrix(money).markup,
                .paragraph(
                    "Each amount is a contribution a person times the people analysed, to the nearest coin; sides and the whole "
                        + "are sums of the amounts inside, and add up. Intervals of sums allow for agencies and outcomes going "
                        + "together: they are not sums of intervals. Harm stands below zero."
                ),
                tables.cells(money).markup,
            ]
        )
        return [matrix, outcomes]
    }
}
