package import TopsliceMoney

/// A day by its number as messages write it.
package func written(_ day: Int32) -> CalendarDate { CalendarDate(dayNumber: Int(day)) }
