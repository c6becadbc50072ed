import TopsliceMoney

/// An outcome payment that a line bears.
struct LineCharge {
    let line: String
    let date: CalendarDate
    /// In pence.
    let amount: Money
}
