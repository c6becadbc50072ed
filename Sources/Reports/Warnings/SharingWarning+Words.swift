internal import TopsliceRecords
package import TopsliceSharing

extension SharingWarning {
    /// As it stands on every page, sheet and terminal.
    package var words: String {
        switch self {
        case .table(let warning): warning.words
        case .extrapolated(let count, let first):
            "\(count) of the values are extrapolations that no data support: "
                + first.map { $0.isEmpty ? "none" : $0.joined(separator: "+") }
                .joined(separator: ", ") + (count > first.count ? " and others" : "")
        case .noStandardErrors: "there are no standard errors to carry over to the shares"
        case .valuesWithoutError(let count):
            "\(count) of the values have no standard error, so that shares have none; give 0 for what is known exactly"
        case .noMoney(let rules, let reason):
            "no money is divided by \(rules.map(\.spelling).joined(separator: ", ")): \(reason)"
        case .rescaledShares(let service, let file):
            "\(FileNames().said(file)): the shares of '\(escapedName(service))' sum to one only nearly and were scaled to "
                + "sum to one"
        }
    }
}
