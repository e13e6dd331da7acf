// What a UTF-16 code unit is, without a look at tables: for loops over text.

@inlinable @inline(__always)
public func isTrailSurrogate(_ unit: UInt16) -> Bool { unit & 0xFC00 == 0xDC00 }

@inlinable @inline(__always)
public func isLeadSurrogate(_ unit: UInt16) -> Bool { unit & 0xFC00 == 0xD800 }

/// Bytes of UTF-8 that a unit accounts for: a surrogate pair makes 4, half of it for each unit.
@inlinable @inline(__always)
public func utf8Width(_ unit: UInt16) -> Int {
  unit < 0x80 ? 1 : unit < 0x800 ? 2 : unit & 0xF800 == 0xD800 ? 2 : 3
}

@inlinable @inline(__always)
public func isASCIIDigit(_ unit: UInt16) -> Bool { unit &- 0x30 < 10 }

@inlinable @inline(__always)
public func isASCIILetter(_ unit: UInt16) -> Bool { (unit | 0x20) &- 0x61 < 26 }

/// A Han character of the basic plane, 〇 with them, or half of one beyond it.
@inlinable @inline(__always)
public func isHan(_ unit: UInt16) -> Bool {
  unit &- 0x4E00 < 0x5200 || unit &- 0x3400 < 0x19C0 || unit == 0x3007 || unit &- 0xF900 < 0x200
    || unit & 0xF800 == 0xD800
}

/// A space inside a line: of ASCII, as wide as a Han character, or one at which no line breaks; a tab.
@inlinable @inline(__always)
public func isBlank(_ unit: UInt16) -> Bool {
  // Hardly any unit is one, and most lie above all of them.
  unit <= 0x3000 && isLowBlank(unit)
}

@usableFromInline @inline(never)
func isLowBlank(_ unit: UInt16) -> Bool { unit == 0x20 || unit == 0x09 || unit == 0x3000 || unit == 0xA0 }
