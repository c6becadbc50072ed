import TopsliceFunds

extension Agreement {
    /// The name of a partner or of an account of the fund, in words.
    func words(_ account: Account) -> String {
        switch account {
        case .partner(let id): name(of: id)
        case .pool: "the pool"
        case .riskPool: "the risk pool"
        case .carriedForward: "carried forward"
        case .broughtForward: "brought forward"
        case .unfunded: "nobody (unfunded)"
        case .suppliers: "suppliers outside the agreement"
        case .underspends: "underspends of other lines"
        case .band(let band):
            band == .general ? "of the pool, what is not set aside" : "of the pool, \(band.words)"
        case .cash, .line, .gain: account.identifier
        }
    }
}
