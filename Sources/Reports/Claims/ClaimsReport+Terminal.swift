import TopsliceApportionment
internal import TopsliceFormats
import TopsliceMoney
import TopsliceSharing
import TopsliceStudies

extension ClaimsReport {
    /// Claimants down, rules across in blocks that fit a terminal.
    package var terminalText: String {
        var text =
            "\(run.estate.shown) divided among \(Words.count(ids.count, "claimant", "claimants")) "
            + "who claim \(run.claimsTotal.shown)\n\n"
        for first in stride(from: 0, to: answered.count, by: 4) {
            let rules = answered[first..<min(first + 4, answered.count)]
            text +=
                TextTable(
                    columns: [.words("Claimant"), .numbers("Claim")]
                        + rules.map { .numbers($0.rule.rawValue) },
                    rows: run.claimants.enumerated().map { place, claim in
                        [claim.id, claim.claim.shown]
                            + rules.map {
                                $0.awards.money.allocation.parts[place].amount.shown
                            }
                    },
                    total: ["Total", run.claimsTotal.shown]
                        + rules.map { $0.awards.money.allocation.total.shown }
                ).text + "\n"
        }
        if !notApplicable.isEmpty {
            text += "Rules that do not apply\n"
            text +=
                TextTable(
                    columns: [.words("Rule"), .words("Why")],
                    rows: notApplicable.map { [$0.rule.rawValue, $0.reason] }
                ).text
        }
        for warning in run.warnings { text += "warning: \(warning)\n" }
        return text
    }
}
