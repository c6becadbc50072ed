import TopsliceApportionment
import TopsliceExactArithmetic
internal import TopsliceFormats
import TopsliceMoney
import TopsliceSharing
import TopsliceStudies

extension ApportionReport {
    /// A row a recipient, or the rounded table itself.
    package var terminalText: String {
        var text: String
        switch run.division {
        case .list(let list):
            text =
                "\(run.total.shown) divided among "
                + Words.count(list.recipients.count, "recipient", "recipients")
                + " by \(run.method)\n\n"
            text += mainTable.terminal.text
        case .table(let table):
            text =
                "\(run.total.shown) in \(table.rows.count) rows and \(table.columns.count) columns, "
                + "rounded with every total kept\n\n"
            for block in mainTable.terminalBlocks(leading: 1, of: 8, trailing: 1) {
                text += block.text + "\n"
            }
        }
        for warning in warnings { text += "warning: \(warning)\n" }
        return text
    }
}
