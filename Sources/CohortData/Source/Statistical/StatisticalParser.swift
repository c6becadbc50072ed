internal import CTopsliceReadStat
internal import TopsliceRecords

/// Reads a file of Stata, SPSS or SAS by ReadStat, which hands on value after value.
///
/// Used by one thread at a time.
final class StatisticalParser {
    private let file: InputFile
    private let form: StatisticalForm

    init(_ file: InputFile, _ form: StatisticalForm) {
        self.file = file
        self.form = form
    }

    /// What is handed on and where it goes.
    fileprivate final class Listener {
        let form: StatisticalForm
        /// Nil where only columns are read.
        let writer: (any StatisticalSink)?
        var found = StatisticalColumns()
        var failure: Faults?

        init(_ form: StatisticalForm, _ writer: (any StatisticalSink)?) {
            self.form = form
            self.writer = writer
        }

        static func at(_ context: UnsafeMutableRawPointer?) -> Listener {
            guard let context else { preconditionFailure("ReadStat lost its listener") }
            return Unmanaged<Listener>.fromOpaque(context).takeUnretainedValue()
        }
    }

    /// The columns and their value labels.
    func columns() throws(Faults) -> StatisticalColumns {
        let listener = Listener(form, nil)
        try parse(listener)
        return listener.found
    }

    /// Hands on every row, the values of its columns in order.
    func read(into writer: any StatisticalSink) throws(Faults) {
        try parse(Listener(form, writer))
        try writer.finish()
    }

    private func parse(_ listener: Listener) throws(Faults) {
        guard let parser = readstat_parser_init() else {
            throw InputFile.fault(
                .unreadable,
                file.name,
                "there is no memory left to read the file"
            )
        }
        defer { readstat_parser_free(parser) }
        readstat_set_variable_handler(parser) { index, variable, labels, context in
            guard let variable else { return 1 }
            return Listener.at(context).take(Int(index), variable, labels)
        }
        if listener.writer == nil {
            readstat_set_value_label_handler(parser) { set, value, label, context in
                Listener.at(context).take(set, value, label)
                return 0
            }
        } else {
            readstat_set_value_handler(parser) { _, variable, value, context in
                guard let variable else { return 1 }
                return Listener.at(context).take(value, variable)
            }
        }
        let context = Unmanaged.passUnretained(listener).toOpaque()
        let path = file.path
        let code =
            switch form {
            case .stata: readstat_parse_dta(parser, path, context)
            case .spss: readstat_parse_sav(parser, path, context)
            case .sas: readstat_parse_sas7bdat(parser, path, context)
            case .transport: readstat_parse_xport(parser, path, context)
            }
        if let failure = listener.failure { throw failure }
        guard code == READSTAT_OK else {
            let reason = readstat_error_message(code).map { String(cString: $0) } ?? "error"
            throw InputFile.fault(
                .unreadable,
                file.name,
                "the \(form.rawValue) file is damaged or of a kind that is not read (\(reason)), "
                    + "expected one that its own program opens"
            )
        }
    }
}

extension StatisticalParser.Listener {
    /// A column; tells whether its values are wanted.
    fileprivate func take(
        _ index: Int,
        _ variable: UnsafeMutablePointer<readstat_variable_t>,
        _ labels: UnsafePointer<CChar>?
    ) -> Int32 {
        if let writer {
            return writer.wants(index) ? 0 : Int32(READSTAT_HANDLER_SKIP_VARIABLE)
        }
        let format = readstat_variable_get_format(variable).map { String(cString: $0) }
        found.columns.append(
            StatisticalColumns.Column(
                name: readstat_variable_get_name(variable).map { String(cString: $0) } ?? "",
                isText: readstat_variable_get_type_class(variable) == READSTAT_TYPE_CLASS_STRING,
                time: format.flatMap { form.time(ofFormat: $0) },
                labels: labels.map { String(cString: $0) }
            )
        )
        return 0
    }

    /// A value with its label.
    fileprivate func take(
        _ set: UnsafePointer<CChar>?,
        _ value: readstat_value_t,
        _ label: UnsafePointer<CChar>?
    ) {
        guard let set, let label else { return }
        let name = String(cString: label)
        if readstat_value_type_class(value) == READSTAT_TYPE_CLASS_STRING {
            guard let text = readstat_string_value(value) else { return }
            found.add(label: name, of: .text(String(cString: text)), to: String(cString: set))
        } else if readstat_value_is_system_missing(value) == 0,
            readstat_value_is_tagged_missing(value) == 0
        {
            found.add(
                label: name,
                of: .number(readstat_double_value(value)),
                to: String(cString: set)
            )
        }
    }

    /// A value of a row.
    fileprivate func take(
        _ value: readstat_value_t,
        _ variable: UnsafeMutablePointer<readstat_variable_t>
    ) -> Int32 {
        guard let writer else { return 0 }
        do throws(Faults) {
            let index = Int(readstat_variable_get_index(variable))
            if readstat_value_is_missing(value, variable) != 0 {
                try writer.addMissing(index)
                return 0
            }
            switch readstat_value_type(value) {
            case READSTAT_TYPE_STRING, READSTAT_TYPE_STRING_REF:
                try writer.add(text: readstat_string_value(value), index)
            case READSTAT_TYPE_FLOAT:
                // As its own program shows it: the shortest text of single precision.
                let short = readstat_float_value(value)
                try writer.add(number: Double(short), text: { "\(short)" }, index)
            case READSTAT_TYPE_INT8, READSTAT_TYPE_INT16, READSTAT_TYPE_INT32,
                READSTAT_TYPE_DOUBLE:
                let number = readstat_double_value(value)
                try writer.add(number: number, text: { ShortNumber.text(number) }, index)
            default: preconditionFailure("ReadStat has a type \(readstat_value_type(value))")
            }
            return 0
        } catch {
            failure = error
            return 1
        }
    }
}
