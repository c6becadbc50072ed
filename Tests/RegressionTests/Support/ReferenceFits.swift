import Foundation
import TopsliceCohortData
import TopsliceRegression

/// One fitted model of a file of references: the same formula, data and kind of errors by one software.
struct ReferenceFit: CustomStringConvertible, Sendable {
    struct Term: Sendable {
        let name: String
        let estimate: Double
        let standardError: Double
        let statistic: Double
        let pValue: Double
        let low: Double
        let high: Double
    }

    let model: String
    let file: String
    let formula: String
    let family: Family
    let weights: String?
    let covariance: CovarianceKind
    let software: String
    var terms: [Term]

    var description: String { "\(model) \(covariance.label) by \(software)" }

    /// The models of `expected.csv` that Topslice fits; the others are estimators or data that are not here.
    static let published: [ReferenceFit] = read("expected.csv") { row in
        let files = [
            "nsw_dw": "lalonde_nsw_dw.csv", "grunfeld": "grunfeld.csv",
            "grunfeld_fe1": "grunfeld.csv", "grunfeld_twfe": "grunfeld.csv",
            "wage_panel_pooled": "wage_panel.csv", "wage_panel_fe": "wage_panel.csv",
            "thornton": "thornton_hiv_complete.csv", "thornton_fe": "thornton_hiv_complete.csv",
            "spector_logit": "spector.csv", "cpunish_poisson": "cpunish.csv",
        ]
        let families: [String: Family] = [
            "ols": .gaussian, "ols-fe": .gaussian, "logit": .binomial, "poisson": .poisson,
        ]
        guard let model = row["model"], let file = files[model],
            let family = families[row["estimator"] ?? ""], let label = row["vcov"]
        else { return nil }
        let kinds = [
            "iid (expected info)": "iid", "CR1 Stata": "cluster",
            "CR1 fixest default ssc": "cluster",
        ]
        let parts = label.split(separator: ":", maxSplits: 1).map(String.init)
        let kind = kinds[parts[0]] ?? parts[0].lowercased()
        guard let covariance = CovarianceKind(([kind] + parts.dropFirst()).joined(separator: ":"))
        else { return nil }
        return (file, family, covariance)
    }

    /// The models of `references_r.csv` and `references_python.csv`.
    static let generated: [ReferenceFit] =
        ["references_r.csv", "references_python.csv"].flatMap { name in
            read(name) { row in
                guard let file = row["file"], let family = Family(rawValue: row["family"] ?? ""),
                    let kind = row["vcov"]?.replacingOccurrences(of: "CR1:", with: "cluster:"),
                    let covariance = CovarianceKind(kind),
                    // Fixed effects are absorbed in least squares only.
                    family == .gaussian || row["formula"]?.contains("|") == false
                else { return nil }
                return (file, family, covariance)
            }
        }

    private static func read(
        _ name: String,
        _ classify: ([String: String]) -> (String, Family, CovarianceKind)?
    ) -> [ReferenceFit] {
        var result: [ReferenceFit] = []
        var places: [[String]: Int] = [:]
        for row in FixtureTable.rows(of: name) {
            guard let (file, family, covariance) = classify(row) else { continue }
            func number(_ names: String...) -> Double {
                names.compactMap { row[$0] }.first.flatMap(Double.init) ?? .nan
            }
            let term = Term(
                name: row["term"] ?? "",
                estimate: number("estimate"),
                standardError: number("std_error", "std.error"),
                statistic: number("statistic"),
                pValue: number("p_value", "p.value"),
                low: number("conf_low", "conf.low"),
                high: number("conf_high", "conf.high")
            )
            let key = ["model", "vcov", "software"].map { row[$0] ?? "" }
            if let place = places[key] {
                result[place].terms.append(term)
                continue
            }
            places[key] = result.count
            result.append(
                ReferenceFit(
                    model: key[0],
                    file: file,
                    formula: row["formula"] ?? "",
                    family: family,
                    weights: row["weights"].flatMap { $0.isEmpty ? nil : $0 },
                    covariance: covariance,
                    software: key[2],
                    terms: [term]
                )
            )
        }
        return result
    }
}
