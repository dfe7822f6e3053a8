"""What is other in a browser: three modules of `notebook.widgets`, and the engine that the page talks to.

`python_zip.py` puts `view_base.py`, `shown.py` and `marking.py` in the place of the modules that they stand in for. No
part of them is imported where JupyterLab runs.
"""
