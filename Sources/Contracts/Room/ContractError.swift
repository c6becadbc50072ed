package import TopsliceApportionment

/// Why a contract that reads well cannot be worked out.
package enum ContractError: Error, Sendable {
    case tooLarge(clause: String)
    case indivisible(clause: String, reason: ApportionmentError)
}
