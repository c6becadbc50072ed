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
        for block in awards.namesDown.terminalBlocks(leading: 2, of: 4) {
            text += block.text + "\n"
        }
        if !notApplicable.isEmpty {
            text += "Rules that do not apply\n" + notApplicableTable.terminal.text
        }
        for warning in run.warnings { text += "warning: \(warning.words)\n" }
        return text
    }
}
