import TopsliceExactArithmetic
import TopsliceMoney
import TopsliceTestSupport
import Testing

@Suite struct MoneyArithmetic {
    @Test func overflowAndMixedCurrenciesThrow() throws {
        let most = Money(minorUnits: .max)
        let penny = Money(minorUnits: 1)
        #expect(throws: MoneyError.overflow(operation: "a sum")) { try most.adding(penny) }
        #expect(throws: MoneyError.overflow(operation: "a product")) {
            try most.multiplied(by: 2)
        }
        #expect(throws: MoneyError.overflow(operation: "a difference")) {
            try Money(minorUnits: .min).negated()
        }
        #expect(throws: MoneyError.currencyMismatch(got: "EUR", expected: "GBP")) {
            try penny.adding(Money(minorUnits: 1, currency: .euros))
        }
        #expect(throws: MoneyError.currencyMismatch(got: "EUR", expected: "GBP")) {
            try Money.sum([penny, Money(minorUnits: 1, currency: .euros)], in: .pounds)
        }
        #expect(try most.subtracting(penny).adding(penny) == most)
    }

    @Test func fractionsOfPenniesNeedARule() throws {
        let third = Rational(10, over: 3) ?? 0
        #expect(throws: MoneyError.notWholeMinorUnits(value: "10/3", currency: "GBP")) {
            try Money(exactMinorUnits: third, currency: .pounds)
        }
        #expect(try Money(roundingMinorUnits: third, by: .up, currency: .pounds).minorUnits == 4)
        let uplift = try Rational(parsing: "1.05")
        let raised = try Money(minorUnits: 10).multiplied(by: uplift, rounding: .nearestOrEven)
        #expect(raised.minorUnits == 10)
        #expect(
            try Money(minorUnits: 10).multiplied(by: uplift, rounding: .nearestOrAwayFromZero)
                .minorUnits == 11
        )
        #expect(throws: MoneyError.overflow(operation: "an amount")) {
            try Money(minorUnits: .max).multiplied(by: uplift, rounding: .down)
        }
        #expect(Money(minorUnits: 1_050).exactMajorUnits == Rational(21, over: 2))
    }
}

@Suite struct JournalBooks {
    @Test func balancesSumToZeroWhateverIsPosted() throws {
        for seed in UInt64(1)...1_000 {
            var random = SeededGenerator(seed: seed)
            var journal = Journal()
            for _ in 0..<random.from(1, through: 30) {
                try journal.post(
                    debit: "account \(random.below(6))",
                    credit: "account \(random.below(6))",
                    amount: Money(minorUnits: random.from(-1_000_000, through: 1_000_000)),
                    clause: "3.1",
                    source: "seed \(seed)"
                )
            }
            let balances = try journal.trialBalance()
            #expect(try Money.sum(balances.map(\.balance), in: .pounds).isZero, "seed \(seed)")
            #expect(journal.lines.allSatisfy { $0.amount.isPositive && $0.debit != $0.credit })
        }
    }

    @Test func aNegativeAmountIsTheMovementTheOtherWay() throws {
        var journal = Journal()
        try journal.post(
            debit: "pool",
            credit: "council",
            amount: Money(minorUnits: -250),
            clause: "refund",
            source: "test"
        )
        let line = try #require(journal.lines.first)
        #expect(line.debit == "council" && line.credit == "pool" && line.amount.minorUnits == 250)
    }

    @Test func linesInAnotherCurrencyAreRefused() {
        var journal = Journal()
        #expect(throws: MoneyError.currencyMismatch(got: "EUR", expected: "GBP")) {
            try journal.post(
                debit: "a",
                credit: "b",
                amount: Money(minorUnits: 1, currency: .euros),
                clause: "",
                source: ""
            )
        }
        #expect(throws: MoneyError.self) { try journal.append(Journal(currency: .euros)) }
        #expect(journal.lines.isEmpty)
    }
}

@Suite struct CalendarDates {
    @Test func knownDaysHaveTheirNumbers() {
        // Unix day numbers: POSIX.1-2017, 4.16, "seconds since the epoch", over 86,400.
        #expect(CalendarDate(parsing: "1970-01-01")?.dayNumber == 0)
        #expect(CalendarDate(parsing: "2000-03-01")?.dayNumber == 11_017)
        #expect(CalendarDate(parsing: "1969-12-31")?.dayNumber == -1)
    }

    @Test func everyDayOfFourCenturiesFollowsTheOneBefore() throws {
        var day = try #require(CalendarDate(parsing: "1800-01-01"))
        for _ in 0..<146_097 {
            let (year, month, dayOfMonth) = day.components
            let again = try #require(CalendarDate(year: year, month: month, day: dayOfMonth))
            try #require(again == day)
            day = CalendarDate(dayNumber: day.dayNumber + 1)
        }
        // The Gregorian calendar repeats after 400 years.
        #expect(day.description == "2200-01-01")
    }

    @Test(arguments: [
        "2025-02-29", "2025-13-01", "2025-00-10", "2025-04-31", "1900-02-29", "25-04-01",
        "2025-4-1", "2025/04/01", "2025-04-01 ", "", "٢٠٢٥-٠٤-٠١",
    ])
    func daysThatAreNotAreRefused(text: String) {
        #expect(CalendarDate(parsing: text) == nil)
    }

    @Test func leapDaysExist() {
        #expect(CalendarDate(parsing: "2024-02-29")?.description == "2024-02-29")
        #expect(CalendarDate(parsing: "2000-02-29") != nil)
    }
}
