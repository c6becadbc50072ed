import TopsliceExactArithmetic

/// What a payer does not pay because it is above a limit: another pays it, or it is not paid, by payees in proportion to what each
/// is paid that day.
struct TakenOver {
    let payer: String
    /// Nil where it is not paid.
    let other: String?
    /// In pence.
    let exact: Rational
    let day: Int32
    private let paid: [PaidByDay]

    init(
        from payer: String,
        by other: String?,
        _ exact: Rational,
        on day: Int32,
        _ paid: [PaidByDay]
    ) {
        self.payer = payer
        self.other = other
        self.exact = exact
        self.day = day
        self.paid = paid
    }

    func entitlements(_ reason: EntitlementReason) -> [Entitlement] {
        let relief = Entitlement(.payer, payer, day, exact, reason)
        if let other { return [relief, Entitlement(.payer, other, day, -exact, reason)] }
        let whole = paid.reduce(Rational.zero) { $0 + $1.exact }
        guard !whole.isZero else { return [] }
        return [relief]
            + paid.map { Entitlement(.payee, $0.payee, day, -(exact * $0.exact / whole), reason) }
    }
}
