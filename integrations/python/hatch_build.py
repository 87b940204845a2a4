"""Puts the program into the wheel where RUTVERK_WHEEL_PROGRAM names one; without, the wheel is pure Python."""

from __future__ import annotations

import os
import sysconfig
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ProgramHook(BuildHookInterface):  # type: ignore[type-arg]
    """The program becomes a script of the wheel: pip puts it beside the environment's other programs, executable."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        program = os.environ.get("RUTVERK_WHEEL_PROGRAM")
        if not program or version == "editable":
            return
        if not os.access(program, os.X_OK):
            raise RuntimeError(f"RUTVERK_WHEEL_PROGRAM: not an executable file: {program}")
        platform = sysconfig.get_platform().replace("-", "_").replace(".", "_")
        build_data["shared_scripts"] = {os.path.abspath(program): "rutverk"}
        build_data["pure_python"] = False
        build_data["tag"] = f"py3-none-{platform}"
