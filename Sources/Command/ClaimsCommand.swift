internal import ArgumentParser
internal import TopsliceOptions
internal import TopsliceSharing
internal import TopsliceReports

/// `topslice claims`: an estate too small for the claims on it, divided by every accepted rule.
struct ClaimsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "claims",
        abstract: "Divide an estate among claims that exceed it, by every accepted rule.",
        usage: Given<ClaimsOptions>.usage("claims"),
        discussion: """
            FILE is a CSV of claimant,claim[,weight,cap,floor,priority]; tiers of a lower priority number are \
            served first.
            """
    )

    @OptionGroup var given: Given<ClaimsOptions>
    @OptionGroup var common: Given<SharingOptions>

    func run() throws {
        try given.divide(common.options, beside: given.options.columns?.value, ClaimsReport.self) {
            try $0.run()
        }
    }
}
