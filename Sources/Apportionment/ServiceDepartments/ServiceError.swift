public import TopsliceExactArithmetic

/// Why the cost of service departments cannot be passed on.
public enum ServiceError: Error, Sendable, Hashable, CustomStringConvertible {
    case noDepartments
    case departmentTwice(String)
    case unknownDepartment(String)
    case shareTwice(from: String, to: String)
    case negativeShare(from: String, to: String, share: Rational)
    case sharesDoNotSumToOne(from: String, sum: Rational)
    case closedLoop([String])
    case nothingToFinal(String)
    case nothingLeftInOrder(String, order: [String])
    case orderMissing([String])
    case orderHasNoService(String)
    case orderTwice(String)

    public var description: String {
        switch self {
        case .noDepartments:
            "there are no departments"
        case .departmentTwice(let department):
            "department '\(department)' occurs twice"
        case .unknownDepartment(let department):
            "department '\(department)' has no cost: list it, with 0 if it has none of its own"
        case .shareTwice(let from, let to):
            "the share of '\(from)' that goes to '\(to)' is given twice"
        case .negativeShare(let from, let to, let share):
            "the share of '\(from)' that goes to '\(to)' is below zero: \(share.written)"
        case .sharesDoNotSumToOne(let from, let sum):
            "the shares of '\(from)' sum to \(sum.written), not to 1"
        case .closedLoop(let loop):
            "\((loop + loop.prefix(1)).joined(separator: " > ")): these pass all their cost to one "
                + "another and none to a final department (the spectral radius of their shares is 1)"
        case .nothingToFinal(let department):
            "'\(department)' serves no final department, so the direct method cannot pass its cost on"
        case .nothingLeftInOrder(let department, let order):
            "in the order \(order.joined(separator: " > ")) nobody is left to take the cost of "
                + "'\(department)'"
        case .orderMissing(let departments):
            "the order leaves out \(departments.map { "'\($0)'" }.joined(separator: ", "))"
        case .orderHasNoService(let department):
            "'\(department)' in the order is not a service department"
        case .orderTwice(let department):
            "'\(department)' is in the order twice"
        }
    }
}
