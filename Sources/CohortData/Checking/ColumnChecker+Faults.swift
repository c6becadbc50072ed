extension ColumnChecker {
    /// The fault of a cell that cannot be read as its type, with a hint where one can be given.
    func addTypeFault(
        _ bytes: FieldBytes,
        _ type: ColumnType,
        line: Int,
        _ log: inout FaultLog
    ) {
        switch type {
        case .binary:
            addFault(.binary, line: line, &log, "neither 0 nor 1, expected 0 or 1")
        case .integer:
            let isNumber = NumberField.parse(bytes) != nil
            let wrong =
                isNumber
                ? "not whole, or too large"
                : "not a whole number"
            let hint = isNumber ? "" : CellHint.number(bytes)
            addFault(
                .integer,
                line: line,
                &log,
                "\(wrong), expected a whole number such as 12\(hint)"
            )
        case .number:
            let expected = "a number such as 12.5"
            let hint = CellHint.number(bytes)
            addFault(.number, line: line, &log, "not a number, expected \(expected)\(hint)")
        case .date:
            let hint = CellHint.date(bytes)
            addFault(.date, line: line, &log, "not a date, expected YYYY-MM-DD\(hint)")
        case .money: addMoneyFault(bytes, line: line, &log)
        case .id, .category: break
        }
    }

    private func addMoneyFault(_ bytes: FieldBytes, line: Int, _ log: inout FaultLog) {
        switch MoneyField.parse(bytes) {
        case .tooPrecise:
            let message = "a part of a penny, expected at most two decimals"
            addFault(.moneyPrecision, line: line, &log, message)
        case .outOfRange:
            let message = "too large, expected at most 92233720368547758.07"
            addFault(.moneyRange, line: line, &log, message)
        case .notMoney, .pence:
            let hint = CellHint.money(bytes)
            addFault(
                .money,
                line: line,
                &log,
                "not an amount, expected pounds such as 1200.50\(hint)"
            )
        }
    }
}
