import TopsliceCohortData
import TopsliceVarianceShares

extension ImportanceReport {
    /// The same with the words of its study in place of the names of columns, as people read it; data keep the names.
    var labelled: ImportanceReport {
        guard !labels.columns.isEmpty else { return self }
        func words(_ name: String) -> String { labels.term(name) }
        var report = self
        report.result.response = words(result.response)
        report.result.always = result.always.map(words)
        for place in result.shares.indices {
            report.result.shares[place].regressor = words(result.shares[place].regressor)
            report.result.shares[place].columns = result.shares[place].columns.map(words)
        }
        for place in result.unions.indices {
            report.result.unions[place].players = result.unions[place].players.map(words)
        }
        if var known = intervals {
            for place in known.shares.indices {
                known.shares[place].regressor = words(known.shares[place].regressor)
            }
            report.intervals = known
        }
        for place in further.relative.indices {
            report.further.relative[place].regressor = words(further.relative[place].regressor)
        }
        for place in further.proportional.indices {
            report.further.proportional[place].regressor = words(
                further.proportional[place].regressor
            )
        }
        if var known = further.dominance {
            for place in known.pairs.indices {
                known.pairs[place].first = words(known.pairs[place].first)
                known.pairs[place].second = words(known.pairs[place].second)
            }
            report.further.dominance = known
        }
        for place in further.interactions.indices {
            let pair = further.interactions[place]
            report.further.interactions[place].first = words(pair.first)
            report.further.interactions[place].second = words(pair.second)
        }
        for place in further.commonality.indices {
            report.further.commonality[place].regressors = further.commonality[place].regressors
                .map(words)
        }
        report.method.cluster = method.cluster.map(words)
        report.method.weights = method.weights.map(words)
        return report
    }
}
