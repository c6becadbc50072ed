import Foundation
import Testing
import TopsliceAttribution
import TopsliceFormats
import TopsliceReports

@Suite struct AttributionFilesTests {
    let report = SampleAttribution.report(SampleAttribution.four, scale: .proportion)

    private func keys(_ value: JSONValue) -> [String] {
        guard case .object(let members) = value else { return [] }
        return members.map(\.key)
    }

    private func value(_ object: JSONValue, _ key: String) -> JSONValue {
        guard case .object(let members) = object else { return .null }
        return members.first { $0.key == key }?.value ?? .null
    }

    private func first(_ array: JSONValue) -> JSONValue {
        guard case .array(let elements) = array else { return .null }
        return elements.first ?? .null
    }

    private func text(_ object: JSONValue, _ key: String) -> String {
        value(object, key).text().trimmingCharacters(in: .whitespacesAndNewlines)
    }

    @Test func theKeysOfTheContractAreThere() {
        let json = report.json
        let top = [
            "people", "clusters", "outcome", "agencies", "total", "coalitions", "attribution",
            "interactions", "covariance", "provenance",
        ]
        #expect(Set(top).isSubset(of: keys(json)))
        let total = [
            "deadweight", "observed", "attributable", "standard_error", "conf_low", "conf_high",
        ]
        #expect(Set(total).isSubset(of: keys(value(json, "total"))))
        let coalition = ["members", "value", "standard_error", "supported", "unsupported_share"]
        #expect(Set(coalition).isSubset(of: keys(first(value(json, "coalitions")))))
        let attribution = [
            "agency", "shapley", "standard_error", "conf_low", "conf_high", "p_value", "share",
            "share_conf_low", "share_conf_high", "first_in", "last_in", "claimed_raw_difference",
            "claimed_before_after",
        ]
        #expect(Set(attribution).isSubset(of: keys(first(value(json, "attribution")))))
        let interaction = ["agencies", "value", "standard_error"]
        #expect(Set(interaction).isSubset(of: keys(first(value(json, "interactions")))))
        let provenance = ["version", "inputs", "options", "blas_core", "threads", "seconds"]
        #expect(Set(provenance).isSubset(of: keys(value(json, "provenance"))))
        let input = ["path", "sha256", "rows"]
        #expect(Set(input).isSubset(of: keys(first(value(value(json, "provenance"), "inputs")))))
    }

    @Test func noKeyStandsTwice() {
        #expect(Set(keys(report.json)).count == keys(report.json).count)
    }

    @Test func theTidyTableBeginsWithTheContributionsInOrder() {
        let lines = report.attributionTable.text().split(separator: "\n")
        #expect(
            lines[0] == "term,estimate,std_error,statistic,p_value,conf_low,conf_high,quantity"
        )
        let terms = lines[1...4].map { $0.split(separator: ",")[0] }
        #expect(terms.map(String.init) == SampleAttribution.four.agencies)
        #expect(lines[1...4].allSatisfy { $0.hasSuffix(",shapley") })
    }

    @Test func theCoalitionsFileIsAGame() {
        let lines = report.coalitionsTable.text().split(separator: "\n")
        #expect(lines.count == 17)
        #expect(
            lines[0]
                == "coalition,value,standard_error,supported,unsupported_share,standard_error_reason"
        )
        #expect(lines[1].hasPrefix("none,0.5085955343560757,"))
        #expect(lines[4].hasPrefix("got_housing+got_health,0.5971836715400405,"))
        #expect(lines[1].hasSuffix(",true,0.0,"))
    }

    /// Of a coalition without support no error is printed, on paper or in data, and it is said why.
    @Test func anErrorThatIsNotIdentifiedIsNotPrinted() {
        let report = SampleAttribution.report(
            SampleAttribution.make(
                agencies: ["a", "b"],
                values: [0, 1, 1, 2],
                rawDifferences: [1, 1],
                beforeAfter: nil,
                unsupported: { $0 == 2 ? 0.25 : 0 }
            ),
            scale: .amount(unit: "")
        )
        let lines = report.coalitionsTable.text().split(separator: "\n")
        #expect(lines[3] == "b,1.0,,false,0.25,not_identified")
        guard case .array(let coalitions) = value(report.json, "coalitions") else {
            Issue.record("no coalitions")
            return
        }
        #expect(text(coalitions[2], "standard_error") == "null")
        #expect(text(coalitions[2], "standard_error_reason") == "\"not_identified\"")
        #expect(text(coalitions[1], "standard_error_reason") == "null")
        #expect(text(coalitions[1], "standard_error") != "null")
    }

    /// The claims and what was caused together stand per person served too.
    @Test func totalsAndClaimsStandPerPersonServed() {
        let json = report.json
        #expect(text(value(json, "total"), "served_share") == "0.8")
        let together = SampleAttribution.four.total.attributable.value / 0.8
        #expect(text(value(json, "total"), "per_served") == "\(together)")
        let agency = first(value(json, "attribution"))
        #expect(text(agency, "claimed_raw_difference_per_served") == "\(0.0601 / 0.4)")
        #expect(text(agency, "claimed_before_after_per_served") == "\(0.124 / 0.4)")
        let lines = report.attributionTable.text().split(separator: "\n")
        #expect(
            lines.contains { $0.hasPrefix("total,\(together),") && $0.hasSuffix(",per_served") }
        )
        #expect(lines.contains { $0.hasSuffix(",claimed_before_after_per_served") })
    }

    @Test func aHostileAgencyNameIsTextInEveryFile() {
        let result = SampleAttribution.make(
            agencies: ["=1+1", "</script>"],
            values: [0, 1, 1, 2],
            rawDifferences: [1, 1],
            beforeAfter: nil
        )
        let report = SampleAttribution.report(result, scale: .amount(unit: ""))
        #expect(report.attributionTable.text().contains("\n'=1+1,"))
        #expect(!report.attributionTable.text().contains("\n=1+1,"))
        #expect(!report.json.text().contains("</script"))
    }
}
