@_exported import Emitting
@_exported import Ingesting
@_exported import Pipeline
@_exported import Records
@_exported import Review
@_exported import Rules
@_exported import Text
