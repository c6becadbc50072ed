import TopsliceExactArithmetic
import TopsliceFunds
import Testing
import TopsliceRecords

/// What an attribution says of its shares stands beside the money they move.
@Suite struct MeasuredEvidenceTests {
    private static func agreement(_ weight: String = "1") -> String {
        """
        agreement: Measured
        term: {from: 2025-04-01, to: 2026-03-31}
        partners:
          - {id: justice, name: Justice, role: host}
          - {id: housing, name: Housing, role: provider}
          - {id: health, name: Health, role: provider}
        savings_shares:
          - id: caused
            measured: {attribution: attribution.json, agencies: {h: housing, d: health}}
            agreed: {housing: 50, health: 50}
            measured_weight: \(weight)
        savings:
          - {id: cells, clause: "5", budget: DEL, beneficiary: justice, share: caused}
        """
    }

    private func settle(_ attribution: String, weight: String = "1") throws -> Settlement {
        try TemporaryFund.settle(
            Self.agreement(weight),
            ["2026-03-31,saving,cells,,100000.00,,"],
            tables: ["attribution.json": attribution]
        )
    }

    private static let attribution = """
        {"people": 400, "clusters": 20,
         "total": {"deadweight": 0.5, "observed": 0.6, "attributable": 0.1, "conf_low": 0.02, "conf_high": 0.18},
         "attribution": [
          {"agency": "h", "shapley": 0.075, "conf_low": 0.03, "conf_high": 0.12, "share": 0.75,
           "share_conf_low": 0.405, "share_conf_high": 1.095},
          {"agency": "d", "shapley": 0.025, "conf_low": -1e-2, "conf_high": 0.06, "share": 0.25,
           "share_conf_low": -0.1, "share_conf_high": 0.6}],
         "coalitions": [
          {"members": [], "value": 0.5, "supported": true, "unsupported_share": 0},
          {"members": ["h"], "value": 0.57, "supported": false, "unsupported_share": 0.125},
          {"members": ["d"], "value": 0.52, "supported": true, "unsupported_share": 0},
          {"members": ["h", "d"], "value": 0.6, "supported": true, "unsupported_share": 0}],
         "method": {"estimator": "g-computation", "model": "logistic regression", "confidence_level": 0.95},
         "warnings": ["only 20 clusters"],
         "provenance": {"inputs": [{"path": "cohort.csv", "sha256": "ab12"}]}}
        """

    /// £100,000.00 × 0.75, and × 0.405 and 1.095 at the ends of the interval.
    @Test func moneyAtTheEndsOfTheIntervalIsTheShareOfWhatIsReleased() throws {
        let settlement = try settle(Self.attribution)
        let moved = try #require(settlement.measured.first).money
        #expect(moved.map(\.amount) == [7_500_000, 2_500_000])
        #expect(moved.map(\.low) == [4_050_000, -1_000_000])
        #expect(moved.map(\.high) == [10_950_000, 6_000_000])
        #expect(moved.map(\.amount).reduce(0, +) == 10_000_000)
        #expect(settlement.paid(from: "justice", to: "housing") == 7_500_000)
    }

    /// At w = 0.5 the measurement moves half of it: £100,000.00 × 0.5 × 0.75.
    @Test func aBlendMovesOnlyItsPartByTheMeasurement() throws {
        let settlement = try settle(Self.attribution, weight: "0.5")
        let moved = try #require(settlement.measured.first).money
        #expect(moved.map(\.amount) == [3_750_000, 1_250_000])
        #expect(moved.map(\.low) == [2_025_000, -500_000])
        // 37,500 and half of the agreed £50,000.00.
        #expect(settlement.paid(from: "justice", to: "housing") == 6_250_000)
    }

    @Test func counterfactualSupportAndSourceAreKept() throws {
        let evidence = try #require(try settle(Self.attribution).agreement.evidence.first)
        #expect(evidence.deadweight == Rational(1) / 2)
        #expect(evidence.attributableInterval?.high == Rational(18) / 100)
        #expect(evidence.people == 400)
        #expect(evidence.gaps.map(\.members) == [["h"]])
        #expect(evidence.gaps.map(\.people) == [Rational(1) / 8])
        #expect(evidence.inputs.map(\.path) == ["cohort.csv"])
        #expect(evidence.inputs.map(\.sha256) == ["ab12"])
        #expect(evidence.confidenceWords == "95%")
    }

    @Test func whatMakesSharesDoubtfulIsWarnedOf() throws {
        let cautions = try cautions(of: settle(Self.attribution))
        #expect(
            cautions.contains(
                .cannotBeToldFromNothing(
                    partners: ["health"],
                    beneficiary: nil,
                    file: "attribution.json",
                    confidence: "95%"
                )
            )
        )
        let support = MeasuredEvidence.Caution.extrapolated(
            1,
            of: 4,
            file: "attribution.json",
            people: Rational(1) / 8
        )
        #expect(cautions.contains(support))
        let quoted = Quotation(text: "only 20 clusters")
        #expect(cautions.contains(.quoted(quoted, file: "attribution.json")))
    }

    private func cautions(of settlement: Settlement) -> [MeasuredEvidence.Caution] {
        settlement.agreement.notices.compactMap {
            if case .evidence(let caution) = $0.subject { caution } else { nil }
        }
    }

    @Test func sharesWithoutAnyUncertaintyAreSaidToBe() throws {
        let bare = """
            {"attribution": [{"agency": "h", "shapley": 0.075}, {"agency": "d", "shapley": 0.025}]}
            """
        let settlement = try settle(bare)
        #expect(cautions(of: settlement) == [.withoutIntervals(file: "attribution.json")])
        let moved = try #require(settlement.measured.first).money
        #expect(moved.map(\.low) == [nil, nil])
        #expect(moved.map(\.amount) == [7_500_000, 2_500_000])
    }

    /// Two shares may rest on one file, and each moves its own savings only.
    @Test func eachShareCountsItsOwnSavings() throws {
        let agreement =
            Self.agreement().replacing(
                "savings:\n",
                with:
                    "  - id: too\n    measured: {attribution: attribution.json, agencies: {h: health, d: housing}}\nsavings:\n  - {id: beds, clause: \"6\", budget: DEL, beneficiary: justice, share: too}\n"
            )
        let settlement = try TemporaryFund.settle(
            agreement,
            ["2026-03-31,saving,cells,,100000.00,,", "2026-03-31,saving,beds,,1000.00,,"],
            tables: ["attribution.json": Self.attribution]
        )
        #expect(settlement.measured.map(\.evidence.share) == ["caused", "too"])
        #expect(
            settlement.measured.map { $0.money.map(\.amount) } == [
                [7_500_000, 2_500_000], [75_000, 25_000],
            ]
        )
        #expect(settlement.measured[1].money.map(\.estimate.partner) == ["health", "housing"])
    }

    private static let benefits = """
        {"people": 400,
         "total": {"deadweight": 0.5, "observed": 0.6, "attributable": 0.1},
         "attribution": [{"agency": "h", "shapley": 0.01}, {"agency": "d", "shapley": 0.09}],
         "benefits": {"currency": "GBP", "cells": [
          {"agency": "h", "beneficiary": "police", "amount": "7500.30", "conf_low": "10.00", "conf_high": "20000.00"},
          {"agency": "h", "beneficiary": "nhs", "amount": "1.00"},
          {"agency": "d", "beneficiary": "police", "amount": "2500.10", "conf_low": "-5.00", "conf_high": "6000.00"},
          {"agency": "d", "beneficiary": "nhs", "amount": "3.00"}]}}
        """

    private func settle(benefits: String) throws -> Settlement {
        try TemporaryFund.settle(
            Self.agreement().replacing(
                "attribution.json,",
                with: "attribution.json, benefits: \(benefits),"
            ),
            ["2026-03-31,saving,cells,,100000.00,,"],
            tables: ["attribution.json": Self.benefits]
        )
    }

    /// Of several outcomes the money of one beneficiary is shared by what each agency was worth to it: £7,500.30 and £2,500.10 of £10,000.40,
    /// and £1 and £3 of £4.
    @Test func savingsAreSharedByWhatEachWasWorthToABeneficiary() throws {
        let police = try settle(benefits: "police")
        let measured = try #require(police.measured.first)
        #expect(measured.money.map(\.amount) == [7_500_000, 2_500_000])
        #expect(measured.evidence.beneficiary == "police")
        #expect(measured.evidence.attributable == nil, "that of the main outcome is no money")
        #expect(measured.evidence.estimates.map { $0.interval?.low } == [10, -5])
        let nhs = try settle(benefits: "nhs")
        #expect(nhs.measured.first?.money.map(\.amount) == [2_500_000, 7_500_000])
        #expect(nhs.paid(from: "justice", to: "health") == 7_500_000)
    }

    @Test func aBeneficiaryThatIsNotInTheMatrixIsRefused() {
        let error = #expect(throws: (any Error).self) { try settle(benefits: "polize") }
        #expect(error.map { "\($0)" }?.contains("has no beneficiary 'polize'") == true)
    }

    @Test func anAgencyThatStandsTwiceIsRefused() throws {
        let twice = """
            {"attribution": [{"agency": "h", "shapley": 0.075}, {"agency": "h", "shapley": 0.025}]}
            """
        #expect(throws: Faults.self) { try settle(twice) }
    }
}
