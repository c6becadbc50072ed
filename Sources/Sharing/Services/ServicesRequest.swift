internal import TopsliceApportionment
internal import TopsliceExactArithmetic
internal import TopsliceMoney
internal import TopsliceOptions
internal import TopsliceDoor
internal import TopsliceRecords
internal import TopsliceSpreadsheets

/// Service departments and who they serve, as they were asked for.
package typealias ServicesRequest = SharingRequest<ServicesOptions>

extension ServicesRequest {
    /// Reads costs and shares and passes every pound on to a final department.
    ///
    /// - Throws: `Faults` or `RequestFaults` in the user's words.
    package func run() throws -> ServicesRun {
        let clock = ContinuousClock()
        let began = clock.now
        let form = try options.amounts.form()
        let headings = try headings()
        let (method, order) = try terms()
        var inputs = InputList(request)
        var read: [TableWarning] = []
        let costs = try records(
            options.costs,
            ServicesOptions.costColumns,
            headedBy: headings?.ofTable("costs"),
            form.heading,
            lacking: "say what departments spend: --costs FILE with department,cost",
            &inputs,
            &read
        )
        let shares = try records(
            options.inlineShares.map { .inline($0) } ?? options.file.map { .file($0) },
            ServicesOptions.shareColumns,
            headedBy: headings?.own,
            nil,
            lacking: "say who serves whom: a file with from,to,share, or 'file:' in a request",
            &inputs,
            &read
        )
        let table = try ServicesTable(costs: costs, shares: shares, form)
        let allocation = try allocated(table, method, order)
        read += TableWarning.namesAlike(among: table.departments, file: costs.file)
        let warnings =
            read.map { SharingWarning.table($0) }
            + allocation.rescaled.map { .rescaledShares(service: $0, file: table.file) }
        let books = try ServiceBooks(allocation.result, table, form)
        return ServicesRun(
            method: method,
            departments: books.departments,
            paths: books.paths,
            total: books.total,
            order: method == .stepDown ? order.map(\.value) : [],
            journal: books.journal,
            input: inputs.records(seconds: began.duration(to: clock.now) / .seconds(1)),
            warnings: warnings,
            options: resolved(form).printed
        )
    }

    /// How the columns are headed: those of the shares, and under `tables: {costs: …}` those of the costs.
    ///
    /// - Throws: what is said of a table that stands in the request itself, or of none.
    private func headings() throws -> ColumnMappings? {
        guard let columns = options.columns else { return nil }
        let mappings = try ColumnMappings(reading: columns.value, tables: ["costs"])
        var faults = RequestFaults()
        if mappings.own != nil, options.file == nil {
            faults.add(columns, "columns are named of a file of shares, and none was given")
        }
        if mappings.ofTable("costs") != nil, options.costs?.path == nil {
            faults.add(columns, "columns are named of a file of costs, and none was given")
        }
        try faults.throwIfAny()
        return mappings
    }

    private func resolved(_ form: AmountForm) -> ServicesOptions {
        var options = options.filled
        options.amounts.currency = Stated(form.currency.code, at: "--currency")
        return options
    }

    private func terms() throws(RequestFaults) -> (ServiceMethod, order: [Stated<String>]) {
        var faults = RequestFaults()
        let names = ServiceMethod.allCases.map(\.rawValue).joined(separator: ", ")
        guard let stated = options.method else {
            throw RequestFaults("--method: say how costs are passed on: \(names)")
        }
        let method = stated.value
        let order = options.order ?? []
        if method == .stepDown, order.isEmpty {
            faults.add(
                "--order",
                "step-down depends on the order in which services are closed; state it: a,b"
            )
        }
        if method != .stepDown, let first = order.first {
            faults.add(first, "only step-down has an order")
        }
        try faults.throwIfAny()
        return (method, order)
    }

    private func records(
        _ source: RowSource<RecordTable>?,
        _ columns: [String],
        headedBy mapping: ColumnMapping?,
        _ currency: HeadingCurrency?,
        lacking: String,
        _ inputs: inout InputList,
        _ warnings: inout [TableWarning]
    ) throws -> RecordTable {
        let path: Stated<String>
        switch source {
        case nil: throw RequestFaults(lacking)
        case .inline(let records): return records
        case .file(let stated): path = stated
        }
        let source = try TableSource(
            opening: path.value,
            mapping: mapping,
            readsStandardInput: true
        )
        let records = try RecordTable(
            source,
            delimiter: delimiter,
            required: columns,
            currency: currency
        )
        inputs.add(source, rows: records.records.count)
        warnings += source.warnings + records.notices.map { .notice($0) }
        return records
    }

    private func allocated(
        _ table: ServicesTable,
        _ method: ServiceMethod,
        _ order: [Stated<String>]
    ) throws(RequestFaults) -> (result: ServiceAllocation, rescaled: [String]) {
        var faults = RequestFaults()
        do throws(ServiceError) {
            let network = try ServiceNetwork(
                costs: zip(table.departments, table.costs).map { ($0, $1.exactMinorUnits) },
                shares: table.shares
            )
            let result = try network.allocation(by: method, order: order.map(\.value))
            return (result, network.rescaled)
        } catch {
            switch error {
            case .unknownDepartment(let name), .orderHasNoService(let name), .orderTwice(let name):
                let place = order.first { $0.value == name }?.place ?? "--order"
                faults.add(place, "\(error)")
            case .orderMissing:
                faults.add(order.first?.place ?? "--order", "\(error)")
            default:
                faults = RequestFaults(table.words(error))
            }
            throw faults
        }
    }
}
