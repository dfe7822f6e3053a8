"""The learners' Jupyter server: it saves no widget views, and its printed pages need no network."""

import os
from pathlib import Path

from wellfounded.launch.save_hook import pre_save
from wellfounded.launch.server import TOKEN

c = get_config()  # type: ignore[name-defined]  # noqa: F821 (traitlets provides it)

c.FileContentsManager.pre_save_hook = pre_save
c.ServerApp.jpserver_extensions = {"wellfounded.launch.autostart": True}
c.MultiKernelManager.kernel_manager_class = "wellfounded.launch.kernel_manager.LessonKernel"
c.ServerApp.terminals_enabled = False
# JupyterLab prints a page made by nbconvert, which would load scripts from the internet by default.
c.HTMLExporter.preprocessors = ["wellfounded.launch.print_preprocessor.PrintAnswers"]
c.HTMLExporter.embed_images = c.HTMLExporter.exclude_input_prompt = c.HTMLExporter.exclude_output_prompt = True
c.HTMLExporter.require_js_url = c.HTMLExporter.mathjax_url = c.HTMLExporter.mermaid_js_url = ""
if "WELLFOUNDED_FIRST" in os.environ:  # on Binder, which may start either
    c.LabApp.default_url = c.JupyterNotebookApp.default_url = os.environ["WELLFOUNDED_FIRST"]
    c.ServerApp.tornado_settings = {"compress_response": True}  # JupyterLab is 7.7 MB: it comes over a network there
if TOKEN in os.environ:  # a file for its owner only; other users could read a command line
    c.IdentityProvider.token = Path(os.environ[TOKEN]).read_text()
