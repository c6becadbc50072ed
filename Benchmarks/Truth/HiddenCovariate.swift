import TopsliceRandomness

/// Empties cells of a covariate by chances that hang on the outcome and on the first agency: about a quarter of them, and of those who
/// had the outcome far more than of the others.
struct HiddenCovariate: Sendable {
    let column: String

    private func chance(outcome: Bool, served: Bool) -> Double {
        outcome ? (served ? 0.55 : 0.35) : 0.1
    }

    /// - `bytes`: a cohort as the simulator writes it: no quotes, outcomes and services of 0 and 1.
    func applied(to bytes: [UInt8], agency: String, seed: Int) -> [UInt8] {
        let lines = bytes.split(separator: UInt8(ascii: "\n"))
        let names = lines[0].split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
        guard let hidden = names.firstIndex(of: column),
            let outcome = names.firstIndex(of: "outcome"),
            let service = names.firstIndex(of: agency)
        else {
            preconditionFailure("a cohort without '\(column)', outcome or '\(agency)': \(names)")
        }
        var generator = Xoshiro256PlusPlus(seed: UInt64(seed), stream: 77)
        var result = Array(lines[0]) + [UInt8(ascii: "\n")]
        for line in lines.dropFirst() {
            var fields = line.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
            let one = [UInt8(ascii: "1")]
            let chance = chance(
                outcome: fields[outcome].elementsEqual(one),
                served: fields[service].elementsEqual(one)
            )
            if generator.uniform() < chance { fields[hidden] = [] }
            result += fields.joined(separator: [UInt8(ascii: ",")])
            result.append(UInt8(ascii: "\n"))
        }
        return result
    }
}
