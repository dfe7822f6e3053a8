"""Kernels that start again where they work, also after the folder of their lesson was renamed or moved."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil
from jupyter_server.services.kernels.kernelmanager import ServerKernelManager


class LessonKernel(ServerKernelManager):
    """A kernel of the server. By itself it would start again in the folder as it was once called, and fail."""

    async def restart_kernel(self, *args: Any, **options: Any) -> Any:  # type: ignore[override]  # Jupyter's own does so
        """Restart the kernel in the folder in which it is now; `options` are Jupyter's own, as at its start."""
        return await super().restart_kernel(*args, **{**self._folder(), **options})

    def _folder(self) -> dict[str, str]:
        process = getattr(self.provisioner, "pid", None) if self.has_kernel else None
        with suppress(psutil.Error):  # a kernel that has died is nowhere
            here = psutil.Process(process).cwd() if process else ""
            if here and Path(here).is_dir():
                return {"cwd": here}
        return {}
