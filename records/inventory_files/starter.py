"""A first inventory for an office to fill in."""

from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from records.errors import InputError

#: The files as they are written, with the office's comments in Chinese.
FIRST_INVENTORY = Path(__file__).parent / "first"


def write_starter(folder: Path) -> tuple[Path, ...]:
    """Return the files of a first inventory, written to *folder*, which is made where it is not there.

    The inventory loads without a fault as it stands. Raises InputError, with nothing written,
    where one of the files is there already or *folder* cannot be written to.
    """
    templates = sorted(FIRST_INVENTORY.glob("*.yaml"))
    files = tuple(folder / template.name for template in templates)
    for file in files:
        if file.exists() or file.is_symlink():
            raise InputError(f"{file} is there already; move it away or choose another folder")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=folder, prefix=".xuncha-init-") as aside:
            written = [Path(aside) / template.name for template in templates]
            for template, copy in zip(templates, written, strict=True):
                copy.write_bytes(template.read_bytes())
            _move(written, files)
    except OSError as error:
        raise InputError(f"{folder} cannot be written to ({error.strerror}); choose another") from error
    return files


def _move(written: list[Path], files: tuple[Path, ...]) -> None:
    """Each file appears whole or not at all, and if one cannot be moved none stays."""
    moved: list[Path] = []
    try:
        for copy, file in zip(written, files, strict=True):
            copy.rename(file)
            moved.append(file)
    except OSError:
        for file in moved:
            with suppress(OSError):
                file.unlink()
        raise
