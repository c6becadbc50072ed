import TopsliceMoney
import TopsliceRecords

extension AgreementReader {
    /// What accounts hold on the first day: `brought_forward` is the pool's, `opening` has that of each.
    mutating func openings(_ root: YAMLMap) -> [OpeningBalance] {
        var openings: [OpeningBalance] = []
        if let node = root["brought_forward"], let amount = amount(root, "brought_forward") {
            openings.append(OpeningBalance(account: .pool, amount: amount, place: place(node)))
        }
        guard root.contains("opening"), let map = map(root, "opening") else { return openings }
        refuseUnknownKeys(map, ["pool", "risk_pool"])
        if root.contains("brought_forward"), let node = map["pool"] {
            fault(node, "'brought_forward' says already what the pool holds on the first day")
        }
        for (key, account) in [("pool", Account.pool), ("risk_pool", .riskPool)] {
            guard let node = map[key], let amount = amount(map, key, allowingNegative: true) else {
                continue
            }
            openings.append(OpeningBalance(account: account, amount: amount, place: place(node)))
        }
        return openings
    }
}
