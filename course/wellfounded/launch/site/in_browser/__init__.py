"""What is other in a browser: some modules of ours, and the engine that the page talks to.

`python_zip.py` puts `view_base.py`, `shown.py`, `marking.py`, `markdown.py`, `file_lock.py` and `traits.py` in the
place of the modules and packages that they stand in for. No part of them is imported where JupyterLab runs.
"""
