import Foundation
import TopsliceTestSupport
import Testing

@testable import TopsliceCohortData

@Suite struct DateFieldTests {
    private func parse(_ text: String) -> Int? {
        Array(text.utf8).withUnsafeBufferPointer { DateField.parse($0) }
    }

    private func text(_ year: Int, _ month: Int, _ day: Int) -> String {
        func padded(_ value: Int, _ width: Int) -> String {
            let digits = String(value)
            return String(repeating: "0", count: width - digits.count) + digits
        }
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }

    /// Counting day after day from the first to the last shows every date to be one more than the one
    /// before, and dates that do not exist to be refused; the anchor is the Unix epoch.
    @Test func everyDayOfTenThousandYearsIsOneMoreThanTheDayBefore() throws {
        var expected = try #require(parse("0001-01-01"))
        var misread: [String] = []
        for year in 1...9999 {
            for month in 1...12 {
                for day in 1...31 {
                    let isLeap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
                    let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
                    guard day >= 28 || day == 1 else {
                        expected += 1
                        continue
                    }
                    let found = parse(text(year, month, day))
                    let exists = day <= days[month - 1]
                    if found != (exists ? expected : nil) { misread.append(text(year, month, day)) }
                    if exists { expected += 1 }
                }
            }
        }
        #expect(misread == [])
        #expect(parse("1970-01-01") == 0)
    }

    /// The C library's calendar, another implementation.
    @Test func randomDatesAgreeWithTimegm() {
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<10_000 {
            let year = Int.random(in: 1900...2200, using: &generator)
            let month = Int.random(in: 1...12, using: &generator)
            let day = Int.random(in: 1...28, using: &generator)
            var time = tm()
            time.tm_year = Int32(year - 1900)
            time.tm_mon = Int32(month - 1)
            time.tm_mday = Int32(day)
            #expect(parse(text(year, month, day)) == timegm(&time) / 86_400)
        }
    }

    @Test(arguments: [
        "", "0000-01-01", "2022-02-29", "1900-02-29", "2022-04-31", "2022-00-10", "2022-13-01",
        "2022-01-00", "2022-01-32", "22-01-01", "2022/01/01", "2022-1-1", "20220101", "01-04-2022",
        "2022-01-01T00:00", " 2022-01-01", "2022-01-0x", "+022-01-01",
    ])
    func otherTextsAreNoDates(_ text: String) {
        #expect(parse(text) == nil)
    }
}
