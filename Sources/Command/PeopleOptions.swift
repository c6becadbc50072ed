internal import TopsliceContracts
internal import TopsliceOptions

/// The tables of people that contracts look at.
struct PeopleOptions {
    var outcomes: String?
    var referrals: String?
    var episodes: String?

    var paths: PeopleReader.Paths {
        PeopleReader.Paths(outcomes: outcomes, referrals: referrals, episodes: episodes)
    }

    static func entries<Whole>(
        within path: WritableKeyPath<Whole, PeopleOptions> & Sendable
    ) -> [OptionEntry<Whole>] {
        let entries: [OptionEntry<PeopleOptions>] = [
            .init(
                "outcomes",
                \.outcomes,
                .path(),
                scope: .commandLine,
                "Outcomes of people for the agreement's contracts, as CSV or a sheet of a workbook "
                    + "(person_id,outcome,date and, where there is more to say, provider, need, evidence, started, "
                    + "ended, payer, claimed)."
            ),
            .init(
                "referrals",
                \.referrals,
                .path(),
                scope: .commandLine,
                "Who was referred and eligible when (person_id,referred and from, to, need, left, died, cohort)."
            ),
            .init(
                "episodes",
                \.episodes,
                .path(),
                scope: .commandLine,
                "What lasted for whom (person_id,episode,from and to, provider, hours)."
            ),
        ]
        return entries.map { $0.within(path) }
    }
}
