"""Files that wait to be imported, read as settings, or run by a shell."""

from itertools import pairwise

from tests.attacks.attack import CASE, Handed, attack

GROUP = "Files that wait to be run"
SAME = "The mark is the journal's; nothing runs."


def lay(handed: Handed, *names: str, text: str = "") -> None:
    for name in names:
        path = handed.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text or handed.code)


@attack(GROUP, SAME)
def shadowing_modules(handed: Handed) -> None:
    names = ("yaml", "json", "nbformat", "numpy", "math", "wellfounded", "ipykernel", "traitlets")
    lay(handed, *(f"{name}.py" for name in names), "wellfounded/__init__.py", "wellfounded/case.py")


@attack(GROUP, SAME)
def sitecustomize(handed: Handed) -> None:
    lay(handed, "sitecustomize.py", "usercustomize.py", "conftest.py", "setup.py")


@attack(GROUP, SAME)
def pth_files(handed: Handed) -> None:
    code = f"import builtins; {handed.code}"
    lay(handed, "evil.pth", "site-packages/evil.pth", "lib/python3.11/site-packages/evil.pth", text=code)


@attack(GROUP, SAME)
def ipython_startup(handed: Handed) -> None:
    startup = "profile_default/startup/00-first.py"
    lay(handed, f".ipython/{startup}", startup, "ipython_config.py", "ipython_kernel_config.py")
    lay(handed, "profile_default/ipython_config.py", ".ipython/profile_default/ipython_config.py")


@attack(GROUP, SAME)
def jupyter_config(handed: Handed) -> None:
    names = ("jupyter", "jupyter_server", "jupyter_nbconvert", "jupyter_notebook", "jupyter_lab")
    lay(handed, *(f"{name}_config.py" for name in names), *(f".jupyter/{name}_config.py" for name in names))
    lay(handed, "jupyter_config.json", text='{"Exporter": {"preprocessors": ["evil.Evil"]}}')


@attack(GROUP, SAME)
def nbgrader_config(handed: Handed) -> None:
    lay(handed, "nbgrader_config.py", ".jupyter/nbgrader_config.py")


@attack(GROUP, SAME)
def shell_files(handed: Handed) -> None:
    lay(handed, "Makefile", ".envrc", ".bashrc", ".git/hooks/post-checkout", text=f"$(shell touch '{handed.mark}')\n")


@attack(GROUP, SAME)
def own_key(handed: Handed) -> None:
    lay(handed, f"cases/{CASE}.yaml", text="title: !!python/object/apply:os.system ['true']\nquestions: []\n")
    lay(handed, "cases.json", text='{"cases": []}')


@attack(GROUP, SAME)
def yaml_bomb(handed: Handed) -> None:
    lines = [
        "a: &a [x,x,x,x,x,x,x,x,x]",
        *(f"{b}: &{b} [{','.join([f'*{a}'] * 9)}]" for a, b in pairwise("abcdefghi")),
    ]
    lay(handed, f"cases/{CASE}.yaml", "notes.yaml", text="\n".join(lines))
