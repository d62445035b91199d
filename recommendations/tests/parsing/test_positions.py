"""What the places of lines on their pages say: small pages made of lines, as a PDF's reader hands them on."""

from recommendations.parsing.found import PieceKind
from recommendations.parsing.lines import Line
from recommendations.parsing.look import Cell, Look
from recommendations.parsing.positions.reading import read_sheet
from recommendations.parsing.positions.sheet import Sheet

HEIGHT, SIZE, STEP, TOP, EDGE = 800.0, 10.0, 12.0, 100.0, 500.0
FULL = EDGE  # a line to the column's right end
OTHERS = ("airlift", "training", "money", "mediation", "police work", "planning", "medicine", "reports", "elections")
WORDS = "the partners agreed on the plan that both had drawn up for the two"


def page(number, *lines, top=TOP):
    """`lines` are (x0, x1, text), one below the other; a fourth value is how many steps further down it stands."""
    base = top
    for x0, x1, text, *more in lines:
        base += STEP * (more[0] if more else 1)
        raised = ((0, 1),) if text[0] in "¹²" else ()
        size = 8.0 if raised else SIZE
        yield Look(number, 0, x0, x1, base, size, margin=80.0, edge=EDGE, lead=20.0, raised=raised), text


def found(*pages):
    made, start = [], 0
    for each in pages:
        for look, text in each:
            made.append(Line(start, f"{text}\n", look=look))
            start = made[-1].end
        made.append(Line(start, "\f"))
        start += 1
    text = "".join(line.raw for line in made)
    return read_sheet(Sheet(text, tuple(made), (HEIGHT,) * len(pages), ((),) * len(pages)))


def texts(document):
    return {each.label: each.text for each in document.paragraphs}


def test_a_list_begins_below_a_colon_though_the_line_is_full():
    made = found(
        page(
            1,
            (80, FULL, f"1. So {WORDS}. It did so in one way:"),
            (114, FULL, "(a) Measures to protect civilians, in particular women and"),
            (134, 300, "children;"),
            (114, 400, "(b) Training."),
            (80, FULL, "2. And so on it went."),
        )
    )
    assert [each.label for each in made.paragraphs] == ["1", "1(a)", "1(b)", "2"]


def test_a_sentence_that_the_page_cuts_goes_on_where_only_the_number_hangs():
    made = found(
        page(
            1, (80, FULL, f"1. So {WORDS} and"), (110, 300, "did so."), (80, FULL, "2. It met with the members of the")
        ),
        page(2, (110, FULL, "Union and of the Commission."), (80, FULL, "3. The end.")),
    )
    assert texts(made)["2"] == "It met with the members of the Union and of the Commission."


def test_where_numbers_hang_a_paragraph_goes_on_on_the_next_page_though_the_line_ends_a_sentence():
    made = found(
        page(
            1, (80, FULL, f"1. So {WORDS} and"), (110, 300, "did so."), (80, FULL, "2. It met with all of its members.")
        ),
        page(2, (110, 300, "Union and Commission agreed."), (80, FULL, "3. The end.")),
    )
    assert texts(made)["2"] == "It met with all of its members. Union and Commission agreed."


def test_items_on_one_line_at_the_top_of_a_page_are_running_text():
    made = found(
        page(1, (80, FULL, f"1. So {WORDS} and"), (80, FULL, "did so. It had three parts:")),
        page(2, (80, FULL, "(a) a plan; (b) one budget; and (c) 3 teams."), (80, FULL, "2. The end.")),
    )
    assert [each.label for each in made.paragraphs] == ["1", "2"]


def test_bullets_and_numbers_stand_on_lines_of_their_own():
    lines = [(80, 92, "1."), (80, FULL, f"So {WORDS}:"), (100, 106, "•"), (100, 200, "Airlift;"), (100, 106, "•")]
    lines += [(100, 200, "Medicine."), (80, 92, "2."), (80, 300, "It was “the best of all”.5")]
    made = found(page(1, *lines))
    assert [each.label for each in made.paragraphs] == ["1", "1 1", "1 2", "2"]


def test_words_that_come_again_at_the_same_height_of_far_pages_are_no_running_head():
    repeated = (80, FULL, "The team visited all of the places where the two work together")
    pages = [
        page(
            at, repeated if at in (1, 5, 9) else (80, FULL, f"It saw {OTHERS[at - 1]}"), (80, 300, "and ended."), top=60
        )
        for at in range(1, 10)
    ]
    made = found(*pages)
    assert not [piece for piece in made.pieces if piece.kind is PieceKind.RUNNING_HEAD]


def test_a_running_head_stands_off_from_the_text_of_near_pages():
    pages = [
        page(
            at,
            (80, 250, "Policy paper 4"),
            (80, FULL, f"{at}. It saw {OTHERS[at]}", 3),
            (80, 300, "and ended."),
            top=40,
        )
        for at in range(1, 4)
    ]
    made = found(*pages)
    assert [piece.raw for piece in made.pieces if piece.kind is PieceKind.RUNNING_HEAD] == ["Policy paper 4\n"] * 3


def test_what_is_repeated_deep_in_the_text_is_no_running_head():
    def begun(at):
        first = ((80, FULL, f"It saw {OTHERS[at]}"), (80, 200, f"and {OTHERS[at + 1]}."))
        return page(at, *first, (80, FULL, f"4.{at} Members of both met for a day", 2), (80, 200, "in all."), top=40)

    assert [each.label for each in found(begun(1), begun(2), begun(3)).paragraphs if "." in each.label] == [
        "4.1", "4.2", "4.3",
    ]  # fmt: skip


def test_notes_that_say_the_same_on_every_page_are_notes():
    pages = [
        page(at, (80, FULL, f"{at}. It saw {OTHERS[at]}{at} and ended."), (84, 200, f"{'¹²'[at - 1]} Ibid.", 50))
        for at in (1, 2)
    ]
    assert [note.text for note in found(*pages).footnotes] == ["Ibid.", "Ibid."]


def row(number, count, base, *cells, table):
    """Cells of a row beside each other: (column, text)."""
    for column, text in cells:
        x0 = 80.0 + 200 * column
        cell = Cell(table, count, column)
        yield Look(number, 0, x0, x0 + 150, base, SIZE, margin=x0, edge=x0 + 180, lead=20.0, cell=cell), text


def test_a_cell_that_the_page_cuts_is_one():
    heads = (0, "Recommendation"), (1, "Response")
    made = found(
        [
            *page(1, (80, 300, "1. The partners were asked what they had done.")),
            *row(1, 0, 700.0, *heads, table=0),
            *row(1, 1, 720.0, (0, "Plan together, as both had"), (1, "Accepted."), table=0),
        ],
        [
            *row(2, 0, 100.0, *heads, table=1),
            *row(2, 1, 120.0, (0, "agreed to do in May."), (1, "It is done."), table=1),
            *row(2, 2, 140.0, (0, "act at once."), (1, "Not accepted."), table=1),
        ],
    )
    said = [each.text for each in made.paragraphs]
    assert "Plan together, as both had agreed to do in May." in said
    assert said[-3:] == ["It is done.", "act at once.", "Not accepted."]


def test_tables_that_words_part_are_two():
    made = found(
        [*row(1, 0, 720.0, (0, "Plan together, as both had"), (1, "Accepted."), table=0)],
        [
            *page(2, (80, 300, "And another table is the one below it.")),
            *row(2, 0, 140.0, (0, "agreed to do in May."), (1, "It is done."), table=1),
        ],
    )
    assert made.paragraphs[0].text == "Plan together, as both had"
