import TopsliceExactArithmetic

extension ServiceNetwork {
    /// Passes the costs of service departments on to the final departments.
    ///
    /// - Parameters:
    ///   - method: direct, step-down or reciprocal.
    ///   - order: the service departments in the order in which they are closed, for step-down; others ignore it.
    /// - Complexity: O(s³) exact operations for s service departments.
    public func allocation(
        by method: ServiceMethod,
        order: [String] = []
    ) throws(ServiceError) -> ServiceAllocation {
        switch method {
        case .direct: try allocation(method, shares: directShares())
        case .stepDown: try allocation(method, shares: stepDownShares(order: order))
        case .reciprocal:
            try allocation(method, shares: checkedShares())
        }
    }

    /// Every method is the reciprocal one on other shares: the direct method forgets those between
    /// services, step-down those to departments already closed.
    private func allocation(
        _ method: ServiceMethod,
        shares: [[Rational]]
    ) throws(ServiceError) -> ServiceAllocation {
        let services = services
        let passed = try throughput(shares, services)
        var paths: [ServiceAllocation.Path] = []
        var full = directCosts
        for (place, service) in services.enumerated() {
            full[service] = zip(services, passed).map { directCosts[$0] * $1[place] }.sum()
        }
        for final in finals {
            let received = services.map { full[$0] * shares[$0][final] }
            full[final] = directCosts[final] + received.sum()
            paths += streams(into: final, total: full[final], shares, services, passed)
        }
        let costs = departments.indices.map {
            DepartmentCost(department: departments[$0], cost: full[$0])
        }
        let finalCosts = finals.map { costs[$0] }
        precondition(
            finalCosts.map(\.cost).sum() == directCosts.sum(),
            "\(method) turns \(directCosts.sum()) into \(finalCosts.map(\.cost).sum())"
        )
        return ServiceAllocation(
            method: method,
            fullCosts: costs,
            finalCosts: finalCosts,
            paths: paths
        )
    }

    /// (I − S)⁻¹ among services: entry (o, t) is how much of each pound spent by o passes through
    /// t, returns included.
    private func throughput(
        _ shares: [[Rational]],
        _ services: [Int]
    ) throws(ServiceError) -> [[Rational]] {
        let matrix = services.map { row in
            services.map { (row == $0 ? 1 : 0) - shares[row][$0] }
        }
        let identity = services.map { row in services.map { Rational(row == $0 ? 1 : 0) } }
        guard let inverse = LinearSystem.solve(matrix, identity) else {
            // Checked before: every service department reaches a final one.
            throw .closedLoop(services.map { departments[$0] })
        }
        return inverse
    }

    private func streams(
        into final: Int,
        total: Rational,
        _ shares: [[Rational]],
        _ services: [Int],
        _ passed: [[Rational]]
    ) -> [ServiceAllocation.Path] {
        var paths: [ServiceAllocation.Path] = []
        func add(_ origin: Int, through: Int?, _ amount: Rational) {
            guard !amount.isZero else { return }
            paths.append(
                ServiceAllocation.Path(
                    origin: departments[origin],
                    through: through.map { departments[$0] },
                    final: departments[final],
                    amount: amount,
                    shareOfFinal: total.isZero ? 0 : amount / total
                )
            )
        }
        add(final, through: nil, directCosts[final])
        for (origin, visits) in zip(services, passed) {
            for (through, visited) in zip(services, visits) {
                add(
                    origin,
                    through: through,
                    directCosts[origin] * visited * shares[through][final]
                )
            }
        }
        return paths
    }

    private func checkedShares() throws(ServiceError) -> [[Rational]] {
        try checkEveryPoundLeaves()
        return shares
    }

    private func directShares() throws(ServiceError) -> [[Rational]] {
        var result = shares
        let finals = finals
        for service in services {
            let toFinal = finals.map { shares[service][$0] }.sum()
            guard !toFinal.isZero else { throw .nothingToFinal(departments[service]) }
            for department in departments.indices {
                result[service][department] =
                    isService(department) ? 0 : shares[service][department] / toFinal
            }
        }
        return result
    }

    private func stepDownShares(order: [String]) throws(ServiceError) -> [[Rational]] {
        let numbers = try serviceNumbers(of: order)
        var result = shares
        var closed: Set<Int> = []
        for service in numbers {
            closed.insert(service)
            let open = departments.indices.filter { !closed.contains($0) }
            let sum = open.map { shares[service][$0] }.sum()
            guard !sum.isZero else {
                throw .nothingLeftInOrder(departments[service], order: order)
            }
            for department in departments.indices {
                result[service][department] =
                    closed.contains(department) ? 0 : shares[service][department] / sum
            }
        }
        return result
    }

    private func serviceNumbers(of order: [String]) throws(ServiceError) -> [Int] {
        var numbers: [Int] = []
        for name in order {
            guard let number = departments.firstIndex(of: name) else {
                throw .unknownDepartment(name)
            }
            guard isService(number) else { throw .orderHasNoService(name) }
            guard !numbers.contains(number) else { throw .orderTwice(name) }
            numbers.append(number)
        }
        let missing = services.filter { !numbers.contains($0) }
        guard missing.isEmpty else { throw .orderMissing(missing.map { departments[$0] }) }
        return numbers
    }
}
