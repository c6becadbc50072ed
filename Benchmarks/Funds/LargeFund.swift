import Foundation

/// The files of a fund of many partners, lines and months, the same on every machine.
struct LargeFund {
    /// Which clauses the lines share their over- and underspends by; always among all partners.
    enum Clauses: String, CaseIterable {
        /// Twenty clauses, half of them for each line on its own: about a thousand divisions.
        case shared
        /// Every line has a clause of its own: two thousand divisions, a million journal lines.
        case own
        /// Every month is a phase with its own budgets: 120,000 budgets, 1,200 divisions.
        case monthly
    }

    let partnerCount: Int
    let lineCount: Int
    let monthCount: Int
    let clauses: Clauses
    private var state: UInt64 = 2_026

    init(partners: Int, lines: Int, months: Int, clauses: Clauses) {
        partnerCount = partners
        lineCount = lines
        monthCount = months
        self.clauses = clauses
    }

    /// SplitMix64.
    private mutating func below(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
    }

    private static func pounds(_ pence: Int) -> String {
        "\(pence / 100).\(pence % 100 < 10 ? "0" : "")\(pence % 100)"
    }

    /// First and last day of a month, counted from April 2020.
    private static func days(_ month: Int) -> (first: String, last: String) {
        let year = 2_020 + (month + 3) / 12
        let number = (month + 3) % 12 + 1
        let isLeap = year % 4 == 0
        let last = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][number - 1]
        let start = "\(year)-\(number < 10 ? "0" : "")\(number)-"
        return (start + "01", start + "\(last)")
    }

    /// Writes `agreement.yaml`, its tables and `actuals.csv`.
    mutating func write(to folder: String) throws {
        try FileManager.default.createDirectory(
            atPath: folder,
            withIntermediateDirectories: true
        )
        for (name, text) in [
            ("agreement.yaml", agreement()), ("partners.csv", partners()),
            ("contributions.csv", contributions()), ("lines.csv", lines()),
            ("actuals.csv", actuals()),
        ] {
            try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
        }
    }

    private func agreement() -> String {
        let last = Self.days(monthCount - 1).last
        var text = "agreement: Large fund\nterm: {from: 2020-04-01, to: \(last)}\n"
        if clauses == .monthly {
            text += "phases:\n"
            for month in 0..<monthCount {
                let days = Self.days(month)
                text += "  - {id: m\(month), from: \(days.first), to: \(days.last)}\n"
            }
        }
        text += "partners_file: partners.csv\nlines_file: lines.csv\n"
        text += "contributions_file: contributions.csv\nrisk:\n"
        for number in 0..<(clauses == .own ? lineCount : 20) {
            let isAlone = clauses == .shared && number % 2 == 1
            text += "  - {id: r\(number), apply: \(isAlone ? "each-line" : "together"), "
            text += "both: {rule: proportional, by: contributions}}\n"
        }
        return text
    }

    private func partners() -> String {
        "id,role\n"
            + (0..<partnerCount).map { "p\($0),\($0 == 0 ? "host" : "funder")\n" }.joined()
    }

    private mutating func contributions() -> String {
        var text = "id,partner,amount\n"
        for partner in 0..<partnerCount {
            let pence = 1_000_000_000 + below(4_000_000_000)
            text += "c\(partner),p\(partner),\(Self.pounds(pence))\n"
        }
        return text
    }

    private mutating func lines() -> String {
        var text = "id,owner,budget,risk" + (clauses == .monthly ? ",phase\n" : "\n")
        for line in 0..<lineCount {
            let owner = below(partnerCount)
            let start = "l\(line),p\(owner)"
            let risk = "r\(clauses == .own ? line : line % 20)"
            if clauses == .monthly {
                for month in 0..<monthCount { text += "\(start),100000.00,\(risk),m\(month)\n" }
            } else {
                text += "\(start),\(monthCount)00000.00,\(risk)\n"
            }
        }
        return text
    }

    private mutating func actuals() -> String {
        var text = "date,kind,id,amount\n"
        for month in 0..<monthCount {
            let day = Self.days(month).last
            for line in 0..<lineCount {
                text += "\(day),spend,l\(line),\(Self.pounds(9_000_000 + below(2_000_000)))\n"
            }
        }
        return text
    }
}
