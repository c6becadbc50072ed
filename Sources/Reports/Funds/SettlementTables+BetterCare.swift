internal import TopsliceFormats
import TopsliceFunds
import TopsliceMoney

/// The return of a Better Care Fund at the end of its year: income by source, and expenditure scheme by scheme.
extension SettlementTables {
    var betterCareIncome: ReportTable {
        ReportTable.ofMoney(
            name: "Better Care income",
            caption:
                "What each source of the Better Care Fund put in, and what its schemes planned and spent; what schemes spent "
                + "above their plans and what others left are never added together.",
            columns: [
                .words("Source of funding"), .money("Contribution"), .money("Paid before"),
                .money("Planned expenditure"), .money("Actual expenditure"), .money("Over"),
                .money("Under"), .money("Contribution less expenditure", isTotalled: true),
            ],
            rows: settlement.funding.map { position in
                [
                    .words(position.source.words), .money(position.income), .money(position.paid),
                    .money(position.planned), .money(position.spent), .money(position.over),
                    .money(position.under),
                    (try? position.income.subtracting(position.spent)).map { .money($0) } ?? .blank,
                ]
            },
            totalLabel: "All sources"
        )
    }

    var betterCareSchemes: ReportTable {
        ReportTable.ofMoney(
            name: "Better Care schemes",
            caption:
                "Each scheme with its source of funding: what was planned, what was spent, and what of it is carried "
                + "forward.",
            columns: [
                .words("Scheme"), .words("Source of funding"), .words("Commissioner"),
                .words("Provider"), .money("Planned"), .money("Actual"), .money("Over"),
                .money("Under"), .words("Carried forward"),
            ],
            rows: settlement.funding.flatMap { position in
                position.schemes.map { scheme -> [ReportCell] in
                    let outturn = scheme.outturn
                    return [
                        .words(
                            outturn.line.name + phase(Phase.told(outturn.phase))
                        ),
                        .words(position.source.words), .words(name(outturn.line.owner)),
                        .words(outturn.line.provider.map { name($0) } ?? "suppliers"),
                        .money(outturn.budget), .money(outturn.spend),
                        outturn.variance.isPositive ? .money(outturn.variance) : .blank,
                        outturn.variance.isNegative
                            ? (try? outturn.variance.negated()).map { .money($0) } ?? .blank
                            : .blank,
                        .words(scheme.carried.words),
                    ]
                }
            },
            totalLabel: "All schemes"
        )
    }
}

extension FundingSource {
    /// As the template calls it.
    var words: String {
        switch self {
        case .minimumNHS: "Minimum NHS contribution"
        case .disabledFacilities: "Disabled Facilities Grant"
        case .improved: "Improved Better Care Fund"
        case .dischargeCouncil: "Local authority discharge funding"
        case .dischargeNHS: "ICB discharge funding"
        case .additionalCouncil: "Additional local authority contribution"
        case .additionalNHS: "Additional NHS contribution"
        }
    }
}

extension FundingPosition.Carried {
    var words: String {
        switch self {
        case .nothing: ""
        case .amount(let amount): amount.formatted()
        case .withOthers: "together with other schemes"
        }
    }
}
