package import TopsliceRecords

/// References of people in the order in which they were asked for; where they are many, little of them is in memory.
package struct PersonReferences: Sequence, Sendable {
    /// Sixteen hexadecimal digits each.
    private let digits: Spool<UInt64>

    /// - Parameter people: places in the names.
    package init(
        _ people: some Sequence<Int32>,
        among names: PeopleNames,
        by references: PersonReference
    ) throws(HashingError) {
        var writer = SpoolWriter<UInt64>()
        for person in people {
            let text = try references.reference(of: names[Int(person)])
            guard let number = UInt64(text, radix: 16) else {
                preconditionFailure("a reference is not hexadecimal: \(text)")
            }
            writer.append(number)
        }
        digits = Spool(writer)
    }

    /// In their order.
    package func makeIterator() -> AnyIterator<String> {
        var digits = digits.makeIterator()
        return AnyIterator {
            digits.next().map { number in
                let text = String(number, radix: 16)
                return String(repeating: "0", count: 16 - text.count) + text
            }
        }
    }
}
