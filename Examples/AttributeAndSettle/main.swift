import Topslice

// Run at the top of the checkout; the reports go to the folder named, or to `out`.
let output = CommandLine.arguments.dropFirst().first ?? "out"

let study = try Study.read("datasets/resettlement/study.yaml")
let attribution = try Attribution(
    of: Cohort(contentsOf: "datasets/resettlement/cohort.csv", study: study)
)
for share in attribution.contributions {
    print(share.agency, share.shapley.value, share.shapley.pValue ?? 1)
}

// The agreement shares a saving by what each agency caused; here that is what was measured above.
var fund = try Fund(
    agreement: "datasets/funds/attributed/agreement.yaml",
    actuals: "datasets/funds/attributed/actuals.csv"
)
fund.measure("caused", by: attribution)
let settlement = try fund.settled()
for transfer in settlement.transfers {
    print(transfer.from, transfer.to, transfer.amount)
}

try AttributionReport(attribution).write(to: output)
try SettlementReport(settlement).write(to: output)
