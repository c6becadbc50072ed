internal import TopsliceFormats
package import TopsliceMoments
internal import TopsliceRecords

extension SealCost {
    /// What sealing cost, for whoever seals.
    package var words: String {
        var lines = [
            "sealed: \(Words.count(rows, "person", "people")), no cell of fewer than \(threshold) people; names of "
                + "inputs gone, rows read rounded to \(MomentsSealing.rounding)"
        ]
        if isNothing { lines.append("nothing was suppressed: what is fitted from it is the same") }
        for column in columns {
            lines.append(
                "left out: column '\(visible(column.name))', "
                    + Words.count(column.smallCells, "cell", "cells")
                    + " of too few people; the model is without it, and files that have it are not merged with this one"
            )
        }
        if pooledClusters > 0 {
            let before = Words.count(clustersBefore, "cluster", "clusters")
            lines.append(
                losesClusters
                    ? "brought together: all \(before), so that coefficients are the same and clustered errors are not to be had"
                    : "brought together: \(pooledClusters) of \(before), "
                        + Words.count(pooledRows, "person", "people")
                        + ", as \(clustersAfter - clustersBefore + pooledClusters); coefficients are the same, clustered errors count \(clustersAfter) clusters"
            )
        }
        if patterns > 0 {
            lines.append(
                "left out: \(Words.count(patterns, "exposure pattern", "exposure patterns")), "
                    + Words.count(patternRows, "person", "people")
                    + ", some of them too few or not known as people"
            )
        }
        return lines.joined(separator: "\n")
    }
}
