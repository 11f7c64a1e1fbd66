"""From tokens to the tree of a formula: recursive descent, one function a level of binding.

formula    = both { 或 both }              both   = denied { 且 denied }
denied     = 非 denied | comparison        sum    = product { (+|-) product }
comparison = sum { (=|≠|<|≤|>|≥) sum }     product = factor { (*|/) factor }
factor     = - factor | number | "text" | ( formula ) | field
           | function ( formula {, formula} ) | rows [ [ formula ] ] [ . field ]
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import NamedTuple

from .errors import FormulaError
from .lexer import Token, tokens
from .syntax import Binary, Call, Column, Name, Node, Number, Rows, Text, Unary

#: Brackets, functions and signs within each other; and signs between values altogether.
DEEPEST = 30
MOST_SIGNS = 100
_COMPARISONS = frozenset("=≠<≤>≥")
AND, OR, NOT = "且", "或", "非"
_SAME = {"并且": AND, "而且": AND, "或者": OR, "如果": "若"}
WORDS = frozenset((AND, OR, NOT, *_SAME))


class Vocabulary(NamedTuple):
    """All names there are, by what they name."""

    fields: Collection[str]
    rows: Collection[str]
    functions: Collection[str]

    @property
    def words(self) -> frozenset[str]:
        """Every word that a formula may contain."""
        return frozenset((*self.fields, *self.rows, *self.functions)) | WORDS


def parse(source: str, names: Vocabulary, words: Collection[str] | None = None) -> Node:
    """Read a formula; raises FormulaError at the character that cannot be understood."""
    parser = _Parser(source, tokens(source, names.words if words is None else words), names)
    node = parser.formula()
    parser.finish()
    return node


class _Parser:
    """The tokens of one formula and how far they are read."""

    def __init__(self, source: str, found: list[Token], names: Vocabulary) -> None:
        self._source = source
        self._tokens = found
        self._names = names
        self._at = 0
        self._depth = 0
        self._signs = 0

    @property
    def _next(self) -> Token:
        return self._tokens[self._at]

    def _take(self) -> Token:
        token = self._next
        self._at += token.type != "end"
        return token

    def _sees(self, *texts: str) -> bool:
        token = self._next
        return token.type in ("sign", "word") and _SAME.get(token.text, token.text) in texts

    def _error(self, message: str, token: Token | Node) -> FormulaError:
        return FormulaError(message, self._source, token.start, token.end)

    def _expect(self, sign: str, opened: Token) -> Token:
        if self._sees(sign):
            return self._take()
        token = self._next
        if token.type == "end":
            raise self._error(f"这个“{opened.text}”没有对应的“{sign}”", opened)
        raise self._error(f"这里应为“{sign}”或运算符，却是“{token.text}”", token)

    def _deeper(self, read: Callable[[], Node]) -> Node:
        self._depth += 1
        if self._depth > DEEPEST:
            raise self._error(f"括号和函数套得太深（超过{DEEPEST}层），请拆成几条规则", self._next)
        node = read()
        self._depth -= 1
        return node

    def finish(self) -> None:
        """Refuse what is left over."""
        token = self._next
        if token.type != "end":
            what = f"“{token.text}”" if token.text else "空文字"
            raise self._error(f"{what}前缺少运算符，或多写了它", token)

    def formula(self) -> Node:
        """Alternatives, of which one must hold."""
        return self._chain(self._both, OR)

    def _both(self) -> Node:
        return self._chain(self._denied, AND)

    def _denied(self) -> Node:
        if not self._sees(NOT):
            return self._comparison()
        sign = self._take()
        value = self._deeper(self._denied)
        return Unary(NOT, value, sign.start, value.end)

    def _comparison(self) -> Node:
        left = self._sum()
        found: Node | None = None
        while self._sees(*_COMPARISONS):
            sign = self._take()
            right = self._sum()
            step = self._binary(sign, sign.text, left, right)
            # `0 ≤ 得分 ≤ 分值` says both.
            found = self._binary(sign, AND, found, step) if found else step
            left = right
        return found or left

    def _sum(self) -> Node:
        return self._chain(self._product, "+", "-")

    def _product(self) -> Node:
        return self._chain(self._factor, "*", "/")

    def _chain(self, part: Callable[[], Node], *signs: str) -> Node:
        left = part()
        while self._sees(*signs):
            sign = self._take()
            right = part()
            left = self._binary(sign, _SAME.get(sign.text, sign.text), left, right)
        return left

    def _binary(self, sign: Token, text: str, left: Node, right: Node) -> Node:
        self._signs += 1
        if self._signs > MOST_SIGNS:
            raise self._error(f"运算超过{MOST_SIGNS}处，请拆成几条规则", sign)
        return Binary(text, left, right, sign.start, left.start, right.end)

    def _factor(self) -> Node:
        token = self._take()
        if token.type == "number":
            return Number(token.value, token.kind, token.start, token.end)
        if token.type == "text":
            return Text(token.text, token.start, token.end)
        if token.type == "word":
            return self._named(token)
        if token.text == "-":
            value = self._deeper(self._factor)
            return Unary("-", value, token.start, value.end)
        if token.text == "(":
            inner = self._deeper(self.formula)
            self._expect(")", token)
            return inner
        if token.type == "end":
            raise self._error("公式没有写完，这里缺少字段、数字或函数", token)
        raise self._error(f"“{token.text}”前缺少字段、数字或函数", token)

    def _named(self, token: Token) -> Node:
        word = _SAME.get(token.text, token.text)
        if word in self._names.functions:
            return self._call(token, word)
        if word in self._names.rows:
            return self._rows(token)
        if word in WORDS:
            raise self._error(f"“{token.text}”前后各应有一个判断", token)
        return Name(word, token.start, token.end)

    def _call(self, token: Token, name: str) -> Node:
        if not self._sees("("):
            raise self._error(f"“{token.text}”是函数，后面应写括号，如“{token.text}(…)”", token)
        opened = self._take()
        given: list[Node] = []
        if not self._sees(")"):
            given.append(self._deeper(self.formula))
            while self._sees(","):
                self._take()
                given.append(self._deeper(self.formula))
        return Call(name, tuple(given), token.start, self._expect(")", opened).end)

    def _rows(self, token: Token) -> Node:
        condition, end = None, token.end
        if self._sees("["):
            opened = self._take()
            condition = self._deeper(self.formula)
            end = self._expect("]", opened).end
        rows = Rows(token.text, condition, token.start, end)
        if not self._sees("."):
            return rows
        self._take()
        field = self._take()
        if field.type != "word":
            raise self._error(f"“.”后应写{token.text}的一个字段", field)
        name = Name(field.text, field.start, field.end)
        return Column(rows, name, rows.start, name.end)
