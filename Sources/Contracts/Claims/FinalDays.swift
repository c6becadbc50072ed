/// The days on which a clause pays for people, person by person.
struct FinalDays {
    private struct Paid: BitwiseCopyable {
        let person: Int32
        let day: Int32

        static func precedes(_ left: Paid, _ right: Paid) -> Bool {
            (left.person, left.day) < (right.person, right.day)
        }
    }

    private var rest: SpoolMerge<Paid>
    private var next: Paid?

    init(_ result: ClauseResult) {
        var sorter = SpoolSorter<Paid>(by: Paid.precedes)
        result.forEachStanding { sorter.append(Paid(person: $0.person, day: $0.day)) }
        rest = sorter.sorted()
        next = rest.next()
    }

    /// In rising order.
    ///
    /// - Parameter person: who comes after everybody who was asked for before.
    mutating func days(of person: Int32) -> [Int32] {
        var days: [Int32] = []
        while let paid = next, paid.person <= person {
            if paid.person == person { days.append(paid.day) }
            next = rest.next()
        }
        return days
    }
}
