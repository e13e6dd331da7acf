import CICU

/// The version of the ICU that the program was built against, such as `72.1`.
public let icuVersion = String(cString: zb_icu_version())
