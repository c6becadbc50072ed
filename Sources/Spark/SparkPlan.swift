internal import TopsliceCohortData
internal import TopsliceFormats
internal import TopsliceRegression

/// A job in the words of the program that does it.
enum SparkPlan {
    static func json(_ job: SparkJob) -> JSONValue {
        var members: [JSONValue.Member] = [
            .init("source", source(job.source)),
            .init("missing", .strings(job.missing)),
            .init("counts", .optional(job.counts)),
        ]
        switch job.product {
        case .cells(let columns, let leastPeople):
            members += [
                .init("job", .string("cells")), .init("columns", .strings(columns)),
                .init("least_people", .integer(leastPeople)),
            ]
        case .moments(let model): members += [.init("job", .string("moments"))] + self.model(model)
        }
        return .object(members)
    }

    private static func source(_ source: SparkJob.Source) -> JSONValue {
        switch source {
        case .parquet(let path):
            ["kind": .string("parquet"), "text": .string(path), "shown": .string(source.shown)]
        case .table(let name):
            ["kind": .string("table"), "text": .string(name), "shown": .string(source.shown)]
        case .query(let text):
            ["kind": .string("query"), "text": .string(text), "shown": .string(source.shown)]
        }
    }

    private static func model(_ model: SparkJob.Model) -> [JSONValue.Member] {
        let formula = model.formula
        return [
            .init("formula", .string(RegressionProblem.onOneLine(formula.text))),
            .init("response", variable(formula.response)),
            .init("variables", .array(formula.variables.map(variable))),
            .init("terms", .array(formula.terms.map { .array($0.map { .integer($0) }) })),
            .init("intercept", .boolean(formula.hasIntercept)),
            .init("family", .string(model.family.rawValue)),
            .init("weights", .optional(model.weights)),
            .init("cluster", .optional(model.cluster)),
            .init("exposures", .strings(model.exposures)),
        ]
    }

    private static func variable(_ variable: Formula.Variable) -> JSONValue {
        let label = JSONValue.string(variable.label)
        return switch variable {
        case .expression(let expression):
            ["kind": .string("expression"), "label": label, "tree": tree(expression)]
        case .factor(let column):
            ["kind": .string("factor"), "label": label, "column": .string(column)]
        case .indicators(let column):
            ["kind": .string("indicators"), "label": label, "column": .string(column)]
        case .powers(let column, let degree):
            [
                "kind": .string("powers"), "label": label, "column": .string(column),
                "degree": .integer(degree),
            ]
        }
    }

    /// An operation before what it is done to.
    private static func tree(_ expression: Expression) -> JSONValue {
        func node(_ operation: String, _ parts: JSONValue...) -> JSONValue {
            .array([.string(operation)] + parts)
        }
        return switch expression {
        case .number(let value): node("number", .number(value))
        case .column(let name): node("column", .string(name))
        case .negated(let inner): node("negated", tree(inner))
        case .sum(let left, let right): node("+", tree(left), tree(right))
        case .difference(let left, let right): node("-", tree(left), tree(right))
        case .product(let left, let right): node("*", tree(left), tree(right))
        case .quotient(let left, let right): node("/", tree(left), tree(right))
        case .power(let left, let right): node("^", tree(left), tree(right))
        case .call(let function, let inner): node("call", .string(function.rawValue), tree(inner))
        }
    }
}

extension SparkJob.Source {
    /// What files and messages call it: a query may hold more than they should.
    package var shown: String {
        switch self {
        case .parquet(let path): path.split(separator: "?").first.map(String.init) ?? path
        case .table(let name): "table " + name
        case .query: "query"
        }
    }
}
