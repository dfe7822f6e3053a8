@echo off
rem Starts the course. The first time it installs what the lessons need, into the folder .venv beside it.
cd /d "%~dp0"

py -3 -c "import sys; sys.exit(sys.version_info < (3, 11))" || goto python

fc /b wellfounded-*.whl .venv\installed >nul 2>&1 && goto start
echo Installing. This needs the internet once, and takes a minute or two.
py -3 -m venv .venv || goto failed
.venv\Scripts\python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock || goto failed
for %%w in (wellfounded-*.whl) do .venv\Scripts\python -m pip install --quiet --disable-pip-version-check --no-deps --force-reinstall %%w || goto failed
copy /y wellfounded-*.whl .venv\installed >nul || goto failed

:start
.venv\Scripts\wellfounded learn %*
exit /b

:python
echo Python 3.11 or newer is needed. Get it at https://www.python.org/downloads/ and start this again.
pause
exit /b 1

:failed
echo That did not work. Is there internet?
pause
exit /b 1
