"""Tables as compiled code sees them: an address and a number of rows.

To compiled code an array is nine numbers and a count of its owners. A table that is handed from
function to function needs neither: its rows have a length that the compiler knows, and
`nodes[p, c.KIND]` is one instruction.
"""

from __future__ import annotations

import operator
from typing import Any

from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.core.typing.templates import AttributeTemplate
from numba.extending import (
    infer_getattr,
    lower_builtin,
    lower_getattr,
    models,
    register_model,
    type_callable,
)

from engine.kernels.jit import pointer_primitive


class TableType(types.Type):
    """A table of rows of `columns` numbers."""

    def __init__(self, dtype: Any, columns: int) -> None:
        self.dtype = dtype
        self.columns = columns
        super().__init__(name=f"Table({dtype}, {columns})")


@register_model(TableType)
class _TableModel(models.StructModel):
    def __init__(self, manager: Any, kind: Any) -> None:
        members = [("data", types.CPointer(kind.dtype)), ("rows", types.intp)]
        super().__init__(manager, kind, members)


def table(columns: int) -> Any:
    """A function for compiled code that gives the table in a contiguous array (rows, columns).

    The array has to stay where it is, and alive, as long as the table is used.
    """

    def typed(typing_context: Any, array: Any) -> Any:
        def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
            kind = signature.args[0]
            source = context.make_array(kind)(context, builder, arguments[0])
            made = cgutils.create_struct_proxy(signature.return_type)(context, builder)
            made.data = source.data
            made.rows = builder.extract_value(source.shape, 0)
            return made._getvalue()

        return TableType(array.dtype, columns)(array), generate

    return pointer_primitive(typed)


def table_at(columns: int) -> Any:
    """A function for compiled code that gives the int64 table at an address, of so many rows."""

    def typed(typing_context: Any, address: Any, rows: Any) -> Any:
        def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
            made = cgutils.create_struct_proxy(signature.return_type)(context, builder)
            made.data = builder.inttoptr(arguments[0], made.data.type)
            made.rows = arguments[1]
            return made._getvalue()

        return TableType(types.int64, columns)(types.int64, types.int64), generate

    return pointer_primitive(typed)


@pointer_primitive
def address_of(typing_context: Any, of: Any) -> Any:
    """Where the first number of a table lies."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        made = cgutils.create_struct_proxy(signature.args[0])(context, builder, arguments[0])
        return builder.ptrtoint(made.data, ir.IntType(64))

    return types.int64(of), generate


@infer_getattr
class _TableAttributes(AttributeTemplate):
    key = TableType

    def resolve_shape(self, kind: TableType) -> Any:
        return types.UniTuple(types.intp, 2)


@lower_getattr(TableType, "shape")
def _shape(context: Any, builder: Any, kind: TableType, value: Any) -> Any:
    made = cgutils.create_struct_proxy(kind)(context, builder, value)
    return cgutils.pack_array(builder, [made.rows, ir.Constant(made.rows.type, kind.columns)])


@type_callable(operator.getitem)
def _type_of_item(context: Any) -> Any:
    def typer(of: Any, index: Any) -> Any:
        if isinstance(of, TableType) and isinstance(index, types.BaseTuple):
            return of.dtype
        return None

    return typer


@lower_builtin(operator.getitem, TableType, types.BaseTuple)
def _item(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
    kind, index = signature.args
    made = cgutils.create_struct_proxy(kind)(context, builder, arguments[0])
    row, column = (
        context.cast(builder, builder.extract_value(arguments[1], k), index.types[k], types.intp)
        for k in range(2)
    )
    at = builder.add(builder.mul(row, ir.Constant(row.type, kind.columns)), column)
    return builder.load(builder.gep(made.data, [at]))
