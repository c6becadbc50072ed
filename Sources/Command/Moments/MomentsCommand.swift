internal import ArgumentParser

/// `topslice moments`: the sums that least squares needs, in a file without any row of the cohort.
struct MomentsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "moments",
        abstract:
            "Sums of cross-products that travel: regressions are fitted from them without rows.",
        discussion: """
            Agencies that may not share records can share moments: each builds its own, seals it, and whoever evaluates \
            merges the files and gives the sum to 'topslice regress', 'importance' or 'attribute'.
            """,
        subcommands: [
            MomentsBuildCommand.self, MomentsMergeCommand.self, MomentsShowCommand.self,
            MomentsCheckCommand.self, MomentsSealCommand.self,
        ]
    )
}
