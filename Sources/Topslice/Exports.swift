// Amounts are part of what a settlement says.
@_exported public import TopsliceMoney
