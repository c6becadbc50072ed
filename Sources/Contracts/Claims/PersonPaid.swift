/// That somebody is paid for a person at a price, to count people by payee.
struct PersonPaid: BitwiseCopyable, Equatable {
    let payee: Int32
    /// Place of the price.
    let price: Int32
    let person: Int32

    static func precedes(_ left: PersonPaid, _ right: PersonPaid) -> Bool {
        (left.payee, left.price, left.person) < (right.payee, right.price, right.person)
    }
}

extension Sequence where Element: Equatable {
    /// Each element that is not the one before.
    func forEachDifferent(_ body: (Element) -> Void) {
        var last: Element?
        for element in self where element != last {
            body(element)
            last = element
        }
    }
}
