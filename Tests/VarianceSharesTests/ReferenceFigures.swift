import Testing

@testable import TopsliceVarianceShares

/// relaimpo's figures carry 15 digits of its own rounding.
private let tolerance = 1e-10

private func expectShares(
    _ result: VarianceSharesResult,
    match table: [String: [String: Double]],
    sourceLocation: SourceLocation = #_sourceLocation
) throws {
    for share in result.shares {
        let expected = try #require(table[share.regressor], sourceLocation: sourceLocation)
        let lmg = try #require(expected["lmg"])
        #expect(abs(share.lmg - lmg) < tolerance, "\(share)", sourceLocation: sourceLocation)
        if let first = expected["first"] {
            #expect(
                abs(share.first - first) < tolerance,
                "\(share)",
                sourceLocation: sourceLocation
            )
        }
        if let last = expected["last"] {
            #expect(abs(share.last - last) < tolerance, "\(share)", sourceLocation: sourceLocation)
        }
    }
}

@Suite struct ReferenceFigures {
    @Test(arguments: [
        ("lmg_azen_budescu2003_corr", "lmg_azen_budescu2003_relaimpo", "y"),
        ("lmg_swiss_corr", "lmg_swiss_relaimpo", "Fertility"),
    ])
    func sharesOfCorrelationsAgreeWithRelaimpo(_ matrix: String, _ figures: String, _ y: String)
        throws
    {
        let products = try Reference.correlations(matrix, response: y)
        let table = try Reference.table(figures)
        let result = try ExactShares.compute(products)
        try expectShares(result, match: table)
        #expect(abs(result.rSquared - (try #require(table["R2"]?["lmg"]))) < tolerance)
        for row in try RelativeImportance.compute(products) {
            let expected = try #require(table[row.regressor])
            for (name, value) in [
                ("last", row.last), ("first", row.first), ("betasq", row.betaSquared),
                ("pratt", row.pratt), ("genizi", row.genizi), ("car", row.car),
            ] {
                #expect(abs(value - (try #require(expected[name]))) < tolerance, "\(name) \(row)")
            }
        }
    }

    @Test func sharesOfTenAndTwentyCovariancesAgreeWithRelaimpo() throws {
        for size in [10, 20] {
            let result = try ExactShares.compute(try Reference.covariances("lmg_cov\(size)"))
            try expectShares(result, match: try Reference.table("lmg_cov\(size)_relaimpo"))
        }
        let table = try Reference.table("lmg_cov10_relaimpo")
        for row in try RelativeImportance.compute(try Reference.covariances("lmg_cov10")) {
            let expected = try #require(table[row.regressor])
            #expect(abs(row.genizi - (try #require(expected["genizi"]))) < tolerance)
            #expect(abs(row.car - (try #require(expected["car"]))) < tolerance)
            #expect(abs(row.pratt - (try #require(expected["pratt"]))) < tolerance)
        }
    }

    @Test(arguments: [5, 10])
    func groupedSharesOfTwentyColumnsAgreeWithRelaimpo(_ groups: Int) throws {
        let products = try Reference.covariances("lmg_cov20")
        let width = 20 / groups
        let structure = PlayerStructure(
            groups: (0..<groups).map { group in
                PlayerStructure.Group(
                    name: "g\(group + 1)",
                    columns: (1...width).map { "x\(group * width + $0)" }
                )
            }
        )
        let result = try ExactShares.compute(products, players: structure)
        try expectShares(
            result,
            match: try Reference.table("lmg_cov20_\(groups)groups_relaimpo")
        )
    }

    @Test func groupedAndAlwaysInSharesOfSwissAgreeWithRelaimpo() throws {
        let products = try Reference.correlations("lmg_swiss_corr", response: "Fertility")
        let grouped = PlayerStructure(groups: [
            PlayerStructure.Group(name: "G1", columns: ["Agriculture", "Examination"]),
            PlayerStructure.Group(name: "G2", columns: ["Education", "Catholic"]),
        ])
        try expectShares(
            try ExactShares.compute(products, players: grouped),
            match: try Reference.table("swiss_relaimpo_grouped")
        )
        let table = try Reference.table("swiss_relaimpo_always_agriculture")
        let always = try ExactShares.compute(
            products,
            players: PlayerStructure(always: ["Agriculture"])
        )
        try expectShares(always, match: table)
        let shared = try #require(table["R2.decomp"]?["lmg"])
        #expect(abs(always.rSquared - always.alwaysRSquared - shared) < tolerance)
        for row in try RelativeImportance.compute(products, always: ["Agriculture"]) {
            #expect(abs(row.pratt - (try #require(table[row.regressor]?["pratt"]))) < tolerance)
        }
    }

    @Test func weightedSharesOfSwissAgreeWithRelaimpo() throws {
        let (columns, rows) = try Reference.swiss()
        let weights = rows.indices.map { Double($0 + 1) / 24 }
        let products = try RegressorProducts(
            columns: columns,
            matrix: crossProducts(rows, weights: weights),
            response: "Fertility",
            rowCount: rows.count
        )
        let table = try Reference.table("swiss_relaimpo_weighted")
        try expectShares(try ExactShares.compute(products), match: table)
    }

    @Test(arguments: [
        ("lmg_azen_budescu2003_corr", "lmg_azen_budescu2003_conditional_dominance", "y"),
        ("lmg_swiss_corr", "lmg_swiss_conditional_dominance", "Fertility"),
    ])
    func conditionalDominanceAgrees(_ matrix: String, _ figures: String, _ y: String) throws {
        let products = try Reference.correlations(matrix, response: y)
        let table = try Reference.table(figures)
        let result = try ExactShares.compute(products)
        let analysis = try DominanceAnalysis.compute(products)
        for (size, level) in result.conditional.enumerated() {
            for (player, value) in level.enumerated() {
                let expected = try #require(table["\(size)"]?[result.shares[player].regressor])
                #expect(abs(value - expected) < tolerance)
                #expect(abs(analysis.conditional[size][player] - expected) < tolerance)
            }
        }
    }

    /// Azen and Budescu (2003), their first example: x1 completely dominates x2 and x4; x2 and x3, and x3 and x4,
    /// are not settled completely.
    @Test func firstRegressorOfAzenAndBudescuDominatesTheSecond() throws {
        let analysis = try DominanceAnalysis.compute(
            try Reference.correlations("lmg_azen_budescu2003_corr", response: "y")
        )
        let pair = try #require(analysis.pairs.first { $0.first == "x1" && $0.second == "x2" })
        #expect(pair.complete == .first)
        #expect(pair.conditional == .first)
        #expect(pair.general == .first)
        #expect(pair.firstAddsMore == 1)
    }
}
