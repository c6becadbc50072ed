import TopsliceRecords

extension AgreementReader {
    /// Whether money is capital, and what it is set aside for.
    mutating func band(_ map: YAMLMap) -> MoneyBand {
        MoneyBand(
            nature: choice(map, "nature", MoneyBand.Nature.self) ?? .revenue,
            ringFence: text(map, "ring_fenced")
        )
    }

    mutating func band(_ row: DelimitedTable.Row) -> MoneyBand {
        MoneyBand(
            nature: row["nature"].flatMap { faults.choice($0, MoneyBand.Nature.self) } ?? .revenue,
            ringFence: row["ring_fenced"]?.text
        )
    }
}
