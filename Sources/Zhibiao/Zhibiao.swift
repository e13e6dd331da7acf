@_exported import Records
@_exported import Text
