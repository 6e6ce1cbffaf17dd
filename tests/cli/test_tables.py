"""Tables on a terminal: whole at its width, and a block for each row where it is too narrow."""

import pytest

from pollination_sdk.cli.output.tables import Bar, draw

MODELS = [
    {"model": "openai/gpt-5.4-nano", "alias": "openai", "kind": "text", "price": "0.2 in, 0.8 out / M tokens"},
    {"model": "openai/gpt-audio-1.5", "alias": "", "kind": "text", "price": "2 in / M tokens; 32 in / M audio tokens"},
    {"model": "google/veo-3.1-fast", "alias": "veo", "kind": "video", "price": "0.05 / s of video"},
]
COLUMNS = ["model", "alias", "kind", "price"]


@pytest.fixture
def drawn(monkeypatch, capfd):
    """Return a function that draws a table on a terminal of a width, without colour, and returns its lines."""

    def lines(width, rows, names, **options):
        monkeypatch.setenv("COLUMNS", str(width))
        monkeypatch.setenv("NO_COLOR", "1")
        draw(rows, names, lambda value: "" if value is None else str(value), **options)
        found = capfd.readouterr().out.splitlines()
        assert all(len(line) <= width for line in found)
        assert found == [line.rstrip() for line in found]
        return found

    return lines


def test_a_table_that_fits_has_a_line_for_each_row(drawn):
    """With the columns aligned."""
    lines = drawn(120, MODELS, COLUMNS)
    assert len(lines) == 4
    assert {line.index("0.") for line in lines if "0." in line} == {lines[0].index("price")}


def test_cells_of_words_are_wrapped_and_names_are_not(drawn):
    """A name that is cut off cannot be copied."""
    lines = drawn(60, MODELS, COLUMNS)
    assert len(lines) > 4
    assert all(any(row["model"] in line for line in lines) for row in MODELS)


def test_a_column_that_can_be_spared_goes_first(drawn):
    """The others keep their room."""
    assert drawn(48, MODELS, COLUMNS, spare=("alias",), by="kind")[0].split() == ["text", "alias", "price"]
    assert drawn(44, MODELS, COLUMNS, spare=("alias",), by="kind")[0].split() == ["text", "price"]


def test_parts_have_their_name_as_header(drawn):
    """In place of a column."""
    heads = [line.split()[0] for line in drawn(80, MODELS, COLUMNS, by="kind") if line.endswith("price")]
    assert heads == ["text", "video"]


def test_a_narrow_terminal_gets_a_block_for_each_row(drawn):
    """Nothing is lost; a field that is empty has no line."""
    lines = drawn(20, MODELS[2:], COLUMNS, spare=("alias",), by="kind")
    assert lines == ["google/veo-3.1-fast", "  alias veo", "  kind video", "  price 0.05 / s of", "  video"]


def test_numbers_have_equally_many_decimals(drawn):
    """So that their points are below each other."""
    lines = drawn(80, [{"pollen": 0.0008}, {"pollen": 2}, {"pollen": 0.000125}], ["pollen"])
    assert lines[1:] == ["0.000800", "2.000000", "0.000125"]


def test_bars_take_the_room_that_is_left(drawn):
    """And none where there is too little."""
    rows = [{"model": "flux", "": Bar(1.0)}, {"model": "veo", "": Bar(0.5)}, {"model": "x", "": Bar(0.0)}]
    for width, longest in ((80, 24), (15, 8)):
        lines = drawn(width, rows, ["model", ""], spare=("",))
        assert [line.count("█") for line in lines[1:]] == [longest, longest // 2, 0]
    assert "█" not in "".join(drawn(9, rows, ["model", ""], spare=("",)))


def test_wide_characters_count_as_two(drawn):
    """As terminals show them."""
    lines = drawn(80, [{"name": "狐狐", "kind": "a"}, {"name": "fox", "kind": "b"}], ["name", "kind"])
    assert lines == ["name  kind", "狐狐  a", "fox   b"]


def test_control_characters_are_shown_as_text(drawn):
    """Also in a header: a name of the service must not write the clipboard."""
    lines = drawn(80, [{"name": "a\x1b]52;c;x\x07", "kind": "\x1b[2J"}], ["name", "kind"], by="kind")
    assert lines == ["^[[2J", "a^[]52;c;x^G"]


def test_a_table_without_rows_is_not_drawn(drawn):
    """The command says that there is nothing."""
    assert drawn(80, [], ["name"]) == []
