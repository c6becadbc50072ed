import TopsliceAttribution
internal import TopsliceFormats

extension AttributionPage {
    /// Who is not counted and what no one can mend, the answer, the key figures, then whatever else weakens them.
    var opening: [Markup] {
        [
            PageParts.warnings(report.firstWarnings, first: true),
            .tag("div", ["class": "answer"], children: answer.map(Markup.paragraph)),
            .tag("ul", ["class": "cards"], children: cards),
            PageParts.warnings(report.warnings),
        ].compactMap { $0 }
    }

    private var everyAgency: String {
        result.agencies.count == 1
            ? "the agency \(result.agencies[0])" : "the \(result.agencies.count) agencies"
    }

    /// The answer in plain sentences.
    private var answer: [String] {
        [levelSentence + " " + effectSentence] + [claimSentence, supportSentence].compactMap { $0 }
    }

    private var levelSentence: String {
        let deadweight = format.roughLevel.text(result.total.deadweight.value)
        let observed = format.roughLevel.text(result.total.observed.value)
        if report.method.scale == .proportion {
            return "Without \(everyAgency), ‘\(result.outcome)’ would have been true of "
                + "\(deadweight) of people; with them it was true of \(observed)."
        }
        return "Without \(everyAgency), the mean of ‘\(result.outcome)’ would have been "
            + "\(deadweight) \(format.sentenceUnit); with them it was \(observed)."
    }

    private var holdsZero: Bool {
        guard let known = result.total.attributable.uncertainty else { return true }
        return known.confidenceLow <= 0 && known.confidenceHigh >= 0
    }

    private var effectSentence: String {
        let total = result.total.attributable
        let interval = "(\(level) interval \(format.roughInterval(total)))"
        let amount = format.roughChange.text(total.value) + " " + format.sentenceUnit
        return holdsZero
            ? "The difference, \(amount) \(interval), could be nothing at all: these data cannot "
                + "tell it from zero."
            : "The difference, \(amount) \(interval), is what they caused together, provided that "
                + "the columns compared hold every reason for being served that also bears on the "
                + "outcome."
    }

    private var claimSentence: String? {
        let comparisons = [
            result.claims.beforeAfterFactor.map { times($0) + " (before to after)" },
            result.claims.rawDifferenceFactor.map { times($0) + " (served against not served)" },
        ].compactMap { $0 }
        guard !comparisons.isEmpty else { return nil }
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
        let share = NumberFormat.percentage.text(support.fullySupportedShare)
        let unsupported = result.coalitions.filter { !$0.supported }.count
        let compared =
            support.checkedCovariates.isEmpty
            ? "" : ", compared on " + Words.list(support.checkedCovariates)
        if unsupported == 0, let (agency, weight) = thinnest {
            return
                "No combination of agencies lacks people\(compared), but support is thin: of the "
                + "\(NumberFormat.count.text(Double(weight.others))) people not served by \(agency), those like "
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

    /// The agency whose comparison the fewest people carry, where those are too few.
    private var thinnest: (agency: String, weight: ComparisonWeight)? {
        result.contributions.compactMap { one in
            one.comparison.flatMap { $0.isThin ? (one.agency, $0) : nil }
        }.min { $0.1.effective < $1.1.effective }
    }

    private var cards: [Markup] {
        let total = result.total
        var cards = [
            card(format.roughLevel.text(total.deadweight.value), "would have happened anyway"),
            card(format.roughLevel.text(total.observed.value), "observed"),
            card(
                format.roughChange.text(total.attributable.value),
                "\(format.sentenceUnit) caused together (\(level) interval "
                    + "\(format.roughInterval(total.attributable)))"
            ),
        ]
        let factor = result.claims.beforeAfterFactor ?? result.claims.rawDifferenceFactor
        if let factor {
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
                    "people, in weight, carry the comparison of \(agency): support is thin"
                )
            )
        } else {
            cards.append(
                card(
                    NumberFormat.percentage.text(result.support.fullySupportedShare),
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
