import TopsliceApportionment
internal import TopsliceFormats
import TopsliceSharing
import TopsliceStudies

extension GameReport {
    /// The answer for a terminal: rules by players, who objects, what does not apply.
    package var terminalText: String {
        let wording = GameWording(self)
        let format = wording.format.plain
        var text = heading(format) + "\n\n"
        for part in tables.answers.parts(of: 6) { text += part.terminal.text + "\n" }
        text += TerminalText.plainMinus(wording.coreSentence) + "\n"
        let opposed = answered.filter { ($0.shares.stability?.blockingCount ?? 0) > 0 }
        if !opposed.isEmpty {
            text += "\nWho would object most\n"
            text += tables.objectionsInWords(opposed, format, limit: 1).terminal.text
        }
        if !notApplicable.isEmpty {
            text += "\nRules that do not apply\n"
            text += tables.notApplicable.terminal.text
        }
        if run.missingCount > 0 {
            text +=
                "\n\(Words.count(run.missingCount, "coalition has", "coalitions have")) no value: "
            text += run.missing.prefix(8).map { $0.joined(separator: "+") }.joined(separator: ", ")
            text += run.missingCount > 8 ? " and others\n" : "\n"
        }
        for warning in run.warnings { text += "warning: \(warning.words)\n" }
        return text
    }

    private func heading(_ format: NumberFormat) -> String {
        let what = isCost ? "Cost" : "Savings"
        let value = run.grandValue.map { " of \(format.text($0))" } ?? ", of a whole not known,"
        var text =
            "\(what)\(value) shared among \(Words.count(run.playerCount, "player", "players"))"
        if let total = run.total { text += "; \(total.shown) divided by each rule" }
        return text
    }
}
