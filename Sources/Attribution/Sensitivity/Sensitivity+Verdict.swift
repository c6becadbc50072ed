extension Sensitivity {
    /// The ground of a verdict that a hidden confounder is: where it could account for all of what can be told from nothing.
    func ground(_ whole: Estimate) -> Verdict.Ground? {
        guard let known = whole.uncertainty, let shift = together.allowance?.shift,
            known.confidenceLow > 0 || known.confidenceHigh < 0,
            shift.magnitude >= whole.value.magnitude
        else { return nil }
        return Verdict.Ground(.hiddenConfounder, value: shift)
    }
}
