"""Attempts to make a formula do more than arithmetic. None may get past the parser."""

import builtins
import itertools
import time

import pytest

from engine.equations import EquationError, evaluate, parse, to_bytecode, to_latex, to_source
from engine.equations.lines import parse_assignment, parse_equation, parse_function

NAMES = ("V", "x", "t")

CLASSIC = """
__import__('os').system('id')
__import__("os").popen("id").read()
__builtins__
__builtins__['eval']('1')
().__class__.__bases__[0].__subclasses__()
().__class__.__mro__[1].__subclasses__()[104].load_module('os')
"".__class__
''.__class__.__mro__
[].__class__
{}.__class__
(1).__class__
1 .__class__
1.0.__class__
x.__class__
x.__init__.__globals__
V.__class__.__base__
exp.__globals__
exp.__code__
exp.__self__
exp.__wrapped__.__globals__
(lambda: 1)()
lambda x: x
(lambda f: f(f))(lambda f: f(f))
[x for x in (1,2)]
{x for x in (1,2)}
{x: 1 for x in (1,2)}
(x for x in (1,2))
[*range(10)]
f"{x}"
f'{__import__("os")}'
'%s' % x
'{0.__class__}'.format(x)
b'abc'
r'abc'
u'abc'
'''x'''
x := 1
(x := 1)
x = 1
x == 1
x != 1
x <> 1
x is 1
x in x
x not in x
x; x
x, x
(x, x)
x if x else x
if x: x
while 1: x
for x in x: x
def f(): x
class A: x
return x
yield x
await x
async x
del x
global x
nonlocal x
assert x
raise x
try: x
with x: x
import os
from os import system
pass
break
continue
print(x)
exec x
None
True
False
Ellipsis
...
NotImplemented
x[0]
x[0:1]
x[...]
x[::]
x.y
x.real
x->y
x::y
x@x
x@@x
~x
x & x
x | x
x << 1
x >> 1
x // 1
x % 1
!x
x!
x?
x ? 1 : 2
&x
*x
**x
@x
$x
${x}
#x
x # y
`x`
\\x
x\\
1_000
0x10
0b11
0o17
1j
1J
1e5j
1L
1e
1e+
1.2.3
.
..
_
__
_x
x._x
__x__
__name__
__file__
__doc__
__debug__
__loader__
__spec__
x__class__
x()
x(1)
t()
(x)(1)
(exp)(1)
exp(1)(1)
exp(exp)
exp(x=1)
exp(*x)
exp(**x)
exp(x,)(1)
exp[x]
exp{x}
exp x
exp
H
pi()
pi(1)
where
where(x)
where(x,x)
where(x,x,x,x)
min(x)
max()
min(x,x,x)
sum(x)
pow(x,2)
round(x)
int(x)
float(x)
complex(x)
divmod(x,x)
abs
abs(x,x)
numpy.exp(x)
np.exp(x)
math.exp(x)
math
numba
engine
os
sys
os.system
sys.exit()
sys.modules
self
cls
select(1,2,3)
float64_at(0)
int32_at(x)
fastmath.exp(x)
heaviside(x)
outside(x)
flushed(x)
FAST
P[0]
dt
state
params
inputs
stride
flags
spikes
cfunc
kernel
compiled(1)
p_tau_m
s_V
n_V
r_V[0]
I_in
<script>alert(1)</script>
javascript:alert(1)
<img src=x onerror=alert(1)>
</text><script>
&lt;x
{{7*7}}
${7*7}
#{7*7}
{%x%}
\\input{/etc/passwd}
\\write18{id}
\\def\\x{}
$$
'; drop table x; --
" or 1=1 --
../../etc/passwd
file:///etc/passwd
http://example.com
|id
;id
`id`
$(id)
x && id
x || id
> /tmp/x
< /etc/passwd
%00
%n%n%n
NaN
nan
inf
Infinity
-nan
1e400
9e99
x**nan
x/inf
and
or
not
x and
or x
x not
()
(())
( )
,
,x
x,
exp(,)
exp(x,)
exp(,x)
)(
x)
(x
((x)
x(
"""

UNICODE = [
    "\uff45\uff58\uff50(1)",  # full-width exp, which Python's own parser folds to exp
    "\uff3f\uff3fimport\uff3f\uff3f",
    "\u212f",
    "\u03c0",
    "x\u0301",
    "\u0445",  # Cyrillic letter that looks like x
    "x\u200b",
    "\u202ex",
    "\ufeffx",
    "x\x00",
    "\x00",
    "x\x0b+1",
    "x\x0c+1",
    "x\x85+1",
    "x\u2028+1",
    "x\xa0+1",
    "\u0661",  # Arabic digit one
    "\u00b2",
    "x\u00b2",
    "\U0001d465",  # mathematical italic x
    "\ud800",
    "x\u2044x",
    "\u221ax",
    "\u221e",
    "x \u2265 1",
]
BUILTINS = [f"{name}(x)" for name in dir(builtins) if name not in ("abs", "min", "max")]
DUNDERS = [f"{a}.{b}" for a, b in itertools.product(("x", "exp", "1."), dir(object))]
ATTACKS = [*CLASSIC.strip("\n").split("\n"), *UNICODE, *BUILTINS, *DUNDERS]


def test_the_corpus_is_large() -> None:
    assert len(set(ATTACKS)) > 400
    assert len(CLASSIC.strip().split("\n")) + len(UNICODE) > 200


@pytest.mark.parametrize("text", ATTACKS)
def test_refused_with_a_sentence_and_a_place(text: str) -> None:
    begin = time.process_time()
    with pytest.raises(EquationError) as caught:
        parse(text, NAMES)
    assert time.process_time() - begin < 0.2
    assert len(caught.value.problem) > 10
    assert 0 <= caught.value.position <= len(text)


@pytest.mark.parametrize("text", ATTACKS)
def test_refused_in_every_kind_of_line(text: str) -> None:
    for line in (f"dV/dt = {text}", f"({text})*dV/dt = V", f"d{text}/dt = V", f"V' = {text}"):
        if parses_as_a_name(text) and line.startswith("d" + text):
            continue  # dx/dt is an equation for a state called x, which the model must then have
        with pytest.raises(EquationError):
            parse_equation(line, NAMES)
    with pytest.raises(EquationError):
        parse_function(f"f(a) = {text}", NAMES)
    with pytest.raises(EquationError):
        parse_assignment(f"V = {text}", NAMES)


def parses_as_a_name(text: str) -> bool:
    return text.isascii() and text.replace("_", "a").isalnum() and text[0].isalpha()


@pytest.mark.parametrize(
    "text", ["x); import os", "f): pass", "f(a, b)", "f(a)(b)", "f(1)", "__f(a)", "exp(a)", "f(t)"]
)
def test_a_function_cannot_be_named_like_that(text: str) -> None:
    with pytest.raises(EquationError):
        parse_function(f"{text} = x", NAMES)


@pytest.mark.parametrize(
    "target", ["x[0]", "x.y", "(x)", "x, y", "*x", "1", "", "x y", "__x", "a:b"]
)
def test_nothing_but_a_name_is_assigned(target: str) -> None:
    with pytest.raises(EquationError):
        parse_assignment(f"{target} = 1", NAMES)


@pytest.mark.parametrize(
    "text",
    [
        "9**9**9**9**9**9",
        "exp(exp(exp(exp(exp(9)))))",
        "cosh(9**9**9)*mod(9**9**9, 7)",
        "floor(9**9**9) + min(9**9**9, 9**9**9**9)",
        "exprel(" * 38 + "x" + ")" * 38,
        "linoid(1, " * 38 + "x" + ")" * 38,
        "linoid(" * 38 + "x" + ", 1)" * 38,
        "window(" * 38 + "x" + ", 1, 2, 3)" * 38,
        "clip(" * 38 + "x" + ", 1, 2)" * 38,
        "where(" * 38 + "x" + ", 1, 2)" * 38,
        "+".join(["exp(x)"] * 90),
    ],
    ids=lambda text: text[:16],
)
def test_what_is_legal_but_enormous_costs_nothing(text: str) -> None:
    begin = time.process_time()
    tree = parse(text, NAMES)
    evaluate(tree, {"x": 1.0})
    assert len(to_latex(tree)) < 20_000
    assert len(to_source(tree)) < 20_000
    try:
        assert len(to_bytecode(tree, NAMES).operations) <= 4_000
    except ValueError as error:
        too_long = str(error)
        assert "shorten it" in too_long
    assert time.process_time() - begin < 1
