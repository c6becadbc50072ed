internal import ArgumentParser
internal import TopsliceOptions
internal import TopsliceSharing
internal import TopsliceReports

/// `topslice apportion`: an amount or a number of units divided by weights, or a table rounded with its totals
/// kept.
struct ApportionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apportion",
        abstract:
            "Divide an amount into whole pennies, or units, so that the parts sum to the whole.",
        usage: Given<ApportionOptions>.usage("apportion"),
        discussion: """
            FILE is a CSV of id,weight[,floor,cap]. With --table it has row and column heads, and is rounded so \
            that rows and columns still add up; a last row or column headed 'total' states totals to be met. An \
            amount or units beside a table scale it to that sum.
            """
    )

    @OptionGroup var given: Given<ApportionOptions>
    @OptionGroup var common: Given<SharingOptions>

    func run() throws {
        try given.divide(common.options, beside: given.options.columns?.value, ApportionReport.self)
        { try $0.run() }
    }
}
