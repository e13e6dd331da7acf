import CArchive

/// The version of the libarchive that the program was built against, such as `3.6.2`.
public let libarchiveVersion = String(cString: zb_archive_version())
