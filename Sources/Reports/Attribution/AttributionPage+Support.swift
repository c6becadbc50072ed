import TopsliceAttribution
internal import TopsliceFormats

extension AttributionPage {
    /// What each contribution rests on beyond the data, and how far that could move it.
    var extrapolationTable: HTMLTable {
        HTMLTable(
            caption:
                "How much of each contribution rests on outcomes that no data support, and the contribution "
                + "had all of them been the worst, or the best, for the agency, \(format.changeUnit)",
            columns: [
                .words("Agency"), .numbers("Rests on extrapolation"), .numbers("Contribution"),
                .numbers("Worst cases"), .numbers("Others who carry the comparison"),
            ],
            rows: contributions.map { one in
                [
                    one.agency,
                    NumberFormat.percentage.text(one.extrapolation?.share),
                    format.change.text(one.shapley.value),
                    one.extrapolation.flatMap {
                        $0.share > 0
                            ? format.change.text($0.lowest) + " to "
                                + format.change.text($0.highest)
                            : nil
                    } ?? NumberFormat.dash,
                    one.comparison.map {
                        "about \(NumberFormat.count.text($0.effective.rounded())) of "
                            + NumberFormat.count.text(Double($0.others))
                    } ?? NumberFormat.dash,
                ]
            }
        )
    }

    /// Coalitions by their size, where they are too many to list; nil where they are not.
    var supportBySize: HTMLTable? {
        guard result.coalitions.count > Self.coalitionLimit else { return nil }
        let sizes = Dictionary(grouping: result.coalitions, by: \.members.count)
        return HTMLTable(
            caption: "Support of combinations by the number of agencies in them",
            columns: [
                .words("Agencies at work"), .numbers("Combinations"), .numbers("Supported"),
                .numbers("Thin"), .numbers("Nobody at some level"), .numbers("Nobody at all"),
                .numbers("Most people without support"),
            ],
            rows: sizes.keys.sorted().map { size in
                let coalitions = sizes[size] ?? []
                func count(_ grade: SupportGrade) -> String {
                    NumberFormat.count.text(Double(coalitions.count { $0.support == grade }))
                }
                return [
                    "\(size)", NumberFormat.count.text(Double(coalitions.count)), count(.full),
                    count(.thin), count(.structural), count(.none),
                    NumberFormat.percentage.text(coalitions.map(\.unsupportedShare).max()),
                ]
            }
        )
    }
}
