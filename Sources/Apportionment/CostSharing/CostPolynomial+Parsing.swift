import TopsliceExactArithmetic

extension CostPolynomial {
    /// Highest power that is read: 2⁶ keeps exact powers of amounts in pence small.
    public static let largestExponent = 64

    /// Reads `x^2+3xy+2y`, `q^2/10` or `0.5*q - 3`: terms joined by + and −, each a product of
    /// numbers and single-letter variables with whole powers, divided by numbers.
    ///
    /// - Parameters:
    ///   - text: the cost in quantities, such as `x^2+3xy+2y`.
    ///   - variables: the letters that may occur, in the order of the quantities.
    public init(parsing text: String, variables: [Character]) throws(CostSharingError) {
        var reader = FormulaReader(text: text, variables: variables)
        terms = try reader.terms()
        self.variables = variables
    }
}

private struct FormulaReader {
    private let text: String
    private let variables: [Character]
    private var rest: Substring

    init(text: String, variables: [Character]) {
        self.text = text
        self.variables = variables
        rest = text.filter { $0 != " " }[...]
    }

    private func fault(_ reason: String) -> CostSharingError {
        .unreadableCost(text: text, reason: reason)
    }

    mutating func terms() throws(CostSharingError) -> [CostPolynomial.Term] {
        guard !rest.isEmpty else { throw fault("it is empty") }
        var terms: [CostPolynomial.Term] = []
        var sign: Rational = take("-") ? -1 : 1
        while true {
            terms.append(try term(sign))
            if rest.isEmpty { return terms }
            if take("+") {
                sign = 1
            } else if take("-") {
                sign = -1
            } else {
                throw fault("'\(rest.prefix(1))' was not expected")
            }
        }
    }

    private mutating func take(_ character: Character) -> Bool {
        guard rest.first == character else { return false }
        rest.removeFirst()
        return true
    }

    private mutating func term(_ sign: Rational) throws(CostSharingError) -> CostPolynomial.Term {
        var coefficient = sign
        var exponents = [Int](repeating: 0, count: variables.count)
        var isFirst = true
        while true {
            if let divisor = take("/") ? try number() : nil {
                guard !divisor.isZero, !isFirst else { throw fault("it divides by nothing") }
                coefficient /= divisor
            } else {
                let isProduct = take("*")
                guard !isProduct || !isFirst else { throw fault("'*' was not expected") }
                if let first = rest.first, let index = variables.firstIndex(of: first) {
                    rest.removeFirst()
                    exponents[index] += take("^") ? try exponent() : 1
                } else if let first = rest.first, first == "." || first.isASCII && first.isNumber {
                    coefficient *= try number()
                } else if isFirst || isProduct {
                    throw fault(
                        rest.isEmpty ? "it ends too early" : "'\(rest.prefix(1))' was not expected"
                    )
                } else {
                    break
                }
            }
            isFirst = false
        }
        guard exponents.allSatisfy({ $0 <= CostPolynomial.largestExponent }) else {
            throw fault("powers above \(CostPolynomial.largestExponent) are not read")
        }
        return CostPolynomial.Term(coefficient: coefficient, exponents: exponents)
    }

    private mutating func digits(_ accept: (Character) -> Bool) -> Substring {
        let taken = rest.prefix(while: accept)
        rest = rest.dropFirst(taken.count)
        return taken
    }

    private mutating func number() throws(CostSharingError) -> Rational {
        let taken = digits { $0 == "." || $0.isASCII && $0.isNumber }
        guard let value = try? Rational(parsing: taken) else {
            throw fault("'\(taken)' is not a number")
        }
        return value
    }

    private mutating func exponent() throws(CostSharingError) -> Int {
        let taken = digits { $0.isASCII && $0.isNumber }
        guard let value = Int(taken), value <= CostPolynomial.largestExponent else {
            throw fault("'\(taken)' is not a power up to \(CostPolynomial.largestExponent)")
        }
        return value
    }
}
