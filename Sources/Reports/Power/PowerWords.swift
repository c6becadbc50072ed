internal import TopsliceFormats
import TopslicePower

/// What is said of a planned study, for page, terminal and notes.
struct PowerWords {
    let report: PowerReport

    init(_ report: PowerReport) { self.report = report }

    private var forecast: PowerForecast { report.forecast }
    private var pilot: PilotStudy { report.pilot }
    private var outcome: String { pilot.label(pilot.outcome) }
    private var question: PowerQuestion { report.question }

    var title: String { "Planned study of ‘\(outcome)’" }

    var subtitle: String {
        "\(outcome): \(Self.words(question.size)) planned, from a pilot of \(Self.words(pilot.size))"
    }

    /// The unit of effects.
    var unit: String {
        pilot.isProportion ? "in \(effectUnit)" : effectUnit
    }

    private var effectUnit: String {
        pilot.isProportion
            ? "percentage points per person of the cohort"
            : (pilot.unit.map { "\($0) " } ?? "") + "per person of the cohort"
    }

    private static func words(_ size: StudySize) -> String {
        let people = NumberFormat.count.text(Double(size.people)) + " people"
        return size.clusters.map {
            people + " in " + NumberFormat.count.text(Double($0)) + " clusters"
        } ?? people
    }

    /// To be put into the agreement: rounded down to hundredths, so that no more follows measurement than it bears.
    static func statedWeight(_ payment: SharePayment) -> Double {
        (payment.agreedWeight * 100).rounded(.down) / 100
    }

    var answer: [String] { [detection, triggerLuck, payment, agreedLoss].compactMap { $0 } }

    private var detection: String? {
        guard let known = forecast.total.uncertainty else {
            return
                "What all agencies caused together is not identified by the pilot, so nothing can be planned from it."
        }
        let level = Self.percent(question.power)
        return
            "All together would be told from nothing with a chance of \(Self.percent(known.power)). "
            + (told.isEmpty
                ? "No agency would be told from nothing with a chance of \(level)."
                : "With a chance of \(level) or more: \(Words.list(told.map { pilot.label($0.name) })).")
    }

    /// Whom such a study would tell from nothing.
    var toldFinding: String? {
        guard forecast.total.uncertainty != nil else { return nil }
        let names = told.map { pilot.label($0.name) }
        return (names.isEmpty ? "no agency" : Words.list(names))
            + " from nothing, with a chance of \(Self.percent(question.power)) or more"
    }

    private var told: [PowerForecast.Contribution] {
        forecast.contributions.filter { item in
            item.uncertainty.map { $0.power >= question.power } ?? false
        }
    }

    private var triggerLuck: String? {
        guard let chances = forecast.total.uncertainty?.trigger else { return nil }
        let per = report.effect.text(chances.threshold)
        return
            "A trigger at \(per) \(effectUnit) is crossed by luck, where all together achieve nothing, in "
            + "\(Self.percent(chances.byLuck)) of studies; where they achieve half of it in "
            + "\(Self.percent(chances.atHalf)); and where the pilot is right in "
            + "\(Self.percent(chances.asExpected))."
    }

    private var payment: String {
        let payment = forecast.payment
        let weight = FixedPoint.text(Self.statedWeight(payment), decimals: 2)
        let reasons = payment.reasons.map(reason)
        switch payment.answer {
        case .alone:
            return "Measured shares can carry payments alone (measured_weight: 1)."
        case .blended:
            return "Measured shares can carry payments in a blend (measured_weight: \(weight)): "
                + Words.list(reasons) + "."
        case .no:
            return "Measured shares cannot carry payments (measured_weight: 0): "
                + Words.list(reasons)
                + "."
        }
    }

    private var agreedLoss: String? {
        let payment = forecast.payment
        guard let measured = payment.misplacedMeasured, let agreed = payment.misplacedAgreed else {
            return nil
        }
        return
            "Of each £100, about \(Self.pounds(measured)) would land elsewhere by chance by measured shares, and about "
            + "\(Self.pounds(agreed)) by the agreed shares, because they are not what was caused. The weight of least error is "
            + FixedPoint.text(payment.measuredWeight, decimals: 2) + "."
    }

    func reason(_ reason: SharePayment.Reason) -> String {
        switch reason {
        case .pilotNotIdentified: "the pilot identifies nothing that may be claimed"
        case .agencyNotIdentified(let names):
            "the pilot does not identify what \(Words.list(names.map(pilot.label))) contributed"
        case .nothingToShare: "the agencies together caused nothing that could be shared"
        case .totalNotTold(let power):
            "all together would be told from nothing with a chance of \(Self.percent(power)), "
                + "less than \(Self.percent(SharePayment.leastPower))"
        case .asAgreed: "the pilot does not show that the shares differ from the agreed ones"
        case .misplacedByChance(let part):
            "\(Self.percent(part)) of the money would land elsewhere by chance, more than "
                + Self.percent(SharePayment.mostMisplaced)
        }
    }

    var limits: [String] {
        [
            "All of this holds if what the pilot found is true, for people like its people; its own error is not in it.",
            pilot.clusters == nil
                ? "Variances fall with the number of people."
                : "Variances fall with the number of clusters; larger clusters are not taken to help, smaller ones to cost as much as "
                    + "they can.",
            "Chances are of each agency tested alone at a confidence of \(NumberFormat.level(pilot.confidenceLevel)).",
        ]
    }

    static func percent(_ chance: Double) -> String {
        switch chance {
        case ..<0.001: "less than 0.1%"
        case 0.999...: "more than 99.9%"
        default: FixedPoint.text(chance * 100, decimals: 1) + "%"
        }
    }

    private static func pounds(_ part: Double) -> String {
        "£" + FixedPoint.text(part * 100, decimals: 2)
    }
}
