/// Money that is reported apart and never makes up for other money: capital beside revenue, and what a grant
/// sets aside for a purpose.
package struct MoneyBand: Sendable, Hashable, Comparable {
    package enum Nature: String, Sendable, Hashable, CaseIterable {
        case revenue
        case capital
    }

    package let nature: Nature
    /// For what it is set aside; nil for money of all purposes.
    package let ringFence: String?

    package static let general = MoneyBand(nature: .revenue, ringFence: nil)

    package init(nature: Nature, ringFence: String?) {
        self.nature = nature
        self.ringFence = ringFence
    }

    package static func < (left: MoneyBand, right: MoneyBand) -> Bool {
        if left.nature != right.nature { return left.nature == .revenue }
        guard let one = left.ringFence else { return right.ringFence != nil }
        guard let other = right.ringFence else { return false }
        return one.precedes(other)
    }
}
