#!/usr/bin/env python3
"""Opens a workbook with openpyxl and says what it found: for each sheet what is frozen, whether all of it is filtered and how
many formulas it has, for each column the kind of its cells. Exits with 77 where openpyxl is not installed.

Usage: check_workbook.py FILE.xlsx
"""

import datetime
import sys
import warnings

try:
    import openpyxl
except ImportError:
    print("SKIPPED: the workbook is not opened by openpyxl: it is not installed (python3-openpyxl)", file=sys.stderr)
    sys.exit(77)

warnings.simplefilter("error")
for sheet in openpyxl.load_workbook(sys.argv[1]):
    formulas = sum(cell.data_type == "f" for row in sheet for cell in row)
    print(f"{sheet.title}: {sheet.freeze_panes} {sheet.auto_filter.ref == sheet.dimensions}, formulas {formulas}")
    for column in sheet.columns:
        assert column[0].font.bold and isinstance(column[0].value, str), column[0]
        values = [cell.value for cell in column[1:] if cell.value is not None]
        kinds = {
            "day" if isinstance(value, datetime.datetime) else "flag" if isinstance(value, bool)
            else "number" if isinstance(value, (int, float)) else "text"
            for value in values
        }
        print(f"{sheet.title} {column[0].value}: {' '.join(sorted(kinds)) or 'empty'}")
