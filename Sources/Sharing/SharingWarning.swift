package import TopsliceRecords

/// What somebody who shares money by a game, claims, weights or services should know of the answer.
package enum SharingWarning: Sendable, Hashable {
    case table(TableWarning)
    /// Values that no data support, how many, and the first coalitions of them.
    case extrapolated(count: Int, first: [[String]])
    /// Standard errors were asked for, and no value has one.
    case noStandardErrors
    /// Standard errors were asked for, and so many values have none.
    case valuesWithoutError(Int)
    /// The shares of these rules divide no money.
    case noMoney(rules: [SharingRule], reason: MoneyGap)
    /// The shares of a service sum to one only nearly and were scaled.
    case rescaledShares(service: String, file: String)
}
