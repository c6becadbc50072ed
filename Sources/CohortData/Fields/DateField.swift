internal import TopsliceCalendar

/// A calendar day spelt `YYYY-MM-DD`; see `GregorianDay`.
enum DateField {
    /// Days since 1970-01-01, or nil where the bytes are not such a date or the day does not exist.
    static func parse(_ bytes: FieldBytes) -> Int? { GregorianDay.number(written: bytes) }
}
