"""Batches on a pipe: what is sent arrives; what breaks off is the end."""

from __future__ import annotations

from io import BytesIO

from hypothesis import given
from hypothesis import strategies as st

from newsreader.core.article import Article, Problem
from newsreader.core.dates import Published
from newsreader.store.batches import Batch, Entry, Signature, Trouble, batch_of, read_frame, write_batch

texts = st.text(st.characters(), max_size=8)
numbers = st.integers(0, 2**63)
published = st.none() | st.builds(Published, st.integers(1, 9999), st.integers(1, 12), st.integers(1, 28), raw=texts)
articles = st.builds(
    Article,
    texts,
    texts,
    texts,
    st.lists(texts, max_size=2).map(tuple),
    published,
    texts,
    texts,
    st.lists(texts, max_size=2).map(tuple),
    texts,
    texts,
    numbers,
    numbers,
    st.just(7),
    st.just(8),
    st.none() | st.sampled_from(Problem),
)
signatures = st.builds(Signature, st.just(7), st.just(8), numbers, numbers)
batches = st.builds(
    Batch,
    st.lists(st.builds(Entry, articles, signatures, st.binary(max_size=9), st.booleans()), max_size=3).map(tuple),
    st.lists(texts, max_size=2).map(tuple),
    st.none() | st.lists(st.builds(Trouble, texts, st.sampled_from(Problem)), max_size=2).map(tuple),
    numbers,
    numbers,
)


@given(st.lists(batches, max_size=3))
def test_what_is_sent_arrives(sent: list[Batch]) -> None:
    pipe = BytesIO()
    for batch in sent:
        write_batch(pipe, batch)
    pipe.seek(0)
    assert [batch_of(*frame) for frame in iter(lambda: read_frame(pipe), None)] == sent


@given(batches, st.data())
def test_a_frame_that_breaks_off_is_the_end(batch: Batch, data: st.DataObject) -> None:
    pipe = BytesIO()
    write_batch(pipe, batch)
    whole = pipe.getvalue()
    cut = data.draw(st.integers(0, len(whole) - 1))
    assert read_frame(BytesIO(whole[:cut])) is None
