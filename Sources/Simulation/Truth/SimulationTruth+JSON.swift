extension SimulationTruth {
    /// The text of `truth.json`: the truth by name, and the plan that it is the truth of, every option resolved.
    ///
    /// Coalitions come by size, then in the agencies' order; numbers have the digits that read back to the same value.
    package func json() -> String {
        var text = JSONText()
        text.object { text in
            text.value("K", agencies.count)
            text.value("people", plan.people)
            text.array("agencies") { text in
                for agency in agencies { text.value(nil, agency) }
            }
            text.value("estimand", "v(S)=E[Y(A_S, A_-S:=0)], observed-allocation game, per person")
            writeValues(to: &text)
            writeSupport(to: &text)
            text.object("data_generating_process") { plan.write(to: &$0) }
            text.value("area_effects", areaEffects)
            text.value("area_uptake", areaUptake)
        }
        return text.text + "\n"
    }

    private func writeValues(to text: inout JSONText) {
        text.object("v") { text in
            for coalition in coalitionsBySize {
                text.value(name(ofCoalition: coalition), values[coalition])
            }
        }
        text.value("deadweight", deadweight)
        text.value("observed", observed)
        text.value("attributable", attributable)
        write("shapley", shapley, to: &text)
        if attributable == 0 {
            text.null("share")
        } else {
            write("share", shapley.map { $0 / attributable }, to: &text)
        }
        text.array("rank") { text in
            let order = agencies.indices.sorted { (-shapley[$0], $0) < (-shapley[$1], $1) }
            for agency in order { text.value(nil, agencies[agency]) }
        }
        write("first_in", firstIn, to: &text)
        write("last_in", lastIn, to: &text)
        text.object("interaction") { text in
            for first in agencies.indices {
                for second in agencies.indices.dropFirst(first + 1) {
                    let pair = agencies[first] + "+" + agencies[second]
                    text.value(pair, interactions[first][second])
                }
            }
        }
        write("uptake", uptake, to: &text)
        write("claimed_raw_difference", rawDifferenceClaims, to: &text)
        guard let permissionShapley else { return }
        text.object("precedence") { text in
            for agency in plan.agencies {
                guard let referrer = agency.referredBy else { continue }
                text.array(agency.name) { $0.value(nil, referrer) }
            }
        }
        write("shapley_permission", permissionShapley, to: &text)
    }

    private func writeSupport(to text: inout JSONText) {
        text.object("support") { text in
            text.object("unsupported_share") { text in
                for coalition in coalitionsBySize where unsupportedShare[coalition] > 0 {
                    text.value(name(ofCoalition: coalition), unsupportedShare[coalition])
                }
            }
            text.value("fully_supported_population_share", fullySupportedShare)
        }
    }

    private func write(_ key: String, _ numbers: [Double], to text: inout JSONText) {
        text.object(key) { text in
            for (agency, number) in zip(agencies, numbers) { text.value(agency, number) }
        }
    }

    /// By size, then as words: a coalition with an earlier agency comes before one without it.
    private var coalitionsBySize: [Int] {
        let count = agencies.count
        func reversed(_ coalition: Int) -> Int {
            (0..<count).reduce(0) { $0 << 1 | coalition >> $1 & 1 }
        }
        return values.indices.sorted {
            ($0.nonzeroBitCount, -reversed($0)) < ($1.nonzeroBitCount, -reversed($1))
        }
    }
}
