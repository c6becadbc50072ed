import TopsliceMoney

/// An amount on a day.
struct DatedAmount {
    let date: CalendarDate
    /// In pence.
    let amount: Money
}
