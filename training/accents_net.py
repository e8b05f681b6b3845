"""Teaches the net of the accent model what the model of three syllables leaves open.

usage: python training/accents_net.py [--data FOLDER] [--out FOLDER] [--held FOLDER]
       [--before FOLDER]

After `accents.py`, whose model it adds to; `vntext/text/accents_net.py` tells what the net sees.
In two stages. First a model counts three of four parts of the texts and restores the fourth, twice;
where its best readings are close, the net learns which is right, and from the lines of `texts/`,
which no model has counted here. Then the net is fitted to the model that goes into the package, on
articles, lines and short headlines that this has not counted. Lines of chat are learned as others
would type them, too (`accents_chat.py`). With ``--held`` two models more are put where
`accents_confidence.py` finds them, one whose net does not know `texts/late.txt`, and in its folder
``talk`` one whose net does not know `texts/talk.txt`. The same input gives the same files. A
quarter of an hour, one core.
"""

from __future__ import annotations

import pathlib
import unicodedata
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

import corpora
from accents import FOLDS, MODEL, counted, estimate
from accents_chat import varied
from accents_net_fit import FAR, Net
from accents_texts import LATE, TALK, formal, informal, late, own, plain
from archive import load, save
from vntext.text.accents_model import OTHER_ID, AccentModel, model_word
from vntext.text.accents_net import windows
from vntext.text.accents_tokens import WORDS, AccentTokens, batches
from vntext.text.folding import strip_diacritics
from vntext.text.pieces import pieces

if TYPE_CHECKING:
    from collections.abc import Iterable

    Array = np.ndarray[Any, Any]

PARTS = (0, 1)  # of the texts, that are restored by models of the others
CLOSE = 64  # steps between the best two readings from which on there is nothing to learn
MOST = 16  # readings of a spelling
LINES = 4  # times that the lines of `texts/` are learned
HEADLINES = 16  # times that short headlines are learned, which no text has alone
FROM = 2500  # articles of vietnews-val that no stage reads
ROUNDS, RATE, PLACES = 6, 1.5e-3, 1024  # of the first stage; places of one step
MORE_ROUNDS, MORE_RATE = 2, 8e-4  # of the first stage with a net that has learned before
FITTING_ROUNDS, FITTING_RATE, FITTING_PLACES = 4, 5e-4, 512


class Places(NamedTuple):
    """Places of texts that a model is unsure of, with what the net sees there.

    Attributes:
        rows: Spellings around.
        cases: Cases, likewise.
        scores: Of each reading, in steps behind the best.
        gold: The reading that is right.
    """

    rows: Array
    cases: Array
    scores: Array
    gold: Array

    def taken(self, at: Array) -> Places:
        """Some of the places."""
        return Places(*(column[at] for column in self))


def together(parts: list[Places]) -> Places:
    return Places(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))


def unsure(model: AccentModel, texts: Iterable[str]) -> Places:
    """The places of texts where the best readings of a model are close."""
    found = [p for text in texts if (p := _unsure(model, text)) is not None]
    return together(found)


def _unsure(model: AccentModel, text: str) -> Places | None:
    tokens = AccentTokens(model, strip_diacritics(text))
    gold = pieces(text)
    if len(gold) != len(tokens.pieces):
        return None
    kept: list[tuple[int, Array, int]] = []
    for at, batch in batches(model, tokens):
        scores, owners = model.decode(*batch, scores=True)[1:]
        steps = np.rint(scores * 16).astype(np.int64)
        many = np.bincount(owners)
        begins = np.cumsum(many) - many
        best = np.maximum.reduceat(steps, begins)
        near = np.bincount(owners, steps > best[owners] - CLOSE)
        for k in np.flatnonzero(near > 1).tolist():
            row = int(tokens.rows[at + k])
            if not OTHER_ID < row < WORDS:
                continue
            behind = np.full(MOST, FAR, np.int16)
            behind[: many[k]] = np.maximum(steps[begins[k] :][: many[k]] - best[k], FAR)
            right = model.ids.get(model_word(gold[int(tokens.owner[at + k])]), -1)
            place = right - int(model.first[row])
            if 0 <= place < many[k] and behind[place] > FAR:
                kept.append((at + k, behind, right))
    if not kept:
        return None
    where = np.array([place for place, _, _ in kept])
    rows, cases = windows(np.where(tokens.rows < WORDS, tokens.rows, OTHER_ID), tokens.case, where)
    scores = np.stack([behind for _, behind, _ in kept])
    right = np.array([x for _, _, x in kept], np.int32)
    return Places(rows.astype(np.int16), cases.astype(np.int8), scores, right)


def learn(net: Net, found: Places, rounds: int, rate: float, size: int) -> None:
    """Shows the net all places some times over, at a rate that falls."""
    draw = np.random.default_rng(0)
    steps = rounds * (len(found.gold) // size)
    done, loss = 0, 0.0
    for _ in range(rounds):
        order = draw.permutation(len(found.gold))
        for k in range(len(order) // size):
            some = found.taken(order[k * size : (k + 1) * size])
            now = rate * min(1, (done + 1) / 200) * max(0.02, 1 - done / steps)
            scores = some.scores.astype(np.float32)
            cases, gold = some.cases.astype(np.int64), some.gold.astype(np.int64)
            loss += net.learn(some.rows.astype(np.int64), cases, scores, gold, now, draw)
            done += 1
        corpora.say(f"{done} of {steps} steps, loss {loss / max(1, len(order) // size):.4f}")
        loss = 0.0


def composed(texts: Iterable[str]) -> list[str]:
    return [unicodedata.normalize("NFC", text) for text in texts]


def gathered() -> tuple[list[Places], list[Places], AccentModel]:
    """What models of other texts left open, and one of the models.

    The first places are those of texts and lines, the second those of the lines of chat that only
    the net learns from.
    """
    texts = composed(formal()) + composed(informal(lines=False))
    found = counted(texts, corpora.say)
    parts: list[Places] = []
    talk: list[Places] = []
    model = None
    for part in PARTS:
        kept = found.tokens[found.owners % FOLDS != part]
        arrays = found.same | estimate(kept, found.size, found.of_key, corpora.say)[0]
        model = AccentModel(arrays)
        parts.append(unsure(model, texts[part::FOLDS]))
        if part == PARTS[0]:
            lines = ["\n".join(own(name)) for name in LATE]
            parts += [unsure(model, composed(lines))] * LINES
            parts.append(unsure(model, composed(["\n".join(varied(own("chat")))])))
            talk += [unsure(model, composed(["\n".join(own(TALK))]))] * LINES
            talk.append(unsure(model, composed(["\n".join(varied(own(TALK)))])))
        corpora.say(sum(len(p.gold) for p in parts + talk), "places")
    return parts, talk, model


def first_stage(parts: list[Places], model: AccentModel, before: pathlib.Path | None = None) -> Net:
    """A net that has learned what models of other texts left open.

    Args:
        parts: The places.
        model: One of the models.
        before: Folder of a model whose net goes on learning.
    """
    if before:
        arrays = load(before / MODEL)
        older = AccentModel({k: c for k, c in arrays.items() if not k.startswith("net.")})
        net = Net.of_columns(older, arrays).moved(model)
        learn(net, together(parts), MORE_ROUNDS, MORE_RATE, PLACES)
    else:
        net = Net(model)
        learn(net, together(parts), ROUNDS, RATE, PLACES)
    return net


def second_stage(
    net: Net, arrays: dict[str, Array], first: int, lines: list[str], talk: list[str]
) -> dict[str, Array]:
    """A model with the net, fitted to it.

    Args:
        net: As the first stage leaves it.
        arrays: The columns of the model.
        first: The article of vietnews-val from which on it is fitted.
        lines: Lines that it has not counted.
        talk: Those of chat, which are learned as others would type them, too.
    """
    model = AccentModel(arrays)
    articles = [
        "\n".join(plain(row))
        for k, row in enumerate(corpora.rows("vietnews-val.jsonl.xz"))
        if k >= first
    ]
    parts = [unsure(model, composed(articles))]
    parts += [unsure(model, composed(["\n".join(lines)]))] * LINES
    parts.append(unsure(model, composed(["\n".join(varied(talk))])))
    alone = "\n".join([*own("short"), *own("headlines")])
    parts += [unsure(model, composed([alone]))] * HEADLINES
    fitted = net.moved(model)
    learn(fitted, together(parts), FITTING_ROUNDS, FITTING_RATE, FITTING_PLACES)
    return arrays | fitted.columns()


def main() -> None:
    parser = corpora.arguments(__doc__)
    parser.add_argument(
        "--held", type=pathlib.Path, metavar="FOLDER", help="where models for trials go"
    )
    parser.add_argument(
        "--first", type=int, metavar="N", default=FROM,
        help="article of vietnews-val from which on the net is fitted to the model",
    )  # fmt: skip
    parser.add_argument(
        "--before", type=pathlib.Path, metavar="FOLDER",
        help="where a model is whose net goes on learning, rather than a new one",
    )  # fmt: skip
    options = parser.parse_args()
    path = options.out / MODEL
    arrays = {k: c for k, c in load(path).items() if not k.startswith("net.")}
    parts, chat, model = gathered()
    net = first_stage(parts + chat, model, options.before)
    talk, lines = own(TALK), [line for found in late().values() for line in found]
    if options.held:
        save(options.held / MODEL, second_stage(net, arrays, options.first, talk, talk))
        other = first_stage(parts, model, options.before)
        found = second_stage(other, arrays, options.first, lines, late()["chat"])
        save(options.held / TALK / MODEL, found)
    save(path, second_stage(net, arrays, options.first, [*lines, *talk], talk))
    corpora.made(options.out, MODEL)


if __name__ == "__main__":
    main()
