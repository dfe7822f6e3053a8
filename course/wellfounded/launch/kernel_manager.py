"""Kernels that start again where they work, also after the folder of their lesson was renamed or moved."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil  # ipykernel requires it
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager


class LessonKernels(AsyncMappingKernelManager):
    """The server's kernels. By itself it starts a kernel again in the folder as it was once called, and fails."""

    async def restart_kernel(self, kernel_id: str, now: bool = False) -> Any:  # type: ignore[override]  # Jupyter's own does so
        """Restart a kernel in the folder in which it is now."""
        kernel: Any = self.get_kernel(kernel_id)
        with suppress(psutil.Error, AttributeError):  # a kernel that has died is nowhere
            here = psutil.Process(kernel.provisioner.pid).cwd()
            if Path(here).is_dir():
                kernel._launch_args["cwd"] = here
        return await super().restart_kernel(kernel_id, now=now)  # type: ignore[no-untyped-call]
