/// When in a year its money counts. Year 0 is the day of the decision and is never discounted.
package enum DiscountTiming: String, Sendable, Hashable, CaseIterable {
    /// Money of year t is discounted over t years.
    case yearEnds = "year_ends"
    /// Over t − ½ years.
    case midYears = "mid_years"
    /// Over t − 1 years: the first year is the year of the decision, which the Green Book calls year 0.
    case firstYearUndiscounted = "first_year_undiscounted"
}
