"""The repository as data: its files, and the imports of its modules. Used by the contract tests beside it.

Lives here: reading. Not here: what must hold.
"""

from __future__ import annotations

import ast
import dataclasses
import functools
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("schemas", "scrapers", "warehouse", "orchestration")
NOT_OURS = {".git", ".venv", "__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", "target"}


@functools.cache
def committed_files() -> tuple[Path, ...]:
    """Files that are committed or about to be, relative to the root; without git (unpacked archive) all but caches."""
    git = shutil.which("git")
    if git and (ROOT / ".git").exists():
        command = [git, "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        listing = subprocess.run(command, capture_output=True, check=True, text=True).stdout
        names = [Path(name) for name in listing.split("\0") if name]
    else:
        names = [path.relative_to(ROOT) for path in ROOT.rglob("*") if not NOT_OURS & set(path.relative_to(ROOT).parts)]
    return tuple(sorted(name for name in names if (ROOT / name).is_file()))


def text_of(name: Path) -> str | None:
    """The text of a committed file; None for one that is not UTF-8 text."""
    content = (ROOT / name).read_bytes()
    if b"\0" in content:
        return None
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return None


@dataclasses.dataclass(frozen=True)
class Import:
    """One imported name: `module` is absolute; `line` is where the statement stands."""

    module: str
    line: int


@dataclasses.dataclass(frozen=True)
class Module:
    """One Python module of the repository."""

    name: str
    path: Path
    tree: ast.Module
    imports: tuple[Import, ...]
    """Anywhere in the module, in functions and under TYPE_CHECKING, too."""

    def top_level_imports(self) -> tuple[Import, ...]:
        """Only what importing this module imports at once."""
        return tuple(found for node in executed_on_import(self.tree) for found in _imports_of(node))


def executed_on_import(tree: ast.Module) -> list[ast.AST]:
    """All nodes that run when the module is imported: all outside of function bodies and TYPE_CHECKING blocks."""
    nodes: list[ast.AST] = []
    waiting: list[ast.AST] = list(tree.body)
    while waiting:
        node = waiting.pop()
        nodes.append(node)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            waiting += [*node.decorator_list, *node.args.defaults, *filter(None, node.args.kw_defaults)]
        elif isinstance(node, ast.Lambda):
            continue
        elif isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            waiting += node.orelse
        else:
            waiting += ast.iter_child_nodes(node)
    return nodes


def _imports_of(node: ast.AST) -> list[Import]:
    if isinstance(node, ast.Import):
        return [Import(alias.name, node.lineno) for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        base = "." * node.level + (node.module or "")
        return [Import(base, node.lineno), *(Import(f"{base}.{alias.name}", node.lineno) for alias in node.names)]
    return []


@functools.cache
def modules() -> dict[str, Module]:
    """Every committed Python module, by dotted name."""
    found = {}
    for path in committed_files():
        if path.suffix != ".py":
            continue
        parts = path.with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        tree = ast.parse((ROOT / path).read_text(encoding="utf-8"), filename=str(path))
        imports = tuple(each for node in ast.walk(tree) for each in _imports_of(node))
        found[name] = Module(name, path, tree, imports)
    return found


def package_modules() -> list[Module]:
    """The modules of the four packages."""
    return [module for name, module in modules().items() if name.partition(".")[0] in PACKAGES]


def imported_with(name: str) -> set[str]:
    """Names of everything, ours and others', that importing the module `name` imports, however indirectly."""
    known = modules()
    seen: set[str] = set()
    waiting = [name]
    while waiting:
        current = waiting.pop()
        if current in seen:
            continue
        seen.add(current)
        parent = current.rpartition(".")[0]
        if parent:
            waiting.append(parent)
        if current in known:
            waiting += [each.module for each in known[current].top_level_imports()]
    return seen
