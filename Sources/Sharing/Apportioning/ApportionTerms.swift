internal import TopsliceApportionment
internal import TopsliceExactArithmetic
internal import TopsliceMoney
internal import TopsliceOptions
internal import TopsliceDoor

/// The options of a division, checked, with defaults filled in.
struct ApportionTerms {
    let form: AmountForm
    var isMoney: Bool { form.currency.isMoney }
    /// Nil where neither an amount nor units were stated.
    let total: Money?
    let totalPlace: String
    let method: ApportionmentMethod
    let isTable: Bool

    var methodName: String { isTable ? "controlled-rounding" : method.rawValue }

    /// - Throws: `RequestFaults` with everything that does not fit.
    init(_ options: ApportionOptions) throws(RequestFaults) {
        var form = try options.amounts.form()
        var faults = RequestFaults()
        var total: Money?
        isTable = options.isTable ?? false
        totalPlace = options.units?.place ?? options.amount?.place ?? "--amount"
        if let units = options.units {
            form.currency = .units
            let isDigits = units.value.utf8.allSatisfy { (0x30...0x39).contains($0) }
            if let count = Int(units.value), isDigits {
                total = Money(minorUnits: count, currency: form.currency)
            } else {
                faults.add(units, "'\(units.value)' is not a whole number such as 26")
            }
        } else if let amount = options.amount {
            total = form.amount(amount, &faults)
        }
        var method = ApportionmentMethod.hamilton
        if let stated = options.method {
            method = stated.value
            if isTable, method != .hamilton {
                faults.add(
                    stated,
                    "a table is rounded with its totals kept, which of these methods only "
                        + "hamilton does; leave the method out"
                )
            }
        }
        if isTable, options.inline != nil {
            faults.add("table", "a table is read from a file; 'recipients' are one list")
        }
        try faults.throwIfAny()
        self.form = form
        self.total = total
        self.method = method
    }

    /// The library speaks of minor units; people of pounds.
    func words(_ error: ApportionmentError) -> String {
        func money(_ units: Int) -> String {
            let amount = Money(minorUnits: units, currency: form.currency)
            return amount.formatted()
        }
        func money(_ text: String) -> String { Int(text).map { money($0) } ?? text }
        switch error {
        case .totalBelowFloors(let total, let floors):
            return "the total, \(money(total)), is below the floors together, \(money(floors))"
        case .totalAboveCaps(let total, let caps):
            return
                "the total, \(money(total)), is above what caps and weights let out, \(money(caps))"
        case .boundsOnNegativeTotal(let total):
            return "floors and caps have no meaning for a total below zero, \(money(total))"
        default:
            return error.description
        }
    }
}
