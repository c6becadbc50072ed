import TopsliceRegression
import Testing

/// Reading formulas, and the names of coefficients as R's `model.matrix` gives them.
struct FormulaTests {
    /// A small file like the data frame that R 4.2.2 was given: two texts, one group of numbers, two numbers.
    static let text: String = {
        let f = ["b", "a", "c"]
        let z = ["10", "2", "1"]
        let g = ["u", "u", "u", "v"]
        var text = "y,x,w,f,z,g,s\n"
        for row in 0..<36 {
            let x = Double((row * 7) % 13) + 0.25
            let w = Double((row * 5) % 11) - 3.5
            let y = Double((row * 11) % 17)
            let texts = [f[row % 3], z[row % 3], g[(row / 3) % 4], row % 2 == 0 ? "p" : "q"]
            text += "\(y),\(x),\(w)," + texts.joined(separator: ",") + "\n"
        }
        return text
    }()

    /// `colnames(model.matrix(formula, d))` of R 4.2.2.
    @Test(arguments: [
        ("y ~ x*f", "(Intercept) x fb fc x:fb x:fc"),
        ("y ~ f - 1", "fa fb fc"),
        ("y ~ f + g - 1", "fa fb fc gv"),
        ("y ~ x:f", "(Intercept) x:fa x:fb x:fc"),
        ("y ~ f:g - 1", "fa:gu fb:gu fc:gu fa:gv fb:gv fc:gv"),
        ("y ~ x + x:f", "(Intercept) x x:fb x:fc"),
        ("y ~ f*g", "(Intercept) fb fc gv fb:gv fc:gv"),
        ("y ~ f + f:g", "(Intercept) fb fc fa:gv fb:gv fc:gv"),
        ("y ~ g:x + f", "(Intercept) fb fc gu:x gv:x"),
        ("y ~ factor(z)*x", "(Intercept) factor(z)2 factor(z)10 x factor(z)2:x factor(z)10:x"),
        ("y ~ x + I(x^2) + log(abs(w) + 1)", "(Intercept) x I(x^2) log(abs(w) + 1)"),
        ("y ~ (x+w+f)^2", "(Intercept) x w fb fc x:w x:fb x:fc w:fb w:fc"),
        ("y ~ x*w - x", "(Intercept) w x:w"),
        ("y ~ x:f - 1", "x:fa x:fb x:fc"),
        (
            "y ~ poly(x, 3, raw = TRUE)",
            "(Intercept) poly(x, 3, raw = TRUE)1 poly(x, 3, raw = TRUE)2 poly(x, 3, raw = TRUE)3"
        ),
        ("y ~ x/f", "(Intercept) x x:fb x:fc"),
        ("y ~ f:x:w + x", "(Intercept) x fa:x:w fb:x:w fc:x:w"),
        ("y ~ x:w + w + x", "(Intercept) w x x:w"),
        ("y ~ f:g + g", "(Intercept) gv fb:gu fc:gu fb:gv fc:gv"),
        ("y ~ 0 + x:g + f", "fa fb fc x:gu x:gv"),
        ("y ~ s*x", "(Intercept) sq x sq:x"),
        ("y ~ (x+w)^2:f + x:w", "(Intercept) x:fa x:fb x:fc w:fa w:fb w:fc x:w x:w:fb x:w:fc"),
        ("y ~ f %in% g - 1", "fa:gu fb:gu fc:gu fa:gv fb:gv fc:gv"),
    ])
    func coefficientsAreNamedAsInR(formula: String, names: String) throws {
        let result = try fit(text: Self.text, formula)
        #expect(result.coefficients.map(\.term) + result.dropped.map(\.name) == Self.split(names))
    }

    /// `y ~ f:g` has seven columns in R too, of which `lm` finds one dependent.
    @Test func anInteractionWithoutMarginsHasOneColumnACell() throws {
        let result = try fit(text: Self.text, "y ~ f:g")
        let expected = Self.split("(Intercept) fa:gu fb:gu fc:gu fa:gv fb:gv fc:gv")
        #expect(result.coefficients.map(\.term) == Array(expected.dropLast()))
        #expect(result.dropped.map(\.name) == ["fc:gv"])
    }

    @Test func indicatorsAreNamedAsInFixest() throws {
        let result = try fit(text: Self.text, "y ~ i(z) + x")
        #expect(result.coefficients.map(\.term) == ["(Intercept)", "z::2", "z::10", "x"])
    }

    @Test(arguments: [
        ("y ~ x - x", ["(Intercept)"]), ("y ~ 1", ["(Intercept)"]), ("y ~ x + 0", ["x"]),
        ("y ~ -1 + x", ["x"]), ("y ~ x - 1 + 1", ["(Intercept)", "x"]),
        ("y~x+x+x", ["(Intercept)", "x"]), ("y ~ x*x", ["(Intercept)", "x"]),
        ("log(y + 1) ~ I(-x) + I(x/w)", ["(Intercept)", "I(-x)", "I(x/w)"]),
        ("y ~ `x` + I((x + w) * 2)", ["(Intercept)", "x", "I((x + w) * 2)"]),
        ("y ~ x - 1 | f", ["x"]),
    ])
    func termsAreAddedAndTakenAway(formula: String, names: [String]) throws {
        #expect(try fit(text: Self.text, formula).coefficients.map(\.term) == names)
    }

    @Test(arguments: [
        ("", 1), ("y", 2), ("y ~", 4), ("~ x", 1), ("y ~ x +", 8), ("y ~ (x", 7), ("y ~ x)", 6),
        ("y ~ sin(x)", 8), ("y ~ poly(x, 2)", 14), ("y ~ x ~ z", 7), ("y ~ x^17", 7),
        ("y ~ `x", 5), ("y ~ x @ z", 7), ("1 ~ x", 3), ("y ~ factor()", 12), ("y ~ x | ", 9),
        ("y ~ I(1e999)", 7),
    ])
    func whatIsWrongIsSaidWithItsPlace(formula: String, position: Int) {
        let error = #expect(throws: FormulaError.self) { try Formula(parsing: formula) }
        #expect(error?.position == position, "\(error?.description ?? "")")
        #expect(error?.description.hasPrefix("formula, character \(position): ") == true)
    }

    @Test func deepNestingIsRefusedAndDoesNotCrash() {
        let deep = "y ~ I(" + String(repeating: "(", count: 100_000) + "x"
        #expect(throws: FormulaError.self) { try Formula(parsing: deep) }
        let minus = "y ~ I(" + String(repeating: "-", count: 100_000) + "x)"
        #expect(throws: FormulaError.self) { try Formula(parsing: minus) }
        let terms = "y ~ " + String(repeating: "(", count: 100_000) + "x"
        #expect(throws: FormulaError.self) { try Formula(parsing: terms) }
    }

    private static func split(_ names: String) -> [String] {
        // Spaces inside brackets belong to the name.
        var result = [""]
        var depth = 0
        for character in names {
            if character == "(" { depth += 1 }
            if character == ")" { depth -= 1 }
            if character == " ", depth == 0 {
                result.append("")
            } else {
                result[result.count - 1].append(character)
            }
        }
        return result
    }
}
