"""The Jupyter server that learners work in: what it saves holds no widget views."""

import os

from wellfounded.saving import pre_save

c = get_config()  # type: ignore[name-defined]  # noqa: F821 (traitlets provides it)

c.FileContentsManager.pre_save_hook = pre_save
c.ServerApp.jpserver_extensions = {"wellfounded.starting": True}
c.ServerApp.terminals_enabled = False
if "WELLFOUNDED_FIRST" in os.environ:  # on Binder, which may start either
    c.LabApp.default_url = c.JupyterNotebookApp.default_url = os.environ["WELLFOUNDED_FIRST"]
