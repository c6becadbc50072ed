internal import TopsliceRecords

/// What the texts of cells mean, whatever source they come from.
extension RowBuilder {
    /// Stores one cell's content, trimmed of spaces; false where it is empty or a declared missing code.
    final func store(_ text: FieldBytes, _ index: Int, _ row: Int) throws -> Bool {
        let plan = plans[index]
        guard plan.isWanted else { return true }
        let content = text.trimmed
        if plan.numberKind == .count, plan.numberSlot >= 0 {
            // How many people there are is never missing.
            values[plan.numberSlot * stride + row] = Double(try people(content))
            if plan.levelSlot < 0 { return true }
        }
        guard let base = content.baseAddress, !content.isEmpty,
            !(plan.hasMissingCodes && isMissingCode(content, index))
        else {
            return lack(index, row)
        }
        if plan.levelSlot >= 0 {
            let known = levels[plan.levelSlot].count
            let number = levels[plan.levelSlot].number(of: base, count: content.count)
            if number == known { try welcome(content, index) }
            values[plan.levelSlot * stride + row] = Double(number)
        }
        guard plan.numberSlot >= 0 else { return true }
        let place = plan.numberSlot * stride + row
        switch plan.numberKind {
        case .count: break
        case .date:
            guard let day = DateField.parse(content) else { throw ReadInterruption.unclean }
            values[place] = Double(day)
        case .binary:
            if !plan.hasDeclaredFlags, let flag = BinaryField.parse(content) {
                values[place] = flag ? 1 : 0
            } else {
                values[place] = try flag(content, index)
            }
        case .number, .weight, .category:
            guard !plan.hasDeclaredFlags,
                let number = DecimalField.parse(base, count: content.count)
            else {
                if wordsMet != nil {
                    wordsMet?[index] = true
                    values[place] = .nan
                    return true
                }
                guard plan.hasFlags else { throw ReadInterruption.unclean }
                values[place] = try flag(content, index)
                return true
            }
            if plan.hasMissingCodes, columns[index].missingNumbers.contains(number.value) {
                return lack(index, row)
            }
            values[place] = number.value
            lowParts?[place] = number.low
        }
        return true
    }

    /// Stores that a cell is missing; whether the row is handed on all the same.
    private func lack(_ index: Int, _ row: Int) -> Bool {
        let plan = plans[index]
        if plan.keepsMissing, plan.levelSlot >= 0 {
            let empty = levels[plan.levelSlot].numberOfEmpty()
            values[plan.levelSlot * stride + row] = Double(empty)
            return true
        }
        if plan.numberSlot >= 0 { values[plan.numberSlot * stride + row] = .nan }
        if plan.mayBeMissing {
            if plan.levelSlot >= 0 { values[plan.levelSlot * stride + row] = .nan }
            return true
        }
        missing[index] += 1
        absent.note(column: index)
        return false
    }

    /// How many people a cell says.
    ///
    /// - Throws: `ReadInterruption.unclean` where it is no whole number of zero or more, or of more people than there can be.
    final func people(_ content: FieldBytes) throws -> Int {
        guard let people = IntegerField.parse(content), 0...Study.mostPeople ~= people else {
            throw ReadInterruption.unclean
        }
        return people
    }
}
