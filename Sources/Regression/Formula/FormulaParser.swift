extension Formula {
    /// Reads a formula. Understands `+ - : * / ^` and brackets on terms, `0`, `1`, `factor()`, `i()`, `poly(…, raw = TRUE)`, `I()`,
    /// `log`, `log1p`, `exp`, `sqrt`, `abs`, names in backticks, and fixed effects after `|`.
    package init(parsing text: String) throws(FormulaError) {
        var parser = try FormulaParser(text)
        self = try parser.formula()
    }
}

/// A recursive-descent reader of formulas: terms outside, arithmetic inside `I()` and functions.
struct FormulaParser {
    private let text: String
    private let tokens: [(token: FormulaLexer.Token, position: Int)]
    private var place = 0
    private var variables: [Formula.Variable] = []
    private var depth = 0
    /// Brackets and signs within one another; more would be no formula but an attack on the stack.
    private static let mostDepth = 100
    private static let mostTerms = 1_000
    /// Signs of arithmetic in the whole formula: a tree that deep is still walked safely.
    private static let mostOperations = 1_000
    private var operations = 0

    /// Terms so far, and whether the intercept was taken out or asked for.
    private struct TermSet {
        var terms: [[Int]] = []
        var intercept: Bool?

        mutating func add(_ term: [Int]) {
            if !terms.contains(term) { terms.append(term) }
        }
    }

    init(_ text: String) throws(FormulaError) {
        self.text = text
        tokens = try FormulaLexer(text).tokens
    }

    mutating func formula() throws(FormulaError) -> Formula {
        let response = try additive()
        guard !response.columns.isEmpty else {
            throw error("the response must name a column")
        }
        try expect("~", "'~' between the response and the terms")
        let right = try termSum()
        var absorbed: [String] = []
        if accept("|") {
            repeat {
                let column = try name("a column whose fixed effects are absorbed")
                if !absorbed.contains(column) { absorbed.append(column) }
            } while accept("+")
        }
        guard current == .end else { throw error("this is not understood here") }
        let ordered = right.terms.enumerated().sorted {
            ($0.element.count, $0.offset) < ($1.element.count, $1.offset)
        }
        return Formula(
            text: text,
            response: .expression(response),
            variables: variables,
            terms: ordered.map(\.element),
            hasIntercept: right.intercept ?? true,
            absorbed: absorbed
        )
    }

    // MARK: - Terms

    private mutating func termSum() throws(FormulaError) -> TermSet {
        var result = TermSet()
        var removing = accept("-")
        while true {
            if case .number(let value) = current, value == 0 || value == 1 {
                place += 1
                result.intercept = (value == 1) != removing
            } else {
                let part = try termProduct()
                for term in part.terms {
                    if removing {
                        result.terms.removeAll { $0 == term }
                    } else {
                        result.add(term)
                    }
                }
                if let intercept = part.intercept { result.intercept = intercept }
            }
            if accept("+") {
                removing = false
            } else if accept("-") {
                removing = true
            } else {
                return result
            }
        }
    }

    private mutating func termProduct() throws(FormulaError) -> TermSet {
        var left = try termInteraction()
        while true {
            if accept("*") {
                let right = try termInteraction()
                let crossed = try cross(left, right)
                for term in right.terms + crossed.terms { left.add(term) }
            } else if accept("/") {
                let right = try termInteraction()
                let whole = Array(Set(left.terms.joined())).sorted()
                for term in right.terms { left.add(union(whole, term)) }
            } else {
                return left
            }
        }
    }

    private mutating func termInteraction() throws(FormulaError) -> TermSet {
        var left = try termPower()
        while accept(":") || acceptWithin() { left = try cross(left, try termPower()) }
        return left
    }

    /// `a %in% b` is what R takes for `a:b`.
    private mutating func acceptWithin() -> Bool {
        guard current == .sign(UInt8(ascii: "%")) else { return false }
        place += 1
        return true
    }

    private mutating func termPower() throws(FormulaError) -> TermSet {
        let base = try termAtom()
        guard accept("^") else { return base }
        guard case .number(let value) = current, value >= 1, value <= 16, value == value.rounded()
        else { throw error("expected a whole number from 1 to 16 after '^'") }
        place += 1
        var result = base
        for _ in 1..<max(Int(value), 1) {
            for term in try cross(result, base).terms { result.add(term) }
        }
        return result
    }

    private mutating func termAtom() throws(FormulaError) -> TermSet {
        if accept("(") {
            try enter()
            let inner = try termSum()
            depth -= 1
            try expect(")", "')'")
            return inner
        }
        let variable = try variable()
        let number: Int
        if let known = variables.firstIndex(of: variable) {
            number = known
        } else {
            number = variables.count
            variables.append(variable)
        }
        var result = TermSet()
        result.add([number])
        return result
    }

    private func cross(_ left: TermSet, _ right: TermSet) throws(FormulaError) -> TermSet {
        var result = TermSet()
        for first in left.terms {
            for second in right.terms { result.add(union(first, second)) }
            guard result.terms.count <= FormulaParser.mostTerms else {
                throw error("more than \(FormulaParser.mostTerms) terms")
            }
        }
        return result
    }

    private func union(_ first: [Int], _ second: [Int]) -> [Int] {
        Array(Set(first + second)).sorted()
    }

    // MARK: - Variables and arithmetic

    private mutating func variable() throws(FormulaError) -> Formula.Variable {
        guard case .name(let word) = current else {
            throw error("expected a column or a function")
        }
        guard case .sign(UInt8(ascii: "(")) = tokens[place + 1].token else {
            place += 1
            return .expression(.column(word))
        }
        switch word {
        case "factor", "as.factor", "C":
            place += 2
            let column = try name("the column of factor()")
            try expect(")", "')'")
            return .factor(column: column)
        case "i":
            place += 2
            let column = try name("the column of i()")
            try expect(")", "')'")
            return .indicators(column: column)
        case "poly":
            place += 2
            return try polynomial()
        default:
            return .expression(try primary())
        }
    }

    private mutating func polynomial() throws(FormulaError) -> Formula.Variable {
        let column = try name("the column of poly()")
        try expect(",", "',' and the degree")
        guard case .number(let degree) = current, degree >= 1, degree <= 20,
            degree == degree.rounded()
        else { throw error("expected a whole degree from 1 to 20") }
        place += 1
        let isRaw = accept(",") && accept(word: "raw") && accept("=") && accept(word: "TRUE")
        guard isRaw else {
            throw error("expected ', raw = TRUE)': orthogonal polynomials are not offered")
        }
        try expect(")", "')'")
        return .powers(column: column, degree: Int(degree))
    }

    private mutating func additive() throws(FormulaError) -> Expression {
        var left = try multiplicative()
        while true {
            try countOperation()
            if accept("+") {
                left = .sum(left, try multiplicative())
            } else if accept("-") {
                left = .difference(left, try multiplicative())
            } else {
                return left
            }
        }
    }

    private mutating func multiplicative() throws(FormulaError) -> Expression {
        var left = try unary()
        while true {
            try countOperation()
            if accept("*") {
                left = .product(left, try unary())
            } else if accept("/") {
                left = .quotient(left, try unary())
            } else {
                return left
            }
        }
    }

    private mutating func unary() throws(FormulaError) -> Expression {
        try enter()
        defer { depth -= 1 }
        if accept("-") { return .negated(try unary()) }
        let base = try primary()
        guard accept("^") else { return base }
        return .power(base, try unary())
    }

    private mutating func primary() throws(FormulaError) -> Expression {
        let token = current
        switch token {
        case .number(let value):
            place += 1
            return .number(value)
        case .name(let word):
            place += 1
            guard accept("(") else { return .column(word) }
            guard let function = Expression.Function(rawValue: word) else {
                place -= 1
                let known = Expression.Function.allCases.map(\.rawValue).joined(separator: ", ")
                throw error(
                    "'\(word)' is no function known here; there are factor, i, poly, \(known)"
                )
            }
            let inner = try additive()
            try expect(")", "')'")
            return .call(function, inner)
        case .sign(UInt8(ascii: "(")):
            place += 1
            let inner = try additive()
            try expect(")", "')'")
            return inner
        case .sign, .end:
            throw error("expected a column, a number or a function")
        }
    }

    // MARK: - Tokens

    private var current: FormulaLexer.Token { tokens[min(place, tokens.count - 1)].token }

    private mutating func countOperation() throws(FormulaError) {
        operations += 1
        guard operations <= FormulaParser.mostOperations else {
            throw error("more than \(FormulaParser.mostOperations) steps of arithmetic")
        }
    }

    private mutating func enter() throws(FormulaError) {
        depth += 1
        guard depth <= FormulaParser.mostDepth else {
            throw error("more than \(FormulaParser.mostDepth) brackets or signs in one another")
        }
    }

    private mutating func accept(_ sign: Unicode.Scalar) -> Bool {
        guard current == .sign(UInt8(ascii: sign)) else { return false }
        place += 1
        return true
    }

    private mutating func accept(word: String) -> Bool {
        guard current == .name(word) else { return false }
        place += 1
        return true
    }

    private mutating func expect(
        _ sign: Unicode.Scalar,
        _ what: String
    ) throws(FormulaError) {
        guard accept(sign) else { throw error("expected \(what)") }
    }

    private mutating func name(_ what: String) throws(FormulaError) -> String {
        guard case .name(let word) = current else { throw error("expected \(what)") }
        place += 1
        return word
    }

    private func error(_ problem: String) -> FormulaError {
        FormulaError(
            text: text,
            position: tokens[min(place, tokens.count - 1)].position,
            problem: problem
        )
    }
}
