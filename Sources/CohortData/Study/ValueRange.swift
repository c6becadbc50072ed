/// The least and greatest value a column may hold, both included; nil where there is no limit.
package enum ValueRange: Sendable, Equatable {
    case integer(Int?, Int?)
    case number(Double?, Double?)
    /// Pence.
    case money(Int64?, Int64?)
    /// Days since 1970-01-01.
    case date(Int?, Int?)
}
