import TopsliceAttribution
internal import TopsliceStudies
import TopsliceCohortData
internal import TopsliceDoor
internal import TopsliceFormats

/// What may be claimed, in the words of a report.
///
/// No sentence says that an agency did nothing, and no outcome stands without what it is compared with.
struct VerdictWords {
    let result: AttributionResult
    let format: OutcomeFormat
    let isProportion: Bool
    private let labels: StudyLabels
    private let disclosure: Disclosure
    private let gainsByFalling: Bool
    /// "95%".
    let level: String

    init(_ report: AttributionReport) {
        result = report.result
        labels = report.labels
        disclosure = report.disclosure
        gainsByFalling = report.gainsByFalling
        format = OutcomeFormat(report)
        isProportion = report.method.scale == .proportion
        level = NumberFormat.level(report.method.confidenceLevel)
    }

    var verdict: Verdict { result.verdict }

    var title: String { Self.words(verdict.standing) + " by these data" }

    static func words(_ standing: Verdict.Standing) -> String {
        switch standing {
        case .identified: "Identified"
        case .partlyIdentified: "Partly identified"
        case .notIdentified: "Not identified"
        }
    }

    /// Every rule that these data do not meet, with its threshold.
    var grounds: [String] { verdict.grounds.map(words) }

    /// Three sentences that may be quoted.
    var sentences: [String] {
        [agencySentence, levelSentence, conditionSentence].compactMap { $0 }
    }

    private func words(_ ground: Verdict.Ground) -> String {
        var agency: String {
            guard let name = ground.agency else {
                preconditionFailure("rule \(ground.rule.rawValue) was found for no agency")
            }
            return labels.quoted(name)
        }
        let percentage = NumberFormat.percentage
        let threshold = ground.rule.threshold
        let count = NumberFormat.count
        switch ground.rule {
        case .fewEffective:
            return
                "the people not served by \(agency) who are like those served weigh no more than about "
                + "\(count.text(ground.value?.rounded())); rule: \(count.text(threshold)) or more"
        case .poorOverlap:
            return
                "the people not served by \(agency) who are like those served weigh no more than "
                + "\(percentage.text(ground.value)) of the smaller of the two groups; rule: a third or more"
        case .handful:
            return (isWithheld(ground) ? "" : "only ")
                + "\(handful(ground)) people on one side of \(agency); rule: "
                + "\(count.text(threshold)) or more"
        case .everybodyServed:
            return "everybody was served by some agency: nobody shows what happens without any"
        case .mostlyExtrapolated, .extrapolated:
            return
                "\(percentage.text(ground.value)) of the comparison of \(agency) rests on outcomes of "
                + "which there are no data; rule: less than \(percentage.text(threshold))"
        case .oneSidedLevels:
            guard let covariate = ground.covariate else {
                preconditionFailure("levels of one side were found in no covariate: \(ground)")
            }
            return
                "\(percentage.text(ground.value)) of those served by \(agency) are at levels of \(labels.quoted(covariate)) where "
                + "nobody was not: the levels are too small to compare; rule: less than \(percentage.text(threshold))"
        case .noCovariates:
            return
                "no covariates: only chance at assignment would make those served and the others alike"
        case .fewClusters:
            return
                "the clusters are worth about \(count.text(ground.value?.rounded())) equal ones; rule: "
                + "\(count.text(threshold)) or more"
        case .heavyLoss:
            return
                "\(percentage.text(ground.value)) of the rows were left out, as a value is missing; rule: less "
                + "than \(percentage.text(threshold))"
        case .sharedReasons:
            guard let value = ground.value, let threshold else {
                preconditionFailure("shared reasons without a correlation or a rule: \(ground)")
            }
            return
                "people served by one agency are served by others more often than the columns compared explain "
                + "(correlation \(NumberFormat.fitting([value], digits: 2).text(value))): a reason for being served "
                + "may be missing; rule: less than \(NumberFormat.fitting([threshold], digits: 1).text(threshold)), "
                + "or no more than chance makes it once in 40 times"
        case .hiddenConfounder:
            return hiddenConfounderWords
        case .mostlyImputed:
            return
                "\(percentage.text(ground.value)) of the variance of the contribution of \(agency) is there because "
                + "values are missing; rule: less than \(percentage.text(threshold))"
        case .placeboOutcome:
            return
                "the same design finds an effect on an outcome measured before any agency served (smallest p-value "
                + "\(ProbabilityText.text(ground.value))): people are not alike; rule: 0.01 or more"
        case .permutedLabels:
            return
                "labels of agencies dealt by lot are found to have an effect in \(percentage.text(ground.value)): intervals are too "
                + "narrow, or the model does not make people alike; rule: less than \(percentage.text(threshold))"
        case .nullAgency:
            return
                "of agencies made up that did nothing only \(percentage.text(ground.value)) have an interval that holds nothing: the model "
                + "takes for service what is of the columns; rule: \(percentage.text(threshold)) or more"
        case .unevenLoss:
            return
                "of those served by \(agency) and of the others unequal parts were left out, as a value is "
                + "missing: they differ by \(percentage.text(ground.value)); rule: less than "
                + percentage.text(threshold)
        }
    }

    /// A number of people.
    private func handful(_ ground: Verdict.Ground) -> String {
        ground.value.map { disclosure.rule.words(Int($0)) } ?? NumberFormat.dash
    }

    private func isWithheld(_ ground: Verdict.Ground) -> Bool {
        ground.rule == .handful && ground.value.map { disclosure.rule.isSmall(Int($0)) } ?? false
    }

    private var hiddenConfounderWords: String {
        guard let allowance = result.sensitivity.together.allowance else {
            preconditionFailure(
                "a hidden confounder was found to matter without an allowance for it"
            )
        }
        var size = format.roughChange
        size.sign = .whenNegative
        let whole = result.total.attributable.value
        return
            "a hidden confounder as strong as \(labels.quoted(allowance.covariate)), which left out would move what was caused together by "
            + "\(size.text(allowance.shift.magnitude)), could account for all of it; rule: less than the "
            + "\(size.text(whole.magnitude)) that was caused"
    }

    private typealias Contribution = AttributionResult.AgencyContribution

    /// From the largest to the smallest.
    private func contributions(_ findings: Verdict.Finding...) -> [Contribution] {
        let wanted = Set(
            verdict.findings.filter { findings.contains($0.finding) }.map(\.agency)
        )
        return result.contributions.filter { wanted.contains($0.agency) }
            .sorted { $0.shapley.value.magnitude > $1.shapley.value.magnitude }
    }

    private func names(_ contributions: [Contribution]) -> String {
        Words.list(contributions.map { labels.quoted($0.agency) })
    }

    /// "percentage points per person of the cohort".
    private var cohortUnit: String {
        (isProportion ? format.sentenceUnit + " per person" : format.sentenceUnit)
            + " of the cohort"
    }

    private func amount(_ one: Contribution) -> String {
        format.roughChange.text(one.shapley.value)
    }

    /// The outcome within a sentence, always between quotes: its label is seldom a noun.
    private var outcome: String { "‘\(labels.name(result.outcome))’" }

    /// "‘housing’ contributed about +6.0, ‘health’ about +2.5 percentage points per person of the cohort to ‘settled’; ‘jobs’ cannot be told from
    /// nothing …": by itself it says of which outcome it speaks.
    private var agencySentence: String? {
        var parts: [String] = []
        let shown = contributions(.raises, .lowers)
        if !shown.isEmpty {
            let amounts = shown.enumerated().map { number, one in
                "\(labels.quoted(one.agency)) \(number == 0 ? "contributed " : "")about \(amount(one))"
            }
            parts.append(
                "\(Words.list(amounts)) \(cohortUnit) to \(outcome)"
                    + (gainsByFalling ? ", where less is a gain" : "")
            )
        }
        let undecided = contributions(.undecided)
        if !undecided.isEmpty {
            parts.append(
                (parts.isEmpty
                    ? "what \(names(undecided)) contributed to \(outcome)" : names(undecided))
                    + " cannot be told from nothing, which does not say that "
                    + (undecided.count == 1 ? "it did nothing" : "they did nothing")
            )
        }
        let open = contributions(.notIdentified)
        if !open.isEmpty {
            parts.append(
                "what \(names(open)) contributed\(parts.isEmpty ? " to " + outcome : "") these data do not show"
            )
        }
        guard !parts.isEmpty else { return nil }
        let sentence = parts.joined(separator: "; ")
        return sentence.prefix(1).uppercased() + sentence.dropFirst() + "."
    }

    private var holdsZero: Bool {
        guard let known = result.total.attributable.uncertainty else { return true }
        return known.confidenceLow <= 0 && known.confidenceHigh >= 0
    }

    private var everyAgency: String {
        result.agencies.count == 1
            ? labels.quoted(result.agencies[0])
            : "the \(result.agencies.count) agencies"
    }

    private var levelSentence: String {
        let total = result.total
        let observed = format.roughLevel.text(total.observed.value)
        let deadweight = format.roughLevel.text(total.deadweight.value)
        guard verdict.standing != .notIdentified else {
            return
                (isProportion
                ? "\(outcome) was true of \(observed) of people"
                : "The mean of \(outcome) was \(observed) \(format.sentenceUnit)")
                + "; what it would have been without \(everyAgency) these data do not show."
        }
        let levels =
            isProportion
            ? "\(outcome) would have been true of \(deadweight) of people; with them it was true of "
                + observed
            : "the mean of \(outcome) would have been \(deadweight) \(format.sentenceUnit); "
                + "with them it was \(observed)"
        return "Without \(everyAgency), \(levels), a difference of "
            + "\(format.roughChange.text(total.attributable.value)) \(format.sentenceUnit) (\(level) interval "
            + "\(format.roughInterval(total.attributable)))"
            + (holdsZero ? ", which these data cannot tell from nothing." : ".")
    }

    private var conditionSentence: String {
        let condition =
            "if the columns compared hold every reason for being served that also bears on the outcome"
        switch verdict.standing {
        case .identified: return "This holds \(condition)."
        case .partlyIdentified:
            return "Even \(condition), part of it rests on more than these data: "
                + firstGround + "."
        case .notIdentified: return "The reason: \(firstGround)."
        }
    }

    private var firstGround: String {
        guard let ground = verdict.grounds.first else {
            preconditionFailure("\(verdict.standing.rawValue) without a ground")
        }
        return words(ground)
    }

    /// What these data let one say.
    var canSay: [String] {
        let shown = contributions(.raises, .lowers).map { one in
            "\(labels.quoted(one.agency)) contributed \(amount(one)) \(cohortUnit) "
                + "(\(level) interval \(format.roughInterval(one.shapley)))"
                + (disclosure.shows(one.agency)
                    ? ", \(format.roughChange.text(one.perServed.value))\(isProportion ? " \(format.shortUnit)" : "") per person it served"
                    : "")
        }
        guard verdict.standing != .notIdentified, !holdsZero else {
            return shown.isEmpty
                ? ["how many people were served, and what the outcome was among them"] : shown
        }
        return [
            "together the agencies caused \(format.roughChange.text(result.total.attributable.value)) "
                + "\(format.sentenceUnit) (\(level) interval "
                + "\(format.roughInterval(result.total.attributable)))"
        ] + shown
    }

    /// What they do not.
    var cannotSay: [String] {
        let undecided = contributions(.undecided).map { one in
            "that \(labels.quoted(one.agency)) made a difference, or that it made none: its contribution may be anything from "
                + "\(format.roughInterval(one.shapley)) \(format.sentenceUnit)"
        }
        let open = contributions(.notIdentified)
        let pairs = result.interactions.filter { !$0.value.isIdentified }
        return undecided
            + (open.isEmpty ? [] : ["how much \(names(open)) contributed"])
            + (pairs.isEmpty
                ? []
                : [
                    "whether they reinforce each other or overlap: "
                        + Words.list(
                            pairs.prefix(5).map {
                                "\(labels.quoted($0.first)) and \(labels.quoted($0.second))"
                            }
                        )
                        + (pairs.count > 5 ? ", and \(pairs.count - 5) more pairs" : "")
                ]) + [
                "that these are effects, should a reason for being served that bears on the outcome be missing "
                    + "from the columns compared"
            ]
    }

    var json: JSONValue {
        [
            AttributionKeys.Verdict.standing: .string(verdict.standing.rawValue),
            "grounds": .array(
                verdict.grounds.map {
                    [
                        "rule": .string($0.rule.rawValue), "agency": .optional($0.agency),
                        "covariate": .optional($0.covariate),
                        "value": .optional(isWithheld($0) ? nil : $0.value),
                        "threshold": .optional($0.rule.threshold),
                        "standing": .string($0.rule.standing.rawValue),
                    ]
                }
            ),
            "findings": .array(
                verdict.findings.map {
                    ["agency": .string($0.agency), "finding": .string($0.finding.rawValue)]
                }
            ),
            "sentences": .strings(sentences),
            "can_say": .strings(canSay),
            "cannot_say": .strings(cannotSay),
        ]
    }
}
