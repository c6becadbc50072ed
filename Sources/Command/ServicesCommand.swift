internal import ArgumentParser
internal import TopsliceSharing
internal import TopsliceReports

/// `topslice services`: the cost of departments that serve others, passed on to those that work for the public.
struct ServicesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "services",
        abstract: "Pass the cost of service departments on, and show the path of each pound.",
        usage: Given<ServicesOptions>.usage("services"),
        discussion: """
            FILE is a CSV of from,to,share: which share of a service department's cost goes to whom. A department \
            that passes nothing on is final.
            """
    )

    @OptionGroup var given: Given<ServicesOptions>
    @OptionGroup var common: Given<SharingOptions>

    func run() throws {
        try given.divide(common.options, beside: given.options.costs?.path, ServicesReport.self) {
            try $0.run()
        }
    }
}
