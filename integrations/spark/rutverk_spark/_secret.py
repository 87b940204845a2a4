"""The salt on its way to the tasks.

It is never written down: not in the plan, which has only names of functions, nor in logs, events, command lines or environments. What
Spark stores on its way to the workers (closures, broadcasts: files on their disks) holds it in two halves, neither of which says
anything of it alone; a task puts them together in memory and hands it to the program as an open file without a name.
"""

import os
import secrets
import tempfile

from ._program import RutverkError


def read_salt(salt_file):
    """The bytes of a salt file, or a new salt for this run alone."""
    if salt_file is None:
        return secrets.token_hex(32).encode()
    try:
        with open(salt_file, "rb") as file:
            return file.read(1 << 16)
    except OSError as error:
        raise RutverkError(f"{salt_file}: {error.strerror}", 66) from None


def split(secret):
    """Two halves; each is random bytes."""
    pad = secrets.token_bytes(len(secret))
    return pad, _xor(pad, secret)


def _xor(a, b):
    return bytes(x ^ y for x, y in zip(a, b))


class SecretFile:
    """The joined halves as an open file without a name, for a child that inherits `descriptor`."""

    def __init__(self, pad, masked):
        if hasattr(os, "memfd_create"):
            self.descriptor = os.memfd_create("rutverk", 0)
        else:
            with tempfile.NamedTemporaryFile(buffering=0) as file:
                self.descriptor = os.dup(file.fileno())
        os.write(self.descriptor, _xor(pad, masked))
        os.lseek(self.descriptor, 0, os.SEEK_SET)

    @property
    def path(self):
        """What the child opens."""
        return f"/dev/fd/{self.descriptor}"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        os.close(self.descriptor)
