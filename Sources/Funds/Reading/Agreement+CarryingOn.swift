import TopsliceRecords

extension Agreement {
    /// The agreement with what partners bore in earlier terms, wherever a cap has counted since before this one; a
    /// result that does not say so is refused.
    ///
    /// - Parameter previous: the result of the term before; nil where none was given.
    func carryingOn(_ previous: PreviousResult?, _ faults: inout FaultBook) -> Agreement {
        var agreement = self
        for clause in risks {
            // Both directions of a clause may lack the same.
            var said: Set<String> = []
            for rule in clause.rulesOverYears where rule.since < term.from {
                if let borne = previous?.borne[rule] {
                    agreement.borneBefore[rule] = borne
                    continue
                }
                let message =
                    previous == nil
                    ? "its caps have counted since \(rule.since), before this term; give the settlement.json of "
                        + "the term before by --previous"
                    : "its caps have counted since \(rule.since), and the result of the term before does not say "
                        + "what was borne of \(rule.isOverspend ? "overspends" : "underspends") since then"
                guard said.insert(message).inserted else { continue }
                faults.add(
                    Fault(
                        place: clause.place,
                        subject: .thing("risk clause", id: clause.id),
                        message: message
                    )
                )
            }
        }
        return agreement
    }
}
