import Testing

@testable import TopsliceCohortData

/// A cohort written in the test itself, and what must come of it. `body` replaces the lines after the header
/// of `study.yaml`; `text` the whole file.
struct TextCase: CustomTestStringConvertible, Sendable {
    let name: String
    let bytes: [UInt8]
    let outcome: HostileFile.Outcome
    let records: Int?

    init(_ name: String, body: String, _ outcome: HostileFile.Outcome, records: Int? = nil) {
        self.init(name, text: Fixture.cohortHeader + "\n" + body, outcome, records: records)
    }

    init(_ name: String, text: String, _ outcome: HostileFile.Outcome, records: Int? = nil) {
        self.init(name, bytes: Array(text.utf8), outcome, records: records)
    }

    init(_ name: String, bytes: [UInt8], _ outcome: HostileFile.Outcome, records: Int? = nil) {
        self.name = name
        self.bytes = bytes
        self.outcome = outcome
        self.records = records
    }

    var testDescription: String { name }

    static let first = "P001,N,2,0,1,2022-04-01,2023-04-01,1\n"
    static let second = "P002,S,3,1,0,2022-05-01,2023-05-01,0\n"
    static let third = "P003,E,1,0,1,2022-06-01,2023-06-01,1\n"
    static let all = first + second + third

    /// The valid cohort of three people.
    static var valid: String { Fixture.cohortHeader + "\n" + all }

    /// The first person with one field replaced.
    static func row(_ field: String, at index: Int) -> String {
        var fields = first.dropLast().split(separator: ",").map(String.init)
        fields[index] = field
        return fields.joined(separator: ",") + "\n"
    }

    static func utf16(_ text: String, bigEndian: Bool, mark: Bool) -> [UInt8] {
        let units = (mark ? [0xFEFF] : []) + Array(text.utf16)
        return units.flatMap { unit in
            let bytes = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
            return bigEndian ? bytes.reversed() : bytes
        }
    }
}
