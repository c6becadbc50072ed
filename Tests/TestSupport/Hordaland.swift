/// The table of Eide and Gefeller, "Sequential and average attributable fractions as aids in the selection of preventive strategies", Journal
/// of Clinical Epidemiology 48 (1995), 645-655: chronic cough in Hordaland by residence, smoking (five levels) and occupational exposure.
///
/// Of each of the 20 combinations the part of all cases it holds, P(E|D), and its risk, P(D|E), by a logistic model of main effects; rural before
/// urban, by level of smoking, each not exposed and exposed. As the R package averisk (J. Ferguson, CC0) has it in the example of `getAF`, "from Eide
/// and Gefeller, 1995".
public enum Hordaland {
    public static let cases = [
        0.06732, 0.02976, 0.01570, 0.01787, 0.01445, 0.01008, 0.06986, 0.06553, 0.03000, 0.05766,
        0.09680, 0.04194, 0.02741, 0.02194, 0.02474, 0.01031, 0.12410, 0.09537, 0.08408, 0.09509,
    ]
    public static let risks = [
        0.0360, 0.0621, 0.0236, 0.0411, 0.0507, 0.0864, 0.1066, 0.1745, 0.1867, 0.2891,
        0.0514, 0.0875, 0.0339, 0.0584, 0.0718, 0.1206, 0.1474, 0.2345, 0.2497, 0.3708,
    ]
    /// Average attributable fractions of each exposure, and the fraction of all jointly, as published.
    public static let published = (residence: 0.1275, smoking: 0.3496, occupation: 0.1247)
    public static let joint = 0.6018
}
