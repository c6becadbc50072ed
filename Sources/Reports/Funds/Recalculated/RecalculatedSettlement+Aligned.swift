import TopsliceFormats
import TopsliceFunds
import TopsliceMoney

/// Differences of lines whose money stays with their owner.
extension RecalculatedSettlement {
    /// What others bear of an overspend goes to the owner, and what it does not need of its budget from it to others.
    ///
    /// - Parameter pence: of each party.
    mutating func pass(
        _ pence: [Account: WorkbookFormula],
        of group: Recalculation.Group,
        _ owner: String,
        isOverspend: Bool
    ) {
        for (party, now) in pence.sorted(by: { $0.key < $1.key }) {
            // What nobody bears stays with the owner, and so does an underspend that no partner is given back.
            guard party != .unfunded,
                isOverspend || group.destination == .giveBack && party.partner != nil
            else { continue }
            followed.heldDifferences[owner, default: []].append(
                isOverspend ? now : .product(.whole(-1), now)
            )
            guard let partner = party.partner, partner != owner else { continue }
            followed.flows.append(
                .init(
                    payer: isOverspend ? partner : owner,
                    payee: isOverspend ? owner : partner,
                    now: now,
                    before: settled(party, of: group, isOverspend: isOverspend)
                )
            )
        }
    }

    /// What a party had of a difference as it was settled, in pence.
    private func settled(
        _ party: Account,
        of group: Recalculation.Group,
        isOverspend: Bool
    ) -> Int {
        let ids = Set(group.lines.map { settlement.lines[$0].line.id })
        return settlement.risks.lazy.filter {
            $0.id == group.id && $0.phase == group.phase && $0.isOverspend == isOverspend
                && !ids.isDisjoint(with: $0.lines)
        }.flatMap(\.parts).filter { $0.party == party }.reduce(0) { $0 + $1.amount.minorUnits }
    }
}
