/// How the values of a type of PostgreSQL are sent, by the function that sends them: domains, enumerations and `citext` need no list
/// of their own.
enum PostgresType: Sendable, Equatable {
    case boolean
    case whole(byteCount: Int)
    case float
    case double
    case numeric
    case day
    case time
    case text
    case identifier
    /// Of a kind that has no number, text or day.
    case other(String)

    /// - `sender`: the name of the function; `name`: what the type is called.
    init(sender: String, name: String) {
        switch sender {
        case "boolsend": self = .boolean
        case "int2send": self = .whole(byteCount: 2)
        case "int4send": self = .whole(byteCount: 4)
        case "int8send": self = .whole(byteCount: 8)
        case "float4send": self = .float
        case "float8send": self = .double
        case "numeric_send": self = .numeric
        case "date_send": self = .day
        case "timestamp_send", "timestamptz_send": self = .time
        case "textsend", "varcharsend", "bpcharsend", "namesend", "enum_send", "citextsend",
            "unknownsend":
            self = .text
        case "uuid_send": self = .identifier
        default: self = .other(name)
        }
    }

    var kind: TypedCells.Kind? {
        switch self {
        case .boolean: .boolean
        case .whole: .whole
        case .float, .double, .numeric: .number
        case .day: .day
        case .time: .time
        case .text, .identifier: .text
        case .other: nil
        }
    }
}
