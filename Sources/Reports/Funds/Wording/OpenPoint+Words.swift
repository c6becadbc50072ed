import TopsliceFunds
import TopsliceMoney

extension OpenPoint {
    /// What is missing and what to write.
    var words: String {
        switch self {
        case .notReconciled(let equation):
            return "the settlement does not reconcile: \(equation.words)"
        case .noDigest(let outcome, let digest):
            return
                "the definition of outcome '\(outcome)' has no digest, so that a later change could not "
                + "be seen" + (digest.map { "; write\n    sha256: \($0)" } ?? "")
        case .noFunctions:
            return
                "no functions are named, so nobody is seen to answer for commissioning, audit or data; "
                + "list them with their owners under 'functions'"
        case .budgetsNotCovered(let paidIn, let budgets, let gap, let hasBroughtForward):
            let whole = hasBroughtForward ? " and what is brought forward, together" : " of"
            return "contributions\(whole) \(paidIn.formatted()) are \(gap.formatted()) "
                + (paidIn < budgets ? "below" : "above")
                + " the budgets of the pool, \(budgets.formatted())"
        }
    }
}
