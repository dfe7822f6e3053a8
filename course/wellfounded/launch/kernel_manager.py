"""Kernels that restart in the folder of their lesson, even if it was renamed or moved."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil
from jupyter_server.services.kernels.kernelmanager import ServerKernelManager


class LessonKernel(ServerKernelManager):
    """A kernel of the server. Jupyter's own would restart in the folder by its former name, and fail."""

    async def restart_kernel(self, *args: Any, **options: Any) -> Any:  # type: ignore[override]  # Jupyter's own does so
        """Restart the kernel in its present folder; `options` are Jupyter's own, as at its start."""
        return await super().restart_kernel(*args, **{**self._present_folder(), **options})

    def _present_folder(self) -> dict[str, str]:
        process = getattr(self.provisioner, "pid", None) if self.has_kernel else None
        with suppress(psutil.Error):  # a kernel that has died has no folder
            folder = psutil.Process(process).cwd() if process else ""
            if folder and Path(folder).is_dir():
                return {"cwd": folder}
        return {}
