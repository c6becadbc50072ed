// One import for games, claims, apportionment and exact money: what this library is for is to hand these on.
@_exported import TopsliceApportionment
@_exported import TopsliceCooperativeGames
@_exported import TopsliceExactArithmetic
@_exported import TopsliceMoney
