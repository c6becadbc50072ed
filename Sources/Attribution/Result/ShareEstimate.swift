/// A part of what the agencies caused together: 1 is all of it.
package struct ShareEstimate: Sendable, Equatable {
    package let value: Double
    /// By the delta method: small comfort where the whole is not well known, hence the interval by Fieller. Nil where not identified.
    package let standardError: Double?
    /// Nil where the data do not identify the share.
    package let interval: ShareInterval?

    package init(value: Double, standardError: Double?, interval: ShareInterval?) {
        self.value = value
        self.standardError = standardError
        self.interval = interval
    }
}
