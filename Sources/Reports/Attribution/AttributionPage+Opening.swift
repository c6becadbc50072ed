import TopsliceAttribution
internal import TopsliceCohortData
internal import TopsliceFormats

extension AttributionPage {
    /// Who is not counted and what no one can mend, the verdict, the key figures, then whatever else weakens them.
    var opening: [Markup] {
        [
            PageParts.warnings(report.firstWarnings, first: true), verdictMarkup, verdictsMarkup,
            .tag("div", ["class": "answer"], children: answer.map(Markup.paragraph)),
            .tag("ul", ["class": "cards"], children: cards),
            PageParts.warnings(report.warnings),
        ].compactMap { $0 }
    }

    /// What the agencies would claim, and how far the data support the answer.
    private var answer: [String] {
        [isOpen ? nil : claimSentence, supportSentence].compactMap { $0 }
    }

    var holdsZero: Bool {
        guard let known = result.total.attributable.uncertainty else { return true }
        return known.confidenceLow <= 0 && known.confidenceHigh >= 0
    }

    private var claimSentence: String? {
        let comparisons = [
            result.claims.beforeAfterFactor.map { times($0) + " (before to after)" },
            result.claims.rawDifferenceFactor.map { times($0) + " (served against not served)" },
        ].compactMap { $0 }
        guard !comparisons.isEmpty, report.disclosure.showsSums else { return nil }
        let subject =
            result.agencies.count == 1
            ? "Its own claim comes to " : "Added up, their separate claims come to "
        let caution =
            holdsZero ? " Since that may be nothing, such factors say little." : ""
        return subject + Words.list(comparisons) + " what was caused." + caution
    }

    func times(_ factor: Double) -> String {
        NumberFormat.fitting([factor], digits: 2).text(factor) + " times"
    }

    private var supportSentence: String {
        let support = result.support
        let share =
            report.disclosure.showsPart(support.fullySupportedShare)
            ? NumberFormat.percentage.text(support.fullySupportedShare) : "nearly all"
        let unsupported = result.coalitions.filter { !$0.supported }.count
        let compared =
            support.checkedCovariates.isEmpty
            ? "" : ", compared on " + Words.list(support.checkedCovariates.map(labels.name))
        if unsupported == 0, let (agency, weight) = thinnest {
            return
                "No combination of agencies lacks people\(compared), but support is thin: of the "
                + "\(NumberFormat.count.text(Double(weight.others))) people not served by \(labels.name(agency)), those like "
                + "the served weigh no more than about \(NumberFormat.count.text(weight.effective.rounded()))."
        }
        if unsupported == 0 {
            return "People like those concerned were seen under every combination of agencies "
                + "that the answer needs\(compared)."
        }
        return "For \(share) of people, others like them were seen under every combination of "
            + "agencies that the answer needs\(compared); for the rest, part of the answer is the "
            + "model's extrapolation (" + Words.count(unsupported, "combination", "combinations")
            + " of \(NumberFormat.count.text(Double(result.coalitions.count))))."
    }

    var hasThinSupport: Bool { thinnest != nil }

    /// The agency whose comparison the fewest people carry, where those are too few.
    private var thinnest: (agency: String, weight: ComparisonWeight)? {
        result.contributions.compactMap { one in
            one.comparison.flatMap {
                $0.isThin && report.disclosure.shows(one.agency) ? (one.agency, $0) : nil
            }
        }.min { $0.1.effective < $1.1.effective }
    }

    private var isOpen: Bool { result.verdict.standing == .notIdentified }

    private var cards: [Markup] {
        let total = result.total
        var cards = [
            card(
                isOpen
                    ? OutcomeFormat.notIdentified : format.roughLevel.text(total.deadweight.value),
                "would have happened anyway"
            ),
            card(format.roughLevel.text(total.observed.value), "observed"),
            isOpen
                ? card(OutcomeFormat.notIdentified, "caused together")
                : card(
                    format.roughChange.text(total.attributable.value),
                    "\(format.sentenceUnit) caused together (\(level) interval "
                        + "\(format.roughInterval(total.attributable)))"
                ),
        ]
        let factor = result.claims.beforeAfterFactor ?? result.claims.rawDifferenceFactor
        if let factor, !isOpen, report.disclosure.showsSums {
            let kind =
                result.claims.beforeAfterFactor == nil
                ? "served against not served" : "before to after"
            cards.append(
                card(
                    NumberFormat.fitting([factor], digits: 2).text(factor) + " ×",
                    "what was caused, if each agency claimed \(kind)"
                )
            )
        }
        if let (agency, weight) = thinnest {
            cards.append(
                card(
                    NumberFormat.count.text(weight.effective.rounded()),
                    "people, in weight, carry the comparison of \(labels.name(agency)): support is thin"
                )
            )
        } else {
            cards.append(
                card(
                    report.disclosure.part(result.support.fullySupportedShare).pageText,
                    "of people with full support in the data"
                )
            )
        }
        return cards
    }

    private func card(_ figure: String, _ words: String) -> Markup {
        PageParts.card(figure, words)
    }
}
