"""Addresses as numbers: how one compiled loop reaches arrays and kernels that it never names.

The network is rows of integers (`engine.kernels.tables`). These primitives turn such an integer
into a pointer, or call the compiled kernel at it; they exist inside compiled code only.
"""

from __future__ import annotations

import platform
from typing import Any

from llvmlite import ir
from numba import types
from numba.core import cgutils

from engine.kernels.jit import pointer_primitive

_I64 = ir.IntType(64)
_F64 = ir.DoubleType()
_I32 = ir.IntType(32)
_I8 = ir.IntType(8)

SPARE_ROWS = 16

FLUSHES = platform.machine().lower() in ("x86_64", "amd64")
"""Whether `flush_denormals` does anything."""
_FLUSH = 0x8040
"""Bits of MXCSR: denormal numbers that come in, or would come out, are 0."""


@pointer_primitive
def float64_at(typing_context: Any, address: Any) -> Any:
    """float64* at an address."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.inttoptr(arguments[0], _F64.as_pointer())

    return types.CPointer(types.float64)(types.int64), generate


@pointer_primitive
def int64_at(typing_context: Any, address: Any) -> Any:
    """int64* at an address."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.inttoptr(arguments[0], _I64.as_pointer())

    return types.CPointer(types.int64)(types.int64), generate


@pointer_primitive
def int32_at(typing_context: Any, address: Any) -> Any:
    """int32* at an address."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.inttoptr(arguments[0], ir.IntType(32).as_pointer())

    return types.CPointer(types.int32)(types.int64), generate


@pointer_primitive
def spare_rows(typing_context: Any) -> Any:
    """Address of SPARE_ROWS rows of 256 float64 on the stack of the function that asks."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        room = cgutils.alloca_once(builder, ir.ArrayType(_F64, 256 * SPARE_ROWS))
        room.align = 64
        return builder.ptrtoint(room, _I64)

    return types.int64(), generate


@pointer_primitive
def bytes_at(typing_context: Any, address: Any) -> Any:
    """uint8* at an address."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.inttoptr(arguments[0], _I8.as_pointer())

    return types.CPointer(types.uint8)(types.int64), generate


@pointer_primitive
def spare_bytes(typing_context: Any) -> Any:
    """Address of 256 bytes on the stack of the function that asks."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        room = cgutils.alloca_once(builder, ir.ArrayType(_I8, 256))
        room.align = 64
        return builder.ptrtoint(room, _I64)

    return types.int64(), generate


@pointer_primitive
def prefetch(typing_context: Any, address: Any) -> Any:
    """Have the processor fetch what lies at an address, which is read soon."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        pointer = builder.inttoptr(arguments[0], _I8.as_pointer())
        kinds = [_I8.as_pointer(), _I32, _I32, _I32]
        function = cgutils.get_or_insert_function(
            builder.module, ir.FunctionType(ir.VoidType(), kinds), "llvm.prefetch.p0i8"
        )
        # To be read, kept in all caches, data.
        builder.call(function, [pointer, _I32(0), _I32(3), _I32(1)])
        return context.get_dummy_value()

    return types.void(types.int64), generate


@pointer_primitive
def load_acquire(typing_context: Any, address: Any) -> Any:
    """The int64 at an address, and all that its writer wrote before `store_release`."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        pointer = builder.inttoptr(arguments[0], _I64.as_pointer())
        return builder.load_atomic(pointer, "acquire", 8)

    return types.int64(types.int64), generate


@pointer_primitive
def store_release(typing_context: Any, address: Any, value: Any) -> Any:
    """Write an int64 for other threads to read by `load_acquire`."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        pointer = builder.inttoptr(arguments[0], _I64.as_pointer())
        builder.store_atomic(arguments[1], pointer, "release", 8)
        return context.get_dummy_value()

    return types.void(types.int64, types.int64), generate


@pointer_primitive
def exchanged(typing_context: Any, address: Any, known: Any, new: Any) -> Any:
    """Whether the int64 at an address was `known` and is now `new`; only one thread is told so."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        pointer = builder.inttoptr(arguments[0], _I64.as_pointer())
        pair = builder.cmpxchg(pointer, arguments[1], arguments[2], "acq_rel", "acquire")
        return builder.extract_value(pair, 1)

    return types.boolean(types.int64, types.int64, types.int64), generate


@pointer_primitive
def call_yield(typing_context: Any, function: Any) -> Any:
    """Let other threads run: int f(void) of the operating system at an address."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        kind = ir.FunctionType(_I32, [])
        builder.call(builder.inttoptr(arguments[0], kind.as_pointer()), [])
        return context.get_dummy_value()

    return types.void(types.int64), generate


@pointer_primitive
def flush_denormals(typing_context: Any) -> Any:
    """Have the processor take denormal numbers for 0 in this thread, where it can; the answer is
    for `restore_denormals`."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        if not FLUSHES:
            return _I64(0)
        room = cgutils.alloca_once(builder, _I32)
        _control(builder, "llvm.x86.sse.stmxcsr", room)
        before = builder.load(room)
        builder.store(builder.or_(before, _I32(_FLUSH)), room)
        _control(builder, "llvm.x86.sse.ldmxcsr", room)
        return builder.zext(before, _I64)

    return types.int64(), generate


@pointer_primitive
def restore_denormals(typing_context: Any, before: Any) -> Any:
    """Undo `flush_denormals`, whose answer it takes."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        if FLUSHES:
            room = cgutils.alloca_once(builder, _I32)
            builder.store(builder.trunc(arguments[0], _I32), room)
            _control(builder, "llvm.x86.sse.ldmxcsr", room)
        return context.get_dummy_value()

    return types.void(types.int64), generate


def _control(builder: Any, name: str, room: Any) -> None:
    """Move the control word of floating point between the processor and an int32."""
    kind = ir.FunctionType(ir.VoidType(), [_I8.as_pointer()])
    function = cgutils.get_or_insert_function(builder.module, kind, name)
    builder.call(function, [builder.bitcast(room, _I8.as_pointer())])


@pointer_primitive
def call_population(
    typing_context: Any,
    kernel: Any,
    state: Any,
    n: Any,
    stride: Any,
    params: Any,
    inputs: Any,
    t: Any,
    out: Any,
) -> Any:
    """Step a population: int64 f(state, n, stride, params, inputs, double t, out)."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        function = ir.FunctionType(_I64, [_I64] * 5 + [_F64, _I64])
        return builder.call(
            builder.inttoptr(arguments[0], function.as_pointer()), list(arguments[1:])
        )

    return types.int64(*([types.int64] * 6), types.float64, types.int64), generate


@pointer_primitive
def call_synapse(
    typing_context: Any,
    kernel: Any,
    state: Any,
    n: Any,
    stride: Any,
    params: Any,
    inputs: Any,
    post: Any,
    t: Any,
) -> Any:
    """Step a synapse: int64 f(state, n, stride, params, inputs, post, double t)."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        function = ir.FunctionType(_I64, [_I64] * 6 + [_F64])
        return builder.call(
            builder.inttoptr(arguments[0], function.as_pointer()), list(arguments[1:])
        )

    return types.int64(*([types.int64] * 7), types.float64), generate


@pointer_primitive
def call_aside(
    typing_context: Any,
    kernel: Any,
    nodes: Any,
    n_nodes: Any,
    edges: Any,
    n_edges: Any,
    row: Any,
    step: Any,
    t: Any,
    dt: Any,
) -> Any:
    """A part of the loop: int64 f(nodes, n_nodes, edges, n_edges, row, step, double t, double
    dt)."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        function = ir.FunctionType(_I64, [_I64] * 6 + [_F64] * 2)
        return builder.call(
            builder.inttoptr(arguments[0], function.as_pointer()), list(arguments[1:])
        )

    return types.int64(*([types.int64] * 7), types.float64, types.float64), generate
