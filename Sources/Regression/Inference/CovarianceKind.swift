/// How the covariance of the coefficients is estimated.
package enum CovarianceKind: Sendable, Equatable {
    /// Classical: independent errors of one variance (for GLMs: the inverse expected information).
    case iid
    /// White (1980), and the corrections of MacKinnon and White (1985): HC1 scales by n / (n − k), HC2 by 1 / (1 − h), HC3 by 1 / (1 − h)².
    case hc0, hc1, hc2, hc3
    /// CR1 of Liang and Zeger (1986) with the correction G / (G − 1) · (n − 1) / (n − k) of Stata and fixest.
    case cluster(column: String)

    /// Reads `iid`, `hc0` … `hc3` or `cluster:COLUMN`; nil for all else.
    package init?(_ text: String) {
        switch text.lowercased() {
        case "iid": self = .iid
        case "hc0": self = .hc0
        case "hc1": self = .hc1
        case "hc2": self = .hc2
        case "hc3": self = .hc3
        default:
            let parts = text.split(separator: ":", maxSplits: 1)
            guard parts.count == 2, parts[0].lowercased() == "cluster", !parts[1].isEmpty else {
                return nil
            }
            self = .cluster(column: String(parts[1]))
        }
    }

    package var label: String {
        switch self {
        case .iid: "iid"
        case .hc0: "hc0"
        case .hc1: "hc1"
        case .hc2: "hc2"
        case .hc3: "hc3"
        case .cluster(let column): "cluster:\(column)"
        }
    }

    package var clusterColumn: String? {
        if case .cluster(let column) = self { return column }
        return nil
    }

    var needsLeverage: Bool { self == .hc2 || self == .hc3 }

    /// What the squared residual of a row with leverage h is multiplied by.
    func adjustment(leverage: Double) -> Double {
        switch self {
        case .hc2: 1 / (1 - leverage)
        case .hc3: 1 / ((1 - leverage) * (1 - leverage))
        case .iid, .hc0, .hc1, .cluster: 1
        }
    }
}
