"""Functions that exist only inside others: compiled as far as their caller needs them.

Numba optimises every function that it compiles, with all that it calls, and turns it into machine
code, before it does the same again for the caller. What nobody can call from outside needs
neither: here it is handed to its caller as it was generated.
"""

from __future__ import annotations

from typing import Any

from numba.core import codegen
from numba.core.compiler import CompilerBase, DefaultPassBuilder
from numba.core.compiler_machinery import LoweringPass, register_pass
from numba.core.typed_passes import AnnotateTypes

# Untyped, like all that Numba's passes work on.
_Library: Any = codegen.JITCodeLibrary
_Pass: Any = LoweringPass
_Compiler: Any = CompilerBase


class _NowhereYet:
    """The code generator of a part, whose globals have no address of their own."""

    def __init__(self, real: Any) -> None:
        self._real = real

    def set_env(self, name: str, environment: object) -> None:
        """Nothing: the environment of a function is for errors that are Python objects."""

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)


class Part(_Library):  # type: ignore[misc]  # an untyped base
    """Code that is optimised and turned into machine code as part of others only."""

    @property
    def codegen(self) -> Any:
        return _NowhereYet(self._codegen)

    def finalize(self) -> None:
        """Take in what this code calls."""
        self._raise_if_finalized()
        for library in dict.fromkeys(self._linking_libraries):
            self._reload_init.update(library._reload_init)
            self._final_module.link_in(library._get_module_for_linking(), preserve=True)
        self._finalized = True

    def get_pointer_to_function(self, name: str) -> int:
        """0: there is no machine code."""
        return 0


@register_pass(mutates_CFG=False, analysis_only=False)
class _IntoPart(_Pass):  # type: ignore[misc]  # an untyped base
    _name = "neuroboard_into_part"

    def __init__(self) -> None:
        super().__init__()

    def run_pass(self, state: Any) -> bool:
        state.library = Part(state.targetctx.codegen(), state.func_id.func_qualname)
        return False


class PartCompiler(_Compiler):  # type: ignore[misc]  # an untyped base
    """Numba's own steps, into a library that is a `Part`."""

    def define_pipelines(self) -> list[Any]:
        passes = DefaultPassBuilder.define_nopython_pipeline(self.state)
        passes.add_pass_after(_IntoPart, AnnotateTypes)
        passes.finalize()
        return [passes]
