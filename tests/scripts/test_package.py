"""What `pip install` puts on a machine."""

import subprocess
import sys
import zipfile
from pathlib import Path

from scripts.page import ROOT


def test_the_wheel_holds_the_three_packages_and_the_built_page(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        entry_points = next(name for name in names if name.endswith("entry_points.txt"))
        assert "neuroboard = server.cli:main" in archive.read(entry_points).decode()
    tops = {name.split("/")[0] for name in names if ".dist-info/" not in name}
    assert tops == {"engine", "server", "static"}
    assert "static/app/index.html" in names
    assert any(name.startswith("static/app/assets/") and name.endswith(".js") for name in names)
