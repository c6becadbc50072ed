import Foundation
import TopsliceFormats
import TopsliceReports
import TopsliceSharing
import TopsliceStudies

/// A result as its readers get it: decoded from the JSON that a command writes.
struct Answer {
    let object: [String: Any]

    init(_ value: JSONValue) throws {
        let decoded = try JSONSerialization.jsonObject(with: Data(value.text().utf8))
        object = decoded as? [String: Any] ?? [:]
    }

    /// The entry of one rule.
    func rule(_ name: String) -> [String: Any]? {
        let rules = object["rules"] as? [[String: Any]] ?? []
        return rules.first { $0["rule"] as? String == name }
    }

    /// Numbers of one rule in the order of `names`.
    func numbers(_ rule: String, _ key: String, _ names: [String]) -> [Double] {
        let values = self.rule(rule)?[key] as? [String: Double] ?? [:]
        return names.compactMap { values[$0] }
    }

    func texts(_ rule: String, _ key: String, _ names: [String]) -> [String] {
        let values = self.rule(rule)?[key] as? [String: String] ?? [:]
        return names.compactMap { values[$0] }
    }

    func numbers(_ key: String, _ names: [String]) -> [Double] {
        let values = object[key] as? [String: Double] ?? [:]
        return names.compactMap { values[$0] }
    }

    func texts(_ key: String, _ names: [String]) -> [String] {
        let values = object[key] as? [String: String] ?? [:]
        return names.compactMap { values[$0] }
    }
}

/// What every report states of its origin; the tests do not look at it.
let noProvenance = Provenance(
    version: "test",
    inputs: [],
    options: [],
    blasCore: nil,
    threads: 1,
    seconds: nil
)

/// Whether numbers agree within an absolute tolerance, all of them.
func agree(_ left: [Double], _ right: [Double], within tolerance: Double) -> Bool {
    left.count == right.count && zip(left, right).allSatisfy { abs($0 - $1) <= tolerance }
}

/// A share that is exact in the file and rounded once to a Double may differ from a reference computed in Doubles
/// by this fraction.
let doubleTolerance = 1e-12
