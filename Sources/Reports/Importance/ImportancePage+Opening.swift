internal import TopsliceFormats
import TopsliceVarianceShares

extension ImportancePage {
    /// The answer, the key figures, then what must be said before anybody uses them.
    var opening: [Markup] {
        let remarks = [
            ImportanceReport.caveat.joined(separator: " ")
                + " Who caused an outcome, and who should be paid for it, is another question: that of "
                + "‘topslice attribute’."
        ]
        return [
            .tag("div", ["class": "answer"], children: answer.map(Markup.paragraph)),
            .tag("ul", ["class": "cards"], children: cards),
            .tag(
                "section",
                ["class": "warnings", "aria-labelledby": "warnings-h"],
                .tag("h2", ["id": "warnings-h"], .text("Before you use this")),
                .list(remarks + report.warnings)
            ),
        ]
    }

    /// The answer in plain sentences.
    private var answer: [String] {
        [wholeSentence + " " + leadSentence, sampledSentence].compactMap { $0 }
    }

    private var everyRegressor: String {
        result.shares.count == 1
            ? "‘\(result.shares[0].regressor)’ accounts"
            : "The \(NumberFormat.count.text(Double(result.shares.count))) regressors together account"
    }

    private var wholeSentence: String {
        let percent = format.text(result.rSquared - result.alwaysRSquared)
        if report.method.isOutOfSample {
            return "\(everyRegressor) for \(percent) of the differences in ‘\(result.response)’ "
                + "between rows that the model had not seen."
        }
        guard !result.always.isEmpty else {
            return "\(everyRegressor) for \(percent) of the differences in ‘\(result.response)’ "
                + "between the rows."
        }
        return "\(Words.list(result.always)), always taken into account, "
            + "explain \(format.text(result.alwaysRSquared)) of the differences in "
            + "‘\(result.response)’ between the rows. \(everyRegressor) for a further \(percent)."
    }

    /// The largest shares; of several the first three.
    private var leadSentence: String {
        guard shares.count > 1 else { return "" }
        let leading = shares.prefix(3).filter { $0.lmg > 0 }
        guard !leading.isEmpty else { return "None of them helps." }
        let parts = leading.map { share in
            "‘\(share.regressor)’ with \(format.text(share.lmg))"
                + (interval(share, format).map { " (\(level) interval \($0))" } ?? "")
        }
        let most =
            leading.count == 1 ? "The largest part is that of " : "The largest parts are those of "
        return most + Words.list(parts) + "."
    }

    private var sampledSentence: String? {
        guard let error = result.error else { return nil }
        let points = FixedPoint.general(error.distance * 100, digits: 2)
        return
            "Shares of so many regressors were sampled rather than computed in full: all of them together "
            + "are within \(points) percentage points of the exact ones, with "
            + "\(NumberFormat.level(error.confidence)) "
            + "confidence."
    }

    private var cards: [Markup] {
        let explained = format.text(result.rSquared)
        var cards = [
            PageParts.card(
                explained,
                "of the variance explained"
                    + (report.intervals.map {
                        " (\(level) interval \(format.text($0.rSquaredLow)) to "
                            + "\(format.text($0.rSquaredHigh)))"
                    } ?? "")
            ),
            PageParts.card(format.text(1 - result.rSquared), "left unexplained"),
        ]
        if !result.always.isEmpty {
            cards.append(
                PageParts.card(
                    format.text(result.alwaysRSquared),
                    "explained by " + Words.list(result.always) + " alone"
                )
            )
        }
        if let first = shares.first, let part = first.share, shares.count > 1 {
            cards.append(
                PageParts.card(
                    NumberFormat.percentage.text(part),
                    "of what is shared out is that of ‘\(first.regressor)’"
                )
            )
        }
        return cards
    }
}
