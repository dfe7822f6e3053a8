"""What is other in a browser: some modules of ours, and the engine that the page talks to.

`python_zip.py` puts `view_base.py`, `shown.py`, `marking.py` and `markdown.py` in the place of the modules that they
stand in for. No part of them is imported where JupyterLab runs.
"""
