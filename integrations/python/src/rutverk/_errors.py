"""What the program refuses, as exceptions: one class for each of its exit codes."""

from __future__ import annotations

import re
from typing import Any, Optional


class RutverkError(Exception):
    """A run that failed.

    Its text is the program's line. `file`, `row`, `feature`, `field`, `value`, `expected` and `hint` are its parts, None for what it
    does not tell. Of values of a phone, a time or a place the program tells the shape alone, and then `value_is_shape` is True.
    """

    def __init__(self, text: str, *, exit_code: Optional[int] = None, command: Optional[str] = None, **parts: Any) -> None:
        super().__init__(text)
        self.text = text
        self.exit_code = exit_code
        self.command = command
        self.message: str = parts.get("message") or text
        self.file: Optional[str] = parts.get("file")
        self.place: Optional[str] = parts.get("place")
        self.field: Optional[str] = parts.get("field")
        self.value: Optional[str] = parts.get("value")
        self.value_is_shape: bool = bool(parts.get("value_is_shape"))
        self.expected: Optional[str] = parts.get("expected")
        self.hint: Optional[str] = parts.get("hint")
        row = re.match(r"row (\d+)", self.place or "")
        feature = re.match(r"feature (\d+)", self.place or "")
        #: Counted as the file's lines are in an editor: the line of column names is row 1.
        self.row: Optional[int] = int(row[1]) if row else None
        self.feature: Optional[int] = int(feature[1]) if feature else None

    def __reduce__(self) -> Any:
        return _restored, (type(self), self.text, {k: v for k, v in self.__dict__.items() if k != "text"})


def _restored(kind: type, text: str, members: dict[str, Any]) -> RutverkError:
    error: RutverkError = kind(text)
    error.__dict__.update(members)
    return error


class UsageError(RutverkError):
    """Options that the program does not take, or not together (64)."""


class DataError(RutverkError):
    """Data that are wrong (65)."""


class InputNotFound(RutverkError):
    """An input that is not there or cannot be opened (66)."""


class SoftwareError(RutverkError):
    """The machine lacks something, or the program has a fault (70)."""


class OutputError(RutverkError):
    """An output that cannot be made (73)."""


class ReadWriteError(RutverkError):
    """Reading or writing failed half-way (74)."""


class ProgramError(RutverkError):
    """The program is not found, or of another version than this package."""


BY_EXIT_CODE = {64: UsageError, 65: DataError, 66: InputNotFound, 70: SoftwareError, 73: OutputError, 74: ReadWriteError}
