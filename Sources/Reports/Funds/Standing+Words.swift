import TopsliceFunds

extension Standing {
    /// As at which day something is settled, and what that means for its figures.
    func words(term: Period) -> String {
        switch basis {
        case .toDate:
            "As at \(day), to date: spending is compared with the part of each budget that is meant for the days up "
                + "to then. The term ends on \(term.to)."
        case .forecast:
            "Forecast as at \(day): what is expected when the term ends on \(term.to). Nothing of it is payable yet."
        case .final:
            isConfirmed
                ? "Final, as at \(day)."
                : "Final, as at \(day), of what is recorded."
        }
    }

    /// In two or three words, for headings.
    var heading: String {
        switch basis {
        case .toDate: "to date as at \(day)"
        case .forecast: "forecast as at \(day)"
        case .final: "final as at \(day)"
        }
    }
}
