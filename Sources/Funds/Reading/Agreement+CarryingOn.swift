import TopsliceRecords

extension Agreement {
    /// The agreement with what partners bore in earlier terms, wherever a cap has counted since before this one; a
    /// result that does not say so is refused.
    ///
    /// - Parameter previous: the result of the term before; nil where none was given.
    func carryingOn(_ previous: PreviousResult?, _ faults: inout FaultBook) -> Agreement {
        var agreement = self
        for clause in risks {
            for rule in clause.rulesOverYears where rule.since < term.from {
                if let borne = previous?.borne[rule] {
                    agreement.borneBefore[rule] = borne
                    continue
                }
                faults.add(
                    Fault(
                        place: clause.place,
                        subject: .thing("risk clause", id: clause.id),
                        message: previous == nil
                            ? "its caps have counted since \(rule.since), before this term; give the settlement.json of "
                                + "the term before by --previous"
                            : "its caps have counted since \(rule.since), and the result of the term before does not say "
                                + "what was borne of \(rule.isOverspend ? "overspends" : "underspends") since then"
                    )
                )
            }
        }
        return agreement
    }
}
