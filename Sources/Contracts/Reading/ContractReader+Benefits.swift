import TopsliceDoor
import TopsliceExactArithmetic
import TopsliceRecords

extension ContractReader {
    /// Partners by what they gain: `benefits: {appraisal: appraisal.json, agencies: {Police: police}}` reads what `topslice
    /// appraise` says each agency benefits by; `agencies` says which partner an agency is, where it has another name.
    ///
    /// Who gains nothing, or loses, has no share.
    mutating func benefits(_ basis: YAMLMap) -> [String: Rational]? {
        guard let node = basis["benefits"], let stated = map(basis, "benefits") else { return nil }
        require(stated, ["appraisal"])
        refuseUnknownKeys(stated, ["appraisal", "agencies"])
        let names = partners(ofAgencies: stated)
        guard let root = document(stated, AppraisalKeys.appraisal), let names else { return nil }
        var ignored = FaultList(file: "")
        guard
            let agencies = root.map(AppraisalKeys.appraisal, &ignored)?
                .map(AppraisalKeys.agencies, &ignored)
        else {
            fault(
                node,
                "holds no benefits by agency; expected what topslice appraise --json writes"
            )
            return nil
        }
        var found: [String: Rational] = [:]
        var isSound = true
        for entry in agencies.entries {
            let benefit = entry.value.map(&ignored)?
                .text(AppraisalKeys.benefit, &ignored)
                .flatMap { try? Rational(parsing: $0) }
            guard let benefit else {
                fault(node, "'\(escapedName(entry.key))' has no benefit that could be read")
                isSound = false
                continue
            }
            guard benefit.isPositive else { continue }
            guard
                let partner = names[entry.key] ?? declared.parties.first(where: { $0 == entry.key })
            else {
                fault(
                    node,
                    "'\(escapedName(entry.key))' benefits and is not a partner of this agreement; say under 'agencies' "
                        + "which partner it is"
                )
                isSound = false
                continue
            }
            found[partner, default: .zero] += benefit
        }
        return isSound ? found : nil
    }

    /// Under `agencies`: which partner each agency is that a result of another command names; none where nothing is said.
    mutating func partners(ofAgencies stated: YAMLMap) -> [String: String]? {
        guard stated.contains("agencies") else { return [:] }
        guard let entries = map(stated, "agencies")?.entries else { return nil }
        var names: [String: String] = [:]
        for entry in entries {
            guard case .scalar(let scalar) = entry.value.content else {
                fault(entry.value, "expected the partner that the agency is")
                return nil
            }
            guard isParty(scalar.text, entry.value) else { return nil }
            names[entry.key] = scalar.text
        }
        return names
    }
}
