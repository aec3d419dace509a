"""Pythons and Rs with the packages that people read exports with."""
import os
import shutil
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PACKAGES = ("pandas", "duckdb", "pyarrow", "networkx")


def imports_all(python):
    return os.path.exists(python) and subprocess.run([python, "-c", "import " + ",".join(PACKAGES)], capture_output=True, check=False).returncode == 0


def python_with_readers():
    """The path of a Python that has them, made in build/ the first time; or None and why not."""
    for python in (sys.executable, os.path.join(ROOT, "build", "readers", "bin", "python")):
        if imports_all(python):
            return python, None
    folder = os.path.join(ROOT, "build", "readers")
    try:
        subprocess.run([sys.executable, "-m", "venv", folder], capture_output=True, check=True, timeout=120)
        subprocess.run([python, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--retries", "1", *PACKAGES],
                       capture_output=True, check=True, timeout=300)
    except (OSError, subprocess.SubprocessError) as wrong:
        return None, f"{', '.join(PACKAGES)} cannot be installed from PyPI: {(getattr(wrong, 'stderr', None) or b'').decode()[-300:] or wrong}"
    return (python, None) if imports_all(python) else (None, "the packages are installed, but cannot be imported")


def r_with(package):
    """Is there an R with this package?"""
    return shutil.which("Rscript") is not None and subprocess.run(
        ["Rscript", "-e", f'quit(status = !requireNamespace("{package}", quietly = TRUE))'], capture_output=True, check=False).returncode == 0
