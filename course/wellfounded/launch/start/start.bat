@echo off
rem Starts the course; see start.py.
cd /d "%~dp0"
py -3 start.py %*
if errorlevel 1 pause
exit /b
