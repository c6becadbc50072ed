package import TopsliceFormats

extension AttributionReport {
    /// One row an estimate: the tidy columns, then `quantity`, which says what was estimated.
    ///
    /// `term` is an agency, `total`, or a pair `a+b`; `quantity` is `shapley`, `shapley_holm` (the same with Holm's p-value),
    /// `per_served`, `share` (without ends where it is not bounded), `share_excluded` (the values between the ends are the only ones
    /// refused), `first_in`, `last_in`, `claimed_raw_difference`, `claimed_before_after`, the two with `_per_served`,
    /// `interaction`, `deadweight`, `observed` or `attributable`; `per_served` of the total is per person whom some agency
    /// served. The Shapley rows come first, in the order of the agencies.
    package var attributionTable: CSVTable { AttributionTables(self).estimates.csv }

    /// The game: what each coalition would have achieved. Its first three columns are a game file.
    package var coalitionsTable: CSVTable { AttributionTables(self).coalitions().csv }

    /// A coalition as files name it: `police+courts`, or `none`.
    static func name(of members: [String]) -> String {
        members.isEmpty ? "none" : members.joined(separator: "+")
    }
}
