// Whoever reads and writes layers needs paths and outputs that appear together as well: who imports this module has both.
@_exported import Disk
