"""What FTS5 is asked for a tree of a query, and which parts of the tree its answer settles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsreader.core.search.tree import All, Dated, Either, Folder, Marked, Node, Not, Text
from newsreader.core.search.words import is_exact, match_expression
from newsreader.core.values import dataclass


@dataclass(frozen=True, slots=True)
class Asked:
    """What FTS5 is asked for a tree; `is_exact` where it gives what matches and nothing else."""

    expression: str
    is_exact: bool


def asked_of(node: Node) -> Asked | None:
    """The question to FTS5 that gives every match of a tree; None where there is none to ask."""
    match node:
        case Text(term, field, is_whole):
            return Asked(match_expression(term, field, is_whole=is_whole), is_exact(term))
        case All(nodes):
            return _asked_of_all(nodes)
        case Either(nodes):
            parts = [asked_of(part) for part in nodes]
            known = [part for part in parts if part is not None]
            if len(known) < len(parts):
                return None
            joined = " OR ".join(part.expression for part in known)
            return Asked(f"({joined})", all(part.is_exact for part in known))
        case _:
            return None


def _asked_of_all(nodes: Sequence[Node]) -> Asked | None:
    wanted, unwanted, is_exact_ = [], [], True
    for node in nodes:
        if isinstance(node, Not):
            asked = asked_of(node.node)
            if asked is not None and asked.is_exact:
                unwanted.append(asked.expression)
            else:
                is_exact_ = False
            continue
        asked = asked_of(node)
        if asked is None:
            is_exact_ = False
        else:
            wanted.append(asked.expression)
            is_exact_ = is_exact_ and asked.is_exact
    if not wanted:
        return None
    expression = f"({' AND '.join(wanted)})"
    for part in unwanted:
        expression = f"({expression} NOT {part})"
    return Asked(expression, is_exact_)


def is_told(node: Node) -> bool:
    """Whether the question to FTS5 for a conjunction has this part in it exactly."""
    asked = asked_of(node.node if isinstance(node, Not) else node)
    return asked is not None and asked.is_exact


def cost(node: Node) -> int:
    """Cheap parts of a conjunction first: they leave less for the others. 0 for what takes milliseconds anyway."""
    if isinstance(node.node if isinstance(node, Not) else node, Marked | Folder | Dated):
        return 0
    return 2 if isinstance(node, Text | Not | All | Either) else 1


def leaves(node: Node) -> Iterator[Node]:
    """Everything in a tree that joins nothing."""
    match node:
        case Not(inner):
            yield from leaves(inner)
        case All(nodes) | Either(nodes):
            for part in nodes:
                yield from leaves(part)
        case _:
            yield node
