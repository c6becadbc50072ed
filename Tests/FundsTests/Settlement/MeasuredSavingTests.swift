import Foundation
import TopsliceExactArithmetic
import TopsliceFunds
import TopsliceMoney
import TopsliceRecords
import Testing

/// Savings that were measured, by the matrix of who caused it by whom it benefits.
struct MeasuredSavingTests {
    /// As `topslice attribute` writes it, with figures of our own: a caused 60.00 and b 40.01 of what the police saved.
    private static let attribution = """
        {"people": 300, "method": {"confidence_level": 0.95},
         "benefits": {"currency": "GBP", "people": 300,
          "cells": [
           {"agency": "a", "beneficiary": "police", "amount": "60.00", "conf_low": "20.00", "conf_high": "100.00"},
           {"agency": "a", "beneficiary": "nhs", "amount": "-5.00", "conf_low": "-9.00", "conf_high": "-1.00"},
           {"agency": "b", "beneficiary": "police", "amount": "40.01", "conf_low": "-1.00", "conf_high": "81.02"},
           {"agency": "b", "beneficiary": "nhs", "amount": "3.00", "conf_low": "-4.00", "conf_high": "10.00"}],
          "beneficiaries": [
           {"beneficiary": "police", "amount": "100.01", "conf_low": "51.00", "conf_high": "149.02"},
           {"beneficiary": "nhs", "amount": "-2.00", "conf_low": "-8.00", "conf_high": "4.00"}]}}

        """

    private func clauses(_ saving: String, more: String = "") -> String {
        """
        savings_shares:
          - {id: s, measured: {attribution: attribution.json, benefits: police}}
        savings:
          - {id: cells, beneficiary: c, share: s, \(saving)}\(more)
        """
    }

    private func settle(_ clauses: String, _ rows: [String] = []) throws -> Settlement {
        let settlement = try TemporaryFund.settle(
            AgreementText.year + clauses,
            rows,
            tables: ["attribution.json": Self.attribution]
        )
        #expect(settlement.isReconciled)
        return settlement
    }

    private func faults(_ clauses: String, _ rows: [String] = []) -> String {
        do {
            _ = try settle(clauses, rows)
            return ""
        } catch {
            return "\(error)"
        }
    }

    private static let police = "measured: {attribution: attribution.json, benefits: police"

    /// Saving and shares by one column: everybody is paid what it was worth, to the penny.
    @Test func eachIsPaidWhatItWasWorth() throws {
        let settlement = try settle(clauses(Self.police + "}"))
        #expect(settlement.savings[0].realised == 10_001)
        #expect(["a", "b"].map { settlement[$0].savings.minorUnits } == [6_000, 4_001])
        #expect(settlement["c"].net.minorUnits == -10_001)
        let measured = try #require(settlement.savings[0].stream.measured)
        #expect(measured.low == 5_100 && measured.high == 14_902 && measured.people == 300)
        #expect(measured.confidenceWords == "95%")
        #expect(settlement.savings[0].source.hasSuffix("(attribution.json)"))
    }

    /// 51.00 by 60.00 : 40.01 is 30.597 and 20.403.
    @Test func theLowerEndMayBeTaken() throws {
        let settlement = try settle(clauses(Self.police + ", take: low}"))
        #expect(settlement.savings[0].realised == 5_100)
        #expect(["a", "b"].map { settlement[$0].savings.minorUnits } == [3_060, 2_040])
    }

    @Test func aLowerEndBelowNothingIsNothing() throws {
        let settlement = try settle(
            clauses("measured: {attribution: attribution.json, benefits: nhs, take: low}")
        )
        #expect(settlement.savings[0].realised == 0)
        #expect(
            settlement.agreement.notices.contains {
                $0.subject
                    == .savingMayBeNothing(
                        beneficiary: "nhs",
                        file: "attribution.json",
                        confidence: "95%"
                    )
            }
        )
    }

    /// A loss that was measured stays with whom it fell to, as any other.
    @Test func aMeasuredLossIsALoss() throws {
        let settlement = try settle(
            clauses("measured: {attribution: attribution.json, benefits: nhs}")
        )
        #expect(settlement.savings[0].realised == -200)
        #expect(["a", "b", "c"].map { settlement[$0].net.minorUnits } == [0, 0, 0])
    }

    /// A third of 100.01 is 33.3367, and the rest is not cashable.
    @Test func aPartMayBeCashable() throws {
        let settlement = try settle(clauses("cashable_percent: 25, " + Self.police + "}"))
        #expect(settlement.savings.map(\.realised) == [2_500, 7_501])
    }

    @Test(arguments: [
        ("measured: {attribution: attribution.json, benefits: polcie}", "did you mean 'police'"),
        ("measured: {attribution: attribution.json}", "benefits"),
        ("measured: {benefits: police}", "attribution"),
        ("measured: {attribution: absent.json, benefits: police}", "absent.json"),
        ("measured: {attribution: attribution.json, benefits: police, take: most}", "take"),
        (
            "unit_value: 3.00, measured: {attribution: attribution.json, benefits: police}",
            "unit_value"
        ),
        ("measured: {attribution: attribution.json, benefits: police, share: s}", "share"),
    ])
    func whatCannotBeReadIsRefused(saving: String, words: String) {
        let text = faults(clauses(saving))
        #expect(text.contains(words), "\(text)")
    }

    @Test func aRowOfAMeasuredSavingIsRefused() {
        let text = faults(clauses(Self.police + "}"), ["2026-03-31,saving,cells,,5.00,,"])
        #expect(text.contains("expected no row of it"), "\(text)")
    }

    @Test func anotherCurrencyIsRefused() {
        let text = faults("currency: EUR\n" + clauses(Self.police + "}"))
        #expect(text.contains("are in GBP, and the agreement is in EUR"), "\(text)")
    }
}
