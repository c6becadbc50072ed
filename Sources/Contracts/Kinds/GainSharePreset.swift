import TopsliceRecords

/// Shares of gains and losses that regulations and standard contracts define, by name; what a clause states itself stands over
/// them.
enum GainSharePreset: String, CaseIterable {
    /// Tracks of the Medicare Shared Savings Program: 42 CFR 425.604, 425.606 and 425.610 as they stood for agreements that
    /// began before July 2019.
    case firstTrack = "mssp-track-1"
    case secondTrack = "mssp-track-2"
    case thirdTrack = "mssp-track-3"
    /// Levels of the BASIC track, 42 CFR 425.605(d), and the ENHANCED track, 42 CFR 425.610.
    case basicA = "mssp-basic-a"
    case basicB = "mssp-basic-b"
    case basicC = "mssp-basic-c"
    case basicD = "mssp-basic-d"
    case basicE = "mssp-basic-e"
    case enhanced = "mssp-enhanced"
    /// Risk corridors of the ACO REACH model of the Centers for Medicare and Medicaid Services (ACO REACH Model, Financial
    /// Operating Guide: Overview, "Risk corridors"): shares of gains and losses by their part of the benchmark, which is stated
    /// after its discount.
    case reachProfessional = "aco-reach-professional"
    case reachGlobal = "aco-reach-global"
    /// The contractor's share of a target cost contract (NEC option C, clause 54): the ranges stated share gain and pain alike.
    case targetCost = "nec-target-cost"

    /// Whether the ranges of gains are those of losses too.
    var sharesLossesAlike: Bool {
        [.targetCost, .reachProfessional, .reachGlobal].contains(self)
    }

    /// 42 CFR 425.604(b): the minimum savings rate of a one-sided model by assigned beneficiaries.
    private static let sliding = """
        minimum_rate:
          bands:
            - {from: 5000, to: 5999, percent_at_from: 3.9, percent_at_to: 3.6}
            - {from: 6000, to: 6999, percent_at_from: 3.6, percent_at_to: 3.4}
            - {from: 7000, to: 7999, percent_at_from: 3.4, percent_at_to: 3.2}
            - {from: 8000, to: 8999, percent_at_from: 3.2, percent_at_to: 3.1}
            - {from: 9000, to: 9999, percent_at_from: 3.1, percent_at_to: 3.0}
            - {from: 10000, to: 14999, percent_at_from: 3.0, percent_at_to: 2.7}
            - {from: 15000, to: 19999, percent_at_from: 2.7, percent_at_to: 2.5}
            - {from: 20000, to: 49999, percent_at_from: 2.5, percent_at_to: 2.2}
            - {from: 50000, to: 59999, percent_at_from: 2.2, percent_at_to: 2.0}

        """

    /// The losses of a two-sided level: thirty percent from the first dollar on, up to a part of revenue and of the benchmark.
    private static func losses(revenue: Int, benchmark: Int) -> String {
        """
        minimum_percent: 2
        share_percent: 50
        cap_percent: 10
        losses: {minimum_percent: 2, share_percent: 30, cap_percent: \(benchmark), cap_percent_of_revenue: \(revenue)}
        """
    }

    /// Losses of one less the final rate of savings, within bounds.
    private static func mirrored(_ share: Int, cap: Int, least: Int, loss: Int) -> String {
        """
        minimum_percent: 2
        share_percent: \(share)
        cap_percent: \(cap)
        losses: {minimum_percent: 2, complement: true, least_percent: \(least), most_percent: \(share), cap_percent: \(loss)}
        """
    }

    /// Shares of what lies within each distance of the benchmark, in percent of it, on either side alike.
    private static func corridors(_ shares: [(to: Int?, percent: Int)]) -> String {
        var ranges: [String] = []
        var from = 0
        for (to, percent) in shares {
            let gains = "{from_percent: \(to.map { 100 - $0 } ?? 0), to_percent: \(100 - from), "
            ranges.insert(gains + "share_percent: \(percent)}", at: 0)
            let end = to.map { ", to_percent: \(100 + $0)" } ?? ""
            ranges.append("{from_percent: \(100 + from)\(end), share_percent: \(percent)}")
            from = to ?? from
        }
        return "ranges: [" + ranges.joined(separator: ", ") + "]"
    }

    private func text(hasMinimum: Bool) -> String {
        let minimum = hasMinimum ? "" : Self.sliding
        return switch self {
        case .firstTrack: minimum + "share_percent: 50\ncap_percent: 10"
        case .secondTrack: Self.mirrored(60, cap: 15, least: 40, loss: 10)
        case .thirdTrack, .enhanced: Self.mirrored(75, cap: 20, least: 40, loss: 15)
        case .basicA, .basicB: minimum + "share_percent: 40\ncap_percent: 10"
        case .basicC: Self.losses(revenue: 2, benchmark: 1)
        case .basicD: Self.losses(revenue: 4, benchmark: 2)
        case .basicE: Self.losses(revenue: 8, benchmark: 4)
        case .reachProfessional: Self.corridors([(5, 50), (10, 35), (15, 15), (nil, 5)])
        case .reachGlobal: Self.corridors([(25, 100), (35, 50), (50, 25), (nil, 10)])
        case .targetCost: "{}"
        }
    }

    /// The clause's keys over those of the preset.
    func filling(_ map: YAMLMap) -> YAMLMap {
        var faults = FaultList(file: rawValue)
        let text = text(hasMinimum: map.contains("minimum_percent"))
        do throws(Faults) {
            let document = try YAMLDocument.parse(Array(text.utf8), file: rawValue)
            guard let preset = document.root.map(&faults) else {
                preconditionFailure("preset \(rawValue) is no map: \(text)")
            }
            return map.filled(from: preset)
        } catch {
            preconditionFailure("preset \(rawValue): \(error)")
        }
    }
}
